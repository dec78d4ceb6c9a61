//! What an installation remembers of itself, by name.

use super::schema::settings;
use super::{Conn, Tx};
use crate::error::Result;
use diesel::prelude::*;

/// What is kept under a name.
///
/// # Errors
/// Of the database.
pub(super) fn get(conn: &mut Conn, name: &str) -> Result<Option<String>> {
    Ok(settings::table
        .find(name)
        .select(settings::value)
        .first(conn)
        .optional()?)
}

/// Keeps a value under a name, in place of the one before.
///
/// # Errors
/// Of the database.
pub(super) fn put(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<()> {
    let changed = diesel::update(settings::table.find(name))
        .set(settings::value.eq(value))
        .execute(tx.conn())?;
    if changed == 0 {
        diesel::insert_into(settings::table)
            .values((settings::name.eq(name), settings::value.eq(value)))
            .execute(tx.conn())?;
    }
    Ok(())
}
