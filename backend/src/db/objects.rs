//! What the store holds, by hash.

use super::moment::Timestamp;
use super::schema::objects;
use super::{Conn, Tx};
use crate::error::{Error, Result};
use crate::store::{Hash, Stored};
use diesel::prelude::*;

/// Notes an object that is durable in the store; once is enough.
///
/// # Errors
/// Of the database.
pub fn note(tx: &mut Tx<'_>, stored: Stored, media_type: &str, at: Timestamp) -> Result<()> {
    let hash = stored.hash.to_string();
    let known: Option<String> = objects::table
        .find(&hash)
        .select(objects::sha256)
        .first(tx.conn())
        .optional()?;
    if known.is_none() {
        diesel::insert_into(objects::table)
            .values((
                objects::sha256.eq(&hash),
                objects::bytes.eq(i64::try_from(stored.bytes).map_err(Error::internal)?),
                objects::media_type.eq(media_type),
                objects::created_at.eq(at),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// An object as the database knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Its name.
    pub hash: Hash,
    /// Its size.
    pub bytes: u64,
}

/// Every object, by hash; for the operator's commands.
///
/// # Errors
/// Of the database.
pub fn all(conn: &mut Conn) -> Result<Vec<Noted>> {
    let rows: Vec<(String, i64)> = objects::table
        .select((objects::sha256, objects::bytes))
        .order(objects::sha256.asc())
        .load(conn)?;
    rows.into_iter()
        .map(|(hash, bytes)| {
            Ok(Noted {
                hash: self::hash(&hash)?,
                bytes: bytes.try_into().map_err(Error::internal)?,
            })
        })
        .collect()
}

/// A hash from a column.
///
/// # Errors
/// When the column holds something else: the database was changed by hand.
pub fn hash(column: &str) -> Result<Hash> {
    column.parse().map_err(Error::internal)
}
