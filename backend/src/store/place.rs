//! Where objects are: the one place that asks which kind it is.

use super::incoming::{Incoming, Spool};
use super::{Bucket, Folder, Hash, StoreError, Stored};
use std::fs::File;

/// A place of objects.
#[derive(Debug)]
pub enum Place {
    /// A folder of this machine.
    Folder(Folder),
    /// A bucket that several machines share.
    Bucket(Box<Bucket>),
}

impl Place {
    pub(super) fn spool(&self) -> &Spool {
        match self {
            Self::Folder(folder) => folder.spool(),
            Self::Bucket(bucket) => bucket.spool(),
        }
    }

    pub(super) fn keep(&self, incoming: Incoming) -> Result<Stored, StoreError> {
        match self {
            Self::Folder(folder) => Ok(folder.keep(incoming)?),
            Self::Bucket(bucket) => bucket.keep(incoming),
        }
    }

    pub(super) fn read(&self, hash: &Hash) -> Result<File, StoreError> {
        match self {
            Self::Folder(folder) => folder.read(hash),
            Self::Bucket(bucket) => bucket.read(hash),
        }
    }

    pub(super) fn exists(&self, hash: &Hash) -> Result<bool, StoreError> {
        match self {
            Self::Folder(folder) => Ok(folder.exists(hash)?),
            Self::Bucket(bucket) => bucket.exists(hash),
        }
    }

    pub(super) fn list(&self) -> Result<Vec<Hash>, StoreError> {
        match self {
            Self::Folder(folder) => Ok(folder.list()?),
            Self::Bucket(bucket) => bucket.list(),
        }
    }

    pub(super) fn probe(&self) -> Result<(), StoreError> {
        drop(self.spool().begin()?);
        match self {
            Self::Folder(_) => Ok(()),
            Self::Bucket(bucket) => bucket.probe(),
        }
    }
}
