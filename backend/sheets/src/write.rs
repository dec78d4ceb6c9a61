//! Tables out: a workbook in the layout of official lists.

use rust_xlsxwriter::{
    DataValidation, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook as File, Worksheet, XlsxError,
};
use yinzheng_shared::date::Date;

use crate::table::letters;

/// Rows below the table that have its formats and word lists too, for what a person adds.
const SPARE_ROWS: u32 = 1_000;

/// Lists of words longer than this do not fit into a cell's rule and stand on a sheet of
/// their own.
const LIST_CHARACTERS: usize = 255;

/// The sheet with long lists of words. It is hidden, so nobody reads it as a table.
const LISTS: &str = "_";

/// The number format of text, which every spreadsheet program knows by this number.
const TEXT: u8 = 49;

/// A table to write.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Name on the tab.
    pub sheet: String,
    /// Title over all columns.
    pub title: String,
    /// A note below the title, for whoever fills the table in.
    pub note: Option<String>,
    /// Its columns.
    pub columns: Vec<Heading>,
    /// Its rows, each with a cell for each column.
    pub rows: Vec<Vec<Out>>,
}

/// A column to write.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// Its name in the header.
    pub name: String,
    /// Its width, in digits.
    pub width: f64,
    /// The words that its cells may have; nothing: anything.
    pub words: Vec<String>,
}

/// A cell to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Out {
    /// A text, which stays one: digits, and what begins like a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// Nothing.
    Nothing,
}

/// Why a table was not written.
#[derive(Debug, thiserror::Error)]
#[error("a workbook could not be written: {0}")]
pub struct WriteError(#[from] XlsxError);

/// The workbook with a table, as bytes.
///
/// # Errors
/// [`WriteError`] where the table is more than a sheet holds, or a text more than a cell does.
pub fn write(table: &Table) -> Result<Vec<u8>, WriteError> {
    let mut file = File::new();
    let sheet = file.add_worksheet();
    sheet.set_name(&table.sheet)?;
    let head = u32::from(table.note.is_some()) + 1;
    top(sheet, table)?;
    let heading = heading_format();
    let count = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let last = head.saturating_add(count).saturating_add(SPARE_ROWS);
    let mut lists = Vec::new();
    for (place, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(place, column.width)?;
        sheet.set_column_format(place, &text_format())?;
        sheet.write_string_with_format(head, place, &column.name, &heading)?;
        if !column.words.is_empty() {
            let rule = rule(&column.words, &mut lists)?;
            sheet.add_data_validation(head + 1, place, last, place, &rule)?;
        }
    }
    let cells = Formats::new();
    for (number, row) in (head + 1..).zip(&table.rows) {
        for (place, cell) in (0..).zip(row) {
            cells.write(sheet, number, place, cell)?;
        }
    }
    sheet.set_freeze_panes(head + 1, 0)?;
    sheet.set_repeat_rows(head, head)?;
    sheet.set_landscape();
    // A4; as wide as the paper, as long as it takes.
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    write_lists(&mut file, &lists)?;
    Ok(file.save_to_buffer()?)
}

/// Title and note, each across all columns.
fn top(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let title = Format::new()
        .set_bold()
        .set_font_size(16)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    let note = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut across = |row: u32, text: &str, format: &Format| -> Result<(), XlsxError> {
        if last > 0 {
            sheet.merge_range(row, 0, row, last, text, format)?;
        } else {
            sheet.write_string_with_format(row, 0, text, format)?;
        }
        Ok(())
    };
    across(0, &table.title, &title)?;
    if let Some(text) = &table.note {
        across(1, text, &note)?;
        sheet.set_row_height(1, 32)?;
    }
    sheet.set_row_height(0, 30)?;
    Ok(())
}

fn heading_format() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(0xE7_E6_E6)
        .set_border(FormatBorder::Thin)
}

/// The rule that a cell has one of these words or nothing.
fn rule(words: &[String], lists: &mut Vec<Vec<String>>) -> Result<DataValidation, XlsxError> {
    let joined: usize = words.iter().map(|word| word.chars().count() + 1).sum();
    let rule = DataValidation::new();
    if joined <= LIST_CHARACTERS && words.iter().all(|word| !word.contains(',')) {
        return rule.allow_list_strings(words);
    }
    let column = u16::try_from(lists.len()).unwrap_or(u16::MAX);
    lists.push(words.to_vec());
    let column = letters(column);
    let place = format!("='{LISTS}'!${column}$1:${column}${}", words.len());
    Ok(rule.allow_list_formula(place.as_str().into()))
}

fn write_lists(file: &mut File, lists: &[Vec<String>]) -> Result<(), XlsxError> {
    if lists.is_empty() {
        return Ok(());
    }
    let sheet = file.add_worksheet();
    sheet.set_name(LISTS)?;
    sheet.set_hidden(true);
    for (place, words) in (0..).zip(lists) {
        for (row, word) in (0..).zip(words) {
            sheet.write_string_with_format(row, place, word, &text_format())?;
        }
    }
    Ok(())
}

/// A cell for text: what is typed into it stays as it is typed.
fn text_format() -> Format {
    Format::new().set_num_format_index(TEXT)
}

/// How cells of the table look.
pub(crate) struct Formats {
    text: Format,
    quoted: Format,
    number: Format,
    date: Format,
}

impl Formats {
    pub(crate) fn new() -> Self {
        Self::over(&Format::new().set_border(FormatBorder::Thin))
    }

    /// The formats of all kinds of cells over what they have in common.
    pub(crate) fn over(base: &Format) -> Self {
        let base = base.clone().set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let text = base.clone().set_num_format_index(TEXT);
        Self {
            quoted: text.clone().set_quote_prefix(),
            text,
            number: base.clone(),
            date: base.set_num_format("yyyy-mm-dd"),
        }
    }

    pub(crate) fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, cell: &Out) -> Result<(), XlsxError> {
        match cell {
            Out::Text(text) if begins_like_a_formula(text) => {
                sheet.write_string_with_format(row, column, text, &self.quoted)?
            }
            Out::Text(text) => sheet.write_string_with_format(row, column, text, &self.text)?,
            Out::Number(number) => sheet.write_number_with_format(row, column, *number, &self.number)?,
            Out::Date(date) => {
                let year = u16::try_from(date.year()).unwrap_or(u16::MAX);
                let stored = ExcelDateTime::from_ymd(year, date.month(), date.day())?;
                sheet.write_datetime_with_format(row, column, &stored, &self.date)?
            }
            Out::Nothing => sheet.write_blank(row, column, &self.text)?,
        };
        Ok(())
    }
}

/// What a spreadsheet program takes for a formula when the cell is typed or pasted again.
fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
