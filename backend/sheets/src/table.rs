//! What a spreadsheet holds, as its reader gives it: plain data.

use serde::{Deserialize, Serialize};
use yinzheng_shared::date::Date;

/// The visible sheets of a file, in their order. A CSV file has one, without a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// Sheets that a person sees; those without any content are left out.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name on the tab; empty in a CSV file.
    pub name: String,
    /// Rows with content, from above.
    pub rows: Vec<Row>,
    /// Areas that are merged into one cell.
    pub merged: Vec<Area>,
}

/// One row with content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number as the spreadsheet program shows it, from 1.
    pub number: u32,
    /// Cells with content, from the left, each with its column from 0.
    pub cells: Vec<(u16, Value)>,
}

/// A rectangle of cells; rows count from 1, columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u16,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u16,
}

/// What a cell shows. A cell with a formula shows what the spreadsheet program last computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A text, as it stands there.
    #[serde(rename = "t")]
    Text(String),
    /// A number.
    #[serde(rename = "n")]
    Number(Number),
    /// A day.
    #[serde(rename = "d")]
    Date(Date),
    /// A day and the seconds since its midnight.
    #[serde(rename = "m")]
    Moment(Date, u32),
    /// TRUE or FALSE.
    #[serde(rename = "b")]
    Truth(bool),
    /// An error such as `#N/A`.
    #[serde(rename = "e")]
    Error(String),
    /// A formula that no program has computed yet.
    #[serde(rename = "f")]
    Formula,
}

/// What stands at a place: a value, or nothing.
pub type Cell<'a> = Option<&'a Value>;

/// A number in the digits that a person sees: at most 15 that count, zeros in front where the
/// cell's format puts them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number(pub String);

impl Number {
    /// The number's own digits, those behind the fifteenth rounded away.
    #[must_use]
    pub fn new(value: f64) -> Self {
        let rounded = format!("{value:.14e}").parse().unwrap_or(value);
        Self(format!("{rounded}"))
    }

    /// What it counts; not a number where its digits are none.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl Row {
    /// The cell in this column, from 0.
    #[must_use]
    pub fn cell(&self, column: u16) -> Cell<'_> {
        let place = self.cells.binary_search_by_key(&column, |(at, _)| *at).ok()?;
        self.cells.get(place).map(|(_, value)| value)
    }
}

impl Value {
    /// The words that a person reads in the cell.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number.0.clone(),
            Self::Date(date) => date.to_string(),
            Self::Moment(date, seconds) => {
                format!(
                    "{date} {:02}:{:02}:{:02}",
                    seconds / 3600,
                    seconds / 60 % 60,
                    seconds % 60
                )
            }
            Self::Truth(true) => "TRUE".to_owned(),
            Self::Truth(false) => "FALSE".to_owned(),
            Self::Formula => String::new(),
        }
    }
}

/// The letters of a column from 0, as spreadsheet programs show them: A … Z, AA …
#[must_use]
pub fn letters(column: impl Into<u32>) -> String {
    let mut rest = u64::from(column.into()) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_spreadsheet_programs() {
        for (column, expected) in [
            (0_u32, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn a_number_shows_at_most_fifteen_digits() {
        for (value, shown) in [
            (3.0, "3"),
            (-0.5, "-0.5"),
            (0.1 + 0.2, "0.3"),
            (98_001.0, "98001"),
            (330_106_199_001_011_234.0, "330106199001011000"),
        ] {
            assert_eq!(Number::new(value).0, shown);
        }
        assert_eq!(Number("00123".to_owned()).value(), 123.0);
    }

    #[test]
    fn a_cell_is_found_by_its_column() {
        let row = Row {
            number: 1,
            cells: vec![(1, Value::Truth(true)), (4, Value::Formula)],
        };
        assert_eq!(row.cell(4), Some(&Value::Formula));
        assert_eq!(row.cell(2), None);
    }
}
