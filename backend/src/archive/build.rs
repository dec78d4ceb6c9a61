//! Builds a package and stores it.

use super::package::{self, Files};
use crate::db::archive::Contents;
use crate::db::moment::Timestamp;
use crate::error::Error;
use crate::store::{Store, Stored};

/// Stores the package of a record that is being closed. Every object is read and hashed first: a
/// package never swears to bytes that are no longer those that were uploaded or printed.
///
/// # Errors
/// When an object is missing or damaged, or the store is not available.
pub async fn build(store: &Store, at: Timestamp, contents: Contents) -> Result<Stored, Error> {
    for hash in contents.print.iter().chain(&contents.scans) {
        store.check(*hash).await?;
    }
    let print = match contents.print {
        Some(hash) => Some(store.open_object(hash).await?),
        None => None,
    };
    let mut scans = Vec::with_capacity(contents.scans.len());
    for hash in &contents.scans {
        scans.push(store.open_object(*hash).await?);
    }
    let files = Files { print, scans };
    let write = move |file: &mut std::fs::File| {
        package::write(file, at, &contents.sheet, &contents.texts, files).map_err(Error::store)
    };
    store.put_with(write).await
}
