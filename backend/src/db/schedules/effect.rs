//! What an issued schedule makes of the items.

use crate::db::Tx;
use crate::db::audit::Stamp;
use crate::db::item_steps;
use crate::db::records::Stored;
use crate::db::schema::items;
use crate::error::Result;
use diesel::prelude::*;
use std::collections::BTreeSet;
use yinzheng_shared::form::schedule::Schedule;
use yinzheng_shared::item::Step;

/// Items of the schedule are in its batch from today; those that an earlier one put there, and this one
/// does not name, are in none. An item that is published stays where it is.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn take_effect(tx: &mut Tx<'_>, stamp: Stamp, record: &Stored, schedule: &Schedule) -> Result<()> {
    let Some(batch) = schedule.batch else { return Ok(()) };
    let number = i32::from(batch);
    let before: Vec<String> = items::table
        .filter(items::batch.eq(number))
        .filter(items::published_on.is_null())
        .order(items::code.asc())
        .select(items::code)
        .load(tx.conn())?;
    let named: BTreeSet<&str> = schedule.rows.iter().map(|row| row.item_code.trim()).collect();
    for code in before.iter().filter(|code| !named.contains(code.as_str())) {
        diesel::update(items::table.find(code))
            .set(items::batch.eq(None::<i32>))
            .execute(tx.conn())?;
        item_steps::note_batch(tx, stamp, code, Step::Withdrawn, Some(record.id), Some(batch))?;
    }
    for code in named
        .into_iter()
        .filter(|code| !before.iter().any(|known| known == code))
    {
        let moved = diesel::update(items::table.find(code))
            .set(items::batch.eq(number))
            .execute(tx.conn())?;
        if moved == 1 {
            item_steps::note_batch(tx, stamp, code, Step::Scheduled, Some(record.id), Some(batch))?;
        }
    }
    Ok(())
}
