//! Items: their numbers by owner, batch and day, and the lists behind them.

use super::Narrowing;
use super::statement::{Part, Statement, list as values};
use super::stood::{Day, counted, stood};
use crate::auth::Scope;
use crate::db::{Conn, code, page};
use crate::error::{Error, Result};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use std::collections::BTreeMap;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::assessment::CountedItem;
use yinzheng_shared::assessment::{ItemCount, ItemFigures};
use yinzheng_shared::date::Date;
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::window::concerns;

/// What the items of a scope come to on a day.
#[derive(Default)]
pub(super) struct Counted {
    /// By owner on that day, and by batch.
    pub(super) cells: Vec<(String, Option<u8>, ItemFigures)>,
    /// Countable items by the last day for their publication, as issued.
    pub(super) scheduled: BTreeMap<Date, u64>,
    /// Countable items by the day of their connection.
    pub(super) connected: BTreeMap<Date, u64>,
    /// Countable items by the day of their publication.
    pub(super) published: BTreeMap<Date, u64>,
}

/// Text of the kind, of an owner, a batch and a day; then the counts in the order of [`ItemCount::ALL`], and
/// the sum of cases.
type CellSql = (
    Text,
    Nullable<Text>,
    Nullable<Text>,
    Nullable<Text>,
    (BigInt, BigInt, BigInt, BigInt, BigInt),
    (BigInt, BigInt, BigInt, BigInt, BigInt),
);
type Cell = (
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    (i64, i64, i64, i64, i64),
    (i64, i64, i64, i64, i64),
);

/// Counts, in one reading of the steps.
pub(super) fn count(conn: &mut Conn, scope: &Scope, day: &Day) -> Result<Counted> {
    let mut parts = stood(scope, day)?;
    parts.push(Part::Sql(
        "SELECT 'cell' AS kind, stood.owner_id AS owner_id, stood.batch AS batch, CAST(NULL AS TEXT) AS on_day",
    ));
    for count in ItemCount::ALL {
        parts.extend([
            Part::Sql(", COUNT(CASE WHEN "),
            Part::Sql(counted(*count)),
            Part::Sql(" THEN 1 END)"),
        ]);
    }
    parts.push(Part::Sql(
        ", CAST(COALESCE(SUM(CASE WHEN stood.published_on IS NOT NULL THEN stood.cases END), 0) AS BIGINT) \
         FROM stood WHERE stood.scope = 'in_scope' OR stood.published_on IS NOT NULL \
         GROUP BY stood.owner_id, stood.batch",
    ));
    parts.extend(by_day("scheduled"));
    parts.extend(by_day("connected"));
    parts.extend(by_day("published"));
    let cells: Vec<Cell> = Statement::<CellSql>::of(parts).load(conn)?;
    let sees_cases = scope.role().is_some_and(concerns);
    let mut counted = Counted::default();
    for (kind, owner, batch, on, first, second) in cells {
        if kind == "cell" {
            let (owner, batch) = (owner.unwrap_or_default(), batch_of(batch)?);
            counted.cells.push((owner, batch, figures(first, second, sees_cases)));
            continue;
        }
        let days = match kind.as_str() {
            "scheduled" => &mut counted.scheduled,
            "connected" => &mut counted.connected,
            _ => &mut counted.published,
        };
        let on = on.as_deref().map(code::day).transpose()?;
        days.extend(on.map(|on| (on, whole(first.0))));
    }
    Ok(counted)
}

/// Countable items by a day of theirs, as rows of the same shape.
fn by_day(kind: &'static str) -> [Part; 5] {
    let (name, day) = match kind {
        "scheduled" => (" UNION ALL SELECT 'scheduled'", "stood.due_on"),
        "connected" => (" UNION ALL SELECT 'connected'", "stood.connected_on"),
        _ => (" UNION ALL SELECT 'published'", "stood.published_on"),
    };
    [
        Part::Sql(name),
        Part::Sql(", CAST(NULL AS TEXT), CAST(NULL AS TEXT), "),
        Part::Sql(day),
        Part::Sql(", COUNT(*), 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM stood WHERE stood.scope = 'in_scope' GROUP BY "),
        Part::Sql(day),
    ]
}

fn figures(first: (i64, i64, i64, i64, i64), second: (i64, i64, i64, i64, i64), sees_cases: bool) -> ItemFigures {
    ItemFigures {
        countable: whole(first.0),
        scheduled: whole(first.1),
        connected: whole(first.2),
        published: whole(first.3),
        due: whole(first.4),
        on_time: whole(second.0),
        overdue: whole(second.1),
        besides: whole(second.2),
        with_cases: whole(second.3),
        cases: sees_cases.then(|| whole(second.4)),
    }
}

type EntrySql = (
    Text,
    Text,
    Text,
    Nullable<Text>,
    Nullable<Text>,
    Nullable<Text>,
    Nullable<Text>,
    Nullable<BigInt>,
);
type Entry = (
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<i64>,
);

/// One page of the items that a number counts, in the order of their codes.
pub(super) fn list(
    conn: &mut Conn,
    scope: &Scope,
    day: &Day,
    count: ItemCount,
    narrowing: &Narrowing,
) -> Result<Listing<CountedItem>> {
    let mut asked = stood(scope, day)?;
    asked.push(Part::Sql("SELECT COUNT(*) FROM stood WHERE "));
    asked.extend(matching(count, narrowing));
    let total: i64 = Statement::<BigInt>::of(asked).get_result(conn)?;
    let mut page = stood(scope, day)?;
    page.push(Part::Sql(
        "SELECT stood.code, items.name, stood.owner_id, stood.batch, stood.due_on, stood.connected_on, \
         stood.published_on, stood.cases FROM stood INNER JOIN items ON items.code = stood.code WHERE ",
    ));
    page.extend(matching(count, narrowing));
    if let Some(after) = &narrowing.after {
        page.extend([Part::Sql(" AND stood.code > "), Part::Text(after.clone())]);
    }
    page.extend([
        Part::Sql(" ORDER BY stood.code LIMIT "),
        Part::Number(narrowing.limit + 1),
    ]);
    let rows: Vec<Entry> = Statement::<EntrySql>::of(page).load(conn)?;
    let (rows, more) = page::cut(rows, narrowing.limit);
    let next = rows.last().filter(|_| more).map(|row| row.0.clone());
    let sees_cases = scope.role().is_some_and(concerns);
    let entry = |(item, name, owner, batch, due, connected, published, cases): Entry| {
        let day = |column: Option<String>| column.as_deref().map(code::day).transpose();
        Ok(CountedItem {
            owner: OrganisationRef {
                name: narrowing.names.get(&owner).cloned().unwrap_or_default(),
                id: code::id(&owner)?,
            },
            code: item,
            name,
            batch: batch_of(batch)?,
            due: day(due)?,
            connected_on: day(connected)?,
            cases: cases.filter(|_| sees_cases && published.is_some()).map(whole),
            published_on: day(published)?,
        })
    };
    Ok(Listing {
        entries: rows.into_iter().map(entry).collect::<Result<_>>()?,
        total: whole(total),
        next,
    })
}

fn matching(count: ItemCount, narrowing: &Narrowing) -> Vec<Part> {
    let mut parts = vec![Part::Sql(counted(count))];
    if let Some(owners) = &narrowing.owners {
        parts.push(Part::Sql(" AND stood.owner_id IN "));
        parts.extend(values(owners.iter().cloned()));
    }
    match narrowing.batch {
        None => {}
        Some(None) => parts.push(Part::Sql(" AND stood.batch IS NULL")),
        Some(Some(batch)) => parts.extend([Part::Sql(" AND stood.batch = "), Part::Text(batch.to_string())]),
    }
    if let Some(until) = narrowing.until {
        let column = match count {
            ItemCount::Scheduled | ItemCount::Due | ItemCount::OnTime | ItemCount::Overdue => " AND stood.due_on <= ",
            ItemCount::Connected => " AND stood.connected_on <= ",
            ItemCount::Countable | ItemCount::Published | ItemCount::Besides | ItemCount::WithCases => {
                " AND stood.published_on <= "
            }
        };
        parts.extend([Part::Sql(column), Part::Text(until.to_string())]);
    }
    parts
}

fn batch_of(column: Option<String>) -> Result<Option<u8>> {
    column.map(|batch| batch.parse().map_err(Error::internal)).transpose()
}

fn whole(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
