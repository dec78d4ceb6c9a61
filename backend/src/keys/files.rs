//! Keys as files of a folder: each is written whole or not at all.

use super::{KeyError, Ring};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use yinzheng_shared::digest::hex;

pub(super) fn write_ring(folder: &Path, ring: &Ring) -> Result<(), KeyError> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(at(folder))?;
    write_new(&folder.join("installation"), &ring.installation.to_be_bytes())?;
    ring.keys
        .iter()
        .try_for_each(|key| write_new(&key_path(folder, key.id), &key.secret))
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    InForce,
    Retired,
}

/// Numbers of the keys in a folder, ascending.
pub(super) fn numbers(folder: &Path) -> Result<Vec<(u8, Status)>, KeyError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let name = entry.map_err(at(folder))?.file_name().to_string_lossy().into_owned();
        let Some((id, ending)) = name.strip_prefix("mac-").and_then(|rest| rest.split_once('.')) else {
            continue;
        };
        let status = match ending {
            "key" => Status::InForce,
            "retired" => Status::Retired,
            _ => continue,
        };
        found.extend(id.parse().ok().map(|id| (id, status)));
    }
    found.sort_unstable_by_key(|(id, _)| *id);
    Ok(found)
}

pub(super) fn key_path(folder: &Path, id: u8) -> PathBuf {
    folder.join(format!("mac-{id:03}.key"))
}

pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> KeyError {
    let path = path.to_owned();
    move |error| KeyError::File(path.clone(), error)
}

pub(super) fn sync(folder: &Path) -> Result<(), KeyError> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(at(folder))
}

/// Written under another name first: a key that is half there would be damage.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
    if path.try_exists().map_err(at(path))? {
        return Err(KeyError::File(path.to_owned(), io::ErrorKind::AlreadyExists.into()));
    }
    let draft = path.with_extension("draft");
    let write = || {
        let mut file = File::options()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&draft)?;
        file.write_all(hex(bytes).as_bytes())?;
        file.sync_all()?;
        fs::rename(&draft, path)
    };
    write().map_err(at(path))?;
    path.parent().map_or(Ok(()), sync)
}

pub(super) fn read<const N: usize>(path: &Path) -> Result<[u8; N], KeyError> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    from_hex(text.trim()).ok_or_else(|| KeyError::Damaged(path.to_owned()))
}

pub(super) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() || pairs.len() != N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

pub(super) fn random<const N: usize>() -> Result<[u8; N], KeyError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(KeyError::Random)?;
    Ok(bytes)
}
