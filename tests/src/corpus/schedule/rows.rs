//! The items of a batch.

use super::{Spoil, add, mutation};
use crate::corpus::names::{BLANK, HIDDEN, long};
use crate::corpus::{Place, items};
use yinzheng_shared::facts::ItemFact;
use yinzheng_shared::form::schedule::{MOST, Row};
use yinzheng_shared::item::ItemScope;

/// A row of its own, right but for one thing that the catalogue says.
fn fact(name: &str, breaks: &'static str, spoil: impl Fn(&mut ItemFact) + 'static) -> Spoil {
    mutation(format!("row: {name}"), Place::Rows, &[breaks], move |given| {
        spoil(add(given).1)
    })
}

pub(super) fn mutations() -> Vec<Spoil> {
    let mut all = vec![
        mutation("no row", Place::Whole, &["schedule.row.none"], |given| {
            given.form.rows.clear()
        }),
        mutation(
            "more rows than a batch holds",
            Place::Whole,
            &["schedule.row.too_many"],
            |given| {
                let pattern = add(given).0.clone();
                given.form.rows = (0..=MOST)
                    .map(|place| Row {
                        item_code: format!("许可-{place:05}-001"),
                        ..pattern.clone()
                    })
                    .collect();
                let known = given.form.rows.iter().map(super::known).collect();
                *items(&mut given.facts) = known;
            },
        ),
        mutation("row: an item twice", Place::Rows, &["schedule.row.repeated"], |given| {
            let row = add(given).0.clone();
            given.form.rows.push(row);
        }),
        mutation(
            "row: an unknown code",
            Place::Rows,
            &["schedule.row.unknown"],
            |given| {
                add(given);
                items(&mut given.facts).pop();
            },
        ),
        fact("cancelled", "schedule.row.gone", |item| {
            item.scope = ItemScope::Cancelled
        }),
        fact("moving", "schedule.row.gone", |item| item.scope = ItemScope::Moving),
        fact("published", "schedule.row.published", |item| item.published = true),
        fact("in another batch", "schedule.row.other_batch", |item| {
            item.batch = Some(3)
        }),
        fact("its list is open", "schedule.row.provisional", |item| {
            item.scope = ItemScope::Catalogued
        }),
        fact("left out, without a proposal", "schedule.row.left_out", |item| {
            item.scope = ItemScope::LeftOut;
            item.proposed_batch = None;
        }),
        mutation(
            "row: another name",
            Place::Rows,
            &["schedule.row.name_differs"],
            |given| {
                add(given).0.item_name = "另一个名称（示例）".into();
            },
        ),
        mutation(
            "row: another department",
            Place::Rows,
            &["schedule.row.department"],
            |given| {
                add(given).0.department = "杭州市教育局（示例）".into();
            },
        ),
        mutation(
            "row: a long code",
            Place::Rows,
            &["schedule.row.unknown", "schedule.too_long"],
            |given| {
                add(given).0.item_code = long(65);
                items(&mut given.facts).pop();
            },
        ),
        mutation("row: no code", Place::Rows, &["schedule.required"], |given| {
            add(given).0.item_code = " ".into();
        }),
    ];
    for (what, text) in BLANK {
        all.push(mutation(
            format!("row: the department is {what}"),
            Place::Rows,
            &["schedule.required"],
            move |given| {
                add(given).0.department = text.into();
            },
        ));
    }
    for (what, text) in HIDDEN {
        let breaks = &["schedule.characters", "schedule.row.name_differs"];
        all.push(mutation(
            format!("row: the name has {what}"),
            Place::Rows,
            breaks,
            move |given| {
                add(given).0.item_name = text.into();
            },
        ));
    }
    all
}
