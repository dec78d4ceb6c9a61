//! The store as a folder: `ab/cdef…` holds the object whose SHA-256 begins with `ab`.

use super::incoming::{Incoming, Spool, make_folder};
use super::{Hash, StoreError, Stored};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Where files stand before they have a name.
const INCOMING: &str = "incoming";

/// A folder of objects.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    spool: Spool,
}

impl Folder {
    /// Opens the folder, makes it and its shelves when absent, so that an object's name is durable once
    /// its shelf is. Nothing is removed here.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(root: &Path) -> io::Result<Self> {
        make_folder(root)?;
        let spool = Spool::open(&root.join(INCOMING))?;
        (0..=u8::MAX).try_for_each(|shelf| make_folder(&root.join(format!("{shelf:02x}"))))?;
        File::open(root)?.sync_all()?;
        Ok(Self {
            root: root.to_owned(),
            spool,
        })
    }

    /// Where bytes gather before they have a name.
    pub(super) const fn spool(&self) -> &Spool {
        &self.spool
    }

    /// Makes the object durable under its name: file, name, folder, in this order. An object that is
    /// there already is replaced by the same bytes, which also mends a damaged one.
    pub(super) fn keep(&self, incoming: Incoming) -> io::Result<Stored> {
        let (file, stored, path) = incoming.into_parts();
        file.sync_all()?;
        let place = self.place(&stored.hash);
        fs::rename(&path.0, &place)?;
        File::open(place.parent().unwrap_or(&self.root))?.sync_all()?;
        Ok(stored)
    }

    pub(super) fn read(&self, hash: &Hash) -> Result<File, StoreError> {
        match File::open(self.place(hash)) {
            Ok(file) => Ok(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::Missing(*hash)),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn exists(&self, hash: &Hash) -> io::Result<bool> {
        self.place(hash).try_exists()
    }

    /// Names of all objects, ascending. Other files are passed over.
    pub(super) fn list(&self) -> io::Result<Vec<Hash>> {
        let mut hashes = Vec::new();
        for shelf in fs::read_dir(&self.root)? {
            let shelf = shelf?;
            let prefix = shelf.file_name();
            if prefix.len() != 2 || !shelf.file_type()?.is_dir() {
                continue;
            }
            for entry in fs::read_dir(shelf.path())? {
                let name = format!("{}{}", prefix.display(), entry?.file_name().display());
                hashes.extend(name.parse::<Hash>());
            }
        }
        hashes.sort_unstable();
        Ok(hashes)
    }

    fn place(&self, hash: &Hash) -> PathBuf {
        let name = hash.to_string();
        let (shelf, rest) = name.split_at(2);
        self.root.join(shelf).join(rest)
    }
}
