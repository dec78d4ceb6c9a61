//! The items. What is spoilt is mostly a row of its own at the end.

use super::super::items;
use super::{Given, Place, Spoil, field, mutation};
use crate::corpus::names::{HIDDEN, long};
use yinzheng_shared::facts::{Connection, ItemFact};
use yinzheng_shared::form::go_live::GoLive;
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::item::ItemScope;

fn add<'a>(given: &'a mut Given<GoLive>, code: &str) -> (&'a mut ItemRow, &'a mut ItemFact) {
    let number = u32::try_from(given.form.rows.len()).expect("a short list") + 1;
    let name = format!("事项{number}（示例）");
    let known = items(&mut given.facts);
    let fact = ItemFact {
        code: code.into(),
        name: name.clone(),
        ..known[0].clone()
    };
    known.push(fact);
    given.form.rows.push(ItemRow {
        number,
        item_name: name,
        item_code: code.into(),
    });
    (
        given.form.rows.last_mut().expect("just added"),
        known.last_mut().expect("just added"),
    )
}

/// A row of its own, right but for one thing that the catalogue says.
fn fact(name: &str, breaks: &'static str, spoil: impl Fn(&mut ItemFact) + 'static) -> Spoil {
    mutation(name, Place::Rows, &[breaks], move |given| {
        spoil(add(given, "许可-00130-000").1)
    })
}

pub(super) fn mutations() -> Vec<Spoil> {
    let mut all = field("item name", Place::Rows, 200, |given, text| {
        let (row, fact) = add(given, "许可-00130-000");
        row.item_name = text.into();
        fact.name = text.into();
    });
    let format = "go-live.row.code_format";
    for code in ["许可-130", "00013100100", "许可 00130 000"] {
        all.push(mutation(
            format!("item code “{code}”"),
            Place::Rows,
            &[format],
            move |given| {
                add(given, code);
            },
        ));
    }
    for (what, code) in HIDDEN {
        all.push(mutation(
            format!("item code has {what}"),
            Place::Rows,
            &["go-live.characters", format],
            move |given| {
                add(given, code);
            },
        ));
    }
    for (what, number) in [
        ("0", 0),
        ("that of another row", 3),
        ("with a gap", 5),
        ("beyond every row", u32::MAX),
    ] {
        all.push(mutation(
            format!("row number {what}"),
            Place::Rows,
            &["go-live.row.number"],
            move |given| {
                add(given, "许可-00130-000").0.number = number;
            },
        ));
    }
    all.extend([
        mutation(
            "item code is too long",
            Place::Rows,
            &[format, "go-live.too_long"],
            |given| {
                add(given, &long(65));
            },
        ),
        mutation("item code is empty", Place::Rows, &["go-live.required"], |given| {
            add(given, "");
        }),
        mutation("an item twice", Place::Rows, &["go-live.row.repeated"], |given| {
            repeat(given, "许可-00123-000")
        }),
        mutation(
            "an item twice, with spaces",
            Place::Rows,
            &["go-live.row.repeated"],
            |given| repeat(given, " 许可-00123-000 "),
        ),
        mutation(
            "an item that is not in the catalogue",
            Place::Rows,
            &["go-live.row.unknown"],
            |given| {
                add(given, "许可-00130-000").1.code = "许可-00131-000".into();
            },
        ),
        fact("an item of another name", "go-live.row.name_differs", |item| {
            item.name = "另一事项（示例）".into()
        }),
        // Asked of the addressee, which others spoil.
        mutation(
            "an item that another unit serves",
            Place::Whole,
            &["go-live.row.serving"],
            |given| add(given, "许可-00130-000").1.serving = "杭州市公安局（示例）".into(),
        ),
        fact("an item of another batch", "go-live.row.batch", |item| {
            item.batch = Some(2)
        }),
        fact("an item of no batch", "go-live.row.batch", |item| item.batch = None),
        fact("an item that is not connected", "go-live.row.not_connected", |item| {
            item.connection = Connection::None
        }),
        fact("an item that is not optimised", "go-live.row.not_optimised", |item| {
            item.optimised = false
        }),
        fact("an item that is published", "go-live.row.published", |item| {
            item.published = true
        }),
        fact("an item that is cancelled", "go-live.row.gone", |item| {
            item.scope = ItemScope::Cancelled
        }),
        fact("an item that is moving", "go-live.row.gone", |item| {
            item.scope = ItemScope::Moving
        }),
        mutation("no items", Place::Whole, &["go-live.row.none"], |given| {
            given.form.rows.clear()
        }),
        mutation("1001 items", Place::Whole, &["go-live.row.too_many"], |given| {
            for number in 4..=1001 {
                add(given, &format!("许可-{number:05}-009"));
            }
        }),
    ]);
    all
}

/// A row of its own for an item that has one.
fn repeat(given: &mut Given<GoLive>, code: &str) {
    let name = given.form.rows[0].item_name.clone();
    add(given, code).0.item_name = name;
    items(&mut given.facts).pop();
}
