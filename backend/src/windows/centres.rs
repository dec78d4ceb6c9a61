//! Service centres from a file.

use super::table::{self, Fault};
use std::collections::HashMap;
use uuid::Uuid;
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::api::window::NewCentre;
use yinzheng_shared::date::Date;
use yinzheng_shared::id::{CentreId, OrganisationId};
use yinzheng_shared::locale::{Language, Text, item, spreadsheet, window as text};
use yinzheng_sheets::Workbook;

const COLUMNS: [Text; 4] = [
    text::LABEL_CENTRE,
    text::LABEL_LEVEL,
    text::LABEL_AREA,
    text::LABEL_REGISTERED,
];
const AREA: usize = 2;

/// Letters that a name has at most.
const LONGEST_NAME: usize = 100;

/// A row and its line.
pub struct Row {
    /// The centre.
    pub centre: NewCentre,
    /// Its line.
    pub line: u64,
}

/// Reads a file; `units` are organisations by their full names.
///
/// # Errors
/// Every wrong cell.
pub fn read(
    book: &Workbook,
    units: &HashMap<String, OrganisationId>,
    today: Date,
    language: Language,
) -> Result<Vec<Row>, Vec<CellError>> {
    let lines = table::lines(book, &COLUMNS, language)?;
    let mut faults = Fault::none(&COLUMNS, language);
    let (mut rows, mut seen) = (Vec::new(), HashMap::new());
    for line in &lines {
        let name = line.cell(0);
        if name.is_empty() {
            faults.say(line.number, 0, spreadsheet::CELL_EMPTY);
        } else if name.chars().count() > LONGEST_NAME {
            let limit = LONGEST_NAME.to_string();
            faults.at(
                line.number,
                Some(0),
                spreadsheet::CELL_TOO_LONG.with(language, &[("limit", &limit)]),
            );
        } else if let Some(first) = seen.insert(name.to_owned(), line.number) {
            let message = text::IMPORT_REPEATED.with(language, &[("line", &first.to_string())]);
            faults.at(line.number, Some(0), message);
        }
        for column in [1, 3] {
            if line.cell(column).is_empty() {
                faults.say(line.number, column, spreadsheet::CELL_EMPTY);
            }
        }
        let level = table::tier(line, 1, &mut faults);
        let area = units.get(line.cell(AREA)).copied();
        if area.is_none() {
            faults.say(line.number, AREA, item::IMPORT_UNKNOWN_ORGANISATION);
        }
        let registered = table::date(line, 3, &mut faults);
        if registered.is_some_and(|day| day > today) {
            faults.say(line.number, 3, text::IMPORT_WRONG_DATE);
        }
        if let (Some(level), Some(area), Some(registered_on)) = (level, area, registered) {
            let id = CentreId(Uuid::now_v7());
            let name = name.to_owned();
            rows.push(Row {
                centre: NewCentre {
                    id,
                    name,
                    level,
                    area,
                    registered_on,
                },
                line: line.number,
            });
        }
    }
    faults.into_result()?;
    Ok(rows)
}

/// What a row's area is wrong for, by lines.
#[must_use]
pub fn errors(found: &[(u64, Text)], language: Language) -> Vec<CellError> {
    let mut faults = Fault::none(&COLUMNS, language);
    for (line, sentence) in found {
        faults.say(*line, AREA, *sentence);
    }
    faults.into_result().err().unwrap_or_default()
}
