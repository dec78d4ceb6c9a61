//! Cells of one row.

use super::header::{Column, Columns};
use super::{ItemRow, Knowledge, Privacy};
use crate::http::body::is_odd;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::locale::{Language, Text, item as text};

/// What is wrong with a cell.
pub(super) struct Complaint {
    pub(super) column: Column,
    pub(super) message: String,
}

pub(super) fn row(columns: &Columns, record: &csv::StringRecord, known: &Knowledge) -> Result<ItemRow, Vec<Complaint>> {
    let language = known.language;
    let mut complaints = Vec::new();
    let mut keep = |column: Column, message: String| complaints.push(Complaint { column, message });
    let cell = |column| columns.cell(record, column);
    let code = words(cell(Column::Code), 64, language).map_err(|message| keep(Column::Code, message));
    let name = words(cell(Column::Name), 200, language).map_err(|message| keep(Column::Name, message));
    let owner = organisation(cell(Column::Owner), known).map_err(|message| keep(Column::Owner, message));
    let serving = organisation(cell(Column::Serving), known).map_err(|message| keep(Column::Serving, message));
    let batch = batch(cell(Column::Batch), known).map_err(|message| keep(Column::Batch, message));
    let connection = connection(cell(Column::Connection)).ok_or_else(|| {
        keep(
            Column::Connection,
            text::IMPORT_WRONG_CONNECTION.get(language).to_owned(),
        )
    });
    let privacy = privacy(cell(Column::Restricted)).ok_or_else(|| {
        keep(
            Column::Restricted,
            text::IMPORT_WRONG_RESTRICTED.get(language).to_owned(),
        )
    });
    match (code, name, owner, serving, batch, connection, privacy) {
        (Ok(code), Ok(name), Ok(owner), Ok(serving), Ok(batch), Ok(connection), Ok(privacy)) => Ok(ItemRow {
            base_code: known.programme.base_code(&code),
            code,
            name,
            owner,
            serving,
            batch,
            connection,
            privacy,
        }),
        _ => Err(complaints),
    }
}

fn words(cell: &str, most: usize, language: Language) -> Result<String, String> {
    if cell.is_empty() {
        Err(text::IMPORT_EMPTY.get(language).to_owned())
    } else if cell.chars().count() > most {
        Err(text::IMPORT_TOO_LONG.with(language, &[("limit", &most.to_string())]))
    } else if cell.chars().any(|letter| is_odd(letter) || letter.is_control()) {
        Err(text::IMPORT_ODD_CHARACTER.get(language).to_owned())
    } else {
        Ok(cell.to_owned())
    }
}

fn organisation(cell: &str, known: &Knowledge) -> Result<OrganisationId, String> {
    known
        .organisations
        .get(cell)
        .copied()
        .ok_or_else(|| text::IMPORT_UNKNOWN_ORGANISATION.get(known.language).to_owned())
}

fn batch(cell: &str, known: &Knowledge) -> Result<Option<u8>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let batches = &known.programme.batches;
    match cell.parse() {
        Ok(number) if batches.iter().any(|batch| batch.number == number) => Ok(Some(number)),
        _ => Err(text::IMPORT_WRONG_BATCH.with(known.language, &[("count", &batches.len().to_string())])),
    }
}

fn connection(cell: &str) -> Option<Connection> {
    let is = |label: Text, code: &str| says(cell, label, code);
    if cell.is_empty() || is(text::CONNECTION_NONE, "none") {
        Some(Connection::None)
    } else if is(text::CONNECTION_JOINT_DEBUGGED, "joint_debugged") {
        Some(Connection::JointDebugged)
    } else if is(text::CONNECTION_FULL_PROCESS, "full_process") {
        Some(Connection::FullProcess)
    } else {
        None
    }
}

fn privacy(cell: &str) -> Option<Privacy> {
    if cell.is_empty() || says(cell, text::RESTRICTED_NO, "no") {
        Some(Privacy::Open)
    } else if says(cell, text::RESTRICTED_SECRET, "secret") || says(cell, text::RESTRICTED_SENSITIVE, "sensitive") {
        Some(Privacy::Restricted)
    } else {
        None
    }
}

fn says(cell: &str, label: Text, code: &str) -> bool {
    cell.eq_ignore_ascii_case(code)
        || [Language::Chinese, Language::English]
            .into_iter()
            .any(|language| cell.eq_ignore_ascii_case(label.get(language)))
}
