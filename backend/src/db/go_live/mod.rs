//! Go-live forms: what is ready, issuing many at once, rows that come back, and what is issued in their place.

pub(in crate::db) mod faults;
mod issue;
mod ready;
mod reissue;

pub use issue::{NewForm, issue};
pub(in crate::db) use ready::not_under_way;
pub use ready::{Cursor, Filter, list, state};
pub(in crate::db) use reissue::disconnect;
pub use reissue::{Reissue, reissue};

#[cfg(test)]
mod tests;
