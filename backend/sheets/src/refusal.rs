//! Why a file was not read, in words that say how to mend it.

use serde::{Deserialize, Serialize};
use yinzheng_child::Stopped;
use yinzheng_shared::locale::{Language, spreadsheet as text};

/// The file as a whole is at fault, or cost too much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// No bytes, or no cell with content.
    Empty,
    /// The file has more bytes than allowed.
    FileTooLarge {
        /// Most bytes.
        limit: u64,
    },
    /// Neither a workbook nor a table in text.
    NotASpreadsheet,
    /// A workbook of Excel 97 to 2003 (.xls), or one that is XML or a web page inside.
    OldWorkbook,
    /// A workbook of another kind: OpenDocument (.ods), binary (.xlsb).
    OtherWorkbook,
    /// A workbook that needs a password.
    Encrypted,
    /// Cut off or damaged.
    Broken,
    /// Unpacks to more than allowed.
    TooBigInside {
        /// Most bytes.
        limit: u64,
    },
    /// Declares a document type: entities that multiply, which no spreadsheet program writes.
    DocumentType,
    /// No sheet that a person sees.
    NoSheet,
    /// More sheets than allowed.
    TooManySheets {
        /// Most sheets.
        limit: usize,
    },
    /// More rows than allowed.
    TooManyRows {
        /// Name of the sheet.
        sheet: String,
        /// Most rows.
        limit: u32,
    },
    /// More columns than allowed.
    TooManyColumns {
        /// Name of the sheet.
        sheet: String,
        /// Most columns.
        limit: u16,
    },
    /// More cells with content than allowed.
    TooManyCells {
        /// Most cells.
        limit: usize,
    },
    /// More text than allowed.
    TooMuchText {
        /// Most bytes.
        limit: usize,
    },
    /// A single cell far from all others.
    FarCell {
        /// Name of the sheet.
        sheet: String,
        /// The cell, such as `XFD1048576`.
        cell: String,
    },
    /// A cell with more text than a spreadsheet program lets a person type.
    CellTooLong {
        /// Name of the sheet.
        sheet: String,
        /// The cell.
        cell: String,
    },
    /// An error value of newer programs, such as `#SPILL!`.
    ErrorValue {
        /// Name of the sheet.
        sheet: String,
        /// The value.
        value: String,
    },
    /// Text that is neither UTF-8, UTF-16 with its mark, nor GB 18030.
    NotText,
    /// Lines of text in different encodings.
    MixedText {
        /// The first row in another encoding than those before it.
        row: u32,
    },
    /// A quotation mark is opened and never closed.
    OpenQuote {
        /// The row in which it stands.
        row: u32,
    },
    /// The worker used up its time.
    TimedOut,
    /// The worker used up its memory.
    OutOfMemory,
    /// The worker died or answered nonsense.
    Crashed,
}

impl From<Stopped> for Refusal {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::TimedOut => Self::TimedOut,
            Stopped::OutOfMemory => Self::OutOfMemory,
            Stopped::Crashed => Self::Crashed,
        }
    }
}

impl Refusal {
    /// What is wrong and how to mend it.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let limited = |text: yinzheng_shared::locale::Text, limit: String| text.with(language, &[("limit", &limit)]);
        match self {
            Self::Empty => text::REFUSED_EMPTY.get(language).to_owned(),
            Self::FileTooLarge { limit } => limited(text::REFUSED_FILE_TOO_LARGE, mebibytes(*limit)),
            Self::NotASpreadsheet => text::REFUSED_NOT_A_SPREADSHEET.get(language).to_owned(),
            Self::OldWorkbook => text::REFUSED_OLD_WORKBOOK.get(language).to_owned(),
            Self::OtherWorkbook => text::REFUSED_OTHER_WORKBOOK.get(language).to_owned(),
            Self::Encrypted => text::REFUSED_ENCRYPTED.get(language).to_owned(),
            Self::Broken => text::REFUSED_BROKEN.get(language).to_owned(),
            Self::TooBigInside { limit } => limited(text::REFUSED_TOO_BIG_INSIDE, mebibytes(*limit)),
            Self::DocumentType => text::REFUSED_DOCUMENT_TYPE.get(language).to_owned(),
            Self::NoSheet => text::REFUSED_NO_SHEET.get(language).to_owned(),
            Self::TooManySheets { limit } => limited(text::REFUSED_TOO_MANY_SHEETS, limit.to_string()),
            Self::TooManyRows { sheet, limit } => {
                text::REFUSED_TOO_MANY_ROWS.with(language, &[("sheet", sheet), ("limit", &limit.to_string())])
            }
            Self::TooManyColumns { sheet, limit } => {
                text::REFUSED_TOO_MANY_COLUMNS.with(language, &[("sheet", sheet), ("limit", &limit.to_string())])
            }
            Self::TooManyCells { limit } => limited(text::REFUSED_TOO_MANY_CELLS, limit.to_string()),
            Self::TooMuchText { limit } => limited(text::REFUSED_TOO_MUCH_TEXT, mebibytes(*limit as u64)),
            Self::FarCell { sheet, cell } => text::REFUSED_FAR_CELL.with(language, &[("sheet", sheet), ("cell", cell)]),
            Self::CellTooLong { sheet, cell } => {
                text::REFUSED_CELL_TOO_LONG.with(language, &[("sheet", sheet), ("cell", cell)])
            }
            Self::ErrorValue { sheet, value } => {
                text::REFUSED_ERROR_VALUE.with(language, &[("sheet", sheet), ("value", value)])
            }
            Self::NotText => text::REFUSED_NOT_TEXT.get(language).to_owned(),
            Self::MixedText { row } => text::REFUSED_MIXED_TEXT.with(language, &[("row", &row.to_string())]),
            Self::OpenQuote { row } => text::REFUSED_OPEN_QUOTE.with(language, &[("row", &row.to_string())]),
            Self::TimedOut => text::REFUSED_TIMED_OUT.get(language).to_owned(),
            Self::OutOfMemory => text::REFUSED_OUT_OF_MEMORY.get(language).to_owned(),
            Self::Crashed => text::REFUSED_CRASHED.get(language).to_owned(),
        }
    }

    /// The sheet that it names, or none.
    #[must_use]
    pub fn sheet(&self) -> &str {
        match self {
            Self::TooManyRows { sheet, .. }
            | Self::TooManyColumns { sheet, .. }
            | Self::FarCell { sheet, .. }
            | Self::CellTooLong { sheet, .. }
            | Self::ErrorValue { sheet, .. } => sheet,
            _ => "",
        }
    }

    /// The row, from 1, and the letters of the column of what it names; the first row where that is the whole file.
    #[must_use]
    pub fn place(&self) -> (u64, &str) {
        match self {
            Self::FarCell { cell, .. } | Self::CellTooLong { cell, .. } => {
                let letters = cell.trim_end_matches(|letter: char| letter.is_ascii_digit());
                let row = cell.strip_prefix(letters).and_then(|row| row.parse().ok());
                (row.unwrap_or(1), letters)
            }
            Self::TooManyRows { limit, .. } => (u64::from(*limit) + 1, ""),
            Self::OpenQuote { row } | Self::MixedText { row } => (u64::from(*row), ""),
            _ => (1, ""),
        }
    }
}

fn mebibytes(bytes: u64) -> String {
    (bytes >> 20).max(1).to_string()
}
