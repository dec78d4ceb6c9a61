//! What an issued schedule makes of the items.

use super::days;
use crate::db::audit::Stamp;
use crate::db::items::gone;
use crate::db::records::Stored;
use crate::db::schema::{item_steps as item_steps_of, items};
use crate::db::{Conn, Tx, code, item_steps};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashSet};
use yinzheng_shared::form::schedule::Schedule;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::item::Step;

/// Items of the schedule are in its batch from today; those that an earlier one put there, and this one
/// does not name, are in none. An item that is published, or no longer there to be released, stays where
/// it is.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn take_effect(tx: &mut Tx<'_>, stamp: Stamp, record: &Stored, schedule: &Schedule) -> Result<()> {
    let Some(batch) = schedule.batch else { return Ok(()) };
    days::note_issued(tx, record.id)?;
    let number = i32::from(batch);
    let before: Vec<String> = items::table
        .filter(items::batch.eq(number))
        .filter(items::published_on.is_null())
        .order(items::code.asc())
        .select(items::code)
        .load(tx.conn())?;
    let named: BTreeSet<&str> = named(schedule);
    for code in before.iter().filter(|code| !named.contains(code.as_str())) {
        diesel::update(items::table.find(code))
            .set(items::batch.eq(None::<i32>))
            .execute(tx.conn())?;
        item_steps::note_batch(tx, stamp, code, Step::Withdrawn, Some(record.id), Some(batch))?;
    }
    let put = put_there(tx, batch)?;
    for (code, _) in movable(tx, schedule)? {
        if put.contains(&code) {
            continue;
        }
        diesel::update(items::table.find(&code))
            .set(items::batch.eq(number))
            .execute(tx.conn())?;
        item_steps::note_batch(tx, stamp, &code, Step::Scheduled, Some(record.id), Some(batch))?;
    }
    Ok(())
}

/// Items that a schedule put into a batch and that are in it. A batch that only the catalogue gave is dated by
/// the schedule that says it too.
fn put_there(tx: &mut Tx<'_>, batch: u8) -> Result<HashSet<String>> {
    let number = i32::from(batch);
    let codes: Vec<String> = items::table
        .inner_join(item_steps_of::table.on(item_steps_of::item_code.eq(items::code)))
        .filter(items::batch.eq(number))
        .filter(item_steps_of::batch.eq(number))
        .filter(item_steps_of::step.eq(code::of(Step::Scheduled)?))
        .select(items::code)
        .distinct()
        .load(tx.conn())?;
    Ok(codes.into_iter().collect())
}

/// Items of a schedule that it can still move, with the batch in which they are.
///
/// # Errors
/// Of the database.
pub(super) fn movable(conn: &mut Conn, schedule: &Schedule) -> Result<Vec<(String, Option<u8>)>> {
    let rows: Vec<(String, Option<i32>)> = items::table
        .filter(items::code.eq_any(named(schedule)))
        .filter(items::published_on.is_null())
        .filter(items::scope.ne_all(gone()?))
        .order(items::code.asc())
        .select((items::code, items::batch))
        .load(conn)?;
    rows.into_iter()
        .map(|(item, batch)| Ok((item, batch.map(code::small).transpose()?)))
        .collect()
}

/// Organisations that own or serve items of a schedule, each once.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn concerned(conn: &mut Conn, schedule: &Schedule) -> Result<BTreeSet<OrganisationId>> {
    let pairs: Vec<(String, String)> = items::table
        .filter(items::code.eq_any(named(schedule)))
        .select((items::owner_id, items::serving_id))
        .distinct()
        .load(conn)?;
    pairs
        .iter()
        .flat_map(|(owner, serving)| [owner, serving])
        .map(|id| code::id(id))
        .collect()
}

fn named(schedule: &Schedule) -> BTreeSet<&str> {
    schedule.rows.iter().map(|row| row.item_code.trim()).collect()
}
