//! Which items could go live, and what the others lack.

use crate::auth::Scope;
use crate::db::items::gone;
use crate::db::items::search::Search;
use crate::db::schema::{items, organisations, record_items, records};
use crate::db::{Backend, Conn, code, facts, item_counts, page, schedules};
use crate::error::{Error, Result};
use diesel::dsl::{count_star, not, sql};
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use std::collections::{BTreeSet, HashMap};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::go_live::{GoLiveState, Lack, ReadyItem, ReadyUnit};
use yinzheng_shared::form::Form;
use yinzheng_shared::id::{OrganisationId, RecordId};
use yinzheng_shared::organisation::{OrganisationRef, Role};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;

/// Which items to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What they lack.
    pub lack: Lack,
    /// Of this batch.
    pub batch: Option<u8>,
    /// Served by this unit.
    pub unit: Option<OrganisationId>,
    /// Part of a name, or three signs or more of a code.
    pub text: Option<String>,
    /// After which entry to go on.
    pub after: Option<Cursor>,
    /// Most entries of a page.
    pub limit: i64,
}

/// The last entry of a page: where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    unit: OrganisationId,
    batch: u8,
    code: String,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{}.{}", self.unit.0.simple(), self.batch, self.code)
    }
}

impl std::str::FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut parts = text.splitn(3, '.');
        let (Some(unit), Some(batch), Some(code)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(Problem::BadRequest.into());
        };
        if code.contains('\0') {
            return Err(Problem::BadRequest.into());
        }
        Ok(Self {
            unit: unit.parse().map_err(|_| Problem::BadRequest)?,
            batch: batch.parse().map_err(|_| Problem::BadRequest)?,
            code: code.to_owned(),
        })
    }
}

/// Go-live forms in these states name their items for themselves.
const UNDER_WAY: [State; 5] = [
    State::Draft,
    State::Returned,
    State::Submitted,
    State::Printed,
    State::Matched,
];

type Query<'a> = items::BoxedQuery<'a, Backend>;

/// A condition on an item.
type Condition = Box<dyn BoxableExpression<items::table, Backend, SqlType = Bool>>;

/// One page of items of issued batches, by unit and batch, in the order of their codes.
///
/// # Errors
/// [`Problem::Forbidden`], and those of the database.
pub fn list(conn: &mut Conn, scope: &Scope, filter: &Filter) -> Result<Listing<ReadyItem>> {
    entitled(scope)?;
    let batches = issued(conn, filter.batch)?;
    let search = Search::of(conn, filter.text.as_deref())?;
    let total = if matches!(search, Search::Nothing) {
        let counted = counted(conn, &batches, filter.unit)?;
        sum(&counted, |lot| lot.lack == filter.lack)
    } else {
        search.total(conn, narrowed(&batches, filter)?.filter(is_not_under_way()))?
    };
    let mut page = search.listed(conn, narrowed(&batches, filter)?.filter(is_not_under_way()));
    if let Some(after) = &filter.after {
        let (unit, batch) = (after.unit.to_string(), i32::from(after.batch));
        page = page.filter(later(unit, batch, after.code.clone()));
    }
    let rows: Vec<(String, Option<i32>, String)> = page
        .order((items::serving_id.asc(), items::batch.asc(), items::code.asc()))
        .limit(filter.limit + 1)
        .select((items::serving_id, items::batch, items::code))
        .load(conn)?;
    let (rows, more) = page::cut(rows, filter.limit);
    let next = match rows.last().filter(|_| more) {
        Some((unit, Some(batch), code)) => Some(Cursor {
            unit: code::id(unit)?,
            batch: code::small(*batch)?,
            code: code.clone(),
        }),
        _ => None,
    };
    let codes: Vec<String> = rows.iter().map(|(_, _, code)| code.clone()).collect();
    let mut known = facts::named(conn, scope, &codes)?;
    let mut entries = Vec::with_capacity(rows.len());
    for (unit, _, code) in rows {
        if let Some(item) = known.remove(&code) {
            let unit = code::id(&unit)?;
            entries.push(ReadyItem { unit, item });
        }
    }
    Ok(Listing {
        entries,
        total,
        next: next.map(|cursor| cursor.to_string()),
    })
}

/// How many items are ready, what the others lack, and whose those are that are ready.
///
/// # Errors
/// [`Problem::Forbidden`], and those of the database.
pub fn state(conn: &mut Conn, scope: &Scope) -> Result<GoLiveState> {
    entitled(scope)?;
    let batches = issued(conn, None)?;
    let counted = counted(conn, &batches, None)?;
    let count = |lack| sum(&counted, |lot| lot.lack == lack);
    Ok(GoLiveState {
        ready: count(Lack::Nothing),
        not_optimised: count(Lack::Optimisation),
        not_connected: count(Lack::Connection),
        neither: count(Lack::Both),
        units: units(conn, &batches, &counted)?,
    })
}

/// Items that are not ready now, or that another form under way names as well.
///
/// # Errors
/// Of the database.
pub(super) fn missing(conn: &mut Conn, codes: &[&str], but: RecordId) -> Result<Vec<String>> {
    let batches = issued(conn, None)?;
    let ready: Vec<String> = open(&batches, Lack::Nothing)?
        .filter(items::code.eq_any(codes))
        .filter(not_under_way(Some(but)))
        .select(items::code)
        .load(conn)?;
    let missing = codes.iter().filter(|code| !ready.iter().any(|ready| ready == *code));
    Ok(missing.map(|code| (*code).to_owned()).collect())
}

/// The project office and supervision: what is ready names every department's items.
fn entitled(scope: &Scope) -> Result<()> {
    match scope.role() {
        Some(Role::Bureau | Role::Auditor) => Ok(()),
        _ => Err(Problem::Forbidden.into()),
    }
}

/// Numbers of batches that were issued, or of the one that is wanted.
fn issued(conn: &mut Conn, wanted: Option<u8>) -> Result<Vec<i32>> {
    let issued = schedules::issued(conn)?.into_iter();
    let wanted = issued.filter(|batch| wanted.is_none_or(|wanted| wanted == *batch));
    Ok(wanted.map(i32::from).collect())
}

/// Items of a unit and a batch that lack the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Lot {
    unit: String,
    batch: i32,
    lack: Lack,
}

/// Unit, batch, and numbers in the order of [`LACKS`].
type Lots = Vec<(String, Option<i32>, i64, i64, i64, i64)>;

const LACKS: [Lack; 4] = [Lack::Nothing, Lack::Optimisation, Lack::Connection, Lack::Both];

/// How many items of these batches there are by what they lack: all, but those that a form under way names.
fn counted(conn: &mut Conn, batches: &[i32], unit: Option<OrganisationId>) -> Result<HashMap<Lot, u64>> {
    let open = || -> Result<Condition> {
        let open = is_open(batches)?;
        Ok(match unit {
            Some(unit) => Box::new(open.and(items::serving_id.eq(unit.to_string()))),
            None => open,
        })
    };
    let by_lack = |amount: &str| {
        LACKS.map(|lack| {
            let lacks = lacks(lack);
            sql::<BigInt>(&format!(
                "CAST(COALESCE(SUM(CASE WHEN {lacks} THEN {amount} END), 0) AS BIGINT)"
            ))
        })
    };
    let [nothing, optimisation, connection, both] = by_lack("amount");
    let all = items::table
        .filter(open()?)
        .group_by((items::serving_id, items::batch))
        .select((items::serving_id, items::batch, nothing, optimisation, connection, both));
    let all: Lots = item_counts::of_kinds(all).load(conn)?;
    let [nothing, optimisation, connection, both] = by_lack("1");
    let named: Lots = items::table
        .filter(open()?)
        .filter(items::code.eq_any(under_way(None)))
        .group_by((items::serving_id, items::batch))
        .select((items::serving_id, items::batch, nothing, optimisation, connection, both))
        .load(conn)?;
    let mut lots: HashMap<Lot, i64> = HashMap::new();
    let rows = all.into_iter().map(|row| (row, 1));
    for ((unit, batch, nothing, optimisation, connection, both), sign) in
        rows.chain(named.into_iter().map(|row| (row, -1)))
    {
        for (lack, count) in LACKS.into_iter().zip([nothing, optimisation, connection, both]) {
            let (unit, batch) = (unit.clone(), batch.unwrap_or_default());
            *lots.entry(Lot { unit, batch, lack }).or_default() += sign * count;
        }
    }
    let counted = lots
        .into_iter()
        .map(|(lot, count)| (lot, u64::try_from(count).unwrap_or_default()));
    Ok(counted.filter(|(_, count)| *count > 0).collect())
}

fn sum(counted: &HashMap<Lot, u64>, wanted: impl Fn(&Lot) -> bool) -> u64 {
    counted
        .iter()
        .filter(|(lot, _)| wanted(lot))
        .map(|(_, count)| count)
        .sum()
}

fn narrowed<'a>(batches: &[i32], filter: &Filter) -> Result<Query<'a>> {
    let mut query = open(batches, filter.lack)?;
    if let Some(unit) = filter.unit {
        query = query.filter(items::serving_id.eq(unit.to_string()));
    }
    Ok(query)
}

/// Unpublished items of these batches that lack this. The conditions are those of the indexes `items_ready` and
/// `items_unpublished`, which hold no parameter.
fn open<'a>(batches: &[i32], lack: Lack) -> Result<Query<'a>> {
    let query = items::table.into_boxed().filter(is_open(batches)?);
    Ok(query.filter(sql::<Bool>(lacks(lack))))
}

/// The condition of what an item lacks.
const fn lacks(lack: Lack) -> &'static str {
    match lack {
        Lack::Nothing => "items.optimised_on IS NOT NULL AND items.connection <> 'none'",
        Lack::Optimisation => "items.optimised_on IS NULL AND items.connection <> 'none'",
        Lack::Connection => "items.optimised_on IS NOT NULL AND items.connection = 'none'",
        Lack::Both => "items.optimised_on IS NULL AND items.connection = 'none'",
    }
}

/// Whether an item is an unpublished one of these batches.
fn is_open(batches: &[i32]) -> Result<Condition> {
    Ok(Box::new(
        items::published_on
            .is_null()
            .and(items::batch.is_not_null())
            .and(of_batches(batches))
            .and(items::scope.ne_all(gone()?)),
    ))
}

/// In one of these batches, said as a range without the numbers that are not among them: by a list of one,
/// SQLite holds an index fit that knows no batch and has every item of a unit in it.
fn of_batches(batches: &[i32]) -> Condition {
    let first = batches.iter().min().copied().unwrap_or(1);
    let last = batches.iter().max().copied().unwrap_or(0);
    let others: Vec<i32> = (first..=last).filter(|batch| !batches.contains(batch)).collect();
    let batch = items::batch.assume_not_null();
    Box::new(batch.between(first, last).and(batch.ne_all(others)))
}

/// Named by no go-live form under way, one record aside. The forms are looked through once, not for each item; said
/// so that PostgreSQL looks their items up, as it does not for `<> ALL`.
pub(in crate::db) fn not_under_way(but: Option<RecordId>) -> Condition {
    Box::new(not(items::code.eq_any(under_way(but))))
}

/// The same, asked of each item, for a page looks at few: how many of the forms that name it are under way. Said as a
/// number, lest PostgreSQL looks for all items of all forms at once, and with the form as an expression, lest SQLite looks
/// each of those under way up for the item.
fn is_not_under_way() -> Condition {
    let under_way = records::table
        .filter(records::form.eq(Form::GoLive.code()))
        .filter(records::state.eq_any(UNDER_WAY.map(State::code)))
        .select(records::id);
    let naming = record_items::table
        .filter(record_items::item_code.eq(items::code))
        .filter(record_items::record_id.concat("").eq_any(under_way))
        .select(count_star());
    Box::new(naming.single_value().assume_not_null().eq(0_i64))
}

/// What go-live forms under way name, one record aside.
#[diesel::dsl::auto_type(no_type_alias)]
fn under_way(but: Option<RecordId>) -> _ {
    let form: &'static str = Form::GoLive.code();
    let states: [&'static str; 5] = UNDER_WAY.map(State::code);
    let but: String = but.map(|id| id.to_string()).unwrap_or_default();
    record_items::table
        .inner_join(records::table.on(records::id.eq(record_items::record_id)))
        .filter(records::form.eq(form))
        .filter(records::state.eq_any(states))
        .filter(records::id.ne(but))
        .select(record_items::item_code)
}

/// What comes after an entry in the order of the list.
fn later(unit: String, batch: i32, code: String) -> Condition {
    let of_batch = items::batch.assume_not_null();
    Box::new(
        items::serving_id.ge(unit.clone()).and(
            items::serving_id
                .gt(unit)
                .or(of_batch.gt(batch))
                .or(of_batch.eq(batch).and(items::code.gt(code))),
        ),
    )
}

/// Units with items that are ready, in the order of the tree.
fn units(conn: &mut Conn, batches: &[i32], counted: &HashMap<Lot, u64>) -> Result<Vec<ReadyUnit>> {
    let ready = counted.keys().filter(|lot| lot.lack == Lack::Nothing);
    let ids: BTreeSet<&String> = ready.map(|lot| &lot.unit).collect();
    let named: Vec<(String, String, String)> = organisations::table
        .filter(organisations::id.eq_any(ids))
        .order(organisations::path.asc())
        .select((organisations::id, organisations::name, organisations::level))
        .load(conn)?;
    let mut units = Vec::new();
    for (id, name, level) in named {
        for batch in batches {
            let lot = Lot {
                unit: id.clone(),
                batch: *batch,
                lack: Lack::Nothing,
            };
            let Some(count) = counted.get(&lot) else { continue };
            units.push(ReadyUnit {
                unit: OrganisationRef {
                    id: code::id(&id)?,
                    name: name.clone(),
                },
                level: code::word(&level)?,
                batch: code::small(*batch)?,
                ready: *count,
            });
        }
    }
    Ok(units)
}
