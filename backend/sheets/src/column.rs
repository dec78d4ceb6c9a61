//! What an importer declares of a table.

use yinzheng_shared::form::text::{fold, is_sane};
use yinzheng_shared::locale::{Language, Text};

/// A column, known by its header in either language.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in the header.
    pub name: Text,
    /// Whether the table must have it.
    pub need: Need,
}

/// Whether a table must have a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The header must have it.
    Required,
    /// Where the header lacks it, its cells are empty.
    Optional,
    /// The header may have it; nobody reads it.
    Ignored,
}

impl Column {
    /// A column that the header must have.
    #[must_use]
    pub const fn required(name: Text) -> Self {
        Self {
            name,
            need: Need::Required,
        }
    }

    /// A column that the header may lack.
    #[must_use]
    pub const fn optional(name: Text) -> Self {
        Self {
            name,
            need: Need::Optional,
        }
    }

    /// A column that is known but not read.
    #[must_use]
    pub const fn ignored(name: Text) -> Self {
        Self {
            name,
            need: Need::Ignored,
        }
    }

    /// Whether a cell of the header names this column.
    pub(crate) fn is_named(&self, header: &str) -> bool {
        is_name(self.name, header)
    }
}

/// No name is longer; what is longer is not looked through.
const NAME_CHARACTERS: usize = 200;

/// Whether a cell says a text in either language: width of letters, white space, line breaks,
/// capitals, invisible characters and the star of required columns aside.
pub(crate) fn is_name(text: Text, cell: &str) -> bool {
    if cell.chars().nth(NAME_CHARACTERS).is_some() {
        return false;
    }
    let cell = plain(cell);
    [Language::Chinese, Language::English]
        .into_iter()
        .any(|language| plain(text.get(language)) == cell)
}

fn plain(text: &str) -> String {
    let seen: String = text
        .chars()
        .filter(|letter| is_sane(*letter) && *letter != '*')
        .collect();
    fold(&seen).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::locale::item as text;

    #[test]
    fn a_header_is_known_however_it_is_spaced() {
        let code = Column::required(text::COLUMN_CODE);
        for header in [
            "事项编码",
            " 事项\n编码* ",
            "\u{feff}事项编码",
            "ITEM CODE",
            "Ｉｔｅｍ　ｃｏｄｅ",
        ] {
            assert!(code.is_named(header), "{header}");
        }
        for header in ["", "事项编号", "事项编码（旧）"] {
            assert!(!code.is_named(header), "{header}");
        }
    }
}
