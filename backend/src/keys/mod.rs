//! The MAC keys of the printed code, and the number of this installation.
//!
//! They stand in `keys/` of the data folder, one file each, readable by the owner alone:
//! `installation` and `mac-001.key`, `mac-002.key`, …, in hexadecimal letters. The folder is read
//! anew for each print and each scan, so a key rotated by command is in force at once.

mod files;

use files::{Status, at, from_hex, key_path, numbers, random, read, sync, write_new, write_ring};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::PathBuf;
use std::{fs, io};
use yinzheng_shared::digest::hex;

/// One MAC key.
#[derive(Clone, PartialEq, Eq)]
pub struct MacKey {
    /// Its number in printed codes, from 1.
    pub id: u8,
    secret: [u8; 32],
}

impl MacKey {
    /// A key from its parts.
    #[must_use]
    pub const fn new(id: u8, secret: [u8; 32]) -> Self {
        Self { id, secret }
    }

    /// What signs.
    #[must_use]
    pub const fn secret(&self) -> &[u8] {
        &self.secret
    }
}

impl std::fmt::Debug for MacKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "MacKey({})", self.id)
    }
}

/// The keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ring {
    installation: u32,
    /// Ascending by number, at least one.
    keys: Vec<MacKey>,
}

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Reading or writing failed.
    #[error("{0}: {1}")]
    File(PathBuf, #[source] io::Error),
    /// A file does not hold what its name says.
    #[error("{0} is damaged")]
    Damaged(PathBuf),
    /// The setting is not `installation:number:secret[,number:secret…]`.
    #[error("the keys given by setting are not installation:number:secret[,number:secret…] in hexadecimal letters")]
    Setting,
    /// There is no key, or none is left.
    #[error("there is no MAC key")]
    NoKey,
    /// All 255 numbers are used.
    #[error("all 255 key numbers are used")]
    Exhausted,
    /// No such key is in force.
    #[error("no key {0} is in force")]
    Unknown(u8),
    /// The newest key signs and cannot be retired before another one is made.
    #[error("key {0} signs; rotate before you retire it")]
    Signs(u8),
    /// Keys given by setting are changed where they are set.
    #[error("the keys are given by setting and are changed there")]
    Given,
    /// A restore would bring other keys than are here.
    #[error("there are keys already, and other ones than the backup's")]
    Taken,
    /// The machine gave no random numbers.
    #[error("no random numbers: {0}")]
    Random(getrandom::Error),
}

impl Ring {
    /// The keys in force.
    ///
    /// # Errors
    /// [`KeyError::NoKey`] when there is none.
    pub fn new(installation: u32, mut keys: Vec<MacKey>) -> Result<Self, KeyError> {
        keys.sort_unstable_by_key(|key| key.id);
        if keys.is_empty() {
            Err(KeyError::NoKey)
        } else {
            Ok(Self { installation, keys })
        }
    }

    /// Reads the setting `installation:number:secret[,number:secret…]`, installation and secrets in
    /// hexadecimal letters (8 and 64), numbers from 1 to 255.
    ///
    /// # Errors
    /// [`KeyError::Setting`].
    pub fn from_setting(text: &str) -> Result<Self, KeyError> {
        let (installation, keys) = text.split_once(':').ok_or(KeyError::Setting)?;
        let installation = u32::from_str_radix(installation, 16).map_err(|_| KeyError::Setting)?;
        let keys = keys.split(',').map(|key| {
            let (id, secret) = key.split_once(':').ok_or(KeyError::Setting)?;
            let id = id.parse().ok().filter(|id| *id > 0).ok_or(KeyError::Setting)?;
            Ok(MacKey {
                id,
                secret: from_hex(secret).ok_or(KeyError::Setting)?,
            })
        });
        Self::new(installation, keys.collect::<Result<_, _>>()?)
    }

    /// The number of this installation.
    #[must_use]
    pub const fn installation(&self) -> u32 {
        self.installation
    }

    /// The key that signs: the newest.
    #[must_use]
    pub fn signing(&self) -> Option<&MacKey> {
        self.keys.last()
    }

    /// Every key, ascending.
    #[must_use]
    pub fn keys(&self) -> &[MacKey] {
        &self.keys
    }

    /// The secret that a code must have been signed with; none for another installation's code or
    /// an unknown key.
    #[must_use]
    pub fn secret_of(&self, installation: u32, id: u8) -> Option<&[u8]> {
        let key = self.keys.iter().find(|key| key.id == id)?;
        (installation == self.installation).then_some(key.secret())
    }
}

/// Where the keys come from.
#[derive(Clone, Debug)]
pub enum KeySource {
    /// A folder that this program keeps.
    Folder(PathBuf),
    /// A setting, for servers that share nothing but database and store.
    Given(Ring),
}

impl KeySource {
    /// Makes the first key and the installation's number where there are none.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn prepare(&self) -> Result<(), KeyError> {
        let Self::Folder(folder) = self else { return Ok(()) };
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(at(folder))?;
        let installation = folder.join("installation");
        if !installation.try_exists().map_err(at(&installation))? {
            write_new(&installation, &random::<4>()?)?;
        }
        if numbers(folder)?.is_empty() {
            write_new(&key_path(folder, 1), &random::<32>()?)?;
        }
        Ok(())
    }

    /// The keys in force now.
    ///
    /// # Errors
    /// [`KeyError`] when a file is missing or damaged.
    pub fn ring(&self) -> Result<Ring, KeyError> {
        let folder = match self {
            Self::Given(ring) => return Ok(ring.clone()),
            Self::Folder(folder) => folder,
        };
        let installation = u32::from_be_bytes(read(&folder.join("installation"))?);
        let used = numbers(folder)?;
        let keys = used.into_iter().filter(|(_, status)| *status == Status::InForce);
        let keys = keys.map(|(id, _)| {
            Ok(MacKey {
                id,
                secret: read(&key_path(folder, id))?,
            })
        });
        Ring::new(installation, keys.collect::<Result<_, KeyError>>()?)
    }

    /// Whether a restore may bring this ring here.
    ///
    /// # Errors
    /// [`KeyError::Taken`] when there are keys already, other ones where they are given by setting.
    pub fn may_take(&self, ring: &Ring) -> Result<(), KeyError> {
        match self {
            Self::Given(given) if given == ring => Ok(()),
            Self::Folder(folder) if !folder.join("installation").try_exists().map_err(at(folder))? => Ok(()),
            Self::Given(_) | Self::Folder(_) => Err(KeyError::Taken),
        }
    }

    /// Keeps the ring of a backup; one that is given by setting is there already.
    ///
    /// # Errors
    /// [`KeyError`] when a file is there already or cannot be written.
    pub fn take(&self, ring: &Ring) -> Result<(), KeyError> {
        match self {
            Self::Given(_) => Ok(()),
            Self::Folder(folder) => write_ring(folder, ring),
        }
    }

    /// Makes a new key, which signs from now on, and says its number.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn rotate(&self) -> Result<u8, KeyError> {
        let Self::Folder(folder) = self else {
            return Err(KeyError::Given);
        };
        let newest = numbers(folder)?.into_iter().map(|(id, _)| id).max().unwrap_or(0);
        let id = newest.checked_add(1).ok_or(KeyError::Exhausted)?;
        write_new(&key_path(folder, id), &random::<32>()?)?;
        Ok(id)
    }

    /// Takes a key out of force: prints that it signed count as another installation's. Its file is
    /// kept beside the others, so that this can be undone by hand.
    ///
    /// # Errors
    /// [`KeyError::Signs`] for the newest key, [`KeyError::Unknown`] for one that is not in force.
    pub fn retire(&self, id: u8) -> Result<(), KeyError> {
        let Self::Folder(folder) = self else {
            return Err(KeyError::Given);
        };
        let ring = self.ring()?;
        if ring.signing().is_some_and(|key| key.id == id) {
            return Err(KeyError::Signs(id));
        }
        if !ring.keys.iter().any(|key| key.id == id) {
            return Err(KeyError::Unknown(id));
        }
        let path = key_path(folder, id);
        fs::rename(&path, path.with_extension("retired")).map_err(at(&path))?;
        sync(folder)
    }
}

/// The setting that [`Ring::from_setting`] reads; it holds the secrets.
#[must_use]
pub fn to_setting(ring: &Ring) -> String {
    let keys: Vec<String> = ring
        .keys
        .iter()
        .map(|key| format!("{}:{}", key.id, hex(&key.secret)))
        .collect();
    format!("{:08x}:{}", ring.installation, keys.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn source() -> (PathBuf, KeySource) {
        let folder = std::env::temp_dir().join(format!("yinzheng-keys-{}", uuid::Uuid::new_v4().simple()));
        let source = KeySource::Folder(folder.clone());
        source.prepare().unwrap();
        (folder, source)
    }

    #[test]
    fn the_first_start_makes_one_key_that_later_starts_find() {
        let (folder, source) = source();
        let first = source.ring().unwrap();
        source.prepare().unwrap();
        assert_eq!(source.ring().unwrap(), first);
        assert_eq!(first.signing().unwrap().id, 1);
        for file in fs::read_dir(&folder).unwrap() {
            assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_newest_signs_all_verify_and_a_retired_one_is_unknown() {
        let (folder, source) = source();
        assert_eq!(source.rotate().unwrap(), 2);
        let ring = source.ring().unwrap();
        assert_eq!(ring.signing().unwrap().id, 2);
        assert!(ring.secret_of(ring.installation(), 1).is_some());
        assert!(ring.secret_of(ring.installation() ^ 1, 1).is_none());
        assert!(matches!(source.retire(2), Err(KeyError::Signs(2))));
        assert!(matches!(source.retire(9), Err(KeyError::Unknown(9))));
        source.retire(1).unwrap();
        assert!(source.ring().unwrap().secret_of(ring.installation(), 1).is_none());
        assert_eq!(source.rotate().unwrap(), 3, "a number is never used twice");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_damaged_key_is_named() {
        let (folder, source) = source();
        fs::write(folder.join("mac-001.key"), "12").unwrap();
        assert!(matches!(source.ring(), Err(KeyError::Damaged(path)) if path.ends_with("mac-001.key")));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_setting_reads_back() {
        let ring = Ring::new(0xabcd, vec![MacKey::new(1, [1; 32]), MacKey::new(3, [3; 32])]).unwrap();
        assert_eq!(Ring::from_setting(&to_setting(&ring)).unwrap(), ring);
        for wrong in ["", "1", "1:0:00", "x:1:00", "1:1:zz"] {
            assert!(matches!(Ring::from_setting(wrong), Err(KeyError::Setting)), "{wrong}");
        }
    }
}
