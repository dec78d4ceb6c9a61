//! What commands read and print.

use crate::db::{Db, organisations};
use crate::error::{Error, Result};
use std::io::{BufRead as _, Write as _};
use yinzheng_shared::id::OrganisationId;

/// The first line of the standard input, so that a password stands neither in the history of the
/// shell nor in the list of processes.
///
/// # Errors
/// When there is none.
pub fn secret_line() -> Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let secret = line.trim_end_matches(['\r', '\n']);
    if secret.is_empty() {
        return Err(Error::Setting(
            "the password is the first line of the standard input".to_owned(),
        ));
    }
    Ok(secret.to_owned())
}

/// The organisation of this full name.
///
/// # Errors
/// [`Error::Setting`] when there is none.
pub fn organisation(db: &Db, name: &str) -> Result<OrganisationId> {
    let seat = db.read_now(|conn| organisations::seat_by_name(conn, name))?;
    seat.map(|seat| seat.id)
        .ok_or_else(|| Error::Setting(format!("no organisation is named {name}")))
}

/// A value of a small vocabulary by its code, for `clap`.
///
/// # Errors
/// The codes there are.
pub fn word<T: serde::de::DeserializeOwned>(code: &str) -> std::result::Result<T, String> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).map_err(|error| error.to_string())
}

/// Prints a line of tab-separated columns.
///
/// # Errors
/// When nobody listens.
pub fn print(columns: &[&str]) -> Result<()> {
    Ok(writeln!(std::io::stdout().lock(), "{}", columns.join("\t"))?)
}
