//! Items that are to be connected and that no interface serves yet, with who would lead them in the platform.

use crate::auth::{Scope, Seat};
use crate::db::items::search::Search;
use crate::db::items::{OnItems, gone, seen, sees};
use crate::db::schema::{interface_items, items, organisations};
use crate::db::{Backend, Conn, code, item_counts, organisations as tree, page};
use crate::error::Result;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::interface::UnservedItem;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::interface::{Lead, lead};
use yinzheng_shared::organisation::{Level, OrganisationRef};

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Unserved {
    /// Release batch.
    pub batch: Option<u8>,
    /// Code after which to go on.
    pub after: Option<String>,
    /// Most entries of a page.
    pub limit: i64,
}

/// One page of the items in a batch that are not connected and that no interface serves, in the order of their
/// codes. `bureau` is the project office.
///
/// # Errors
/// Of the database.
pub fn missing(conn: &mut Conn, scope: &Scope, bureau: &Seat, filter: &Unserved) -> Result<Listing<UnservedItem>> {
    let total = total(conn, scope, filter)?;
    let seen = seen(scope, Search::Nothing.is_met_soon(total))?;
    let mut page = matching(seen, filter)?.filter(not(served())).select(Row::as_select());
    if let Some(after) = &filter.after {
        page = page.filter(items::code.gt(after.clone()));
    }
    let rows: Vec<Row> = page.order(items::code.asc()).limit(filter.limit + 1).load(conn)?;
    let (rows, more) = page::cut(rows, filter.limit);
    let next = rows.last().filter(|_| more).map(|row| row.code.clone());
    let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
    let leads = leads(conn, bureau, &codes)?;
    let units: Vec<&str> = rows.iter().map(|row| row.serving_id.as_str()).collect();
    let units = tree::names(conn, units)?;
    let entries = rows.into_iter().map(|row| {
        let serving = OrganisationRef {
            id: code::id(&row.serving_id)?,
            name: units.get(&row.serving_id).cloned().unwrap_or_default(),
        };
        Ok(UnservedItem {
            lead: leads.get(&row.code).map_or_else(|| serving.clone(), Seat::as_ref),
            serving,
            code: row.code,
            name: row.name,
            batch: row.batch.map(code::small).transpose()?,
            system_level: row.system_level.as_deref().map(code::word).transpose()?,
            system_name: row.system_name,
        })
    });
    Ok(Listing {
        entries: entries.collect::<Result<_>>()?,
        total,
        next,
    })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = items)]
struct Row {
    code: String,
    name: String,
    serving_id: String,
    batch: Option<i32>,
    system_level: Option<String>,
    system_name: String,
}

/// How many there are: all that are to be connected, but those that an interface serves.
fn total(conn: &mut Conn, scope: &Scope, filter: &Unserved) -> Result<u64> {
    let all = item_counts::count(conn, matching(sees(scope)?, filter)?)?;
    let served = items::code.eq_any(interface_items::table.select(interface_items::item_code));
    let served: i64 = matching(seen(scope, Search::Nothing.is_met_soon(all))?, filter)?
        .filter(served)
        .count()
        .get_result(conn)?;
    Ok(all.saturating_sub(u64::try_from(served).unwrap_or_default()))
}

/// Whether an interface serves an item.
#[diesel::dsl::auto_type(no_type_alias)]
fn served() -> _ {
    exists(interface_items::table.filter(interface_items::item_code.eq(items::code)))
}

/// Items that are to be connected, served or not, of those that are seen.
fn matching<'a>(seen: OnItems, filter: &Unserved) -> Result<items::BoxedQuery<'a, Backend>> {
    let query = items::table
        .into_boxed()
        .filter(seen)
        .filter(items::connection.eq(code::of(Connection::None)?))
        .filter(items::published_on.is_null())
        .filter(items::scope.ne_all(gone()?));
    Ok(match filter.batch {
        Some(batch) => query.filter(items::batch.eq(i32::from(batch))),
        None => query.filter(items::batch.is_not_null()),
    })
}

/// Who leads each of these items when it is handled in the platform. A secret or sensitive item is led by its
/// owner, and nobody learns by it that somebody else has one.
///
/// # Errors
/// Of the database.
pub(super) fn leads(conn: &mut Conn, bureau: &Seat, codes: &[String]) -> Result<HashMap<String, Seat>> {
    let asked: Vec<(String, String, String, bool)> = items::table
        .filter(items::code.eq_any(codes))
        .select((items::code, items::base_code, items::owner_id, items::restricted))
        .load(conn)?;
    let bases: Vec<&str> = asked
        .iter()
        .map(|(_, base, ..)| base.as_str())
        .filter(|base| !base.is_empty())
        .collect();
    let sharing: Vec<(String, String)> = items::table
        .filter(items::base_code.eq_any(bases))
        .filter(items::restricted.eq(false))
        .filter(items::scope.ne_all(gone()?))
        .select((items::base_code, items::owner_id))
        .distinct()
        .order((items::base_code.asc(), items::owner_id.asc()))
        .load(conn)?;
    let owners: HashSet<&str> = sharing
        .iter()
        .map(|(_, owner)| owner.as_str())
        .chain(asked.iter().map(|(_, _, owner, _)| owner.as_str()))
        .collect();
    let seats: Vec<tree::Row> = organisations::table
        .filter(organisations::id.eq_any(owners))
        .select(tree::Row::as_select())
        .load(conn)?;
    let seats: HashMap<String, Seat> = seats
        .into_iter()
        .map(|row| Ok((row.id.clone(), row.seat()?)))
        .collect::<Result<_>>()?;
    let mut by_base: HashMap<&str, Vec<&Seat>> = HashMap::new();
    for (base, owner) in &sharing {
        by_base.entry(base).or_default().extend(seats.get(owner));
    }
    Ok(asked
        .iter()
        .filter_map(|(code, base, owner, restricted)| {
            let own = seats.get(owner)?;
            let sharing = by_base.get(base.as_str()).filter(|_| !base.is_empty() && !restricted);
            let units: Vec<(&Seat, Level, Option<&str>)> = std::iter::once(own)
                .chain(sharing.into_iter().flatten().copied())
                .map(|seat| (seat, seat.level, Some(seat.area())))
                .collect();
            let leader = match lead(&units) {
                Lead::Department(unit) => unit,
                Lead::Bureau => bureau,
                Lead::Owner => own,
            };
            Some((code.clone(), leader.clone()))
        })
        .collect())
}
