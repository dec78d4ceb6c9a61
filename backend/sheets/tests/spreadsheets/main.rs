//! Files from everywhere to the worker of spreadsheets, and tables out and in again.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in tests a failed expectation is the point"
)]

mod broken;
mod cells;
mod hostile;
mod made;
mod out_and_in;
mod rows;
