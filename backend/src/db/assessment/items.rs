//! Items: their numbers by owner, batch and day, and the lists behind them.

use super::cells::{Cells, Of, by_day, cells};
use super::stood::{Day, Told, counted, stood};
use super::{Narrowing, whole};
use crate::auth::Scope;
use crate::db::statement::{Part, Statement, list as values};
use crate::db::{Conn, code, page};
use crate::error::{Error, Result};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use std::collections::BTreeMap;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::assessment::CountedItem;
use yinzheng_shared::assessment::ItemCount;
use yinzheng_shared::date::Date;
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::window::concerns;

/// What the items of a scope come to on a day.
pub(super) struct Counted {
    /// By owner on that day, and by batch.
    pub(super) cells: Cells,
    /// Countable items by the last day for their publication, as issued.
    pub(super) scheduled: BTreeMap<Date, u64>,
    /// Countable items by the day of their connection.
    pub(super) connected: BTreeMap<Date, u64>,
    /// Countable items by the day of their publication.
    pub(super) published: BTreeMap<Date, u64>,
}

/// Counts everything.
pub(super) fn count(conn: &mut Conn, scope: &Scope, day: &Day) -> Result<Counted> {
    let told = Told::of(conn, scope)?;
    let cells = cells(conn, scope, day, &told, Of::default())?;
    let mut scheduled = BTreeMap::new();
    for ((_, batch), figures) in &cells {
        if let Some(due) = batch.and_then(|batch| day.due(batch)).filter(|_| figures.countable > 0) {
            *scheduled.entry(due).or_default() += figures.countable;
        }
    }
    Ok(Counted {
        connected: by_day(conn, scope, day.on, "connected")?,
        published: by_day(conn, scope, day.on, "published")?,
        scheduled,
        cells,
    })
}

/// How many items a number counts, by whose they are; nobody of whom there is none.
fn totals(
    conn: &mut Conn,
    scope: &Scope,
    day: &Day,
    told: &Told,
    count: ItemCount,
    narrowing: &Narrowing,
) -> Result<BTreeMap<String, u64>> {
    // What counts as due does so by the day of its batch, everything else by a day of its own.
    let by_batch = matches!(
        count,
        ItemCount::Scheduled | ItemCount::Due | ItemCount::OnTime | ItemCount::Overdue
    );
    let of = Of {
        owners: narrowing.owners.as_deref(),
        until: narrowing.until.filter(|_| !by_batch),
    };
    let listed = |batch: Option<u8>| {
        let in_time = |until| batch.and_then(|batch| day.due(batch)).is_some_and(|due| due <= until);
        narrowing.batch.is_none_or(|asked| asked == batch) && (!by_batch || narrowing.until.is_none_or(in_time))
    };
    let counted = match (count, of.until) {
        // Countable items of a day are those published by it.
        (ItemCount::Countable, Some(_)) => ItemCount::Published,
        (count, _) => count,
    };
    let mut totals = BTreeMap::new();
    for ((owner, batch), figures) in cells(conn, scope, day, told, of)? {
        if listed(batch) && figures.of(counted) > 0 {
            *totals.entry(owner).or_default() += figures.of(counted);
        }
    }
    Ok(totals)
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
    let told = Told::of(conn, scope)?;
    let totals = totals(conn, scope, day, &told, count, narrowing)?;
    let total = totals.values().sum();
    if total == 0 {
        return Ok(Listing {
            entries: Vec::new(),
            total,
            next: None,
        });
    }
    let found = if total < RARE {
        Found::Few(totals.into_keys().collect())
    } else {
        Found::InOrder
    };
    let mut page = stood(scope, day, &told)?;
    page.push(Part::Sql(
        "SELECT page.code, items.name, page.owner_id, page.batch, page.due_on, page.connected_on, page.published_on, \
         page.cases FROM (SELECT stood.* FROM stood WHERE ",
    ));
    page.extend(matching(count, day, narrowing, &found));
    if let Some(after) = &narrowing.after {
        page.extend([Part::Sql(" AND stood.code > "), Part::Text(after.clone())]);
    }
    page.extend([
        Part::Sql(match found {
            Found::Few(_) => " ORDER BY stood.code || '' LIMIT ",
            Found::InOrder => " ORDER BY stood.code LIMIT ",
        }),
        Part::Number(narrowing.limit + 1),
        Part::Sql(") AS page INNER JOIN items ON items.code = page.code ORDER BY page.code"),
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
        total,
        next,
    })
}

/// Fewer items than these are few.
const RARE: u64 = 5_000;

/// How rows are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    /// In the order of codes: there are so many that a page is soon full.
    InOrder,
    /// By an index of these, whose they are, then put in order: there are few.
    Few(Vec<String>),
}

fn matching(count: ItemCount, day: &Day, narrowing: &Narrowing, found: &Found) -> Vec<Part> {
    let mut parts = vec![Part::Sql(counted(count))];
    if matches!(count, ItemCount::Due | ItemCount::OnTime | ItemCount::Overdue) {
        let passed = day.dues.iter().filter(|(_, due)| *due < day.on);
        parts.push(Part::Sql(match found {
            Found::Few(_) => " AND stood.number IN (0",
            // An expression, lest all of a batch are put in order for a page that is soon full.
            Found::InOrder => " AND stood.number + 0 IN (0",
        }));
        for (batch, _) in passed {
            parts.extend([Part::Sql(", "), Part::Number(i64::from(*batch))]);
        }
        parts.push(Part::Sql(")"));
    }
    match (found, narrowing.owners.as_deref()) {
        (Found::Few(owners), _) => {
            parts.push(Part::Sql(" AND stood.owner_id IN "));
            parts.extend(values(owners.iter().cloned()));
        }
        // An index has the items of one in order.
        (Found::InOrder, Some([owner])) => {
            parts.extend([Part::Sql(" AND stood.owner_id = "), Part::Text(owner.clone())]);
        }
        // An expression, lest all items of several are put in order.
        (Found::InOrder, Some(owners)) => {
            parts.push(Part::Sql(" AND stood.owner_id || '' IN "));
            parts.extend(values(owners.iter().cloned()));
        }
        (Found::InOrder, None) => {}
    }
    if let Found::Few(_) = found {
        // Nothing was connected or published later than the day on which it stood so.
        let by_day = match count {
            ItemCount::Connected => Some(" AND stood.connected_on <= "),
            ItemCount::Published | ItemCount::OnTime | ItemCount::WithCases => Some(" AND stood.published_on <= "),
            _ => None,
        };
        if let Some(by_day) = by_day {
            parts.extend([Part::Sql(by_day), Part::Text(day.on.to_string())]);
        }
    }
    match narrowing.batch {
        None => {}
        Some(batch) => parts.extend([
            Part::Sql(" AND stood.number = "),
            Part::Number(batch.map_or(0, i64::from)),
        ]),
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
