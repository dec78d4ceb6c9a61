//! 《通报》: a sample, valid ones, and every rule broken alone.

use super::fields::{self, FieldCodes};
use super::names::{HIDDEN, long};
use super::{Case, Given, Mutation, Place, case, day};
use yinzheng_shared::assessment::Reason;
use yinzheng_shared::facts::{AssessmentFacts, BehindFact, Facts};
use yinzheng_shared::form::Form;
use yinzheng_shared::form::bulletin::{AreaProgress, Bulletin, Demand, NamedUnit, drawn_up};

type Spoil = Mutation<Bulletin>;

const REQUIRED: &str = "bulletin.required";

const FIELD: FieldCodes = FieldCodes {
    required: REQUIRED,
    too_long: "bulletin.too_long",
    characters: "bulletin.characters",
};

/// Drawn up the day after the first batch was due, from a board on which a district and two departments are
/// behind.
pub(super) fn sample() -> Given<Bulletin> {
    let known = AssessmentFacts {
        on: day("2018-09-26"),
        areas: vec![area("杭州市（示例）", 40, 12, 9), area("东湖区（示例）", 20, 3, 1)],
        behind: vec![
            behind(
                "东湖区（示例）",
                Reason::Lists {
                    missing: 1,
                    late: 0,
                    asked: 3,
                },
            ),
            behind(
                "杭州市公安局（示例）",
                Reason::Forms {
                    late: 0,
                    overdue: 1,
                    due: 2,
                },
            ),
            behind("东湖区民政局（示例）", Reason::ItemsOverdue { overdue: 2, due: 2 }),
        ],
    };
    let form = Bulletin {
        number: "示例〔2018〕1号".into(),
        issued: Some(day("2018-09-27")),
        ..drawn_up(&super::programme(), &known)
    };
    Given {
        form,
        facts: Facts {
            assessment: Some(known),
            ..Facts::default()
        },
        today: day("2018-09-27"),
    }
}

fn area(name: &str, countable: u64, connected: u64, published: u64) -> AreaProgress {
    AreaProgress {
        area: name.into(),
        countable,
        connected,
        published,
        overdue: 0,
    }
}

fn behind(unit: &str, reason: Reason) -> BehindFact {
    BehindFact {
        unit: unit.into(),
        reasons: vec![reason],
    }
}

fn board(given: &mut Given<Bulletin>) -> &mut AssessmentFacts {
    given.facts.assessment.as_mut().expect("the board")
}

pub(super) fn valid(cases: &mut Vec<Case>) {
    let mut add = |name: &str, change: &dyn Fn(&mut Given<Bulletin>)| {
        let mut given = sample();
        change(&mut given);
        cases.push(case(Form::Bulletin, name, &given, Vec::new()));
    };
    add("a bulletin as the board draws it up", &|_| {});
    add("a bulletin without facts", &|given| given.facts = Facts::default());
    add("the board of another day", &|given| {
        board(given).on = day("2018-09-25");
        board(given).areas.clear();
        board(given).behind.clear();
    });
    add("nobody is behind", &|given| {
        board(given).behind.clear();
        given.form.named.clear();
    });
    add("nothing is asked, no copies", &|given| {
        given.form.demands.clear();
        given.form.copies.clear();
    });
    add("issued on the day of the figures", &|given| {
        given.form.issued = Some(day("2018-09-26"));
    });
    add("a named unit in other brackets and spaces", &|given| {
        given.form.named[0].unit = "东湖区 (示例)".into();
    });
}

fn mutation(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<Bulletin>) + 'static,
) -> Spoil {
    super::mutation(name, place, breaks, apply)
}

/// A text field of this form, so that closures need not name its type.
fn field(
    name: &str,
    place: Place,
    max: usize,
    set: impl Fn(&mut Given<Bulletin>, &str) + Copy + 'static,
) -> Vec<Spoil> {
    fields::field(FIELD, name, place, max, set)
}

pub(super) fn mutations() -> Vec<Spoil> {
    [head(), figures(), named(), demands(), foot()]
        .into_iter()
        .flatten()
        .collect()
}

fn head() -> Vec<Spoil> {
    let mut all = field("document number", Place::Head, 64, |given, text| {
        given.form.number = if text.trim().is_empty() {
            text.into()
        } else {
            format!("{text}〔2018〕1号")
        };
    });
    all.extend(field("title of the bulletin", Place::Head, 100, |given, text| {
        given.form.title = text.into();
    }));
    all.extend(field("recipients", Place::Head, 200, |given, text| {
        given.form.recipients = text.into();
    }));
    all.extend(field("opening", Place::Whole, 1_000, |given, text| {
        given.form.opening = if text.trim().is_empty() {
            text.into()
        } else {
            format!("{}{text}", given.form.opening)
        };
    }));
    all.push(mutation(
        "an opening of its own",
        Place::Lower,
        &["bulletin.opening.differs"],
        |given| given.form.opening = "本月进展如下。".into(),
    ));
    all.push(mutation(
        "an opening of another day",
        Place::Lower,
        &["bulletin.opening.differs"],
        |given| given.form.opening = given.form.opening.replace("26日", "25日"),
    ));
    for number in ["示例[2018]1号", "〔2018〕1号", "示例〔2018〕号", "2018年第1号"] {
        all.push(mutation(
            format!("document number {number}"),
            Place::Head,
            &["bulletin.number.format"],
            move |given| given.form.number = number.into(),
        ));
    }
    all
}

fn figures() -> Vec<Spoil> {
    vec![
        mutation("no day of the figures", Place::Whole, &[REQUIRED], |given| {
            given.form.figures_on = None;
        }),
        mutation(
            "figures of a day to come",
            Place::Whole,
            &["bulletin.figures_on.in_future"],
            |given| {
                given.form.figures_on = Some(day("2018-09-28"));
                given.form.opening = given.form.opening.replace("26日", "28日");
                given.facts.assessment = None;
            },
        ),
        mutation("no figures", Place::Upper, &["bulletin.areas.none"], |given| {
            given.form.areas.clear();
        }),
        mutation(
            "a figure that is not the board's",
            Place::Upper,
            &["bulletin.areas.differ"],
            |given| board(given).areas[0].published += 1,
        ),
        mutation(
            "an area is left out",
            Place::Upper,
            &["bulletin.areas.differ"],
            |given| board(given).areas.push(area("西江区（示例）", 0, 0, 0)),
        ),
    ]
}

fn named() -> Vec<Spoil> {
    let mut all = field("named unit", Place::Rows, 100, |given, text| {
        given.form.named[1].unit = text.into();
        board(given).behind[1].unit = text.into();
    });
    all.extend(field("reason to name", Place::Whole, 1_000, |given, text| {
        given.form.named[1].because = text.into();
        given.facts.assessment = None;
    }));
    all.extend([
        mutation(
            "a unit that is behind is not named",
            Place::Rows,
            &["bulletin.named.missing"],
            |given| drop(given.form.named.pop()),
        ),
        mutation("nobody is named", Place::Rows, &["bulletin.named.missing"], |given| {
            given.form.named.clear();
        }),
        mutation(
            "a unit is named twice",
            Place::Rows,
            &["bulletin.named.repeated"],
            |given| {
                let again = given.form.named[0].clone();
                given.form.named.push(again);
            },
        ),
        mutation(
            "a unit is named that is not behind",
            Place::Rows,
            &["bulletin.named.not_behind"],
            |given| {
                given.form.named.push(NamedUnit {
                    unit: "杭州市民政局（示例）".into(),
                    because: "进度落后".into(),
                });
            },
        ),
        mutation(
            "a unit is named for something else",
            Place::Rows,
            &["bulletin.named.differs"],
            |given| given.form.named[2].because = "进度落后".into(),
        ),
        mutation("too many units", Place::Whole, &["bulletin.named.too_many"], |given| {
            let rows = (0..501).map(|number| NamedUnit {
                unit: format!("示例局之{number}"),
                because: "进度落后".into(),
            });
            given.form.named = rows.collect();
            given.facts.assessment = None;
        }),
    ]);
    all
}

fn demands() -> Vec<Spoil> {
    let mut all = field("demand", Place::Foot, 1_000, |given, text| {
        given.form.demands[1].text = text.into();
    });
    all.push(mutation(
        "too many demands",
        Place::Foot,
        &["bulletin.demand.too_many"],
        |given| {
            let rows = (0..51).map(|number| Demand {
                text: format!("示例要求{number}"),
            });
            given.form.demands = rows.collect();
        },
    ));
    all
}

fn foot() -> Vec<Spoil> {
    let mut all = field("issuer of the bulletin", Place::Whole, 100, |given, text| {
        given.form.issuer = text.into();
    });
    all.extend([
        mutation("no day of issue", Place::Whole, &[REQUIRED], |given| {
            given.form.issued = None;
        }),
        mutation(
            "issued before the figures",
            Place::Whole,
            &["bulletin.issued.before_figures"],
            |given| given.form.issued = Some(day("2018-09-25")),
        ),
        mutation(
            "issued on a day to come",
            Place::Whole,
            &["bulletin.issued.in_future"],
            |given| given.form.issued = Some(day("2018-09-28")),
        ),
        mutation("copies too long", Place::Whole, &[FIELD.too_long], |given| {
            given.form.copies = long(201);
        }),
    ]);
    for (what, text) in HIDDEN {
        all.push(mutation(
            format!("copies have {what}"),
            Place::Whole,
            &[FIELD.characters],
            move |given| given.form.copies = text.into(),
        ));
    }
    all
}
