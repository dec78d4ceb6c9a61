//! The dated steps of items.

use super::audit::Stamp;
use super::schema::item_steps;
use super::{Conn, Tx, code};
use crate::error::Result;
use diesel::prelude::*;
use uuid::Uuid;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::item::Step;

/// Keeps that an item took a step today, by a record when there is one.
///
/// # Errors
/// Of the database.
pub(super) fn note(tx: &mut Tx<'_>, stamp: Stamp, item: &str, step: Step, record: Option<RecordId>) -> Result<()> {
    note_batch(tx, stamp, item, step, record, None)
}

/// [`note`], with the batch that the step speaks of.
///
/// # Errors
/// Of the database.
pub(super) fn note_batch(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    item: &str,
    step: Step,
    record: Option<RecordId>,
    batch: Option<u8>,
) -> Result<()> {
    tx.touch(item);
    diesel::insert_into(item_steps::table)
        .values((
            item_steps::id.eq(Uuid::now_v7().to_string()),
            item_steps::item_code.eq(item),
            item_steps::step.eq(code::of(step)?),
            item_steps::on_day.eq(stamp.on.to_string()),
            item_steps::at.eq(stamp.at),
            item_steps::record_id.eq(record.map(|id| id.to_string())),
            item_steps::batch.eq(batch.map(i32::from)),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// A step that an item took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) step: Step,
    pub(super) by: By,
}

/// What made an item take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// A form.
    Form,
    /// A file, or somebody's word.
    Word,
}

/// The steps that an item took, in their order.
///
/// # Errors
/// Of the database.
pub(super) fn of(conn: &mut Conn, item: &str) -> Result<Vec<Taken>> {
    let steps: Vec<(String, Option<String>)> = item_steps::table
        .filter(item_steps::item_code.eq(item))
        .order(item_steps::id.asc())
        .select((item_steps::step, item_steps::record_id))
        .load(conn)?;
    steps
        .into_iter()
        .map(|(step, record)| {
            let by = if record.is_some() { By::Form } else { By::Word };
            Ok(Taken {
                step: code::word(&step)?,
                by,
            })
        })
        .collect()
}
