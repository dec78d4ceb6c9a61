//! From bytes to sheets, one module a file type.

mod collect;
mod container;
mod number;
mod separated;
mod workbook;

use crate::limits::Limits;
use crate::refusal::Refusal;
use crate::table::Sheet;

/// What OLE containers begin with: old workbooks, and new ones behind a password.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// How much of a text tells what kind it is.
const HEAD: usize = 1024;

/// Reads a file whose kind its bytes tell.
pub(crate) fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Vec<Sheet>, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let sheets = if bytes.starts_with(b"PK\x03\x04") {
        container::look(&bytes, limits)?;
        workbook::read(bytes, limits)?
    } else if bytes.starts_with(OLE) {
        return Err(inside_ole(&bytes));
    } else if let Some(refusal) = another_kind(&bytes) {
        return Err(refusal);
    } else {
        vec![separated::read(&bytes, limits)?]
    };
    let sheets: Vec<Sheet> = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    if sheets.is_empty() {
        Err(Refusal::Empty)
    } else {
        Ok(sheets)
    }
}

/// The names of streams in an OLE container stand in UTF-16.
fn inside_ole(bytes: &[u8]) -> Refusal {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &name)
    };
    if has("EncryptedPackage") {
        Refusal::Encrypted
    } else if has("Workbook") || has("Book") {
        Refusal::OldWorkbook
    } else {
        Refusal::NotASpreadsheet
    }
}

/// What web pages begin with; old systems give them the ending .xls.
const WEB: [&[u8]; 3] = [b"<html", b"<table", b"<!doctype html"];

/// What files that are no tables begin with.
const OTHERS: [&[u8]; 9] = [
    b"%PDF-",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"\x7FELF",
    b"MZ\x90\0",
    b"Rar!",
    b"7z\xBC\xAF",
    b"\x1F\x8B",
];

/// What is no table in text, whatever its name says.
fn another_kind(bytes: &[u8]) -> Option<Refusal> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let begins = |words: &[u8]| {
        text.get(..words.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(words))
    };
    let xml = begins(b"<?xml");
    let table_of_2003 = xml && contains(text, b"urn:schemas-microsoft-com:office:spreadsheet");
    if table_of_2003 || WEB.into_iter().any(begins) {
        Some(Refusal::OldWorkbook)
    } else if xml || OTHERS.into_iter().any(|start| head.starts_with(start)) {
        Some(Refusal::NotASpreadsheet)
    } else {
        None
    }
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}
