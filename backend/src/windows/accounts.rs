//! The roster of window accounts from a file.

use super::tiers;
use crate::db::windows::accounts::{Faults, FileRow, row_of};
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::locale::{Language, window as text};
use yinzheng_shared::window::account::Account;
use yinzheng_sheets::parse::{choice, date, lines, optional, words};
use yinzheng_sheets::{Column, Reading, Rows, Workbook, Wrong, rows};

const NAME: Column = Column::required(text::LABEL_NAME);
const MOBILE: Column = Column::required(text::LABEL_MOBILE);
const ORGANISATION: Column = Column::required(text::LABEL_ORGANISATION);
const LEVEL: Column = Column::required(text::LABEL_LEVEL);
const CENTRE: Column = Column::required(text::LABEL_CENTRE);
const REGISTERED: Column = Column::required(text::LABEL_REGISTERED);
const AUTHORISED: Column = Column::required(text::LABEL_AUTHORISED);
const HANDED_OVER: Column = Column::required(text::LABEL_HANDED_OVER);
const REASON: Column = Column::required(text::LABEL_REASON);

/// The columns, and the account's fields on the wire that they hold.
const COLUMNS: [(Column, &str); 9] = [
    (NAME, "name"),
    (MOBILE, "mobile"),
    (ORGANISATION, "organisation"),
    (LEVEL, "level"),
    (CENTRE, "centre"),
    (REGISTERED, "registered"),
    (AUTHORISED, "authorised"),
    (HANDED_OVER, "handed_over"),
    (REASON, ""),
];
/// Letters that a reason has at most.
const LONGEST_REASON: usize = 500;

/// Reads a file.
///
/// # Errors
/// Every cell that cannot be read. Whether the accounts are right is asked of the rules.
pub fn read(book: &Workbook, language: Language) -> Result<Rows<FileRow>, Vec<CellError>> {
    rows(book, &COLUMNS.map(|(column, _)| column), language, row)
}

fn row(reading: &mut Reading<'_>) -> Option<FileRow> {
    // Every column is read before any is missed, so that every wrong cell is named.
    let name = reading.get(&NAME, words);
    let mobile = reading.get(&MOBILE, words);
    let organisation = reading.get(&ORGANISATION, words);
    let level = reading.get(&LEVEL, optional(choice(&tiers())));
    let centre = reading.get(&CENTRE, words);
    let registered = reading.get(&REGISTERED, optional(date));
    let authorised = reading.get(&AUTHORISED, optional(date));
    let handed_over = reading.get(&HANDED_OVER, optional(date));
    let reason = reading.get(&REASON, optional(lines(LONGEST_REASON)));
    Some(FileRow {
        account: Account {
            name: name?,
            mobile: mobile?,
            organisation: organisation?,
            level: level?,
            centre: centre?,
            registered: registered?,
            authorised: authorised?,
            handed_over: handed_over?,
        },
        reason: reason?.unwrap_or_default(),
    })
}

/// What keeps a file out.
#[must_use]
pub fn wrong(found: &Faults, language: Language) -> Vec<Wrong> {
    let not_yours = found.not_yours.iter().map(|row| Wrong {
        row: Some(*row),
        column: Some(CENTRE),
        message: text::IMPORT_NOT_YOURS.get(language).to_owned(),
    });
    let findings = found.findings.iter().map(|finding| {
        let (column, message) = match finding.severity {
            Severity::Error => (column(finding), finding.message.clone()),
            Severity::Warning => (
                Some(REASON),
                text::IMPORT_REASON_MISSING.with(language, &[("message", &finding.message)]),
            ),
        };
        Wrong {
            row: row_of(finding),
            column,
            message,
        }
    });
    not_yours.chain(findings).collect()
}

fn column(finding: &Finding) -> Option<Column> {
    let field = finding.path.as_str().split('/').nth(3)?;
    let known = COLUMNS.into_iter().find(|(_, known)| *known == field);
    known.map(|(column, _)| column)
}
