//! Bytes that have no name yet: their hash is known only when all are there.

use super::{Hash, Stored};
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A folder of this machine in which bytes gather.
#[derive(Debug)]
pub struct Spool {
    folder: PathBuf,
}

impl Spool {
    /// Opens the folder, makes it when absent.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(folder: &Path) -> io::Result<Self> {
        make_folder(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// Removes what interrupted uploads left and says how many files those were. Only for the one
    /// process that holds the data folder, before it listens.
    ///
    /// # Errors
    /// When the folder cannot be read or a file not be removed.
    pub fn clean(&self) -> io::Result<u64> {
        let mut removed = 0;
        for entry in fs::read_dir(&self.folder)? {
            fs::remove_file(entry?.path())?;
            removed += 1;
        }
        Ok(removed)
    }

    /// Begins an object.
    pub(super) fn begin(&self) -> io::Result<Incoming> {
        let path = self.folder.join(Uuid::new_v4().simple().to_string());
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        Ok(Incoming {
            file,
            path: Unnamed(path),
            hasher: Sha256::new(),
            bytes: 0,
        })
    }
}

/// Makes a folder that only this user can open.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// An object that is being written. Dropped before it is kept, it leaves nothing.
#[derive(Debug)]
pub struct Incoming {
    file: File,
    path: Unnamed,
    hasher: Sha256,
    bytes: u64,
}

/// Removes the file that never got a name.
#[derive(Debug)]
pub(super) struct Unnamed(pub(super) PathBuf);

impl Drop for Unnamed {
    fn drop(&mut self) {
        // After a rename there is nothing here; what else fails is cleaned at the next start.
        let _ = fs::remove_file(&self.0);
    }
}

impl Incoming {
    /// Bytes so far.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Appends.
    pub(super) fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    /// Gives the file to a writer that jumps about, then takes its hash from what stands there.
    pub(super) fn fill<E: From<io::Error>>(&mut self, write: impl FnOnce(&mut File) -> Result<(), E>) -> Result<(), E> {
        write(&mut self.file)?;
        self.file.seek(SeekFrom::Start(0))?;
        self.hasher = Sha256::new();
        self.bytes = 0;
        let mut buffer = vec![0; 128 << 10];
        loop {
            let count = self.file.read(&mut buffer)?;
            let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else {
                break;
            };
            self.hasher.update(read);
            self.bytes += count as u64;
        }
        Ok(())
    }

    /// The file, what it is, and its path, which is removed unless it was renamed.
    pub(super) fn into_parts(self) -> (File, Stored, Unnamed) {
        let stored = Stored {
            hash: Hash::from_hasher(self.hasher),
            bytes: self.bytes,
        };
        (self.file, stored, self.path)
    }
}
