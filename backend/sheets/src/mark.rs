//! An uploaded table back, with its errors marked in it.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Format, FormatBorder, Workbook as File, Worksheet, XlsxError};
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::locale::{Language, spreadsheet as text};

use crate::column::Column;
use crate::header::{find, is_report};
use crate::table::{Row, Sheet, Value, Workbook, letters};
use crate::write::{Formats, Out, WriteError};

/// Width of the added column, in digits.
const WIDTH: f64 = 60.0;

/// The other columns are as wide as their content, up to so many pixels.
const WIDEST: u32 = 320;

/// What wrong cells are filled with; their words stand in the added column too.
const WRONG: u32 = 0xFF_C7_CE;

/// The name of a sheet in a workbook that was text.
const SHEET: &str = "Sheet1";

/// The most characters of a cell, with room for the marks of the file format.
const CELL_CHARACTERS: usize = 32_000;

/// The workbook as it was uploaded, each wrong cell filled and, in a column behind the last,
/// what is wrong in its row. Values stay what they are: texts, numbers, days; formulas are
/// replaced by what they show. Once mended, it can be uploaded as it is: the added column is
/// known and not read. `columns` are those that the importer declared.
///
/// # Errors
/// [`WriteError`] where a sheet is more than a workbook holds.
pub fn mark(
    book: &Workbook,
    columns: &[Column],
    errors: &[CellError],
    language: Language,
) -> Result<Vec<u8>, WriteError> {
    let mut file = File::new();
    for (number, sheet) in book.sheets.iter().enumerate() {
        // What is wrong with the whole file stands on its first sheet.
        let here = |error: &&CellError| error.sheet == sheet.name || (error.sheet.is_empty() && number == 0);
        let errors: Vec<&CellError> = errors.iter().filter(here).collect();
        let page = file.add_worksheet();
        page.set_name(if sheet.name.is_empty() { SHEET } else { &sheet.name })?;
        let header = find(sheet, columns).and_then(|found| sheet.rows.get(found.index));
        let report = report_column(sheet, header);
        copy(page, sheet, report, &errors)?;
        page.set_autofit_max_width(WIDEST).autofit();
        if !errors.is_empty() {
            explain(page, report, header.map_or(1, |row| row.number), &errors, language)?;
        }
    }
    Ok(file.save_to_buffer()?)
}

/// The column of an earlier report, or the one behind the last.
fn report_column(sheet: &Sheet, header: Option<&Row>) -> u16 {
    let mut cells = header.into_iter().flat_map(|row| &row.cells);
    let earlier = cells
        .find(|(_, value)| is_report(&value.shown()))
        .map(|(column, _)| *column);
    earlier.unwrap_or_else(|| {
        let last = sheet.rows.iter().filter_map(|row| Some(row.cells.last()?.0)).max();
        last.map_or(0, |last| last + 1)
    })
}

/// Writes the cells as they were, the wrong ones filled.
fn copy(page: &mut Worksheet, sheet: &Sheet, report: u16, errors: &[&CellError]) -> Result<(), XlsxError> {
    let wrong: BTreeSet<(u32, &str)> = errors
        .iter()
        .map(|error| (line(error), error.letter.as_str()))
        .collect();
    let edge = Format::new().set_border(FormatBorder::Thin);
    let (plain, marked) = (
        Formats::over(&edge),
        Formats::over(&edge.clone().set_background_color(WRONG)),
    );
    for row in &sheet.rows {
        for (column, value) in row.cells.iter().filter(|(column, _)| *column != report) {
            let is_wrong = wrong.contains(&(row.number, letters(*column).as_str()));
            let formats = if is_wrong { &marked } else { &plain };
            formats.write(page, row.number - 1, *column, &out(value))?;
        }
    }
    // Cells that are wrong because nothing stands in them.
    for (number, letter) in wrong {
        if let Some(column) = place(letter).filter(|column| is_blank(&sheet.rows, number, *column)) {
            marked.write(page, number - 1, column, &Out::Nothing)?;
        }
    }
    Ok(())
}

fn is_blank(rows: &[Row], number: u32, column: u16) -> bool {
    let row = rows.binary_search_by_key(&number, |row| row.number).ok();
    row.and_then(|index| rows.get(index)?.cell(column)).is_none()
}

/// Names the added column in the header and writes what is wrong behind the rows that it is
/// wrong in.
fn explain(
    page: &mut Worksheet,
    column: u16,
    header: u32,
    errors: &[&CellError],
    language: Language,
) -> Result<(), XlsxError> {
    let mut words: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let name = [text::REPORT_COLUMN, text::REPORT_HINT].map(|text| text.get(language).to_owned());
    words.insert(header, name.into());
    for error in errors {
        let places = [
            ("letter", error.letter.as_str()),
            ("column", error.column.as_str()),
            ("message", error.message.as_str()),
        ];
        let said = if error.letter.is_empty() {
            error.message.clone()
        } else {
            text::REPORT_CELL.with(language, &places)
        };
        words.entry(line(error)).or_default().push(said);
    }
    let look = Formats::over(&Format::new().set_font_color(0x9C_00_06));
    for (number, words) in words {
        let words: String = words.join("\n").chars().take(CELL_CHARACTERS).collect();
        look.write(page, number - 1, column, &Out::Text(words))?;
    }
    page.set_column_width(column, WIDTH)?;
    Ok(())
}

/// The row of an error, from 1.
fn line(error: &CellError) -> u32 {
    u32::try_from(error.line).unwrap_or(1).max(1)
}

fn out(value: &Value) -> Out {
    match value {
        // Numbers in digits that a number would lose: long ones, zeros in front.
        Value::Number(number) if format!("{}", number.value()) == number.0 => Out::Number(number.value()),
        Value::Date(date) => Out::Date(*date),
        Value::Formula => Out::Nothing,
        Value::Text(_) | Value::Number(_) | Value::Moment(..) | Value::Truth(_) | Value::Error(_) => {
            Out::Text(value.shown())
        }
    }
}

/// The column of these letters, from 0.
fn place(letters: &str) -> Option<u16> {
    let number = letters.bytes().try_fold(0_u32, |sum, letter| {
        let digit = letter.checked_sub(b'A').filter(|digit| *digit < 26)?;
        sum.checked_mul(26)?.checked_add(u32::from(digit) + 1)
    })?;
    u16::try_from(number.checked_sub(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lead_back_to_their_column() {
        for column in [0, 25, 26, 701, 702, 16_383] {
            assert_eq!(place(&letters(column)), Some(column));
        }
        assert_eq!(place(""), None);
        assert_eq!(place("a1"), None);
    }
}
