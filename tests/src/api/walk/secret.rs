//! What is not for everybody, and the words of an answer, whatever kind of file it is.

use anyhow::{Context as _, Result, ensure};
use std::io::{Cursor, Read as _, Write as _};
use std::process::{Command, Stdio};
use zip::ZipArchive;

/// Something that only some may know.
pub(super) struct Secret {
    pub what: String,
    /// Words that tell it.
    pub words: Vec<String>,
    /// Whom it may be told.
    pub known_to: Vec<&'static str>,
    /// Whether whoever reviews lists may read it in one.
    pub in_lists: bool,
}

impl Secret {
    /// Whether this one may be told, anywhere or in a list that this one reviews.
    pub(super) fn is_for(&self, login: &str, reviews: bool) -> bool {
        self.known_to.contains(&login) || (reviews && self.in_lists)
    }

    /// The words of it that stand in a text which [`told`] made.
    pub(super) fn in_text(&self, told: &str) -> impl Iterator<Item = &str> {
        let words = self.words.iter().map(String::as_str);
        words.filter(move |word| told.contains(&word.split_whitespace().collect::<String>()))
    }
}

/// Everything that a file says, without spaces, for a print breaks its lines anywhere: text as it is, the
/// text of a PDF, and all of that in a package or a workbook.
pub(super) fn told(bytes: &[u8]) -> Result<String> {
    let mut said = String::new();
    collect(bytes, &mut said)?;
    Ok(said)
}

fn collect(bytes: &[u8], said: &mut String) -> Result<()> {
    if bytes.starts_with(b"PK\x03\x04") {
        let mut package = ZipArchive::new(Cursor::new(bytes))?;
        for place in 0..package.len() {
            let mut entry = package.by_index(place)?;
            *said += &entry.name()?;
            let mut inside = Vec::new();
            entry.read_to_end(&mut inside)?;
            collect(&inside, said)?;
        }
    } else if bytes.starts_with(b"%PDF") {
        said.extend(text_of_pdf(bytes)?.split_whitespace());
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        said.extend(text.split_whitespace());
    }
    Ok(())
}

fn text_of_pdf(bytes: &[u8]) -> Result<String> {
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(bytes)?;
    let output = Command::new("pdftotext")
        .arg(file.path())
        .arg("-")
        .stdin(Stdio::null())
        .output()
        .context("pdftotext cannot be started")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
