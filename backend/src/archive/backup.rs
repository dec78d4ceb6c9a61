//! A backup of a running installation: one snapshot of the database as lines of JSON, every object
//! it names, the MAC keys under a passphrase, and a manifest that comes last. A file that was cut off
//! has no manifest.

use super::seal;
use crate::db::dump::{self, TABLES};
use crate::db::objects;
use crate::error::{Error, Result};
use crate::keys;
use crate::state::AppState;
use crate::store::Hash;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use yinzheng_shared::digest::hex;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Version of the backup's own format.
pub const FORMAT: u16 = 1;
/// Name of the manifest.
pub const MANIFEST: &str = "manifest.json";
/// Name of the sealed keys.
pub const KEYS: &str = "keys.json";

/// What a whole backup ends with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of the backup's own format.
    pub format: u16,
    /// Migrations that the database had.
    pub migrations: Vec<String>,
    /// Every other entry, in order.
    pub entries: Vec<Entry>,
}

/// An entry of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, hex.
    pub sha256: String,
}

/// Where the table of this name stands.
#[must_use]
pub fn table_name(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

/// Where an object stands.
#[must_use]
pub fn object_name(hash: &Hash) -> String {
    format!("objects/{hash}")
}

/// Writes a backup to `path`, which must not exist; how many rows and objects it holds.
///
/// # Errors
/// When an object is missing or damaged, or reading or writing fails; nothing is left then.
pub async fn write(state: &AppState, path: &Path, passphrase: &str) -> Result<(u64, u64)> {
    let draft = path.with_extension("partial");
    if path.try_exists()? {
        return Err(Error::Setting(format!("{} exists already", path.display())));
    }
    let written = fill(state, File::create(&draft)?, passphrase).await;
    if written.is_err() {
        std::fs::remove_file(&draft)?;
    } else {
        std::fs::rename(&draft, path)?;
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
    }
    written
}

async fn fill(state: &AppState, file: File, passphrase: &str) -> Result<(u64, u64)> {
    let mut backup = Backup {
        zip: ZipWriter::new(file).set_auto_large_file(),
        entries: Vec::new(),
    };
    let ring = state.keys.ring().map_err(Error::internal)?;
    let sealed = seal::seal(keys::to_setting(&ring).as_bytes(), passphrase).map_err(Error::internal)?;
    let sealed = serde_json::to_vec_pretty(&sealed).map_err(Error::internal)?;
    backup.add(KEYS, CompressionMethod::Deflated, &mut sealed.as_slice())?;
    // The snapshot ends before the objects are copied: none is ever removed.
    let (rows, objects, migrations) = state.db.read_now(|conn| {
        let mut rows = 0;
        for table in &TABLES {
            let mut entry = backup.begin(&table_name(table.name), CompressionMethod::Deflated)?;
            rows += dump::rows(conn, table, |line| Ok(entry.write_all(format!("{line}\n").as_bytes())?))?;
            let entry = entry.end();
            backup.entries.push(entry);
        }
        Ok((rows, objects::all(conn)?, dump::migrations(conn)?))
    })?;
    for object in &objects {
        let mut bytes = state.store.open_object(object.hash).await?;
        let entry = backup.add(&object_name(&object.hash), CompressionMethod::Stored, &mut bytes)?;
        if entry.sha256 != object.hash.to_string() {
            return Err(Error::store(crate::store::StoreError::Damaged(object.hash)));
        }
    }
    let manifest = Manifest {
        format: FORMAT,
        migrations,
        entries: backup.entries.clone(),
    };
    let manifest = serde_json::to_vec_pretty(&manifest).map_err(Error::internal)?;
    backup.add(MANIFEST, CompressionMethod::Deflated, &mut manifest.as_slice())?;
    backup.zip.finish().map_err(Error::internal)?.sync_all()?;
    Ok((rows, objects.len() as u64))
}

struct Backup {
    zip: ZipWriter<File>,
    entries: Vec<Entry>,
}

impl Backup {
    fn begin(&mut self, name: &str, method: CompressionMethod) -> io::Result<Writing<'_>> {
        self.zip
            .start_file(name, SimpleFileOptions::default().compression_method(method))?;
        Ok(Writing {
            zip: &mut self.zip,
            name: name.to_owned(),
            bytes: 0,
            hasher: Sha256::new(),
        })
    }

    fn add(&mut self, name: &str, method: CompressionMethod, from: &mut impl Read) -> io::Result<Entry> {
        let mut writing = self.begin(name, method)?;
        io::copy(from, &mut writing)?;
        let entry = writing.end();
        self.entries.push(entry.clone());
        Ok(entry)
    }
}

/// An entry that is being written and hashed.
struct Writing<'a> {
    zip: &'a mut ZipWriter<File>,
    name: String,
    bytes: u64,
    hasher: Sha256,
}

impl Writing<'_> {
    fn end(self) -> Entry {
        Entry {
            name: self.name,
            bytes: self.bytes,
            sha256: hex(&self.hasher.finalize()),
        }
    }
}

impl Write for Writing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.zip.write_all(bytes)?;
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.flush()
    }
}
