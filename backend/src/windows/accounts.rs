//! The roster of window accounts from a file.

use super::table::{self, Fault};
use crate::db::windows::accounts::{Faults, FileRow, row_of};
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::locale::{Language, Text, window as text};
use yinzheng_shared::window::account::Account;
use yinzheng_sheets::Workbook;

/// Columns in the order of the account's fields, and the reason.
const COLUMNS: [Text; 9] = [
    text::LABEL_NAME,
    text::LABEL_MOBILE,
    text::LABEL_ORGANISATION,
    text::LABEL_LEVEL,
    text::LABEL_CENTRE,
    text::LABEL_REGISTERED,
    text::LABEL_AUTHORISED,
    text::LABEL_HANDED_OVER,
    text::LABEL_REASON,
];
/// Names of the fields on the wire, in the same order.
const FIELDS: [&str; 8] = [
    "name",
    "mobile",
    "organisation",
    "level",
    "centre",
    "registered",
    "authorised",
    "handed_over",
];
const CENTRE: usize = 4;
const REASON: usize = 8;
/// Letters that a reason has at most.
const LONGEST_REASON: usize = 500;

/// A file that could be read: its rows, and the line of each.
pub struct File {
    /// Rows.
    pub rows: Vec<FileRow>,
    lines: Vec<u64>,
}

/// Reads a file.
///
/// # Errors
/// Every cell that cannot be read. Whether the accounts are right is asked of the rules.
pub fn read(book: &Workbook, language: Language) -> Result<File, Vec<CellError>> {
    let lines = table::lines(book, &COLUMNS, language)?;
    let mut faults = Fault::none(&COLUMNS, language);
    let mut rows = Vec::new();
    for line in &lines {
        let reason = line.cell(REASON).to_owned();
        if reason.chars().count() > LONGEST_REASON {
            let limit = LONGEST_REASON.to_string();
            let message = yinzheng_shared::locale::spreadsheet::CELL_TOO_LONG.with(language, &[("limit", &limit)]);
            faults.at(line.number, Some(REASON), message);
        }
        rows.push(FileRow {
            account: Account {
                name: line.cell(0).to_owned(),
                mobile: line.cell(1).to_owned(),
                organisation: line.cell(2).to_owned(),
                level: table::tier(line, 3, &mut faults),
                centre: line.cell(CENTRE).to_owned(),
                registered: table::date(line, 5, &mut faults),
                authorised: table::date(line, 6, &mut faults),
                handed_over: table::date(line, 7, &mut faults),
            },
            reason,
        });
    }
    faults.into_result()?;
    Ok(File {
        rows,
        lines: lines.iter().map(|line| line.number).collect(),
    })
}

impl File {
    /// What keeps the file out, by lines and columns.
    #[must_use]
    pub fn errors(&self, found: &Faults, language: Language) -> Vec<CellError> {
        let mut faults = Fault::none(&COLUMNS, language);
        let line = |row: usize| self.lines.get(row).copied().unwrap_or(1);
        for row in &found.not_yours {
            faults.say(line(*row), CENTRE, text::IMPORT_NOT_YOURS);
        }
        for finding in &found.findings {
            let Some(row) = row_of(finding) else {
                faults.at(1, None, finding.message.clone());
                continue;
            };
            match finding.severity {
                Severity::Error => faults.at(line(row), column(finding), finding.message.clone()),
                Severity::Warning => {
                    let message = text::IMPORT_REASON_MISSING.with(language, &[("message", &finding.message)]);
                    faults.at(line(row), Some(REASON), message);
                }
            }
        }
        faults.into_result().err().unwrap_or_default()
    }
}

fn column(finding: &Finding) -> Option<usize> {
    let field = finding.path.as_str().split('/').nth(3)?;
    FIELDS.iter().position(|known| *known == field)
}
