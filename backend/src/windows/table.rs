//! A table of words with a header in Chinese or English, its columns in any order.

use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, Text, window};
use yinzheng_sheets::parse::words;
use yinzheng_sheets::{Column, Value, Workbook, rows};

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// A line of the file.
pub(super) struct Line {
    /// Number of the line, the header being 1.
    pub(super) number: u64,
    cells: Vec<String>,
}

impl Line {
    /// The cell of a column by its place among the columns asked for.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

/// Collects what is wrong with cells.
pub struct Fault<'a> {
    columns: &'a [Text],
    /// Language of complaints.
    pub language: Language,
    errors: Vec<CellError>,
}

impl<'a> Fault<'a> {
    /// Nothing yet.
    #[must_use]
    pub const fn none(columns: &'a [Text], language: Language) -> Self {
        Self {
            columns,
            language,
            errors: Vec::new(),
        }
    }

    /// Notes what is wrong with a cell; no column: with the whole line.
    pub fn at(&mut self, line: u64, column: Option<usize>, message: impl Into<String>) {
        let column = column.and_then(|place| self.columns.get(place));
        self.errors.push(CellError {
            sheet: String::new(),
            line,
            letter: String::new(),
            column: column.map_or_else(String::new, |text| text.get(self.language).to_owned()),
            message: message.into(),
        });
    }

    /// Notes a sentence.
    pub fn say(&mut self, line: u64, column: usize, sentence: Text) {
        self.at(line, Some(column), sentence.get(self.language));
    }

    /// What was noted so far.
    fn take(&mut self) -> Result<(), Vec<CellError>> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(std::mem::take(&mut self.errors))
        }
    }

    /// Everything noted, in the order of lines and columns; none is good.
    ///
    /// # Errors
    /// What was noted.
    pub fn into_result(mut self) -> Result<(), Vec<CellError>> {
        let place = |error: &CellError| {
            self.columns
                .iter()
                .position(|text| text.get(self.language) == error.column)
        };
        self.errors.sort_by_key(|error| (error.line, place(error)));
        self.take()
    }
}

/// The lines of a table that have something in them, cells in the order of `columns`, days as
/// `2018-09-25`.
pub(super) fn lines(book: &Workbook, columns: &[Text], language: Language) -> Result<Vec<Line>, Vec<CellError>> {
    let declared: Vec<Column> = columns.iter().map(|name| Column::required(*name)).collect();
    rows(book, &declared, language, |reading| {
        let cells: Vec<Option<String>> = declared
            .iter()
            .map(|column| {
                reading.get(column, |cell, language| match cell {
                    Some(Value::Date(day)) => Ok(day.to_string()),
                    other => words(other, language),
                })
            })
            .collect();
        Some(Line {
            number: reading.number().into(),
            cells: cells.into_iter().collect::<Option<_>>()?,
        })
    })
}

/// A day, or none where the cell is empty.
pub(super) fn date(line: &Line, column: usize, faults: &mut Fault<'_>) -> Option<Date> {
    let cell = line.cell(column);
    if cell.is_empty() {
        return None;
    }
    let date = cell.parse().ok();
    if date.is_none() {
        faults.say(line.number, column, window::IMPORT_WRONG_DATE);
    }
    date
}

/// A level by its name or code.
pub(super) fn tier(line: &Line, column: usize, faults: &mut Fault<'_>) -> Option<yinzheng_shared::window::Tier> {
    use yinzheng_shared::window::Tier;
    let name = |tier: Tier| match tier {
        Tier::City => window::LEVEL_CITY,
        Tier::District => window::LEVEL_DISTRICT,
        Tier::Street => window::LEVEL_STREET,
        Tier::Community => window::LEVEL_COMMUNITY,
    };
    let cell = line.cell(column);
    let tier = Tier::ALL.into_iter().find(|tier| {
        cell.eq_ignore_ascii_case(tier.code())
            || LANGUAGES
                .iter()
                .any(|language| cell.eq_ignore_ascii_case(name(*tier).get(*language)))
    });
    if tier.is_none() && !cell.is_empty() {
        faults.say(line.number, column, window::IMPORT_WRONG_LEVEL);
    }
    tier
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_sheets::{Row, Sheet};

    const COLUMNS: [Text; 2] = [window::LABEL_NAME, window::LABEL_MOBILE];

    fn book(table: &[&[&str]]) -> Workbook {
        let row = |(number, cells): (u32, &&[&str])| Row {
            number,
            cells: (0..)
                .zip(cells.iter())
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(place, cell)| (place, Value::Text((*cell).to_owned())))
                .collect(),
        };
        Workbook {
            sheets: vec![Sheet {
                rows: (1..).zip(table).map(row).collect(),
                ..Sheet::default()
            }],
        }
    }

    #[test]
    fn columns_are_found_by_their_names_in_either_language_and_any_order() {
        for table in [
            [["姓名", "手机号"], ["甲", "1"], ["", ""], ["乙", "2"]],
            [["Mobile", "name"], ["1", "甲"], ["2", " 乙 "], ["", ""]],
        ] {
            let table: Vec<&[&str]> = table.iter().map(<[&str; 2]>::as_slice).collect();
            let lines = lines(&book(&table), &COLUMNS, Language::Chinese).unwrap();
            let cells: Vec<_> = lines.iter().map(|line| (line.cell(0), line.cell(1))).collect();
            assert_eq!(cells, [("甲", "1"), ("乙", "2")]);
        }
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_column_and_never_repeated() {
        let spoilt = book(&[&["姓名", "手机号"], &["甲\u{202e}", "13800138000"]]);
        let errors = lines(&spoilt, &COLUMNS, Language::Chinese).err().unwrap();
        let places: Vec<_> = errors.iter().map(|error| (error.line, error.column.as_str())).collect();
        assert_eq!(places, [(2, "姓名")]);
        assert!(errors.iter().all(|error| !error.message.contains("138")));
        for header in [&["姓名"][..], &["姓名", "姓名"], &[]] {
            assert!(
                lines(&book(&[header]), &COLUMNS, Language::English).is_err(),
                "{header:?}"
            );
        }
    }
}
