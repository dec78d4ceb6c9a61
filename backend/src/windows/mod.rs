//! Rosters, centres and numbers of cases from CSV files: all rows or none, every wrong cell named, and
//! no cell repeated in what is said of it.

pub mod accounts;
pub mod cases;
pub mod centres;
mod table;

pub use table::Fault;
