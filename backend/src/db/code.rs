//! Codes and identifiers as columns keep them, read back.

use crate::error::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use std::str::FromStr;
use yinzheng_shared::digest::hex;

/// An identifier from a column.
///
/// # Errors
/// When the column holds something else: the database was changed by hand.
pub fn id<T: FromStr<Err = uuid::Error>>(column: &str) -> Result<T> {
    column.parse().map_err(Error::internal)
}

/// A value of a small vocabulary from its code.
///
/// # Errors
/// When the column holds something else.
pub fn word<T: DeserializeOwned>(column: &str) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(column.to_owned())).map_err(Error::internal)
}

/// The code of a value of a small vocabulary.
///
/// # Errors
/// When the type has no code: a slip of ours.
pub fn of<T: Serialize>(value: T) -> Result<String> {
    match serde_json::to_value(value).map_err(Error::internal)? {
        serde_json::Value::String(code) => Ok(code),
        other => Err(Error::internal(format!("{other} is not a code"))),
    }
}

/// SHA-256 of a body, so that the same body again is known.
///
/// # Errors
/// When the type cannot be told: a slip of ours.
pub fn digest<T: Serialize>(value: &T) -> Result<String> {
    Ok(hex(&Sha256::digest(to_json(value)?.as_bytes())))
}

/// A JSON column.
///
/// # Errors
/// When the column holds something else.
pub fn json<T: DeserializeOwned>(column: &str) -> Result<T> {
    serde_json::from_str(column).map_err(Error::internal)
}

/// A value as a JSON column.
///
/// # Errors
/// When the value has no JSON: a slip of ours.
pub fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

/// A day from a column.
///
/// # Errors
/// When the column holds something else.
pub fn day(column: &str) -> Result<yinzheng_shared::date::Date> {
    column.parse().map_err(Error::internal)
}

/// A small count from a column.
///
/// # Errors
/// When it does not fit.
pub fn small<T: TryFrom<i32>>(column: i32) -> Result<T> {
    T::try_from(column).map_err(|_| Error::internal(format!("{column} does not fit")))
}
