//! What is wrong in an uploaded spreadsheet.

use serde::{Deserialize, Serialize};

/// One wrong cell, or what is wrong with a row, a header or the whole file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CellError {
    /// Name of the sheet on its tab; empty in a CSV file.
    pub sheet: String,
    /// Row as the spreadsheet program numbers it, from 1.
    pub line: u64,
    /// Letters of the column as the spreadsheet program shows them; empty when it is no single cell.
    pub letter: String,
    /// Column by its header; empty when it is no single column.
    pub column: String,
    /// What is wrong, in the language asked for.
    pub message: String,
}
