//! A CSV file with a header in Chinese or English, in UTF-8 or GB18030, its columns in any order.

use crate::http::body::is_odd;
use crate::items::decode;
use yinzheng_shared::api::item::RowError;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, Text, item as text, window};

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
    errors: Vec<RowError>,
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
        self.errors.push(RowError {
            line,
            column: column.map_or_else(String::new, |text| text.get(self.language).to_owned()),
            message: message.into(),
        });
    }

    /// Notes a sentence.
    pub fn say(&mut self, line: u64, column: usize, sentence: Text) {
        self.at(line, Some(column), sentence.get(self.language));
    }

    /// What was noted so far.
    fn take(&mut self) -> Result<(), Vec<RowError>> {
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
    pub fn into_result(mut self) -> Result<(), Vec<RowError>> {
        let place = |error: &RowError| {
            self.columns
                .iter()
                .position(|text| text.get(self.language) == error.column)
        };
        self.errors.sort_by_key(|error| (error.line, place(error)));
        self.take()
    }
}

/// The lines of a file that have something in them, cells in the order of `columns`.
pub(super) fn lines(bytes: &[u8], columns: &[Text], language: Language) -> Result<Vec<Line>, Vec<RowError>> {
    let mut faults = Fault::none(columns, language);
    let Some(content) = decode(bytes) else {
        faults.at(1, None, text::IMPORT_NOT_TEXT.get(language));
        return Err(faults.errors);
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(content.as_bytes());
    let mut records = reader.records();
    let places = match records.next() {
        Some(Ok(header)) => header_of(&header, columns, &mut faults),
        Some(Err(_)) | None => {
            faults.at(1, None, text::IMPORT_NOT_TEXT.get(language));
            Vec::new()
        }
    };
    // Without a header no cell has a name.
    faults.take()?;
    let mut lines = Vec::new();
    for record in records {
        let (number, record) = match record {
            Ok(record) => (record.position().map_or(0, csv::Position::line), record),
            Err(error) => {
                let number = error.position().map_or(0, csv::Position::line);
                faults.at(number, None, text::IMPORT_BROKEN_ROW.get(language));
                continue;
            }
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() != places.len() {
            faults.at(number, None, text::IMPORT_BROKEN_ROW.get(language));
            continue;
        }
        let mut cells = vec![String::new(); columns.len()];
        for (cell, column) in record.iter().zip(&places) {
            if cell.chars().any(|letter| is_odd(letter) || letter.is_control()) {
                faults.say(number, *column, text::IMPORT_ODD_CHARACTER);
            }
            if let Some(place) = cells.get_mut(*column) {
                cell.clone_into(place);
            }
        }
        lines.push(Line { number, cells });
    }
    faults.into_result()?;
    Ok(lines)
}

/// Which column stands where.
fn header_of(header: &csv::StringRecord, columns: &[Text], faults: &mut Fault<'_>) -> Vec<usize> {
    let language = faults.language;
    let is = |text: &Text, cell: &str| {
        LANGUAGES
            .iter()
            .any(|language| text.get(*language).eq_ignore_ascii_case(cell.trim()))
    };
    let mut places = Vec::new();
    for cell in header {
        match columns.iter().position(|text| is(text, cell)) {
            Some(place) if places.contains(&place) => faults.at(1, None, text::IMPORT_REPEATED_COLUMN.get(language)),
            Some(place) => places.push(place),
            None => faults.at(1, None, text::IMPORT_UNKNOWN_COLUMN.get(language)),
        }
    }
    let missing = columns.iter().enumerate().find(|(place, _)| !places.contains(place));
    if let Some((_, missing)) = missing {
        let column = missing.get(language);
        faults.at(1, None, text::IMPORT_NO_HEADER.with(language, &[("column", column)]));
    }
    places
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

    const COLUMNS: [Text; 2] = [window::LABEL_NAME, window::LABEL_MOBILE];

    #[test]
    fn columns_are_found_by_their_names_in_either_language_and_any_order() {
        for file in [
            "姓名,手机号\n甲,1\n\n,\n乙,2\n",
            "\u{feff}Mobile,name\r\n1,甲\r\n2, 乙 \r\n",
        ] {
            let lines = lines(file.as_bytes(), &COLUMNS, Language::Chinese).unwrap();
            let cells: Vec<_> = lines.iter().map(|line| (line.cell(0), line.cell(1))).collect();
            assert_eq!(cells, [("甲", "1"), ("乙", "2")], "{file}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_column_and_never_repeated() {
        let file = "姓名,手机号\n甲\u{202e},13800138000\n乙\n";
        let errors = lines(file.as_bytes(), &COLUMNS, Language::Chinese).err().unwrap();
        let places: Vec<_> = errors.iter().map(|error| (error.line, error.column.as_str())).collect();
        assert_eq!(places, [(2, "姓名"), (3, "")]);
        assert!(errors.iter().all(|error| !error.message.contains("138")));
        for file in ["", "姓名\n甲\n", "姓名,姓名\n", "姓名,手机号,别的\n"] {
            let errors = lines(file.as_bytes(), &COLUMNS, Language::English).err().unwrap();
            assert!(errors.iter().all(|error| error.line == 1), "{file}");
        }
    }
}
