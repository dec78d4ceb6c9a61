//! Bytes named by their SHA-256: uploads as they came, prints, pictures, packages.
//!
//! What [`Store::put`] and [`Upload::keep`] have answered is durable: on the disk the file first, then
//! the folder that names it; in a bucket once it has answered. The caller commits its row after that and replies last, so that an
//! acknowledged upload survives a power cut, and a row never names bytes that are not there.

mod bucket;
mod folder;
mod hash;
mod incoming;
mod place;

pub use bucket::Bucket;
pub use folder::Folder;
pub use hash::{Hash, NotAHash};

use crate::error::Error;
use incoming::Incoming;
use place::Place;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;
use yinzheng_shared::problem::Problem;

/// An object that is durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its name.
    pub hash: Hash,
    /// Its size.
    pub bytes: u64,
}

/// Why the store did not do it. Nothing half-done is visible afterwards.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// More bytes than the caller allows.
    #[error("larger than allowed")]
    TooLarge,
    /// There is no such object.
    #[error("object {0} is missing")]
    Missing(Hash),
    /// The bytes are not those of the name.
    #[error("object {0} is damaged")]
    Damaged(Hash),
    /// The address of the store is of an unknown kind.
    #[error("{0}: the store is named by file: and an absolute path, or by s3://BUCKET/PREFIX")]
    Address(String),
    /// Full, unreachable or broken.
    #[error("the store is not available")]
    Unavailable(#[from] io::Error),
    /// The worker thread ended early.
    #[error("interrupted")]
    Interrupted,
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::TooLarge => Problem::TooLarge.into(),
            other => Self::store(other),
        }
    }
}

/// The store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    place: Arc<Place>,
}

impl Store {
    /// Opens the store at an address: `file:/path`, `file:///path`, or `s3://BUCKET/PREFIX` as
    /// [`Bucket::open`] reads it, for which bytes gather in `spool`.
    ///
    /// # Errors
    /// [`StoreError::Address`] for other schemes, [`StoreError::Unavailable`] when it cannot be made.
    pub fn open(address: &str, spool: &Path) -> Result<Self, StoreError> {
        if address.starts_with("s3://") {
            return Ok(Self {
                place: Arc::new(Place::Bucket(Box::new(Bucket::open(address, spool)?))),
            });
        }
        match address
            .strip_prefix("file:")
            .map(|path| path.strip_prefix("//").unwrap_or(path))
        {
            Some(path) if path.starts_with('/') => Self::in_folder(Path::new(path)),
            _ => Err(StoreError::Address(address.to_owned())),
        }
    }

    /// Opens the store in a folder of this machine.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it cannot be made.
    pub fn in_folder(path: &Path) -> Result<Self, StoreError> {
        Ok(Self {
            place: Arc::new(Place::Folder(Folder::open(path)?)),
        })
    }

    /// Removes what interrupted uploads left, and says how many; for the start of the one process
    /// that owns the store.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub fn clean(&self) -> Result<u64, StoreError> {
        Ok(self.place.spool().clean()?)
    }

    /// Whether an object could be stored now.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn probe(&self) -> Result<(), StoreError> {
        let place = Arc::clone(&self.place);
        blocking(move || place.probe()).await
    }

    /// Stores bytes that are at hand.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when they could not be made durable.
    pub async fn put(&self, bytes: Vec<u8>) -> Result<Stored, StoreError> {
        let place = Arc::clone(&self.place);
        blocking(move || {
            let mut incoming = place.spool().begin()?;
            incoming.append(&bytes)?;
            place.keep(incoming)
        })
        .await
    }

    /// Stores what `write` writes into an empty file; it may jump about in it.
    ///
    /// # Errors
    /// What `write` says, or [`StoreError`] when the object could not be made durable.
    pub async fn put_with<E>(
        &self,
        write: impl FnOnce(&mut File) -> Result<(), E> + Send + 'static,
    ) -> Result<Stored, E>
    where
        E: From<StoreError> + From<io::Error> + Send + 'static,
    {
        let place = Arc::clone(&self.place);
        let work = move || {
            let mut incoming = place.spool().begin().map_err(StoreError::from)?;
            incoming.fill(write)?;
            Ok(place.keep(incoming)?)
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| StoreError::Interrupted)?
    }

    /// Begins an object of at most `limit` bytes that comes piece by piece.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn upload(&self, limit: u64) -> Result<Upload, StoreError> {
        let place = Arc::clone(&self.place);
        let begun = Arc::clone(&place);
        let incoming = blocking(move || Ok(begun.spool().begin()?)).await?;
        Ok(Upload { place, incoming, limit })
    }

    /// The object as a file to read, from its beginning.
    ///
    /// # Errors
    /// [`StoreError::Missing`] or [`StoreError::Unavailable`].
    pub async fn open_object(&self, hash: Hash) -> Result<File, StoreError> {
        let place = Arc::clone(&self.place);
        blocking(move || place.read(&hash)).await
    }

    /// The whole object, its bytes compared with its name.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Damaged`] or [`StoreError::Unavailable`].
    pub async fn get(&self, hash: Hash) -> Result<Vec<u8>, StoreError> {
        let place = Arc::clone(&self.place);
        blocking(move || {
            let mut bytes = Vec::new();
            place.read(&hash)?.read_to_end(&mut bytes)?;
            if Hash::of(&bytes) == hash {
                Ok(bytes)
            } else {
                Err(StoreError::Damaged(hash))
            }
        })
        .await
    }

    /// Reads the object from beginning to end and says how many bytes it has.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Damaged`] or [`StoreError::Unavailable`].
    pub async fn check(&self, hash: Hash) -> Result<u64, StoreError> {
        let place = Arc::clone(&self.place);
        blocking(move || {
            let (found, bytes) = Hash::of_reader(&mut place.read(&hash)?)?;
            if found == hash {
                Ok(bytes)
            } else {
                Err(StoreError::Damaged(hash))
            }
        })
        .await
    }

    /// Whether the object is there, unread.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn exists(&self, hash: Hash) -> Result<bool, StoreError> {
        let place = Arc::clone(&self.place);
        blocking(move || place.exists(&hash)).await
    }

    /// Names of all objects, ascending.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list(&self) -> Result<Vec<Hash>, StoreError> {
        let place = Arc::clone(&self.place);
        blocking(move || place.list()).await
    }
}

/// An object that comes piece by piece. Dropped before [`Upload::keep`], it leaves nothing.
#[derive(Debug)]
pub struct Upload {
    place: Arc<Place>,
    incoming: Incoming,
    limit: u64,
}

impl Upload {
    /// Appends a piece.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`] beyond the limit, [`StoreError::Unavailable`] when the disk is full.
    pub async fn append(mut self, piece: impl AsRef<[u8]> + Send + 'static) -> Result<Self, StoreError> {
        if self.incoming.bytes() + piece.as_ref().len() as u64 > self.limit {
            return Err(StoreError::TooLarge);
        }
        blocking(move || {
            self.incoming.append(piece.as_ref())?;
            Ok(self)
        })
        .await
    }

    /// Makes it durable.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn keep(self) -> Result<Stored, StoreError> {
        blocking(move || self.place.keep(self.incoming)).await
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| StoreError::Interrupted)?
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Seek as _, SeekFrom, Write as _};
    use std::path::PathBuf;

    fn scratch() -> PathBuf {
        std::env::temp_dir().join(format!("yinzheng-store-{}", uuid::Uuid::new_v4().simple()))
    }

    fn files(root: &Path) -> usize {
        fs::read_dir(root.join("incoming")).unwrap().count()
    }

    #[tokio::test]
    async fn what_is_put_reads_back_under_its_hash() {
        let root = scratch();
        let store = Store::in_folder(&root).unwrap();
        let stored = store.put(b"abc".to_vec()).await.unwrap();
        assert_eq!(
            stored,
            Stored {
                hash: Hash::of(b"abc"),
                bytes: 3
            }
        );
        assert_eq!(store.put(b"abc".to_vec()).await.unwrap(), stored);
        assert_eq!(store.get(stored.hash).await.unwrap(), b"abc");
        assert_eq!(store.list().await.unwrap(), [stored.hash]);
        assert!(matches!(store.get(Hash::of(b"")).await, Err(StoreError::Missing(_))));
        assert_eq!(files(&root), 0);
        fs::remove_dir_all(root).unwrap();
    }

    #[tokio::test]
    async fn an_upload_beyond_its_limit_leaves_nothing() {
        let root = scratch();
        let store = Store::in_folder(&root).unwrap();
        let upload = store.upload(4).await.unwrap().append(*b"abc").await.unwrap();
        assert_eq!(files(&root), 1);
        assert!(matches!(upload.append(*b"de").await, Err(StoreError::TooLarge)));
        assert_eq!(files(&root), 0);
        assert_eq!(store.list().await.unwrap(), []);
        fs::remove_dir_all(root).unwrap();
    }

    #[tokio::test]
    async fn a_writer_that_jumps_back_is_hashed_as_it_stands() {
        let root = scratch();
        let store = Store::in_folder(&root).unwrap();
        let stored = store
            .put_with::<StoreError>(|file| {
                file.write_all(b"xbc")?;
                file.seek(SeekFrom::Start(0))?;
                Ok(file.write_all(b"a")?)
            })
            .await
            .unwrap();
        assert_eq!(stored.hash, Hash::of(b"abc"));
        fs::remove_dir_all(root).unwrap();
    }

    #[tokio::test]
    async fn damage_is_named_and_mended_by_the_same_bytes() {
        let root = scratch();
        let store = Store::in_folder(&root).unwrap();
        let stored = store.put(b"abc".to_vec()).await.unwrap();
        let name = stored.hash.to_string();
        let path = root.join(&name[..2]).join(&name[2..]);
        fs::write(&path, b"abd").unwrap();
        assert!(matches!(store.check(stored.hash).await, Err(StoreError::Damaged(hash)) if hash == stored.hash));
        store.put(b"abc".to_vec()).await.unwrap();
        assert_eq!(store.check(stored.hash).await.unwrap(), 3);
        fs::remove_dir_all(root).unwrap();
    }

    #[tokio::test]
    async fn a_store_that_cannot_be_written_keeps_nothing() {
        let root = scratch();
        let store = Store::in_folder(&root).unwrap();
        fs::remove_dir_all(root.join("incoming")).unwrap();
        assert!(matches!(
            store.put(b"abc".to_vec()).await,
            Err(StoreError::Unavailable(_))
        ));
        assert_eq!(store.list().await.unwrap(), []);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn what_an_interrupted_upload_left_is_removed_at_start() {
        let root = scratch();
        let store = Store::in_folder(&root).unwrap();
        fs::write(root.join("incoming/left"), b"half").unwrap();
        assert_eq!(store.clean().unwrap(), 1);
        assert_eq!(files(&root), 0);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn an_unknown_scheme_is_refused() {
        let spool = scratch();
        for wrong in ["ftp://x", "s3:bucket", "file:relative", "store"] {
            assert!(
                matches!(Store::open(wrong, &spool), Err(StoreError::Address(_))),
                "{wrong}"
            );
        }
    }
}
