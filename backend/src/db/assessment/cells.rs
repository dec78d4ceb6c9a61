//! Numbers of items by owner and batch, summed from what changed on each day.

use super::stood::{Day, Told};
use super::whole;
use crate::auth::Scope;
use crate::db::statement::{Part, Statement, list as values};
use crate::db::{Conn, code, items};
use crate::error::Result;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};
use std::collections::BTreeMap;
use yinzheng_shared::assessment::ItemFigures;
use yinzheng_shared::date::Date;
use yinzheng_shared::window::concerns;

/// Numbers by owner on a day, and by batch.
pub(super) type Cells = BTreeMap<(String, Option<u8>), ItemFigures>;

/// Of which items.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Of<'a> {
    /// Owners on the day; none: all.
    pub(super) owners: Option<&'a [String]>,
    /// Connected or published by this day.
    pub(super) until: Option<Date>,
}

/// What the items come to at the end of the day. A cell of nothing is none.
pub(super) fn cells(conn: &mut Conn, scope: &Scope, day: &Day, told: &Told, of: Of<'_>) -> Result<Cells> {
    let sees_cases = scope.role().is_some_and(concerns);
    let mut cells = Cells::new();
    for (owner, batch, measure, amount, in_time) in summed(conn, scope, day, told, of)? {
        let batch = Some(code::small(batch)?).filter(|batch| *batch > 0);
        let cell = cells.entry((owner, batch)).or_insert_with(|| begun(sees_cases));
        let (amount, is_due) = (
            whole(amount),
            batch.and_then(|batch| day.due(batch)).is_some_and(|due| due < day.on),
        );
        match measure.as_str() {
            "countable" => {
                cell.countable = amount;
                cell.scheduled = if batch.is_some() { amount } else { 0 };
                cell.due = if is_due { amount } else { 0 };
            }
            "connected" => cell.connected = amount,
            "published" => {
                cell.published = amount;
                cell.on_time = if is_due { whole(in_time) } else { 0 };
            }
            "besides" => cell.besides = amount,
            "with_cases" => cell.with_cases = amount,
            "cases" => cell.cases = cell.cases.map(|_| amount),
            _ => {}
        }
    }
    for cell in cells.values_mut().filter(|cell| cell.due > 0) {
        cell.overdue = cell.due.saturating_sub(cell.published);
    }
    cells.retain(|_, cell| *cell != begun(sees_cases));
    Ok(cells)
}

/// Numbers before anything is counted: who sees cases sees that there are none.
pub(super) fn begun(sees_cases: bool) -> ItemFigures {
    ItemFigures {
        cases: sees_cases.then_some(0),
        ..ItemFigures::default()
    }
}

/// Owner, batch (0: none), measure, its sum, and how much of it came by the batch's last day.
type Summed = (String, i32, String, i64, i64);

fn summed(conn: &mut Conn, scope: &Scope, day: &Day, told: &Told, of: Of<'_>) -> Result<Vec<Summed>> {
    let mut parts = vec![Part::Sql(
        "SELECT items.held_by, items.batch, items.measure, CAST(SUM(items.amount) AS BIGINT), \
         CAST(COALESCE(SUM(CASE WHEN items.of_day <= ",
    )];
    parts.extend(day.due_of_row());
    parts.push(Part::Sql(
        " THEN items.amount END), 0) AS BIGINT) FROM item_figures AS items WHERE ",
    ));
    parts.extend(told.figures());
    parts.extend([Part::Sql(" AND items.on_day <= "), Part::Text(day.on.to_string())]);
    parts.extend(narrowed(of, " AND (items.of_day = '' OR items.of_day <= "));
    parts.extend([
        Part::Sql(" AND "),
        Part::Items(items::sees(scope)?),
        Part::Sql(" GROUP BY items.held_by, items.batch, items.measure"),
    ]);
    Ok(Statement::<(Text, Integer, Text, BigInt, BigInt)>::of(parts).load(conn)?)
}

/// Countable items by the day on which they were connected, or published.
pub(super) fn by_day(conn: &mut Conn, scope: &Scope, on: Date, measure: &str) -> Result<BTreeMap<Date, u64>> {
    let parts = vec![
        Part::Sql(
            "SELECT items.of_day, CAST(SUM(items.amount) AS BIGINT) FROM item_figures AS items \
             WHERE items.area_id = '' AND items.measure = ",
        ),
        Part::Text(measure.to_owned()),
        Part::Sql(" AND items.on_day <= "),
        Part::Text(on.to_string()),
        Part::Sql(" AND "),
        Part::Items(items::sees(scope)?),
        Part::Sql(" GROUP BY items.of_day HAVING SUM(items.amount) <> 0"),
    ];
    let rows: Vec<(String, i64)> = Statement::<(Text, BigInt)>::of(parts).load(conn)?;
    rows.into_iter()
        .map(|(day, amount)| Ok((code::day(&day)?, whole(amount))))
        .collect()
}

fn narrowed(of: Of<'_>, until: &'static str) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(owners) = of.owners {
        parts.push(Part::Sql(" AND items.held_by IN "));
        parts.extend(values(owners.iter().cloned()));
    }
    if let Some(day) = of.until {
        parts.extend([Part::Sql(until), Part::Text(day.to_string()), Part::Sql(")")]);
    }
    parts
}
