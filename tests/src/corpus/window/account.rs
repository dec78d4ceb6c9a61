//! Every rule of window accounts, broken alone. What is spoilt in a pair stands in rows of its own.

use super::super::names::{BLANK, HIDDEN, long};
use super::super::{Given, Mutation, Place, day};
use super::window;
use yinzheng_shared::window::Tier;
use yinzheng_shared::window::account::{Account, Roster};

type Spoil = Mutation<Roster>;
type Set = fn(&mut Account, &str);

fn mutation(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<Roster>) + 'static,
) -> Spoil {
    super::super::mutation(name, place, breaks, apply)
}

/// The first row spoilt in one thing.
fn row(name: &str, breaks: &[&'static str], spoil: impl Fn(&mut Account) + 'static) -> Spoil {
    mutation(name, Place::Head, breaks, move |given| spoil(&mut given.form.rows[0]))
}

pub(in super::super) fn mutations() -> Vec<Spoil> {
    [words(), numbers(), standings(), dates(), lists()]
        .into_iter()
        .flatten()
        .collect()
}

/// The three rules of every text; where a rule of its own looks at the same field, what it says beside.
fn words() -> Vec<Spoil> {
    let format = "window-account.mobile.format";
    let fields: [(&str, Place, usize, Option<&'static str>, Set); 4] = [
        ("name", Place::Head, 50, None, |row, text| row.name = text.into()),
        ("mobile", Place::Upper, 20, Some(format), |row, text| {
            row.mobile = text.into()
        }),
        (
            "organisation",
            Place::Lower,
            100,
            Some("window-account.organisation.unknown"),
            |row, text| row.organisation = text.into(),
        ),
        (
            "centre",
            Place::Rows,
            100,
            Some("window-account.centre.unknown"),
            |row, text| row.centre = text.into(),
        ),
    ];
    let mut all = Vec::new();
    for (number, (name, place, max, beside, set)) in fields.into_iter().enumerate() {
        let with = |code: &'static str| -> Vec<&'static str> { [Some(code), beside].into_iter().flatten().collect() };
        for (what, text) in BLANK {
            all.push(mutation(
                format!("{name} is {what}"),
                place,
                &["window-account.required"],
                move |given| set(&mut given.form.rows[number], text),
            ));
        }
        all.push(mutation(
            format!("{name} is too long"),
            place,
            &with("window-account.too_long"),
            move |given| set(&mut given.form.rows[number], &long(max + 1)),
        ));
        for (what, text) in HIDDEN {
            all.push(mutation(
                format!("{name} has {what}"),
                place,
                &with("window-account.characters"),
                move |given| set(&mut given.form.rows[number], text),
            ));
        }
    }
    all
}

fn numbers() -> Vec<Spoil> {
    let mut all = Vec::new();
    for odd in ["668123", "12800138000", "1380013800", "0571-88888888", "甲乙丙"] {
        all.push(mutation(
            format!("mobile “{odd}”"),
            Place::Upper,
            &["window-account.mobile.format"],
            move |given| given.form.rows[1].mobile = odd.into(),
        ));
    }
    for again in [
        "13800138000",
        " 138-0013-8000",
        "+8613800138000",
        "１３８００１３８０００",
    ] {
        all.push(mutation(
            format!("a mobile twice, as “{again}”"),
            Place::Upper,
            &["window-account.mobile.repeated"],
            move |given| given.form.rows[1].mobile = again.into(),
        ));
    }
    all.push(mutation(
        "a mobile that another account has",
        Place::Upper,
        &["window-account.mobile.taken"],
        |given| window(given).taken.push("13900139000".into()),
    ));
    all
}

fn standings() -> Vec<Spoil> {
    vec![
        mutation(
            "a unit that nobody knows",
            Place::Lower,
            &["window-account.organisation.unknown"],
            |given| given.form.rows[2].organisation = "没有的街道（示例）".into(),
        ),
        mutation(
            "a centre that nobody knows",
            Place::Rows,
            &["window-account.centre.unknown"],
            |given| given.form.rows[3].centre = "没有的服务站（示例）".into(),
        ),
        mutation("no level", Place::Rows, &["window-account.required"], |given| {
            given.form.rows[3].level = None;
        }),
        mutation(
            "another level than the centre's",
            Place::Rows,
            &["window-account.level.differs"],
            |given| given.form.rows[3].level = Some(Tier::Street),
        ),
    ]
}

fn dates() -> Vec<Spoil> {
    vec![
        row("handed over tomorrow", &["window-account.date.in_future"], |row| {
            row.handed_over = Some(day("2018-09-21"));
        }),
        row(
            "authorised before it was registered",
            &["window-account.date.order"],
            |row| row.authorised = Some(day("2018-09-09")),
        ),
        row(
            "handed over before it was authorised",
            &["window-account.date.order"],
            |row| row.handed_over = Some(day("2018-09-10")),
        ),
        row(
            "authorised and never registered",
            &["window-account.date.missing_before"],
            |row| row.registered = None,
        ),
        row(
            "handed over and never authorised",
            &["window-account.date.missing_before"],
            |row| row.authorised = None,
        ),
    ]
}

fn lists() -> Vec<Spoil> {
    vec![
        mutation("no accounts", Place::Whole, &["window-account.row.none"], |given| {
            given.form.rows.clear()
        }),
        mutation(
            "2001 accounts",
            Place::Whole,
            &["window-account.row.too_many"],
            |given| {
                let one = given.form.rows[0].clone();
                for number in 4..2001 {
                    given.form.rows.push(Account {
                        mobile: format!("137{number:08}"),
                        ..one.clone()
                    });
                }
            },
        ),
    ]
}
