//! Rows of a list from a workbook.

use super::columns;
use std::collections::HashMap;
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::form::scope::{Change, Column as Field, Row, Scope, Takes};
use yinzheng_shared::locale::{Language, roll as text, spreadsheet};
use yinzheng_sheets::parse::words;
use yinzheng_sheets::{Column, Once, Reading, Rows, Workbook, rows};

/// The rows of a table that belong to `list`: those of the catalogue by their codes, with what stands there
/// as it was, and added ones. Rows that the table lacks stay as they are; whether the answers are right is
/// asked of the rules.
///
/// # Errors
/// Every wrong cell.
pub fn read(book: &Workbook, list: &Scope, language: Language) -> Result<Vec<Row>, Vec<CellError>> {
    let known: HashMap<&str, &Row> = list.rows.iter().map(|row| (row.code.as_str(), row)).collect();
    let mut codes = Once::default();
    rows(book, &columns(), language, |reading| {
        let row = row(reading, language)?;
        if !codes.is_first(reading, &column(Field::Code), row.code.clone()) {
            return None;
        }
        match known.get(row.code.as_str()) {
            Some(known) if known.name != row.name && known.change != Some(Change::New) => {
                complain(reading, Field::Name, text::IMPORT_NAME_CHANGED.get(language).to_owned());
                None
            }
            None if row.change != Some(Change::New) => {
                complain(reading, Field::Code, text::IMPORT_UNKNOWN.get(language).to_owned());
                None
            }
            _ => Some(row),
        }
    })
    .map(Rows::into_values)
}

fn row(reading: &mut Reading<'_>, language: Language) -> Option<Row> {
    let mut row = Row::default();
    let mut whole = true;
    for (field, column) in Field::ALL.into_iter().zip(columns()) {
        let taken = reading.get(&column, |cell, language| {
            let typed = words(cell, language)?;
            field.put(&mut row, &typed).map_err(|_| not_taken(field, language))
        });
        whole &= taken.is_some();
    }
    if row.code.is_empty() {
        complain(reading, Field::Code, spreadsheet::CELL_EMPTY.get(language).to_owned());
        return None;
    }
    whole.then_some(row)
}

fn complain(reading: &mut Reading<'_>, field: Field, message: String) {
    reading.complain(&column(field), message);
}

const fn column(field: Field) -> Column {
    Column::required(field.label())
}

fn not_taken(field: Field, language: Language) -> String {
    match field.takes() {
        Takes::Choice(choices) => {
            let words: Vec<&str> = choices.iter().map(|choice| choice.get(language)).collect();
            spreadsheet::CELL_CHOICE.with(language, &[("words", &words.join(" / "))])
        }
        Takes::Number | Takes::Text => text::NOT_A_NUMBER.get(language).to_owned(),
    }
}
