//! The folder of files that the browser loads: named by content, compressed beforehand.

use crate::digest::sha256;
use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A folder being filled; it takes the place of the last one when it is complete.
pub struct Dist {
    place: PathBuf,
    building: PathBuf,
    files: Vec<Value>,
}

impl Dist {
    /// Begins to fill a folder beside its place.
    pub fn begin(place: &Path) -> Result<Self> {
        let building = place.with_extension("new");
        let _ = fs::remove_dir_all(&building);
        fs::create_dir_all(building.join("assets"))?;
        Ok(Self {
            place: place.to_path_buf(),
            building,
            files: Vec::new(),
        })
    }

    /// Adds a file that never changes under its name, and gives that name (without folder).
    pub fn add_asset(&mut self, stem: &str, extension: &str, bytes: &[u8]) -> Result<String> {
        let name = format!("{stem}-{}.{extension}", short(&sha256(bytes)));
        self.add(&format!("assets/{name}"), bytes)?;
        Ok(name)
    }

    /// Adds a file, with its compressed forms where they are smaller.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        let write = |suffix: &str, bytes: &[u8]| -> Result<usize> {
            let file = self.building.join(format!("{path}{suffix}"));
            fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
            Ok(bytes.len())
        };
        let (size, gzip, brotli) = (
            write("", bytes)?,
            write(".gz", &gzip(bytes)?)?,
            write(".br", &brotli(bytes)?)?,
        );
        self.files.push(json!({
            "path": path, "sha256": sha256(bytes), "bytes": size, "gzip": gzip, "brotli": brotli,
        }));
        Ok(())
    }

    /// Writes the manifest and puts the folder in its place.
    pub fn finish(self, inputs: &str) -> Result<()> {
        for file in &self.files {
            println!(
                "  {}: {} bytes, {} gzip, {} brotli",
                file["path"].as_str().unwrap_or_default(),
                file["bytes"],
                file["gzip"],
                file["brotli"]
            );
        }
        let _ = fs::remove_dir_all(&self.place);
        fs::rename(&self.building, &self.place)?;
        // Last, in its place: the folder is newer now than any build that looked at it before.
        let manifest = json!({ "inputs": inputs, "files": self.files });
        fs::write(self.place.join(MANIFEST), format!("{manifest:#}\n"))?;
        Ok(())
    }
}

/// As much of a digest as names a file.
pub fn short(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}

const MANIFEST: &str = "manifest.json";

/// Whether the folder was made from these inputs and is whole.
pub fn is_current(place: &Path, inputs: &str) -> bool {
    let Ok(text) = fs::read_to_string(place.join(MANIFEST)) else {
        return false;
    };
    let Ok(manifest) = serde_json::from_str::<Value>(&text) else {
        return false;
    };
    let made_from = manifest.get("inputs").and_then(Value::as_str);
    let mut files = manifest.get("files").and_then(Value::as_array).into_iter().flatten();
    made_from == Some(inputs)
        && files.all(|file| {
            let path = file.get("path").and_then(Value::as_str).unwrap_or_default();
            ["", ".gz", ".br"]
                .iter()
                .all(|suffix| place.join(format!("{path}{suffix}")).is_file())
        })
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}
