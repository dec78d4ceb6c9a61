//! A backup into an empty installation, on either database.

use super::backup::{FORMAT, KEYS, MANIFEST, Manifest, object_name, table_name};
use super::seal::{self, Sealed};
use crate::db::dump::{self, TABLES};
use crate::db::{form_counts, item_standings, schedules};
use crate::error::{Error, Result};
use crate::keys::Ring;
use crate::state::AppState;
use crate::store::Hash;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use zip::ZipArchive;

/// Restores the backup at `path`; how many rows and objects it held. Everything is checked before
/// the first byte is written; the rows come last, in one transaction.
///
/// # Errors
/// [`Error::Setting`] when the place is not empty, the backup is cut off, damaged or of another
/// schema, or the passphrase is wrong.
pub async fn read(state: &AppState, path: &Path, passphrase: &str) -> Result<(u64, u64)> {
    let mut zip = ZipArchive::new(File::open(path)?).map_err(|_| cut_off(path))?;
    let manifest = manifest(&mut zip, path)?;
    let ring = open_keys(&mut zip, passphrase)?;
    check_entries(&mut zip, &manifest)?;
    state
        .keys
        .may_take(&ring)
        .map_err(|error| Error::Setting(error.to_string()))?;
    check_place(state, &manifest).await?;
    let mut objects = 0;
    for entry in &manifest.entries {
        let Some(hash) = entry.name.strip_prefix("objects/") else {
            continue;
        };
        let hash: Hash = hash.parse().map_err(Error::internal)?;
        let mut upload = state.store.upload(u64::MAX).await?;
        let mut bytes = zip.by_name(&object_name(&hash)).map_err(Error::internal)?;
        loop {
            let mut piece = Vec::with_capacity(1 << 20);
            bytes.by_ref().take(1 << 20).read_to_end(&mut piece)?;
            if piece.is_empty() {
                break;
            }
            upload = upload.append(piece).await?;
        }
        if upload.keep().await?.hash != hash {
            return Err(damaged(&entry.name));
        }
        objects += 1;
    }
    state.keys.take(&ring).map_err(Error::internal)?;
    let rows = state.db.write_now(|tx| {
        let mut zip = ZipArchive::new(File::open(path)?).map_err(Error::internal)?;
        let mut rows = 0;
        for table in &TABLES {
            let lines = BufReader::new(zip.by_name(&table_name(table.name)).map_err(Error::internal)?).lines();
            for line in lines {
                dump::add(tx, table, &line?)?;
                rows += 1;
            }
        }
        item_standings::build_missing(tx)?;
        form_counts::build_missing(tx)?;
        schedules::note_missing(tx)?;
        Ok(rows)
    })?;
    Ok((rows, objects))
}

fn manifest(zip: &mut ZipArchive<File>, path: &Path) -> Result<Manifest> {
    let mut text = String::new();
    zip.by_name(MANIFEST)
        .map_err(|_| cut_off(path))?
        .read_to_string(&mut text)?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|_| damaged(MANIFEST))?;
    if manifest.format == FORMAT {
        Ok(manifest)
    } else {
        Err(Error::Setting("the backup is of another release".to_owned()))
    }
}

fn open_keys(zip: &mut ZipArchive<File>, passphrase: &str) -> Result<Ring> {
    let mut text = String::new();
    zip.by_name(KEYS)
        .map_err(|_| damaged(KEYS))?
        .read_to_string(&mut text)?;
    let sealed: Sealed = serde_json::from_str(&text).map_err(|_| damaged(KEYS))?;
    let secret = seal::open(&sealed, passphrase).map_err(|error| Error::Setting(error.to_string()))?;
    let secret = String::from_utf8(secret).map_err(|_| damaged(KEYS))?;
    Ring::from_setting(&secret).map_err(|_| damaged(KEYS))
}

/// Every entry has the size and hash that the manifest names, and every table is there.
fn check_entries(zip: &mut ZipArchive<File>, manifest: &Manifest) -> Result<()> {
    for table in &TABLES {
        let name = table_name(table.name);
        if !manifest.entries.iter().any(|entry| entry.name == name) {
            return Err(damaged(&name));
        }
    }
    for entry in &manifest.entries {
        let mut bytes = zip.by_name(&entry.name).map_err(|_| damaged(&entry.name))?;
        let (hash, length) = Hash::of_reader(&mut bytes).map_err(|_| damaged(&entry.name))?;
        if hash.to_string() != entry.sha256 || length != entry.bytes {
            return Err(damaged(&entry.name));
        }
    }
    Ok(())
}

async fn check_place(state: &AppState, manifest: &Manifest) -> Result<()> {
    let migrations = state.db.read_now(|conn| {
        for table in &TABLES {
            if !dump::is_empty(conn, table)? {
                return Err(Error::Setting(format!("the database is not empty: {}", table.name)));
            }
        }
        dump::migrations(conn)
    })?;
    if migrations != manifest.migrations {
        return Err(Error::Setting(
            "the backup has another schema: restore it with the release that made it".to_owned(),
        ));
    }
    if state.store.list().await?.is_empty() {
        Ok(())
    } else {
        Err(Error::Setting("the store is not empty".to_owned()))
    }
}

fn cut_off(path: &Path) -> Error {
    Error::Setting(format!("{} is cut off or no backup", path.display()))
}

fn damaged(name: &str) -> Error {
    Error::Setting(format!("the backup is damaged: {name}"))
}
