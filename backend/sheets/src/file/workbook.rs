//! Workbooks (XLSX). Cells are streamed: what a sheet says of its size is not believed.

use std::io::Cursor;

use calamine::{DataRef, Dimensions, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::collect::{Collector, Used};
use super::number::{moment, written_out, zeros};
use crate::limits::Limits;
use crate::refusal::Refusal;
use crate::table::{Area, Number, Sheet, Value};

type Open = Xlsx<Cursor<Vec<u8>>>;

/// Longest error value that is repeated to a person.
const ERROR_CHARACTERS: usize = 20;

pub(super) fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Vec<Sheet>, Refusal> {
    let mut book = Open::new(Cursor::new(bytes)).map_err(|error| refusal(&error, ""))?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    if names.is_empty() {
        return Err(Refusal::NoSheet);
    }
    if names.len() > limits.sheets {
        return Err(Refusal::TooManySheets { limit: limits.sheets });
    }
    let mut used = Used::default();
    let read = |name: &String| sheet(&mut book, name, limits, &mut used);
    names.iter().map(read).collect()
}

fn sheet(book: &mut Open, name: &str, limits: &Limits, used: &mut Used) -> Result<Sheet, Refusal> {
    let mut collector = Collector::new(name, limits, used);
    let shown = collector.name();
    let wrong = |error: XlsxError| refusal(&error, &shown);
    let mut cells = book.worksheet_cells_reader(name).map_err(wrong)?;
    let padded: Vec<Option<usize>> = cells
        .styles()
        .iter()
        .map(|style| zeros(&style.number_format.as_ref()?.format_code))
        .collect();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(wrong)? {
        let (row, column) = cell.pos;
        if let Some(value) = value(cell.value, cell.formula.is_some()) {
            collector.take(row, column, value)?;
        }
    }
    drop(cells);
    if padded.iter().any(Option::is_some) {
        let mut styles = book.worksheet_cells_reader(name).map_err(wrong)?;
        while let Some((row, column, style)) = styles.next_style_id().map_err(wrong)? {
            if let Some(digits) = padded.get(style).copied().flatten() {
                collector.pad(row, column, digits);
            }
        }
    }
    let merged = book.merge_cells_by_sheet_name(name).map_err(wrong)?;
    if merged.len() > limits.cells {
        return Err(Refusal::TooManyCells { limit: limits.cells });
    }
    Ok(collector.finish(merged.iter().filter_map(area).collect()))
}

/// What a cell shows; none if nothing.
fn value(stored: DataRef<'_>, has_formula: bool) -> Option<Value> {
    Some(match stored {
        DataRef::Empty => return has_formula.then_some(Value::Formula),
        DataRef::Int(number) => Value::Number(Number(number.to_string())),
        DataRef::Float(number) => Value::Number(Number::new(number)),
        DataRef::String(text) | DataRef::DurationIso(text) => Value::Text(text),
        DataRef::SharedString(text) => Value::Text(text.to_owned()),
        DataRef::Bool(truth) => Value::Truth(truth),
        DataRef::DateTime(stored) => moment(&stored),
        DataRef::DateTimeIso(text) => written_out(&text),
        DataRef::Error(error) => Value::Error(error.to_string()),
    })
}

/// Areas of more than one cell; what lies beyond any sheet merges nothing.
fn area(dimensions: &Dimensions) -> Option<Area> {
    let ((top, left), (bottom, right)) = (dimensions.start, dimensions.end);
    let area = Area {
        top: top.checked_add(1)?,
        left: u16::try_from(left).ok()?,
        bottom: bottom.checked_add(1)?,
        right: u16::try_from(right).ok()?,
    };
    (area.top < area.bottom || area.left < area.right).then_some(area)
}

fn refusal(error: &XlsxError, sheet: &str) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Encrypted,
        XlsxError::CellError(value) => Refusal::ErrorValue {
            sheet: sheet.to_owned(),
            value: value
                .chars()
                .filter(char::is_ascii_graphic)
                .take(ERROR_CHARACTERS)
                .collect(),
        },
        _ => Refusal::Broken,
    }
}
