//! What a scope list is held against: the owner's catalogue and the city's figures.

use crate::auth::Seat;
use crate::db::items::gone;
use crate::db::schema::{items, organisations};
use crate::db::{Conn, code};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::facts::{CatalogueFact, CatalogueFacts};
use yinzheng_shared::form::scope::{Change, Scope as List};
use yinzheng_shared::item::ItemScope;

/// The catalogue of an owner. Its figures of other units are sums: they tell nothing of a single one.
pub(super) fn of(conn: &mut Conn, owner: &Seat, list: &List) -> Result<CatalogueFacts> {
    let id = owner.id.to_string();
    let rows: Vec<(String, String, String)> = items::table
        .filter(items::owner_id.eq(&id))
        .filter(items::scope.ne_all(gone()?))
        .order(items::code.asc())
        .select((items::code, items::name, items::base_code))
        .load(conn)?;
    let elsewhere = elsewhere(conn, &id)?;
    let items = rows
        .into_iter()
        .map(|(code, name, base)| CatalogueFact {
            code,
            name,
            cases_elsewhere: elsewhere.get(&base).copied().unwrap_or_default(),
        })
        .collect();
    Ok(CatalogueFacts {
        items,
        departments: departments(conn, owner)?.into_iter().map(|(_, name)| name).collect(),
        taken: taken(conn, &id, list)?,
    })
}

/// Those codes of added rows that others have, or that are on their way to others.
fn taken(conn: &mut Conn, owner: &str, list: &List) -> Result<Vec<String>> {
    let added = list.rows.iter().filter(|row| row.change == Some(Change::New));
    let codes: Vec<&str> = added
        .map(|row| row.code.trim())
        .filter(|code| !code.is_empty() && !code.contains('\0'))
        .collect();
    Ok(items::table
        .filter(items::code.eq_any(codes))
        .filter(
            items::owner_id
                .ne(owner)
                .or(items::scope.eq(code::of(ItemScope::Moving)?)),
        )
        .order(items::code.asc())
        .select(items::code)
        .load(conn)?)
}

/// Cases a year by base code, of all units but this one, as accepted lists give them.
fn elsewhere(conn: &mut Conn, owner: &str) -> Result<HashMap<String, u64>> {
    let own = diesel::alias!(items as own_items);
    let bases = own
        .filter(own.field(items::owner_id).eq(owner))
        .filter(own.field(items::base_code).ne(""))
        .select(own.field(items::base_code));
    let rows: Vec<(String, Option<i64>)> = items::table
        .filter(items::base_code.eq_any(bases))
        .filter(items::owner_id.ne(owner))
        .filter(items::annual_cases.is_not_null())
        .select((items::base_code, items::annual_cases))
        .load(conn)?;
    let mut sums: HashMap<String, u64> = HashMap::new();
    for (base, cases) in rows {
        let cases = cases.and_then(|cases| u64::try_from(cases).ok()).unwrap_or_default();
        let sum = sums.entry(base).or_default();
        *sum = sum.saturating_add(cases);
    }
    Ok(sums)
}

/// Departments beside the owner, by identifier and full name: an item moves within its city or district.
pub(in crate::db) fn departments(conn: &mut Conn, owner: &Seat) -> Result<Vec<(String, String)>> {
    Ok(organisations::table
        .filter(organisations::path.like(format!("{}%", owner.area())))
        .filter(organisations::level.eq(code::of(owner.level)?))
        .order(organisations::path.asc())
        .select((organisations::id, organisations::name))
        .load(conn)?)
}
