//! A BagIt 1.0 bag (RFC 8493) as a ZIP file. The same entries give the same bytes.

use sha2::{Digest as _, Sha256};
use std::io::{self, Read, Seek, Write};
use yinzheng_shared::digest::hex;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// How an entry is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Deflated, for text.
    Deflated,
    /// As it is, for what is compressed already.
    Stored,
}

/// An entry that stands in the bag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Path below the bag's folder.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    sha256: String,
    sm3: String,
}

/// A bag that is being written.
pub struct Bag<W: Write + Seek> {
    zip: ZipWriter<W>,
    folder: String,
    modified: DateTime,
    payload: Vec<Packed>,
    tags: Vec<Packed>,
}

impl<W: Write + Seek> Bag<W> {
    /// Begins a bag in `folder`. Every file in it bears the time `modified`.
    pub fn new(out: W, folder: &str, modified: DateTime) -> Self {
        Self {
            zip: ZipWriter::new(out),
            folder: folder.to_owned(),
            modified,
            payload: Vec::new(),
            tags: Vec::new(),
        }
    }

    /// Adds a payload file under `data/`.
    ///
    /// # Errors
    /// When reading or writing fails.
    pub fn add(&mut self, name: &str, packing: Packing, from: &mut impl Read) -> io::Result<()> {
        let packed = self.write(&format!("data/{name}"), packing, from)?;
        self.payload.push(packed);
        Ok(())
    }

    /// Adds a tag file: what describes the payload.
    ///
    /// # Errors
    /// When writing fails.
    pub fn add_tag(&mut self, name: &str, text: &str) -> io::Result<()> {
        let packed = self.write(name, Packing::Deflated, &mut text.as_bytes())?;
        self.tags.push(packed);
        Ok(())
    }

    /// The payload so far, in order.
    pub fn payload(&self) -> &[Packed] {
        &self.payload
    }

    /// Adds the bag's declaration, its information (`label: value`) and its manifests, and closes it.
    ///
    /// # Errors
    /// When writing fails.
    pub fn finish(mut self, info: &[(&str, String)]) -> io::Result<W> {
        self.add_tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")?;
        let octets: u64 = self.payload.iter().map(|file| file.bytes).sum();
        let oxum = ("Payload-Oxum", format!("{octets}.{}", self.payload.len()));
        let lines: String = info
            .iter()
            .chain([&oxum])
            .map(|(label, value)| format!("{label}: {}\n", one_line(value)))
            .collect();
        self.add_tag("bag-info.txt", &lines)?;
        let sha256 = manifest(&self.payload, |file| &file.sha256);
        self.add_tag("manifest-sha256.txt", &sha256)?;
        let sm3 = manifest(&self.payload, |file| &file.sm3);
        self.add_tag("manifest-sm3.txt", &sm3)?;
        let tags = manifest(&self.tags, |file| &file.sha256);
        self.write("tagmanifest-sha256.txt", Packing::Deflated, &mut tags.as_bytes())?;
        Ok(self.zip.finish()?)
    }

    fn write(&mut self, path: &str, packing: Packing, from: &mut impl Read) -> io::Result<Packed> {
        let method = match packing {
            Packing::Deflated => CompressionMethod::Deflated,
            Packing::Stored => CompressionMethod::Stored,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(self.modified)
            .unix_permissions(0o644);
        self.zip.start_file(format!("{}/{path}", self.folder), options)?;
        let (mut sha256, mut sm3, mut bytes) = (Sha256::new(), sm3::Sm3::new(), 0);
        let mut buffer = vec![0; 128 << 10];
        loop {
            let count = from.read(&mut buffer)?;
            let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else {
                break;
            };
            sha256.update(read);
            sm3.update(read);
            bytes += count as u64;
            self.zip.write_all(read)?;
        }
        Ok(Packed {
            path: path.to_owned(),
            bytes,
            sha256: hex(&sha256.finalize()),
            sm3: hex(&sm3.finalize()),
        })
    }
}

fn manifest(files: &[Packed], digest: impl Fn(&Packed) -> &String) -> String {
    files
        .iter()
        .map(|file| format!("{}  {}\n", digest(file), file.path))
        .collect()
}

fn one_line(value: &str) -> String {
    value
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// A file name that is safe in every archive and on every disk: letters and digits of any script,
/// `-`, `_` and `.`; at most 80 characters.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let kept = name.chars().map(|letter| {
        if letter.is_alphanumeric() || "-_.".contains(letter) {
            letter
        } else {
            '_'
        }
    });
    let name: String = kept.collect();
    let name = name.trim_start_matches('.');
    let cut: String = match name.rsplit_once('.').filter(|(_, ending)| ending.chars().count() <= 5) {
        Some((stem, ending)) => stem.chars().take(74).chain(['.']).chain(ending.chars()).collect(),
        None => name.chars().take(80).collect(),
    };
    if cut.is_empty() { "scan".to_owned() } else { cut }
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;
    use std::io::Cursor;

    fn bag() -> Vec<u8> {
        let mut bag = Bag::new(Cursor::new(Vec::new()), "K7QF2M9-r1", DateTime::default());
        bag.add("content.json", Packing::Deflated, &mut b"{}".as_slice())
            .unwrap();
        bag.add("scans/01-扫描.pdf", Packing::Stored, &mut b"%PDF".as_slice())
            .unwrap();
        bag.add_tag("index.html", "<!doctype html>").unwrap();
        bag.finish(&[("External-Identifier", "K7QF2M9\nr1".to_owned())])
            .unwrap()
            .into_inner()
    }

    #[test]
    fn the_same_entries_give_the_same_bytes_and_check() {
        let bytes = bag();
        assert_eq!(bytes, bag());
        assert_eq!(check::check(Cursor::new(bytes)).unwrap(), []);
    }

    #[test]
    fn manifests_name_every_payload_file() {
        let mut zip = zip::ZipArchive::new(Cursor::new(bag())).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            zip.by_name(&format!("K7QF2M9-r1/{name}"))
                .unwrap()
                .read_to_string(&mut text)
                .unwrap();
            text
        };
        let manifest = read("manifest-sha256.txt");
        assert_eq!(manifest.lines().count(), 2);
        assert!(
            manifest
                .starts_with("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a  data/content.json\n")
        );
        assert!(read("bag-info.txt").contains("External-Identifier: K7QF2M9 r1\nPayload-Oxum: 6.2\n"));
        assert!(read("manifest-sm3.txt").contains("  data/scans/01-扫描.pdf\n"));
        assert_eq!(read("tagmanifest-sha256.txt").lines().count(), 5);
    }

    #[test]
    fn names_are_made_safe() {
        assert_eq!(safe_name("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(safe_name("扫描 件(1).pdf"), "扫描_件_1_.pdf");
        assert_eq!(safe_name(""), "scan");
        assert_eq!(safe_name(&format!("{}.jpeg", "长".repeat(300))).chars().count(), 79);
    }
}
