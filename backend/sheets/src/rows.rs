//! From a workbook to typed rows: all of them, or every wrong cell.

use std::collections::HashMap;
use std::hash::Hash;

use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::form::text::is_sane;
use yinzheng_shared::locale::{Language, spreadsheet as text};

use crate::column::{Column, Need};
use crate::header::{self, Header};
use crate::table::{Area, Cell, Row, Sheet, Value, Workbook, letters};

/// The most errors that are listed; another one says that there are more.
pub const MOST_ERRORS: usize = 2_000;

/// Reads the table of a workbook. `each` makes a value of a row by reading its columns with
/// [`Reading::get`]; it gives none where a cell it needs is wrong, which has been noted then.
/// Rows without content in any declared column are passed over. The table is the sheet
/// whose header names the most of `columns`; titles may stand above the header, and columns
/// in any order.
///
/// # Errors
/// Everything that is wrong, at most [`MOST_ERRORS`] and one that says so.
pub fn rows<T>(
    book: &Workbook,
    columns: &[Column],
    language: Language,
    mut each: impl FnMut(&mut Reading<'_>) -> Option<T>,
) -> Result<Rows<T>, Vec<CellError>> {
    let Some((sheet, found)) = header::choose(&book.sheets, columns) else {
        return Err(vec![header::none(columns, language)]);
    };
    let header = header::read(sheet, found, columns, language)?;
    let body = sheet.rows.get(found.index + 1..).unwrap_or_default();
    let mut errors = Errors {
        sheet: sheet.name.clone(),
        language,
        list: Vec::new(),
    };
    errors.list.extend(second_table(book, sheet, columns, language));
    let merged = merged(sheet, &header, &mut errors);
    unnamed(body, &header, &mut errors);
    let (mut values, mut numbers) = (Vec::new(), Vec::new());
    let mut filled = false;
    for row in body.iter().filter(|row| has_content(row, &header)) {
        filled = true;
        if errors.are_many() {
            break;
        }
        if merged.iter().any(|area| (area.top..=area.bottom).contains(&row.number)) {
            continue;
        }
        if header::is_again(&header, row) {
            errors.add(row.number, None, text::HEADER_AGAIN.get(language).to_owned());
            continue;
        }
        let mut reading = Reading {
            row,
            header: &header,
            errors: &mut errors,
        };
        if let Some(value) = each(&mut reading) {
            values.push(value);
            numbers.push(row.number);
        }
    }
    if !filled {
        errors.add(header.row, None, text::HEADER_NO_ROWS.get(language).to_owned());
    }
    if !errors.list.is_empty() {
        return Err(errors.listed());
    }
    Ok(Rows {
        values,
        numbers,
        header,
        sheet: errors.sheet,
        language,
    })
}

/// The rows of a table in which every cell could be read.
pub struct Rows<T> {
    values: Vec<T>,
    numbers: Vec<u32>,
    header: Header,
    sheet: String,
    language: Language,
}

/// What is wrong with a row for a reason that its cells alone do not show.
#[derive(Debug)]
pub struct Wrong {
    /// The row's place among the rows, from 0; none where it is the whole table.
    pub row: Option<usize>,
    /// The column; none where it is the whole row.
    pub column: Option<Column>,
    /// What is wrong.
    pub message: String,
}

impl<T> Rows<T> {
    /// The rows in the order of the table.
    #[must_use]
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// The rows alone.
    #[must_use]
    pub fn into_values(self) -> Vec<T> {
        self.values
    }

    /// What was found wrong once all rows were read, by row and column; at most [`MOST_ERRORS`]
    /// and one that says so.
    #[must_use]
    pub fn errors(&self, mut found: Vec<Wrong>) -> Vec<CellError> {
        let place = |wrong: &Wrong| wrong.column.and_then(|column| self.header.place(&column));
        found.sort_by_key(|wrong| (wrong.row, place(wrong)));
        let mut errors = Errors {
            sheet: self.sheet.clone(),
            language: self.language,
            list: Vec::new(),
        };
        for wrong in found {
            let place = wrong.column.as_ref().zip(place(&wrong));
            let number = wrong.row.and_then(|row| self.numbers.get(row));
            errors.add(*number.unwrap_or(&self.header.row), place, wrong.message);
        }
        errors.listed()
    }
}

/// A row being read.
pub struct Reading<'a> {
    row: &'a Row,
    header: &'a Header,
    errors: &'a mut Errors,
}

impl Reading<'_> {
    /// The row's number as the spreadsheet program shows it.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.row.number
    }

    /// What a parser makes of the cell in a column; none, and a note of what is wrong, where
    /// it makes nothing of it.
    pub fn get<T>(
        &mut self,
        column: &Column,
        parse: impl FnOnce(Cell<'_>, Language) -> Result<T, String>,
    ) -> Option<T> {
        let cell = self.header.place(column).and_then(|place| self.row.cell(place));
        let parsed = match refuse(cell, self.errors.language) {
            Some(message) => Err(message),
            None => parse(cell, self.errors.language),
        };
        parsed.map_err(|message| self.complain(column, message)).ok()
    }

    /// Notes that the cell in a column is wrong, for a reason that it alone does not show.
    pub fn complain(&mut self, column: &Column, message: String) {
        let place = self.header.place(column).map(|place| (column, place));
        self.errors.add(self.row.number, place, message);
    }
}

/// What rows have said so far, where each may say it once.
#[derive(Debug)]
pub struct Once<K>(HashMap<K, u32>);

impl<K> Default for Once<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash> Once<K> {
    /// Whether no row before said so; otherwise the cell in `column` is wrong, and told the first row
    /// that did.
    pub fn is_first(&mut self, reading: &mut Reading<'_>, column: &Column, key: K) -> bool {
        let number = reading.number();
        let first = *self.0.entry(key).or_insert(number);
        if first != number {
            let line = first.to_string();
            reading.complain(
                column,
                text::CELL_REPEATED.with(reading.errors.language, &[("line", &line)]),
            );
        }
        first == number
    }
}

/// What no parser makes anything of.
fn refuse(cell: Cell<'_>, language: Language) -> Option<String> {
    match cell? {
        Value::Error(value) => Some(text::CELL_ERROR.with(language, &[("value", value)])),
        Value::Formula => Some(text::CELL_FORMULA.get(language).to_owned()),
        Value::Text(shown) => {
            let shown = shown.trim();
            let hidden = |letter: &char| !is_sane(*letter) && !matches!(letter, '\n' | '\t');
            let (place, letter) = shown.chars().enumerate().find(|(_, letter)| hidden(letter))?;
            let places = [
                ("place", (place + 1).to_string()),
                ("code", format!("U+{:04X}", u32::from(letter))),
            ];
            let places = places.each_ref().map(|(key, value)| (*key, value.as_str()));
            Some(text::CELL_INVISIBLE.with(language, &places))
        }
        _ => None,
    }
}

struct Errors {
    sheet: String,
    language: Language,
    list: Vec<CellError>,
}

impl Errors {
    fn add(&mut self, row: u32, place: Option<(&Column, u16)>, message: String) {
        self.list.push(CellError {
            sheet: self.sheet.clone(),
            line: row.into(),
            letter: place.map(|(_, place)| letters(place)).unwrap_or_default(),
            column: place.map_or_else(String::new, |(column, _)| column.name.get(self.language).to_owned()),
            message,
        });
    }

    const fn are_many(&self) -> bool {
        self.list.len() >= MOST_ERRORS
    }

    fn listed(mut self) -> Vec<CellError> {
        if self.are_many() {
            self.list.truncate(MOST_ERRORS);
            let last = self.list.last().map_or(1, |error| error.line);
            let message = text::CELL_MORE.get(self.language).to_owned();
            self.add(u32::try_from(last).unwrap_or(u32::MAX), None, message);
        }
        self.list
    }
}

/// Whether a row has anything in a column that is read.
fn has_content(row: &Row, header: &Header) -> bool {
    let read = header.places.iter().filter(|(column, _)| column.need != Need::Ignored);
    read.into_iter().any(|(_, place)| row.cell(*place).is_some())
}

/// Another sheet with a whole header and rows below: nobody could tell which was meant.
fn second_table(book: &Workbook, chosen: &Sheet, columns: &[Column], language: Language) -> Option<CellError> {
    let others = book.sheets.iter().filter(|sheet| !std::ptr::eq(*sheet, chosen));
    let other = others.into_iter().find_map(|sheet| {
        let found = header::find(sheet, columns)?;
        let header = header::read(sheet, found, columns, language).ok()?;
        let filled = sheet
            .rows
            .iter()
            .skip(found.index + 1)
            .any(|row| has_content(row, &header));
        filled.then_some((sheet, header.row))
    });
    other.map(|(sheet, row)| CellError {
        sheet: sheet.name.clone(),
        line: row.into(),
        letter: String::new(),
        column: String::new(),
        message: text::HEADER_OTHER_SHEET.with(language, &[("sheet", &chosen.name)]),
    })
}

/// Notes the areas that are merged below the header over columns that are read.
fn merged<'a>(sheet: &'a Sheet, header: &Header, errors: &mut Errors) -> Vec<&'a Area> {
    let over = |area: &Area| {
        let read = header.places.iter().filter(|(column, _)| column.need != Need::Ignored);
        let hit = read
            .into_iter()
            .find(|(_, place)| (area.left..=area.right).contains(place));
        hit.filter(|_| area.bottom > header.row)
            .map(|(column, place)| (*column, *place))
    };
    let mut over_data = Vec::new();
    for area in &sheet.merged {
        let Some((column, place)) = over(area) else { continue };
        let named = format!(
            "{}{}:{}{}",
            letters(area.left),
            area.top,
            letters(area.right),
            area.bottom
        );
        let message = text::CELL_MERGED.with(errors.language, &[("area", &named)]);
        errors.add(area.top, Some((&column, place)), message);
        over_data.push(area);
        if errors.are_many() {
            break;
        }
    }
    over_data
}

/// Notes the columns that have content below the header and no name in it.
fn unnamed(body: &[Row], header: &Header, errors: &mut Errors) {
    let mut known: Vec<u16> = header.named.iter().map(|(place, _)| *place).collect();
    for row in body {
        for (place, _) in &row.cells {
            if known.contains(place) {
                continue;
            }
            known.push(*place);
            let message = text::HEADER_UNNAMED.get(errors.language).to_owned();
            errors.add(row.number, None, message);
            if let Some(error) = errors.list.last_mut() {
                error.letter = letters(*place);
            }
        }
    }
}
