//! The list as a whole.

use super::{Spoil, add, catalogue, head, mutation};
use crate::corpus::Place;
use yinzheng_shared::form::scope::{MOST, Row};

pub(super) fn mutations() -> Vec<Spoil> {
    let mut all = head("department", 100, &["scope.department.owner"], |form, text| {
        form.department = text.into();
    });
    all.extend(head("edition", 50, &["scope.edition.other"], |form, text| {
        form.edition = text.into()
    }));
    all.extend([
        mutation(
            "another department",
            Place::Head,
            &["scope.department.owner"],
            |given| {
                given.form.department = "杭州市教育局（示例）".into();
            },
        ),
        mutation("another edition", Place::Head, &["scope.edition.other"], |given| {
            given.form.edition = "9月版".into()
        }),
        mutation("no row", Place::Whole, &["scope.row.none"], |given| {
            given.form.rows.clear();
            catalogue(given).items.clear();
        }),
        mutation(
            "more rows than a list holds",
            Place::Whole,
            &["scope.row.too_many"],
            |given| {
                fill(given, MOST + 1);
            },
        ),
        mutation(
            "an item of the catalogue has vanished",
            Place::Upper,
            &["scope.row.vanished"],
            |given| {
                let mut gone = catalogue(given).items[0].clone();
                gone.code = "许可-00999-000".into();
                catalogue(given).items.push(gone);
            },
        ),
        mutation(
            "four of five are not reached",
            Place::Whole,
            &["scope.share.below"],
            |given| {
                for row in given.form.rows.iter_mut().filter(|row| row.batch == Some(4)).take(2) {
                    row.batch = None;
                }
            },
        ),
        mutation(
            "too little in the first months",
            Place::Whole,
            &["scope.pace.behind"],
            |given| {
                for row in &mut given.form.rows {
                    row.batch = row.batch.map(|_| 4);
                }
            },
        ),
        mutation("an item twice", Place::Rows, &["scope.row.repeated"], |given| {
            let row = add(given).clone();
            given.form.rows.push(row);
        }),
    ]);
    all
}

/// As many rows of the same kind as asked for.
fn fill(given: &mut crate::corpus::Given<yinzheng_shared::form::scope::Scope>, count: usize) {
    let pattern = add(given).clone();
    given.form.rows = (0..count)
        .map(|place| Row {
            code: format!("许可-{:05}-{:03}", place % 100_000, 100 + place / 100_000),
            batch: Some(u8::try_from(place % 4).unwrap_or_default() + 1),
            ..pattern.clone()
        })
        .collect();
    let known = given.form.rows.iter().map(super::known).collect();
    catalogue(given).items = known;
}
