//! What would be issued of a batch now.

use super::days;
use super::plan::holding;
use crate::auth::Scope;
use crate::db::schema::{items, organisations};
use crate::db::{Conn, code, facts};
use crate::error::Result;
use crate::state::Rules;
use diesel::prelude::*;
use yinzheng_shared::api::schedule::ScheduleDraft;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::schedule::{Row, Schedule};
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// The schedule of a batch as the plan has it now, with its facts and the difference to what was issued.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`] for an unknown batch, and those of the database.
pub fn draft(conn: &mut Conn, scope: &Scope, rules: &Rules, today: Date, number: u8) -> Result<ScheduleDraft> {
    if scope.role() != Some(Role::Bureau) {
        return Err(Problem::Forbidden.into());
    }
    let batch = rules.programme.batches.iter().find(|batch| batch.number == number);
    let batch = batch.ok_or(Problem::NotFound)?;
    let days = days::of(conn, rules, today, batch)?;
    let rows = rows(conn, number)?;
    let issued: Vec<(String, String)> = items::table
        .filter(items::batch.eq(i32::from(number)))
        .filter(items::published_on.is_null())
        .order(items::code.asc())
        .select((items::code, items::name))
        .load(conn)?;
    let replaces = holding(conn, number)?.map(|(_, stored)| stored.id);
    let was_issued = |code: &str| issued.iter().any(|(issued, _)| issued == code);
    let added = match replaces {
        Some(_) => rows
            .iter()
            .filter(|row| !was_issued(&row.item_code))
            .map(|row| row.item_code.clone())
            .collect(),
        None => Vec::new(),
    };
    let removed = issued
        .iter()
        .filter(|(code, _)| replaces.is_some() && rows.iter().all(|row| row.item_code != *code))
        .cloned()
        .collect();
    let content = Schedule {
        issuer: scope.seat().name.clone(),
        batch: Some(number),
        optimised_by: Some(days.optimised_by),
        registered_by: Some(days.registered_by),
        debugged_by: Some(days.debugged_by),
        confirmed_by: Some(days.confirmed_by),
        published_by: Some(days.published_by),
        rows,
    };
    let facts = facts::of(conn, scope, &Content::Schedule(content.clone()), scope.seat().id)?;
    Ok(ScheduleDraft {
        content,
        facts,
        replaces,
        added,
        removed,
    })
}

/// Planned items of a batch, by department in the order of the tree, then by code. Published ones stay
/// where they were published.
fn rows(conn: &mut Conn, number: u8) -> Result<Vec<Row>> {
    let rows: Vec<(String, String, String, String)> = items::table
        .inner_join(organisations::table.on(organisations::id.eq(items::owner_id)))
        .filter(items::planned_batch.eq(i32::from(number)))
        .filter(items::published_on.is_null())
        .filter(items::scope.ne_all([code::of(ItemScope::Cancelled)?, code::of(ItemScope::Moving)?]))
        .order((organisations::path.asc(), items::code.asc()))
        .select((organisations::path, organisations::name, items::code, items::name))
        .load(conn)?;
    let row = |(_, department, item_code, item_name)| Row {
        item_code,
        item_name,
        department,
    };
    Ok(rows.into_iter().map(row).collect())
}
