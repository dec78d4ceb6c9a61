//! 《区县事项范围汇总单》: a sample, valid ones, and every rule broken alone.

use super::fields::{self, FieldCodes};
use super::names::{HIDDEN, long};
use super::{Case, Given, Mutation, Place, case, day};
use yinzheng_shared::facts::{DistrictFacts, DistrictList, Facts};
use yinzheng_shared::form::Form;
use yinzheng_shared::form::consolidation::{AcceptedList, Consolidation, DepartmentRow, drawn_up};
use yinzheng_shared::id::RecordId;

type Spoil = Mutation<Consolidation>;

const FIELD: FieldCodes = FieldCodes {
    required: "consolidation.required",
    too_long: "consolidation.too_long",
    characters: "consolidation.characters",
};

/// A district of three departments on its last day; the list of one was not accepted.
pub(super) fn sample() -> Given<Consolidation> {
    let lists = [("市场监督管理局", Some(10)), ("民政局", Some(5)), ("公安局", None)];
    let lists = (1..).zip(lists).map(|(number, (name, items))| DistrictList {
        department: format!("东湖区{name}（示例）"),
        list: items.map(|items| accepted(number, items)),
    });
    let known = DistrictFacts {
        district: "东湖区（示例）".into(),
        lists: lists.collect(),
    };
    let mut form = drawn_up(&super::programme(), &known);
    form.departments[2].reason = "机构改革，月底前补报".into();
    Given {
        form,
        facts: Facts {
            district: Some(known),
            ..Facts::default()
        },
        today: day("2018-09-14"),
    }
}

/// An accepted list of which just enough has a batch.
fn accepted(number: u128, items: u32) -> AcceptedList {
    AcceptedList {
        record: RecordId(uuid::Uuid::from_u128(number)),
        reference: format!("K7QF2M{number}"),
        accepted_on: day("2018-09-12"),
        sha256: format!("{number:064}"),
        items: items + 1,
        countable: items,
        batched: items * 4 / 5,
    }
}

fn known(given: &mut Given<Consolidation>) -> &mut DistrictFacts {
    given.facts.district.as_mut().expect("the district")
}

pub(super) fn valid(cases: &mut Vec<Case>) {
    let mut add = |name: &str, change: &dyn Fn(&mut Given<Consolidation>)| {
        let mut given = sample();
        change(&mut given);
        cases.push(case(Form::Consolidation, name, &given, Vec::new()));
    };
    add("a district as its lists draw it up", &|_| {});
    add("a district without facts", &|given| given.facts = Facts::default());
    add("every list is accepted", &|given| {
        given.form.departments[2].list = Some(accepted(3, 0));
        given.form.departments[2].reason.clear();
        known(given).lists[2].list = Some(accepted(3, 0));
    });
    add("a day late", &|given| given.today = day("2018-09-17"));
    add("departments in another order and other brackets", &|given| {
        given.form.departments.swap(0, 1);
        given.form.departments[0].department = "东湖区民政局 (示例)".into();
    });
    add("nothing counts", &|given| {
        for place in [0, 1] {
            let empty = AcceptedList {
                countable: 0,
                batched: 0,
                ..accepted(1, 5)
            };
            given.form.departments[place].list = Some(empty.clone());
            known(given).lists[place].list = Some(empty);
        }
    });
}

fn mutation(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<Consolidation>) + 'static,
) -> Spoil {
    super::mutation(name, place, breaks, apply)
}

/// A text field of this form, so that closures need not name its type.
fn field(
    name: &str,
    place: Place,
    max: usize,
    set: impl Fn(&mut Given<Consolidation>, &str) + Copy + 'static,
) -> Vec<Spoil> {
    fields::field(FIELD, name, place, max, set)
}

pub(super) fn mutations() -> Vec<Spoil> {
    [head(), departments(), reasons(), share()]
        .into_iter()
        .flatten()
        .collect()
}

fn head() -> Vec<Spoil> {
    let mut all = field("district", Place::Head, 100, |given, text| {
        given.form.district = text.into();
        known(given).district = text.into();
    });
    all.push(mutation(
        "another district",
        Place::Head,
        &["consolidation.district.other"],
        |given| given.form.district = "西江区（示例）".into(),
    ));
    all.push(mutation("no edition", Place::Upper, &[FIELD.required], |given| {
        given.form.edition = " ".into();
    }));
    all.push(mutation(
        "another edition",
        Place::Upper,
        &["consolidation.edition.other"],
        |given| given.form.edition = "7月版".into(),
    ));
    all
}

fn departments() -> Vec<Spoil> {
    let mut all = field("department of a district", Place::Whole, 100, |given, text| {
        given.form.departments[1].department = text.into();
        known(given).lists[1].department = text.into();
    });
    all.extend([
        mutation(
            "no department",
            Place::Whole,
            &["consolidation.department.none"],
            |given| {
                given.form.departments.clear();
                known(given).lists.clear();
            },
        ),
        mutation(
            "too many departments",
            Place::Whole,
            &["consolidation.department.too_many"],
            |given| {
                let rows = (0..1_001).map(|number| DepartmentRow {
                    department: format!("示例局之{number}"),
                    list: None,
                    reason: "示例".into(),
                });
                given.form.departments = rows.collect();
                given.facts = Facts::default();
            },
        ),
        mutation(
            "a department is left out",
            Place::Rows,
            &["consolidation.department.missing"],
            |given| drop(given.form.departments.pop()),
        ),
        mutation(
            "a department twice",
            Place::Rows,
            &["consolidation.department.repeated"],
            |given| {
                let again = given.form.departments[2].clone();
                given.form.departments.push(again);
            },
        ),
        mutation(
            "a department of another district",
            Place::Rows,
            &["consolidation.department.other"],
            |given| {
                given.form.departments.push(DepartmentRow {
                    department: "西江区民政局（示例）".into(),
                    list: None,
                    reason: "示例".into(),
                });
            },
        ),
        mutation(
            "a list that was corrected since",
            Place::Lower,
            &["consolidation.list.differs"],
            |given| known(given).lists[0].list = Some(accepted(9, 10)),
        ),
        mutation(
            "a figure that is not the list's",
            Place::Lower,
            &["consolidation.list.differs"],
            |given| {
                let list = given.form.departments[0].list.as_mut().expect("a list");
                list.batched += 1;
            },
        ),
        mutation(
            "a list that was accepted since",
            Place::Foot,
            &["consolidation.list.differs"],
            |given| known(given).lists[2].list = Some(accepted(9, 0)),
        ),
        mutation(
            "a list that nobody accepted",
            Place::Lower,
            &["consolidation.list.differs"],
            |given| known(given).lists[0].list = None,
        ),
    ]);
    all
}

fn reasons() -> Vec<Spoil> {
    let mut all = vec![
        mutation(
            "no reason for a list that is missing",
            Place::Foot,
            &["consolidation.reason.missing"],
            |given| given.form.departments[2].reason = " ".into(),
        ),
        mutation(
            "a reason beside an accepted list",
            Place::Lower,
            &["consolidation.reason.needless"],
            |given| given.form.departments[0].reason = "示例".into(),
        ),
        mutation("a reason too long", Place::Foot, &[FIELD.too_long], |given| {
            given.form.departments[2].reason = long(501);
        }),
    ];
    for (what, text) in HIDDEN {
        all.push(mutation(
            format!("a reason has {what}"),
            Place::Foot,
            &[FIELD.characters],
            move |given| given.form.departments[2].reason = text.into(),
        ));
    }
    all
}

fn share() -> Vec<Spoil> {
    vec![mutation(
        "too few items have a batch",
        Place::Whole,
        &["consolidation.share.below"],
        |given| {
            let mut list = accepted(1, 10);
            list.batched -= 1;
            given.form.departments[0].list = Some(list.clone());
            known(given).lists[0].list = Some(list);
        },
    )]
}
