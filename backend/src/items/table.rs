//! The catalogue as a table to be written.

use super::{COLUMNS, CONNECTIONS, PRIVACIES, Privacy};
use yinzheng_shared::facts::Connection;
use yinzheng_shared::locale::{Language, Text, item as text};
use yinzheng_shared::programme::Programme;
use yinzheng_sheets::{Heading, Out, Table};

/// A row as it is written: units by their full names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueRow {
    /// 事项编码.
    pub code: String,
    /// 事项名称.
    pub name: String,
    /// Owner.
    pub owner: String,
    /// The unit whose system serves it.
    pub serving: String,
    /// Release batch.
    pub batch: Option<u8>,
    /// How it is connected.
    pub connection: Connection,
    /// Secret or sensitive.
    pub privacy: Privacy,
}

/// Widths of the columns, in digits.
const WIDTHS: [f64; 7] = [22.0, 44.0, 34.0, 34.0, 10.0, 14.0, 14.0];

/// The catalogue in a language, to be filled in further and read again.
#[must_use]
pub fn table(rows: &[CatalogueRow], programme: &Programme, language: Language) -> Table {
    let words = |options: &[Text]| options.iter().map(|word| word.get(language).to_owned()).collect();
    let batches = programme.batches.iter().map(|batch| batch.number.to_string());
    let choices: [Vec<String>; 7] = [
        Vec::new(),
        Vec::new(),
        Vec::new(),
        Vec::new(),
        batches.collect(),
        words(&CONNECTIONS.map(|(_, word)| word)),
        words(&PRIVACIES.map(|(_, word)| word)),
    ];
    let headings = COLUMNS.iter().zip(WIDTHS).zip(choices);
    Table {
        sheet: text::EXPORT_SHEET.get(language).to_owned(),
        title: text::EXPORT_TITLE.get(language).to_owned(),
        note: Some(text::EXPORT_NOTE.get(language).to_owned()),
        columns: headings
            .map(|((column, width), words)| Heading {
                name: column.name.get(language).to_owned(),
                width,
                words,
            })
            .collect(),
        rows: rows.iter().map(|row| cells(row, language)).collect(),
    }
}

fn cells(row: &CatalogueRow, language: Language) -> Vec<Out> {
    let word = |text: Option<Text>| Out::Text(text.map_or("", |text| text.get(language)).to_owned());
    vec![
        Out::Text(row.code.clone()),
        Out::Text(row.name.clone()),
        Out::Text(row.owner.clone()),
        Out::Text(row.serving.clone()),
        row.batch.map_or(Out::Nothing, |batch| Out::Number(batch.into())),
        word(written(&CONNECTIONS, &row.connection)),
        word(written(&PRIVACIES, &row.privacy)),
    ]
}

/// The first of the words for a value.
fn written<T: PartialEq>(options: &[(T, Text)], value: &T) -> Option<Text> {
    options.iter().find(|(known, _)| known == value).map(|(_, word)| *word)
}
