//! Numbers of cases from a file.

use super::table::{self, Fault};
use crate::db::windows::cases::Unfit;
use std::collections::HashMap;
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::api::window::ReportCases;
use yinzheng_shared::form::text::fold;
use yinzheng_shared::id::CentreId;
use yinzheng_shared::locale::{Language, Text, spreadsheet, window as text, window_account};
use yinzheng_shared::window::month::Month;
use yinzheng_sheets::Workbook;

const COLUMNS: [Text; 4] = [
    text::LABEL_ITEM,
    text::LABEL_MONTH,
    text::LABEL_CENTRE,
    text::LABEL_COUNT,
];

/// A row and its line.
pub struct Row {
    /// The number.
    pub report: ReportCases,
    /// Its line.
    pub line: u64,
}

/// Reads a file; `centres` are centres by their folded names.
///
/// # Errors
/// Every wrong cell.
pub fn read(
    book: &Workbook,
    centres: &HashMap<String, CentreId>,
    language: Language,
) -> Result<Vec<Row>, Vec<CellError>> {
    let lines = table::lines(book, &COLUMNS, language)?;
    let mut faults = Fault::none(&COLUMNS, language);
    let (mut rows, mut seen) = (Vec::new(), HashMap::new());
    for line in &lines {
        let code = line.cell(0);
        if code.is_empty() {
            faults.say(line.number, 0, spreadsheet::CELL_EMPTY);
        }
        let month: Option<Month> = line.cell(1).parse().ok();
        if month.is_none() {
            faults.say(line.number, 1, text::IMPORT_WRONG_MONTH);
        }
        let centre = centres.get(&fold(line.cell(2))).copied();
        if centre.is_none() {
            faults.say(line.number, 2, window_account::CENTRE_UNKNOWN);
        }
        let cases: Option<u32> = line.cell(3).parse().ok();
        if cases.is_none() {
            faults.say(line.number, 3, text::IMPORT_WRONG_COUNT);
        }
        let (Some(month), Some(centre), Some(cases)) = (month, centre, cases) else {
            continue;
        };
        if let Some(first) = seen.insert((code.to_owned(), month, centre), line.number) {
            let message = text::IMPORT_REPEATED.with(language, &[("line", &first.to_string())]);
            faults.at(line.number, Some(0), message);
        }
        rows.push(Row {
            report: ReportCases {
                item: code.to_owned(),
                month,
                centre,
                cases,
            },
            line: line.number,
        });
    }
    faults.into_result()?;
    Ok(rows)
}

/// What keeps numbers out, by lines and columns.
#[must_use]
pub fn errors(found: &[(u64, Unfit)], language: Language) -> Vec<CellError> {
    let mut faults = Fault::none(&COLUMNS, language);
    for (line, unfit) in found {
        let (column, sentence) = match unfit {
            Unfit::Item => (0, text::IMPORT_UNKNOWN_ITEM),
            Unfit::Month => (1, text::IMPORT_WRONG_MONTH),
            Unfit::Centre => (2, text::IMPORT_NOT_YOUR_AREA),
            Unfit::Count => (3, text::IMPORT_WRONG_COUNT),
        };
        faults.say(*line, column, sentence);
    }
    faults.into_result().err().unwrap_or_default()
}
