//! A scope list as a table, and all lists of a district: out in the layout of the form, a single one to be filled in a
//! spreadsheet program and in again, all rows or none with every wrong cell named.

mod district;
mod read;
mod table;

pub use district::district_table;
pub use read::read;
pub use table::table;

use yinzheng_shared::form::scope::Column as Field;
use yinzheng_sheets::Column;

/// The columns of the table, in the order of the form.
#[must_use]
pub fn columns() -> [Column; 14] {
    Field::ALL.map(|field| Column::required(field.label()))
}
