//! Where the columns of a table stand: by the names in its header, wherever that is.

use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::locale::{Language, spreadsheet as text};

use crate::column::{Column, Need, is_name};
use crate::table::{Row, Sheet, Value, letters};

/// So many rows with content are looked at for the header: titles and notes may stand above.
const LOOK: usize = 20;

/// A header of fewer known names is none, unless the table has no more columns.
const FEWEST: usize = 2;

/// A row that may be the header.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    /// Its place among the rows of the sheet.
    pub index: usize,
    /// How many columns it names.
    names: usize,
}

/// A header without fault.
#[derive(Debug)]
pub(crate) struct Header {
    /// Its number.
    pub row: u32,
    /// Where each declared column stands, those that are there.
    pub places: Vec<(Column, u16)>,
    /// Every column with a name, as the name stands there.
    pub named: Vec<(u16, String)>,
}

impl Header {
    /// Where a declared column stands; none where the table lacks it.
    pub fn place(&self, column: &Column) -> Option<u16> {
        let known = self.places.iter().find(|(known, _)| known.name == column.name);
        known.map(|(_, place)| *place)
    }
}

/// The row that names the most columns, the first of equals.
pub(crate) fn find(sheet: &Sheet, columns: &[Column]) -> Option<Found> {
    let candidates = sheet.rows.iter().take(LOOK).enumerate();
    let counted = candidates.map(|(index, row)| Found {
        index,
        names: columns.iter().filter(|column| place(row, column).is_some()).count(),
    });
    let best = counted.reduce(|best, next| if next.names > best.names { next } else { best })?;
    (best.names >= FEWEST.min(columns.len()).max(1)).then_some(best)
}

/// The sheet whose header names the most columns, the first of equals.
pub(crate) fn choose<'a>(sheets: &'a [Sheet], columns: &[Column]) -> Option<(&'a Sheet, Found)> {
    let found = sheets.iter().filter_map(|sheet| Some((sheet, find(sheet, columns)?)));
    found.reduce(|best, next| if next.1.names > best.1.names { next } else { best })
}

/// Reads the header: every column once, none missing, none unknown.
pub(crate) fn read(
    sheet: &Sheet,
    found: Found,
    columns: &[Column],
    language: Language,
) -> Result<Header, Vec<CellError>> {
    let Some(row) = sheet.rows.get(found.index) else {
        return Err(vec![none(columns, language)]);
    };
    let mut header = Header {
        row: row.number,
        places: Vec::new(),
        named: Vec::new(),
    };
    let mut errors = Vec::new();
    for (place, value) in &row.cells {
        let name = value.shown();
        let mut complain = |message: String| {
            errors.push(CellError {
                sheet: sheet.name.clone(),
                line: row.number.into(),
                letter: letters(*place),
                column: name.clone(),
                message,
            });
        };
        header.named.push((*place, name.clone()));
        match columns.iter().find(|column| column.is_named(&name)) {
            None if is_report(&name) => {}
            None => complain(text::HEADER_UNKNOWN.with(language, &[("name", short(&name).as_str())])),
            Some(column) => match header.places.iter().find(|(known, _)| known.name == column.name) {
                None => header.places.push((*column, *place)),
                Some(_) if column.need == Need::Ignored => {}
                Some((_, first)) => complain(text::HEADER_REPEATED.with(language, &[("letter", &letters(*first))])),
            },
        }
    }
    let missing = missing(&header, columns);
    if !missing.is_empty() {
        errors.push(CellError {
            sheet: sheet.name.clone(),
            line: row.number.into(),
            letter: String::new(),
            column: String::new(),
            message: lacking(sheet, found.index, &missing, language),
        });
    }
    if errors.is_empty() { Ok(header) } else { Err(errors) }
}

/// Whether a cell heads the column that [`mark`](crate::mark) adds: it says so in its first line.
pub(crate) fn is_report(cell: &str) -> bool {
    is_name(text::REPORT_COLUMN, cell.lines().next().unwrap_or_default())
}

/// There is no header in the whole file.
pub(crate) fn none(columns: &[Column], language: Language) -> CellError {
    let required: Vec<Column> = columns
        .iter()
        .filter(|column| column.need == Need::Required)
        .copied()
        .collect();
    let places = [("rows", LOOK.to_string()), ("columns", names(&required, language))];
    CellError {
        sheet: String::new(),
        line: 1,
        letter: String::new(),
        column: String::new(),
        message: text::HEADER_NONE.with(language, &places.each_ref().map(|(key, value)| (*key, value.as_str()))),
    }
}

/// Whether a row below says the header once more, word for word.
pub(crate) fn is_again(header: &Header, row: &Row) -> bool {
    let says = |(place, name): &&(u16, String)| matches!(row.cell(*place), Some(Value::Text(text)) if text == name);
    let said = header.named.iter().filter(says).count();
    said >= FEWEST && said * 2 >= header.named.len()
}

fn place(row: &Row, column: &Column) -> Option<u16> {
    let named = |(_, value): &&(u16, Value)| matches!(value, Value::Text(name) if column.is_named(name));
    row.cells.iter().find(named).map(|(place, _)| *place)
}

fn missing(header: &Header, columns: &[Column]) -> Vec<Column> {
    let has = |column: &Column| header.places.iter().any(|(known, _)| known.name == column.name);
    columns
        .iter()
        .filter(|column| column.need == Need::Required && !has(column))
        .copied()
        .collect()
}

/// Columns are missing, or stand in the row above or below.
fn lacking(sheet: &Sheet, index: usize, missing: &[Column], language: Language) -> String {
    let number = |row: &Row| row.number;
    let header = sheet.rows.get(index).map_or(0, number);
    let beside = [index.checked_sub(1), index.checked_add(1)];
    let other = beside
        .into_iter()
        .flatten()
        .filter_map(|index| sheet.rows.get(index))
        .find(|row| row.number.abs_diff(header) == 1 && missing.iter().any(|column| place(row, column).is_some()));
    match other.map(number) {
        Some(other) => {
            let (first, second) = (header.min(other).to_string(), header.max(other).to_string());
            text::HEADER_SPLIT.with(language, &[("first", &first), ("second", &second)])
        }
        None => text::HEADER_MISSING.with(language, &[("columns", &names(missing, language))]),
    }
}

fn names(columns: &[Column], language: Language) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name.get(language)).collect();
    names.join(match language {
        Language::Chinese => "、",
        Language::English => ", ",
    })
}

/// The beginning of what a person wrote, for a message.
fn short(name: &str) -> String {
    name.trim().chars().take(40).collect()
}
