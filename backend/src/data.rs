//! The data folder: private to the server, and to one server at a time.

use crate::error::{Error, Result};
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

/// Held while a server uses the folder.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Makes the folder when it is not there, and closes it to others.
///
/// # Errors
/// Of the file system.
pub fn prepare(folder: &Path) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    if fs::metadata(folder)?.permissions().mode() & 0o777 != 0o700 {
        fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Takes the folder for this process.
///
/// # Errors
/// [`Error::Setting`] when another server has it, and those of the file system.
pub fn lock(folder: &Path) -> Result<Lock> {
    let path = folder.join("lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(&path)?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(Error::Setting(format!(
            "{} is held: another server uses this folder",
            path.display()
        ))),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_private_and_serves_one_at_a_time() {
        let folder = std::env::temp_dir().join(format!("yinzheng-{}", uuid::Uuid::now_v7()));
        prepare(&folder).unwrap();
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        let held = lock(&folder).unwrap();
        assert!(lock(&folder).is_err());
        drop(held);
        assert!(lock(&folder).is_ok());
        fs::remove_dir_all(&folder).unwrap();
    }
}
