//! Service centres from a file.

use super::tiers;
use crate::db::windows::centres::Unfit;
use crate::items::organisation;
use std::collections::HashMap;
use uuid::Uuid;
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::api::window::NewCentre;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::text::fold;
use yinzheng_shared::id::{CentreId, OrganisationId};
use yinzheng_shared::locale::{Language, item, window as text};
use yinzheng_sheets::parse::{choice, date, text as line};
use yinzheng_sheets::{Column, Once, Reading, Rows, Workbook, Wrong, rows};

const NAME: Column = Column::required(text::LABEL_CENTRE);
const LEVEL: Column = Column::required(text::LABEL_LEVEL);
const AREA: Column = Column::required(text::LABEL_AREA);
const REGISTERED: Column = Column::required(text::LABEL_REGISTERED);
/// Letters that a name has at most.
const LONGEST_NAME: usize = 100;

/// Reads a file; `units` are organisations by their full names.
///
/// # Errors
/// Every wrong cell.
pub fn read(
    book: &Workbook,
    units: &HashMap<String, OrganisationId>,
    today: Date,
    language: Language,
) -> Result<Rows<NewCentre>, Vec<CellError>> {
    let mut seen = Once::default();
    rows(book, &[NAME, LEVEL, AREA, REGISTERED], language, |reading| {
        let centre = row(reading, units, today)?;
        seen.is_first(reading, &NAME, fold(&centre.name));
        Some(centre)
    })
}

fn row(reading: &mut Reading<'_>, units: &HashMap<String, OrganisationId>, today: Date) -> Option<NewCentre> {
    // Every column is read before any is missed, so that every wrong cell is named.
    let name = reading.get(&NAME, line(LONGEST_NAME));
    let level = reading.get(&LEVEL, choice(&tiers()));
    let area = reading.get(&AREA, organisation(units));
    let registered_on = reading.get(&REGISTERED, |cell, language| {
        let day = date(cell, language)?;
        let is_past = day <= today;
        is_past
            .then_some(day)
            .ok_or_else(|| text::IMPORT_WRONG_DATE.get(language).to_owned())
    });
    Some(NewCentre {
        id: CentreId(Uuid::now_v7()),
        name: name?,
        level: level?,
        area: area?,
        registered_on: registered_on?,
    })
}

/// What a row's area is wrong for.
#[must_use]
pub fn wrong(row: usize, unfit: Unfit, language: Language) -> Wrong {
    let sentence = match unfit {
        Unfit::Unknown => item::IMPORT_UNKNOWN_ORGANISATION,
        Unfit::Level => text::IMPORT_AREA_LEVEL,
        Unfit::NotYours => text::IMPORT_NOT_YOUR_AREA,
    };
    Wrong {
        row: Some(row),
        column: Some(AREA),
        message: sentence.get(language).to_owned(),
    }
}
