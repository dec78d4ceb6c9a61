//! Numbers of cases from a file.

use crate::db::windows::cases::{MOST, Unfit};
use std::collections::HashMap;
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::api::window::ReportCases;
use yinzheng_shared::form::text::fold;
use yinzheng_shared::id::CentreId;
use yinzheng_shared::locale::{Language, window as text, window_account};
use yinzheng_shared::window::month::Month;
use yinzheng_sheets::parse::{text as line, whole, words};
use yinzheng_sheets::{Cell, Column, Once, Reading, Rows, Value, Workbook, Wrong, rows};

const ITEM: Column = Column::required(text::LABEL_ITEM);
const MONTH: Column = Column::required(text::LABEL_MONTH);
const CENTRE: Column = Column::required(text::LABEL_CENTRE);
const COUNT: Column = Column::required(text::LABEL_COUNT);
/// Letters that the name of a centre has at most.
const LONGEST_NAME: usize = 100;
/// Letters that an item's code has at most.
const LONGEST_CODE: usize = 64;

/// Reads a file; `centres` are centres by their folded names.
///
/// # Errors
/// Every wrong cell.
pub fn read(
    book: &Workbook,
    centres: &HashMap<String, CentreId>,
    language: Language,
) -> Result<Rows<ReportCases>, Vec<CellError>> {
    let mut seen = Once::default();
    rows(book, &[ITEM, MONTH, CENTRE, COUNT], language, |reading| {
        let report = row(reading, centres)?;
        seen.is_first(reading, &ITEM, (report.item.clone(), report.month, report.centre));
        Some(report)
    })
}

fn row(reading: &mut Reading<'_>, centres: &HashMap<String, CentreId>) -> Option<ReportCases> {
    // Every column is read before any is missed, so that every wrong cell is named.
    let item = reading.get(&ITEM, line(LONGEST_CODE));
    let month = reading.get(&MONTH, month);
    let centre = reading.get(&CENTRE, |cell, language| {
        let known = centres.get(&fold(&line(LONGEST_NAME)(cell, language)?)).copied();
        known.ok_or_else(|| window_account::CENTRE_UNKNOWN.get(language).to_owned())
    });
    let cases = reading.get(&COUNT, whole(0..=MOST.into()));
    Some(ReportCases {
        item: item?,
        month: month?,
        centre: centre?,
        cases: u32::try_from(cases?).ok()?,
    })
}

/// A month as it is written on the wire, or the day that spreadsheet programs make of that.
fn month(cell: Cell<'_>, language: Language) -> Result<Month, String> {
    let month = match cell {
        Some(Value::Date(day)) => Some(Month::of(*day)),
        other => words(other, language)?.parse().ok(),
    };
    month.ok_or_else(|| text::IMPORT_WRONG_MONTH.get(language).to_owned())
}

/// What keeps a number out.
#[must_use]
pub fn wrong(row: usize, unfit: Unfit, language: Language) -> Wrong {
    let (column, sentence) = match unfit {
        Unfit::Item => (ITEM, text::IMPORT_UNKNOWN_ITEM),
        Unfit::Month => (MONTH, text::IMPORT_WRONG_MONTH),
        Unfit::Centre => (CENTRE, text::IMPORT_NOT_YOUR_AREA),
        Unfit::Count => (COUNT, text::IMPORT_WRONG_COUNT),
    };
    Wrong {
        row: Some(row),
        column: Some(column),
        message: sentence.get(language).to_owned(),
    }
}
