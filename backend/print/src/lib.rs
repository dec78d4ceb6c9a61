//! Confirmation forms on paper: content → A4 pages as PDF/A-2b, faithful to the annexes of the
//! notice, with a code in two corners of every page and named boxes for what is written by hand.

mod error;
mod fonts;
mod glyphs;
mod layout;
mod marks;
mod picture;
mod printed;
mod printer;
mod qr;
mod sheet;
mod template;

pub use error::PrintError;
pub use printed::{BoxName, PrintBox, Printed};
pub use printer::Printer;
pub use sheet::{Marking, Sheet, Template};
