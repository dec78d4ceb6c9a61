//! Checks a package from its own manifests alone.

use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, Read, Seek};
use yinzheng_shared::digest::{Digests, hex};
use zip::ZipArchive;

/// Manifests are text of this size at most.
const MANIFEST_BYTES: u64 = 64 << 20;

/// What is wrong with a file of a package.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Path inside the package.
    pub path: String,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// A manifest names it, and it is not there.
    Missing,
    /// Its bytes are not those of the manifest.
    Damaged,
    /// It is there, and no manifest names it.
    Unlisted,
    /// Its digests are not those that the record names.
    OtherDigest,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            FaultKind::Missing => "missing",
            FaultKind::Damaged => "damaged",
            FaultKind::Unlisted => "not listed in a manifest",
            FaultKind::OtherDigest => "not the bytes that the record's digests stand for",
        };
        write!(out, "{}: {kind}", self.path)
    }
}

/// Every fault of a package, by path; none when it is whole.
///
/// # Errors
/// When it is not a ZIP file or cannot be read at all.
pub fn check(package: impl Read + Seek) -> io::Result<Vec<Fault>> {
    let mut zip = ZipArchive::new(package)?;
    let names: BTreeSet<String> = zip
        .file_names()
        .map(|name| name.map(Into::into))
        .collect::<Result<_, _>>()?;
    let Some(folder) = names
        .iter()
        .find_map(|name| name.strip_suffix("/bagit.txt"))
        .map(ToOwned::to_owned)
    else {
        return Ok(vec![Fault {
            path: "bagit.txt".to_owned(),
            kind: FaultKind::Missing,
        }]);
    };
    let mut faults = BTreeSet::new();
    let mut listed = BTreeMap::new();
    for name in ["tagmanifest-sha256.txt", "manifest-sha256.txt", "manifest-sm3.txt"] {
        match read(&mut zip, &format!("{folder}/{name}"), MANIFEST_BYTES) {
            Ok(text) => entries(name, &text, &mut listed),
            Err(Unread::Missing) => drop(faults.insert(Fault {
                path: name.to_owned(),
                kind: FaultKind::Missing,
            })),
            Err(Unread::Damaged) => drop(faults.insert(Fault {
                path: name.to_owned(),
                kind: FaultKind::Damaged,
            })),
        }
    }
    for (path, expected) in &listed {
        let kind = match digests(&mut zip, &format!("{folder}/{path}")) {
            Err(Unread::Missing) => FaultKind::Missing,
            Err(Unread::Damaged) => FaultKind::Damaged,
            Ok(found) if expected.agrees(&found) => continue,
            Ok(_) => FaultKind::Damaged,
        };
        faults.insert(Fault {
            path: path.clone(),
            kind,
        });
    }
    for name in &names {
        let path = name.strip_prefix(&format!("{folder}/")).unwrap_or(name);
        if path != "tagmanifest-sha256.txt" && !listed.contains_key(path) {
            faults.insert(Fault {
                path: path.to_owned(),
                kind: FaultKind::Unlisted,
            });
        }
    }
    faults.extend(check_canonical(&mut zip, &folder));
    Ok(faults.into_iter().collect())
}

/// The digests that the record names are those of its canonical bytes.
fn check_canonical(zip: &mut ZipArchive<impl Read + Seek>, folder: &str) -> Option<Fault> {
    let record = read(zip, &format!("{folder}/data/record.json"), MANIFEST_BYTES).ok()?;
    let record: serde_json::Value = serde_json::from_slice(&record).ok()?;
    let named: Digests = serde_json::from_value(record.get("digests")?.clone()).ok()?;
    let path = "data/canonical.txt".to_owned();
    let canonical = read(zip, &format!("{folder}/{path}"), MANIFEST_BYTES).ok()?;
    (Digests::of(&canonical) != named).then_some(Fault {
        path,
        kind: FaultKind::OtherDigest,
    })
}

/// Digests as far as they are named or computed.
#[derive(Default)]
struct Expected {
    sha256: Option<String>,
    sm3: Option<String>,
}

impl Expected {
    fn agrees(&self, found: &Digests) -> bool {
        self.sha256.as_ref().is_none_or(|sha256| *sha256 == found.sha256)
            && self.sm3.as_ref().is_none_or(|sm3| *sm3 == found.sm3)
    }
}

fn entries(manifest: &str, text: &[u8], listed: &mut BTreeMap<String, Expected>) {
    for line in String::from_utf8_lossy(text).lines() {
        let Some((digest, path)) = line.split_once(char::is_whitespace) else {
            continue;
        };
        let expected = listed.entry(path.trim_start().to_owned()).or_default();
        if manifest.ends_with("sm3.txt") {
            expected.sm3 = Some(digest.to_owned());
        } else {
            expected.sha256 = Some(digest.to_owned());
        }
    }
}

enum Unread {
    Missing,
    Damaged,
}

fn read(zip: &mut ZipArchive<impl Read + Seek>, name: &str, limit: u64) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    let file = zip.by_name(name).map_err(unread)?;
    file.take(limit).read_to_end(&mut bytes).map_err(|_| Unread::Damaged)?;
    Ok(bytes)
}

fn digests(zip: &mut ZipArchive<impl Read + Seek>, name: &str) -> Result<Digests, Unread> {
    let mut file = zip.by_name(name).map_err(unread)?;
    let (mut sha256, mut sm3) = (Sha256::new(), sm3::Sm3::new());
    let mut buffer = vec![0; 128 << 10];
    loop {
        let count = file.read(&mut buffer).map_err(|_| Unread::Damaged)?;
        let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else {
            break;
        };
        sha256.update(read);
        sm3.update(read);
    }
    Ok(Digests {
        sha256: hex(&sha256.finalize()),
        sm3: hex(&sm3.finalize()),
    })
}

fn unread(error: zip::result::ZipError) -> Unread {
    match error {
        zip::result::ZipError::FileNotFound => Unread::Missing,
        _ => Unread::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write as _};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zip(files: &[(&str, &str)]) -> Cursor<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap()
    }

    fn fault(path: &str, kind: FaultKind) -> Fault {
        Fault {
            path: path.to_owned(),
            kind,
        }
    }

    #[test]
    fn each_fault_is_named() {
        let digest = Digests::of(b"right");
        let manifest = format!("{0}  data/gone\n{0}  data/changed\n{0}  data/right\n", digest.sha256);
        let sm3 = format!("{}  data/right\n", digest.sm3);
        let tags = format!("{}  manifest-sha256.txt\n", Digests::of(b"other").sha256);
        let found = check(zip(&[
            ("a/bagit.txt", ""),
            ("a/manifest-sha256.txt", &manifest),
            ("a/manifest-sm3.txt", &sm3),
            ("a/tagmanifest-sha256.txt", &tags),
            ("a/data/changed", "wrong"),
            ("a/data/right", "right"),
            ("a/data/extra", ""),
        ]))
        .unwrap();
        assert_eq!(
            found,
            [
                fault("bagit.txt", FaultKind::Unlisted),
                fault("data/changed", FaultKind::Damaged),
                fault("data/extra", FaultKind::Unlisted),
                fault("data/gone", FaultKind::Missing),
                fault("manifest-sha256.txt", FaultKind::Damaged),
                fault("manifest-sm3.txt", FaultKind::Unlisted),
            ]
        );
    }

    #[test]
    fn manifests_that_agree_among_themselves_cannot_hide_another_content() {
        let record = serde_json::json!({ "digests": Digests::of(b"signed") }).to_string();
        let line = |name: &str, text: &str| format!("{}  {name}\n", Digests::of(text.as_bytes()).sha256);
        let manifest = line("data/record.json", &record) + &line("data/canonical.txt", "changed");
        let found = check(zip(&[
            ("a/bagit.txt", ""),
            ("a/manifest-sha256.txt", &manifest),
            ("a/data/record.json", &record),
            ("a/data/canonical.txt", "changed"),
        ]))
        .unwrap();
        assert!(found.contains(&fault("data/canonical.txt", FaultKind::OtherDigest)));
    }

    #[test]
    fn what_is_no_bag_says_so() {
        assert_eq!(
            check(zip(&[("x", "y")])).unwrap(),
            [fault("bagit.txt", FaultKind::Missing)]
        );
        assert!(check(Cursor::new(b"no zip".to_vec())).is_err());
    }
}
