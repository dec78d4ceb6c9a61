//! The store as a folder: `ab/cdef…` holds the object whose SHA-256 begins with `ab`.

use super::{Hash, StoreError, Stored};
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Where files stand before they have a name.
const INCOMING: &str = "incoming";

/// A folder of objects.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens the folder, makes it when absent. Nothing is removed: see [`Folder::clean`].
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(root: &Path) -> io::Result<Self> {
        make_folder(root)?;
        make_folder(&root.join(INCOMING))?;
        File::open(root)?.sync_all()?;
        Ok(Self { root: root.to_owned() })
    }

    /// Removes what an interrupted upload left and says how many files those were. Only for the one
    /// process that holds the data folder, before it listens.
    ///
    /// # Errors
    /// When the folder cannot be read or a file not be removed.
    pub fn clean(&self) -> io::Result<u64> {
        let mut removed = 0;
        for entry in fs::read_dir(self.root.join(INCOMING))? {
            fs::remove_file(entry?.path())?;
            removed += 1;
        }
        Ok(removed)
    }

    /// Begins an object; it has no name until [`Incoming::keep`].
    pub(super) fn begin(&self) -> io::Result<Incoming> {
        let path = self.root.join(INCOMING).join(Uuid::new_v4().simple().to_string());
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        Ok(Incoming {
            root: self.root.clone(),
            file,
            path: Unnamed(path),
            hasher: Sha256::new(),
            bytes: 0,
        })
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
        place(&self.root, hash)
    }
}

fn place(root: &Path, hash: &Hash) -> PathBuf {
    let name = hash.to_string();
    let (shelf, rest) = name.split_at(2);
    root.join(shelf).join(rest)
}

fn make_folder(path: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// An object that is being written. Dropped before [`Incoming::keep`], it leaves nothing.
#[derive(Debug)]
pub struct Incoming {
    root: PathBuf,
    file: File,
    path: Unnamed,
    hasher: Sha256,
    bytes: u64,
}

/// Removes the file that never got a name.
#[derive(Debug)]
struct Unnamed(PathBuf);

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

    /// Makes the object durable under its name: file, name, folder, in this order. An object that is
    /// there already is replaced by the same bytes, which also mends a damaged one.
    pub(super) fn keep(self) -> io::Result<Stored> {
        let hash = Hash::from_hasher(self.hasher);
        self.file.sync_all()?;
        let place = place(&self.root, &hash);
        let shelf = place.parent().unwrap_or(&self.root);
        if !shelf.try_exists()? {
            make_folder(shelf)?;
            File::open(&self.root)?.sync_all()?;
        }
        fs::rename(&self.path.0, &place)?;
        File::open(shelf)?.sync_all()?;
        Ok(Stored {
            hash,
            bytes: self.bytes,
        })
    }
}
