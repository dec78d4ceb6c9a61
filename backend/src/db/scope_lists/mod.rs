//! Scope lists: opening them from the catalogue, accepting them, and what they make of the items.

mod accept;
mod open;
mod overview;
mod transfers;

pub(in crate::db) use accept::{consented, take_effect};
pub use open::open;
pub use overview::overview;
pub use transfers::{answer, waiting};
