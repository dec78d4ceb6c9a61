//! Every rule of 《事项范围确认单》, broken alone.

mod columns;
mod list;

use super::names::{BLANK, HIDDEN, long};
use super::{Given, Mutation, Place, day};
use yinzheng_shared::facts::{CatalogueFact, CatalogueFacts, Facts, OwnerFact};
use yinzheng_shared::form::scope::{Change, Privacy, Row, Scope, SpecialDomain, SystemLevel};
use yinzheng_shared::organisation::Level;

type Spoil = Mutation<Scope>;

const DEPARTMENT: &str = "杭州市民政局（示例）";
const RECEIVER: &str = "杭州市公安局（示例）";

pub(super) fn mutations() -> Vec<Spoil> {
    [list::mutations(), columns::mutations()]
        .into_iter()
        .flatten()
        .collect()
}

/// A list in which each reason for leaving an item out occurs, and each change but one.
pub(super) fn sample() -> Given<Scope> {
    let mut rows: Vec<Row> = (1..=20).map(counted).collect();
    rows.extend(left_out());
    rows.push(Row {
        change: Some(Change::Cancelled),
        remark: "法规修订后取消（示例）".into(),
        ..named("许可-00301-000")
    });
    rows.push(Row {
        change: Some(Change::Other),
        remark: "名称有误（示例）".into(),
        ..counted(21)
    });
    rows.push(Row {
        change: Some(Change::Moved),
        receiver: RECEIVER.into(),
        remark: "机构改革（示例）".into(),
        ..named("许可-00302-000")
    });
    let catalogue = rows.iter().map(known).collect();
    rows.push(Row {
        code: "许可-00401-000".into(),
        change: Some(Change::New),
        remark: "今年新增（示例）".into(),
        ..counted(22)
    });
    Given {
        form: Scope {
            department: DEPARTMENT.into(),
            edition: "8月版".into(),
            rows,
        },
        facts: Facts {
            owner: Some(OwnerFact {
                name: DEPARTMENT.into(),
                level: Level::CityDepartment,
            }),
            catalogue: Some(CatalogueFacts {
                items: catalogue,
                departments: vec![DEPARTMENT.into(), RECEIVER.into()],
                taken: Vec::new(),
            }),
            ..Facts::default()
        },
        today: day("2018-09-05"),
    }
}

fn named(code: &str) -> Row {
    Row {
        code: code.into(),
        name: format!("事项{code}（示例）"),
        ..Row::default()
    }
}

/// An item that counts; five of six have a batch.
fn counted(place: u8) -> Row {
    Row {
        system_level: Some(SystemLevel::Municipal),
        system_name: "业务系统甲（示例）".into(),
        coverage: "全市".into(),
        privacy: Some(Privacy::Open),
        annual_cases: Some(1_200),
        at_window: Some(true),
        special_domain: Some(SpecialDomain::None),
        private_network: Some(false),
        batch: (!place.is_multiple_of(6)).then_some(place % 4 + 1),
        ..named(&format!("许可-001{place:02}-000"))
    }
}

fn left_out() -> [Row; 6] {
    let base = |code: &str| Row {
        batch: None,
        ..Row {
            code: code.into(),
            name: format!("事项{code}（示例）"),
            ..counted(6)
        }
    };
    [
        Row {
            system_level: Some(SystemLevel::Provincial),
            ..base("许可-00201-000")
        },
        Row {
            privacy: Some(Privacy::Secret),
            system_name: String::new(),
            coverage: String::new(),
            ..base("许可-00202-000")
        },
        Row {
            annual_cases: Some(12),
            ..base("许可-00203-000")
        },
        Row {
            at_window: Some(false),
            ..base("许可-00204-000")
        },
        Row {
            special_domain: Some(SpecialDomain::Investment),
            ..base("许可-00205-000")
        },
        Row {
            system_level: Some(SystemLevel::None),
            system_name: String::new(),
            coverage: String::new(),
            private_network: Some(true),
            ..base("许可-00206-000")
        },
    ]
}

fn known(row: &Row) -> CatalogueFact {
    CatalogueFact {
        code: row.code.clone(),
        name: row.name.clone(),
        cases_elsewhere: 0,
    }
}

/// A row of its own at the end, known to the catalogue, right but for what is done to it.
fn add(given: &mut Given<Scope>) -> &mut Row {
    let row = Row {
        code: "许可-00500-000".into(),
        name: "再一个事项（示例）".into(),
        ..counted(1)
    };
    catalogue(given).items.push(known(&row));
    given.form.rows.push(row);
    given.form.rows.last_mut().expect("just added")
}

fn catalogue(given: &mut Given<Scope>) -> &mut CatalogueFacts {
    given.facts.catalogue.as_mut().expect("the sample has its catalogue")
}

/// A row of its own, spoilt.
fn row(name: &str, breaks: &[&'static str], spoil: impl Fn(&mut Row) + 'static) -> Spoil {
    mutation(format!("row: {name}"), Place::Rows, breaks, move |given| {
        spoil(add(given));
    })
}

/// What texts no optional field takes: too long, hidden characters.
fn texts(name: &str, max: usize, set: impl Fn(&mut Row, &str) + Copy + 'static) -> Vec<Spoil> {
    let mut all = vec![row(&format!("{name} is too long"), &["scope.too_long"], move |row| {
        set(row, &long(max + 1))
    })];
    for (what, text) in HIDDEN {
        all.push(row(&format!("{name} has {what}"), &["scope.characters"], move |row| {
            set(row, text)
        }));
    }
    all
}

/// The three rules of a text field of the form itself.
fn head(name: &str, max: usize, also: &[&'static str], set: impl Fn(&mut Scope, &str) + Copy + 'static) -> Vec<Spoil> {
    let mut all = Vec::new();
    for (what, text) in BLANK {
        all.push(mutation(
            format!("{name} is {what}"),
            Place::Head,
            &["scope.required"],
            move |given| set(&mut given.form, text),
        ));
    }
    let with = |code: &'static str| [&[code], also].concat();
    all.push(mutation(
        format!("{name} is too long"),
        Place::Head,
        &with("scope.too_long"),
        move |given| set(&mut given.form, &long(max + 1)),
    ));
    for (what, text) in HIDDEN {
        all.push(mutation(
            format!("{name} has {what}"),
            Place::Head,
            &with("scope.characters"),
            move |given| set(&mut given.form, text),
        ));
    }
    all
}

fn mutation(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<Scope>) + 'static,
) -> Spoil {
    super::mutation(name, place, breaks, apply)
}
