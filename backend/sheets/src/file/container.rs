//! The ZIP file around a workbook: what kind it is and whether it may be unpacked, before
//! anything reads it as a workbook.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::Limits;
use crate::refusal::Refusal;

/// What no spreadsheet program writes, and what multiplies entities begins with, in the
/// encodings that XML may have.
const DOCTYPE: &str = "<!DOCTYPE";

/// Unpacks every part that a reader of workbooks reads, to count its true bytes: what the
/// file says about itself may be a lie.
pub(super) fn look(bytes: &[u8], limits: &Limits) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(refusal)?;
    kind(&archive)?;
    let mut left = limits.unpacked_bytes;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(refusal)?;
        let name = part.name().map_err(refusal)?.to_ascii_lowercase();
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        left = count(part, left)?.ok_or(Refusal::TooBigInside {
            limit: limits.unpacked_bytes,
        })?;
    }
    Ok(())
}

fn kind(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), Refusal> {
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map(|name| name.to_ascii_lowercase()))
        .collect::<Result<_, _>>()
        .map_err(refusal)?;
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("_rels/.rels") && has("xl/workbook.bin") {
        Err(Refusal::OtherWorkbook)
    } else if has("[content_types].xml") && !(has("word/document.xml") || has("ppt/presentation.xml")) {
        Ok(())
    } else if has("mimetype") && has("content.xml") {
        Err(Refusal::OtherWorkbook)
    } else {
        Err(Refusal::NotASpreadsheet)
    }
}

/// What is left of the bytes allowed after this part; none if it has more.
fn count(mut part: impl Read, mut left: u64) -> Result<Option<u64>, Refusal> {
    let mut piece = vec![0; 64 << 10];
    // The end of the piece before, so that a word across the border is seen.
    let mut kept = 0;
    loop {
        let free = piece.get_mut(kept..).unwrap_or_default();
        let read = part.read(free).map_err(|_| Refusal::Broken)?;
        if read == 0 {
            return Ok(Some(left));
        }
        let Some(rest) = left.checked_sub(read as u64) else {
            return Ok(None);
        };
        left = rest;
        let filled = kept + read;
        if declares_type(piece.get(..filled).unwrap_or_default()) {
            return Err(Refusal::DocumentType);
        }
        kept = filled.min(2 * DOCTYPE.len());
        piece.copy_within(filled - kept..filled, 0);
    }
}

fn declares_type(piece: &[u8]) -> bool {
    // In UTF-16 every other byte is 0.
    let narrow = piece.iter().filter(|byte| **byte != 0).copied();
    let mut seen = 0;
    let word = DOCTYPE.as_bytes();
    for byte in narrow {
        let expected = word.get(seen).copied();
        if expected.is_some_and(|expected| expected.eq_ignore_ascii_case(&byte)) {
            seen += 1;
            if seen == word.len() {
                return true;
            }
        } else {
            seen = usize::from(byte == b'<');
        }
    }
    false
}

fn refusal(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Encrypted,
        _ => Refusal::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_type_is_seen_across_pieces_and_in_wide_letters() {
        let long = format!("{}<!DocType x>", " ".repeat((64 << 10) - 4));
        assert_eq!(count(long.as_bytes(), 1 << 20), Err(Refusal::DocumentType));
        let wide: Vec<u8> = "<?xml?><!DOCTYPE".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(count(wide.as_slice(), 1 << 20), Err(Refusal::DocumentType));
        assert_eq!(count(b"<<!DOCTYPE".as_slice(), 100), Err(Refusal::DocumentType));
        assert_eq!(count(b"<!DOC TYPE>".as_slice(), 100), Ok(Some(89)));
        assert_eq!(count(b"12345".as_slice(), 4), Ok(None));
    }
}
