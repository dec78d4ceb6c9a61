//! All lists of a district as one table.

use super::table::{cells, headings};
use crate::db::consolidations::DepartmentRows;
use yinzheng_shared::form::consolidation::Consolidation;
use yinzheng_shared::locale::{Language, consolidation as text, record};
use yinzheng_shared::programme::Programme;
use yinzheng_sheets::{Heading, Out, Table};

/// The rows of every department of a district, each after the name of its department.
#[must_use]
pub fn district_table(
    form: &Consolidation,
    rows: &[DepartmentRows],
    programme: &Programme,
    language: Language,
) -> Table {
    let department = Heading {
        name: text::DEPARTMENT.get(language).to_owned(),
        width: 32.0,
        words: Vec::new(),
    };
    let of = |one: &DepartmentRows| -> Vec<Vec<Out>> {
        let row = |row| {
            let named = Out::Text(one.department.clone());
            std::iter::once(named).chain(cells(row, language)).collect()
        };
        one.rows.iter().map(row).collect()
    };
    Table {
        sheet: text::SHEET.get(language).to_owned(),
        title: format!(
            "{}（{}）{}",
            record::FORM_CONSOLIDATION.get(language),
            form.edition,
            form.district
        ),
        note: Some(text::NOTE.get(language).to_owned()),
        columns: std::iter::once(department)
            .chain(headings(programme, language))
            .collect(),
        rows: rows.iter().flat_map(of).collect(),
    }
}
