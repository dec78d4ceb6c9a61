//! The business date of an installation that has it set, as it was last moved.

use super::audit::{Actor, Administration, Entry, Stamp};
use super::{Conn, Tx, audit, code, settings};
use crate::error::Result;
use yinzheng_shared::date::Date;
use yinzheng_shared::problem::Problem;

const NAME: &str = "business_date";

/// The day to which the business date was last moved; none when it never was.
///
/// # Errors
/// Of the database.
pub fn moved_to(conn: &mut Conn) -> Result<Option<Date>> {
    settings::get(conn, NAME)?.as_deref().map(code::day).transpose()
}

/// Keeps a move to `day`, which is later than `stamp.on`; the day itself again changes nothing.
///
/// # Errors
/// [`Problem::BusinessDatePast`] when another server has moved further meanwhile, and those of the
/// database.
pub fn advance(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, day: Date) -> Result<()> {
    let from = moved_to(tx)?.map_or(stamp.on, |kept| kept.max(stamp.on));
    if day == from {
        return Ok(());
    }
    if day < from {
        return Err(Problem::BusinessDatePast.into());
    }
    settings::put(tx, NAME, &day.to_string())?;
    let entry =
        Entry::of_administration(Administration::BusinessDateMoved, None).with_reason(format!("{from} → {day}"));
    audit::record(tx, Stamp { on: day, ..stamp }, actor, &entry)
}
