//! Spreadsheets in and out.
//!
//! **In:** [`read`] turns an untrusted file, XLSX or CSV by its content, into a [`Workbook`]:
//! cells as a person sees them. The file is opened only in a short-lived, limited child of the
//! same program (`yinzheng-child`), whose side is [`worker`]. An importer then declares its
//! [`Column`]s and gets typed rows, all of them, or every wrong cell by sheet, row and column
//! ([`rows`], with the parsers in [`parse`]).
//!
//! **Out:** [`write()`](write()) makes a workbook of a [`Table`] in the layout of official lists,
//! whose texts stay texts; [`mark`] gives an uploaded table back with its errors in it.

mod column;
mod file;
mod frame;
mod header;
mod limits;
mod mark;
mod parent;
pub mod parse;
mod refusal;
mod rows;
mod table;
mod worker;
mod write;

pub use column::{Column, Need};
pub use limits::Limits;
pub use mark::mark;
pub use parent::{ReadError, read};
pub use refusal::Refusal;
pub use rows::{MOST_ERRORS, Once, Reading, Rows, Wrong, rows};
pub use table::{Area, Cell, Number, Row, Sheet, Value, Workbook, letters};
pub use worker::{WORKER_ARGUMENT, worker};
pub use write::{Heading, Out, Table, WriteError, write};
pub use yinzheng_child::Bounds;
