//! How far the story of a demonstration is told.

use super::{Conn, Tx, code, settings};
use crate::error::Result;
use yinzheng_shared::date::Date;

const NAME: &str = "demonstration";

/// The last day of the story that is told to its end; none before the first.
///
/// # Errors
/// Of the database.
pub fn told_until(conn: &mut Conn) -> Result<Option<Date>> {
    settings::get(conn, NAME)?.as_deref().map(code::day).transpose()
}

/// Keeps that the story is told up to this day.
///
/// # Errors
/// Of the database.
pub fn tell(tx: &mut Tx<'_>, day: Date) -> Result<()> {
    settings::put(tx, NAME, &day.to_string())
}
