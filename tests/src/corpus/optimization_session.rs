//! Sessions (事项梳理会): a sample, valid ones, and every rule broken alone.

use super::fields::{self, FieldCodes};
use super::{Case, Given, Mutation, Place, annex3, case, day, items};
use uuid::Uuid;
use yinzheng_shared::facts::{Facts, ItemFact};
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::optimization_session::OptimizationSession;
use yinzheng_shared::subject::Subject;

type Spoil = Mutation<OptimizationSession>;

const FIELD: FieldCodes = FieldCodes {
    required: "optimization-session.required",
    too_long: "optimization-session.too_long",
    characters: "optimization-session.characters",
};

fn guest(number: u128) -> OrganisationId {
    OrganisationId(Uuid::from_u128(number))
}

/// Two items of a department, a district invited besides, one who is known to come.
pub(super) fn sample() -> Given<OptimizationSession> {
    let annex = annex3();
    let mut facts = Facts {
        owner: None,
        ..annex.facts
    };
    let first = items(&mut facts)[0].clone();
    let second = ItemFact {
        code: "许可-00124-000".into(),
        name: "有限责任公司变更登记（示例）".into(),
        ..first.clone()
    };
    let codes = vec![first.code, second.code.clone()];
    items(&mut facts).push(second);
    Given {
        form: OptimizationSession {
            title: "第一批事项梳理会（示例）".into(),
            held_on: Some(day("2018-09-20")),
            hours: "9:00至11:30".into(),
            place: "市民中心会议室（示例）".into(),
            items: codes,
            invited: vec![guest(1)],
            participants: vec![Participant {
                name: "示例甲".into(),
                unit: first.owner,
                position: "业务负责人".into(),
            }],
        },
        facts,
        today: day("2018-09-18"),
    }
}

fn mutation(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<OptimizationSession>) + 'static,
) -> Spoil {
    super::mutation(name, place, breaks, apply)
}

fn field(
    name: &str,
    place: Place,
    max: usize,
    set: impl Fn(&mut Given<OptimizationSession>, &str) + Copy + 'static,
) -> Vec<Spoil> {
    fields::field(FIELD, name, place, max, set)
}

fn add(given: &mut Given<OptimizationSession>) -> &mut Participant {
    let person = given.form.participants[0].clone();
    given.form.participants.push(person);
    given.form.participants.last_mut().expect("just added")
}

pub(super) fn mutations() -> Vec<Spoil> {
    let mut all = field("title", Place::Head, 100, |given, text| given.form.title = text.into());
    all.extend(field("place", Place::Lower, 100, |given, text| {
        given.form.place = text.into()
    }));
    all.extend(field("name of one who comes", Place::Foot, 200, |given, text| {
        add(given).name = text.into()
    }));
    all.extend(field("unit of one who comes", Place::Foot, 100, |given, text| {
        add(given).unit = text.into()
    }));
    all.extend(field("position of one who comes", Place::Foot, 50, |given, text| {
        add(given).position = text.into()
    }));
    all.extend([
        mutation("no day", Place::Upper, &["optimization-session.required"], |given| {
            given.form.held_on = None
        }),
        mutation(
            "hours that are too long",
            Place::Upper,
            &["optimization-session.too_long"],
            |given| given.form.hours = super::names::long(51),
        ),
        mutation("no items", Place::Whole, &["optimization-session.item.none"], |given| {
            given.form.items.clear()
        }),
        mutation(
            "201 items",
            Place::Whole,
            &["optimization-session.item.too_many"],
            |given| {
                let one = items(&mut given.facts)[0].clone();
                for number in 3..=201 {
                    let code = format!("许可-{number:05}-009");
                    given.form.items.push(code.clone());
                    items(&mut given.facts).push(ItemFact { code, ..one.clone() });
                }
            },
        ),
        mutation(
            "an item twice",
            Place::Rows,
            &["optimization-session.item.repeated"],
            |given| {
                let first = given.form.items[0].clone();
                given.form.items.push(format!(" {first} "));
            },
        ),
        mutation(
            "an item that is not in the catalogue",
            Place::Rows,
            &["optimization-session.item.unknown"],
            |given| given.form.items.push("许可-00131-000".into()),
        ),
        mutation(
            "an item that is cancelled",
            Place::Rows,
            &["optimization-session.item.gone"],
            |given| items(&mut given.facts)[0].scope = ItemScope::Cancelled,
        ),
        mutation(
            "an item on its way to another department",
            Place::Rows,
            &["optimization-session.item.gone"],
            |given| items(&mut given.facts)[1].scope = ItemScope::Moving,
        ),
        mutation(
            "101 guests",
            Place::Whole,
            &["optimization-session.invited.too_many"],
            |given| given.form.invited.extend((2..=101).map(guest)),
        ),
        mutation(
            "a guest twice",
            Place::Whole,
            &["optimization-session.invited.repeated"],
            |given| given.form.invited.push(guest(1)),
        ),
        mutation(
            "101 who come",
            Place::Whole,
            &["optimization-session.participant.too_many"],
            |given| {
                for _ in 2..=101 {
                    add(given);
                }
            },
        ),
    ]);
    all
}

pub(super) fn valid(cases: &mut Vec<Case>) {
    let mut session = |name: &str, change: &dyn Fn(&mut Given<OptimizationSession>)| {
        let mut given = sample();
        change(&mut given);
        cases.push(case(Subject::OptimizationSession, name, &given, Vec::new()));
    };
    session("convened", &|_| {});
    session("no facts", &|given| given.facts = Facts::default());
    session("no hours", &|given| given.form.hours.clear());
    session("nobody is invited besides, nobody known to come", &|given| {
        given.form.invited.clear();
        given.form.participants.clear();
    });
    session("a session that was", &|given| {
        given.form.held_on = Some(day("2018-09-03"))
    });
    session("an item that is optimised already", &|given| {
        items(&mut given.facts)[0].optimised = true
    });
}
