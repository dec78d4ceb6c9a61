//! Columns by their header, in Chinese or English, in any order.

use yinzheng_shared::api::item::RowError;
use yinzheng_shared::locale::{Language, Text, item as text};

/// A column of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Code,
    Name,
    Owner,
    Serving,
    Batch,
    Connection,
    Restricted,
}

const ALL: [Column; 7] = [
    Column::Code,
    Column::Name,
    Column::Owner,
    Column::Serving,
    Column::Batch,
    Column::Connection,
    Column::Restricted,
];

impl Column {
    const fn text(self) -> Text {
        match self {
            Self::Code => text::COLUMN_CODE,
            Self::Name => text::COLUMN_NAME,
            Self::Owner => text::COLUMN_OWNER,
            Self::Serving => text::COLUMN_SERVING,
            Self::Batch => text::COLUMN_BATCH,
            Self::Connection => text::COLUMN_CONNECTION,
            Self::Restricted => text::COLUMN_RESTRICTED,
        }
    }

    pub(super) const fn label(self, language: Language) -> &'static str {
        self.text().get(language)
    }

    fn of(header: &str) -> Option<Self> {
        ALL.into_iter().find(|column| {
            [Language::Chinese, Language::English]
                .into_iter()
                .any(|language| column.label(language).eq_ignore_ascii_case(header.trim()))
        })
    }
}

/// Where each column stands.
pub(super) struct Columns(Vec<Column>);

impl Columns {
    pub(super) fn read(first: &csv::StringRecord, language: Language) -> Result<Self, Vec<RowError>> {
        let mut errors = Vec::new();
        let mut complain = |message: String| {
            errors.push(RowError {
                line: 1,
                column: String::new(),
                message,
            })
        };
        let mut found: Vec<Column> = Vec::new();
        for header in first {
            match Column::of(header) {
                Some(column) if found.contains(&column) => {
                    complain(text::IMPORT_REPEATED_COLUMN.get(language).to_owned());
                }
                Some(column) => found.push(column),
                None => complain(text::IMPORT_UNKNOWN_COLUMN.get(language).to_owned()),
            }
        }
        if let Some(missing) = ALL.into_iter().find(|column| !found.contains(column)) {
            complain(text::IMPORT_NO_HEADER.with(language, &[("column", missing.label(language))]));
        }
        if errors.is_empty() {
            Ok(Self(found))
        } else {
            Err(errors)
        }
    }

    pub(super) const fn count(&self) -> usize {
        self.0.len()
    }

    pub(super) fn cell<'r>(&self, record: &'r csv::StringRecord, column: Column) -> &'r str {
        let place = self.0.iter().position(|known| *known == column);
        place.and_then(|place| record.get(place)).unwrap_or_default()
    }
}
