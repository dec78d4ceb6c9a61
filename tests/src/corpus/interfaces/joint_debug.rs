//! Every rule of 《接口联调确认单》, broken alone.

use super::super::fields::{self, FieldCodes};
use super::super::item_rows::{self, OfItems, RowCodes, add, fact};
use super::super::names::{HIDDEN, long};
use super::super::{Given, Mutation, Place, day, items};
use super::{debugging, of_district};
use yinzheng_shared::facts::{Connection, InterfaceFact};
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::form::joint_debug::{Interface, JointDebug, Mode, Outcome};
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::form::scope::SystemLevel;

type Spoil = Mutation<JointDebug>;

/// Takes one answer out of an interface.
type Unsay = fn(&mut Interface);

const REQUIRED: &str = "joint-debug.required";
const CHARACTERS: &str = "joint-debug.characters";
const TOO_LONG: &str = "joint-debug.too_long";

const FIELD: FieldCodes = FieldCodes {
    required: REQUIRED,
    too_long: TOO_LONG,
    characters: CHARACTERS,
};

impl OfItems for JointDebug {
    const CODES: RowCodes = RowCodes {
        field: FIELD,
        none: "joint-debug.row.none",
        too_many: "joint-debug.row.too_many",
        number: "joint-debug.row.number",
        repeated: "joint-debug.row.repeated",
        code_format: "joint-debug.row.code_format",
        unknown: "joint-debug.row.unknown",
        name_differs: "joint-debug.row.name_differs",
        serving: "joint-debug.row.serving",
        published: "joint-debug.row.published",
        gone: "joint-debug.row.gone",
    };
    const PLACE: Place = Place::Foot;

    fn rows(&mut self) -> &mut Vec<ItemRow> {
        &mut self.rows
    }

    /// The first interface serves it.
    fn names(given: &mut Given<Self>, code: &str) {
        debugging(given).interfaces[0].items.push(code.into());
    }
}

fn mutation(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<JointDebug>) + 'static,
) -> Spoil {
    super::super::mutation(name, place, breaks, apply)
}

/// A text field of this form, so that closures need not name its type.
fn field(
    name: &str,
    place: Place,
    max: usize,
    set: impl Fn(&mut Given<JointDebug>, &str) + Copy + 'static,
) -> Vec<Spoil> {
    fields::field(FIELD, name, place, max, set)
}

pub(in super::super) fn mutations() -> Vec<Spoil> {
    [head(), dates(), interfaces(), rows(), participants(), conclusion()]
        .into_iter()
        .flatten()
        .collect()
}

fn head() -> Vec<Spoil> {
    let mut all = field("unit", Place::Head, 100, |given, text| {
        given.form.unit = text.into();
        given.facts.owner.as_mut().expect("the owner").name = text.into();
        for item in items(&mut given.facts) {
            item.serving = text.into();
        }
    });
    all.extend(field("system", Place::Lower, 100, |given, text| {
        given.form.system_name = text.into();
        for interface in &mut debugging(given).interfaces {
            interface.system_name = text.into();
        }
    }));
    all.extend([
        mutation(
            "the record belongs to another unit",
            Place::Head,
            &["joint-debug.unit.owner"],
            |given| given.facts.owner.as_mut().expect("the owner").name = "杭州市公安局（示例）".into(),
        ),
        mutation("no level of the system", Place::Lower, &[REQUIRED], |given| {
            given.form.system_level = None
        }),
        mutation("no system", Place::Whole, &["joint-debug.system.none"], |given| {
            given.form.system_level = Some(SystemLevel::None);
            for interface in &mut debugging(given).interfaces {
                interface.system_level = SystemLevel::None;
            }
        }),
        mutation("no way of debugging", Place::Lower, &[REQUIRED], |given| {
            given.form.mode = None
        }),
        mutation(
            "remote for a system of the city",
            Place::Lower,
            &["joint-debug.mode.remote"],
            |given| given.form.mode = Some(Mode::Remote),
        ),
        mutation(
            "remote for a main urban district",
            Place::Whole,
            &["joint-debug.mode.remote"],
            |given| {
                of_district(given, "西湖区");
                given.form.mode = Some(Mode::Remote);
            },
        ),
    ]);
    all
}

fn dates() -> Vec<Spoil> {
    vec![
        mutation("no first day", Place::Upper, &[REQUIRED], |given| {
            given.form.started = None
        }),
        mutation("no last day", Place::Upper, &[REQUIRED], |given| {
            given.form.finished = None
        }),
        mutation(
            "ends before it begins",
            Place::Upper,
            &["joint-debug.finished.before_start"],
            |given| given.form.started = Some(day("2018-09-20")),
        ),
        mutation(
            "ends tomorrow",
            Place::Whole,
            &["joint-debug.finished.in_future"],
            |given| given.today = day("2018-09-18"),
        ),
        mutation(
            "after the day of the schedule",
            Place::Upper,
            &["joint-debug.finished.late"],
            |given| given.form.finished = Some(day("2018-09-20")),
        ),
    ]
}

/// The first interface, spoilt in one thing.
fn interface(name: impl Into<String>, breaks: &[&'static str], spoil: impl Fn(&mut Interface) + 'static) -> Spoil {
    mutation(name, Place::Rows, breaks, move |given| {
        spoil(&mut given.form.interfaces[0])
    })
}

/// The first interface registered on another day, in the register too.
fn registered(name: &str, breaks: &[&'static str], on: &'static str) -> Spoil {
    mutation(name, Place::Whole, breaks, move |given| {
        given.form.interfaces[0].registered = Some(day(on));
        debugging(given).interfaces[0].registered = day(on);
    })
}

/// The first interface under another number, in the register too.
fn renumbered(given: &mut Given<JointDebug>, number: &str) {
    given.form.interfaces[0].number = number.into();
    debugging(given).interfaces[0].number = number.into();
}

/// What the register says of the first interface, spoilt.
fn known(name: &str, breaks: &'static str, spoil: impl Fn(&mut InterfaceFact) + 'static) -> Spoil {
    mutation(name, Place::Rows, &[breaks], move |given| {
        spoil(&mut debugging(given).interfaces[0])
    })
}

fn interfaces() -> Vec<Spoil> {
    let mut all = field("interface's name", Place::Rows, 200, |given, text| {
        given.form.interfaces[0].name = text.into();
        debugging(given).interfaces[0].name = text.into();
    });
    for (what, text) in HIDDEN {
        let name = format!("a number that has {what}");
        all.push(mutation(name, Place::Rows, &[CHARACTERS], move |given| {
            renumbered(given, text);
        }));
        let name = format!("a note that has {what}");
        all.push(interface(name, &[CHARACTERS], move |row| row.note = text.into()));
    }
    let cases: [(&str, Unsay); 4] = [
        ("normal data", |row| row.normal = None),
        ("wrong data", |row| row.wrong_data = None),
        ("a timeout", |row| row.timeout = None),
        ("a duplicate", |row| row.duplicate = None),
    ];
    for (what, spoil) in cases {
        all.push(interface(format!("nothing said of {what}"), &[REQUIRED], spoil));
    }
    all.extend(registers());
    all.extend([
        mutation("a number that is too long", Place::Rows, &[TOO_LONG], |given| {
            renumbered(given, &long(65));
        }),
        mutation("no number", Place::Whole, &[REQUIRED], |given| {
            given.form.interfaces[0].number.clear();
            let first = debugging(given).interfaces[0].items.clone();
            debugging(given).interfaces[1].items.extend(first);
        }),
        interface("a note that is too long", &[TOO_LONG], |row| row.note = long(501)),
        interface("no day of registration", &[REQUIRED], |row| row.registered = None),
        mutation(
            "no interfaces",
            Place::Whole,
            &["joint-debug.interface.none"],
            |given| {
                given.form.interfaces.clear();
                given.facts.debugging = None;
            },
        ),
        mutation(
            "101 interfaces",
            Place::Whole,
            &["joint-debug.interface.too_many"],
            |given| {
                for number in 3..=101 {
                    let number = format!("JK-2018-{number:03}");
                    let (row, known) = (given.form.interfaces[0].clone(), debugging(given).interfaces[0].clone());
                    debugging(given).interfaces.push(InterfaceFact {
                        number: number.clone(),
                        ..known
                    });
                    given.form.interfaces.push(Interface { number, ..row });
                }
            },
        ),
        mutation(
            "an interface twice",
            Place::Rows,
            &["joint-debug.interface.repeated"],
            |given| {
                let first = given.form.interfaces[0].clone();
                given.form.interfaces.push(first);
            },
        ),
        mutation(
            "a failure that is not told",
            Place::Whole,
            &["joint-debug.interface.note"],
            |given| {
                given.form.interfaces[0].timeout = Some(Outcome::Failed);
                given.form.conclusion = Some(Outcome::Failed);
            },
        ),
    ]);
    all
}

/// What the register has to say.
fn registers() -> Vec<Spoil> {
    let (after, future) = ("joint-debug.interface.after_finish", "joint-debug.interface.in_future");
    vec![
        mutation(
            "an interface that is not registered",
            Place::Rows,
            &["joint-debug.interface.unknown"],
            |given| {
                let first = given.form.interfaces[0].clone();
                given.form.interfaces.push(Interface {
                    number: "JK-2018-003".into(),
                    ..first
                });
            },
        ),
        known(
            "an interface of another system",
            "joint-debug.interface.system",
            |known| {
                known.system_level = SystemLevel::Provincial;
            },
        ),
        known(
            "another name than registered",
            "joint-debug.interface.name_differs",
            |known| {
                known.name = "另一接口（示例）".into();
            },
        ),
        known(
            "another day than registered",
            "joint-debug.interface.date_differs",
            |known| {
                known.registered = day("2018-09-17");
            },
        ),
        registered("registered after the end", &[after], "2018-09-20"),
        registered("registered tomorrow", &[future], "2018-09-21"),
        registered(
            "three days after registration",
            &["joint-debug.interface.slow"],
            "2018-09-14",
        ),
        mutation(
            "registered tomorrow, not ended",
            Place::Whole,
            &[future, REQUIRED],
            |given| {
                given.form.finished = None;
                given.form.interfaces[0].registered = Some(day("2018-09-21"));
                debugging(given).interfaces[0].registered = day("2018-09-21");
            },
        ),
    ]
}

fn rows() -> Vec<Spoil> {
    let mut all = item_rows::mutations();
    all.extend([
        fact("an item in the platform", "joint-debug.row.full_process", |item| {
            item.connection = Connection::FullProcess
        }),
        fact("an item that was debugged", "joint-debug.row.debugged", |item| {
            item.connection = Connection::JointDebugged
        }),
        mutation(
            "an item of no interface",
            Place::Foot,
            &["joint-debug.row.no_interface"],
            |given| {
                add(given, "许可-00130-000");
                debugging(given).interfaces[0].items.pop();
            },
        ),
    ]);
    all
}

fn participants() -> Vec<Spoil> {
    vec![
        mutation(
            "nobody took part",
            Place::Whole,
            &["joint-debug.participant.none"],
            |given| given.form.participants.clear(),
        ),
        mutation(
            "101 technicians",
            Place::Whole,
            &["joint-debug.participant.too_many"],
            |given| {
                let one = given.form.participants[0].clone();
                given.form.participants.extend(std::iter::repeat_n(one, 99));
            },
        ),
        mutation("a technician without a name", Place::Whole, &[REQUIRED], |given| {
            given.form.participants.push(Participant {
                name: String::new(),
                ..given.form.participants[0].clone()
            });
        }),
    ]
}

fn conclusion() -> Vec<Spoil> {
    vec![
        mutation("no conclusion", Place::Whole, &[REQUIRED], |given| {
            given.form.conclusion = None
        }),
        mutation(
            "passed in spite of a failure",
            Place::Whole,
            &["joint-debug.conclusion.passed"],
            |given| {
                given.form.interfaces[0].duplicate = Some(Outcome::Failed);
                given.form.interfaces[0].note = "重复提交生成两件（示例）".into();
            },
        ),
        mutation(
            "failed though all passed",
            Place::Whole,
            &["joint-debug.conclusion.failed"],
            |given| given.form.conclusion = Some(Outcome::Failed),
        ),
    ]
}
