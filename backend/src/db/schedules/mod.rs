//! Release schedules: the plan, what is issued from it, and what an issued schedule makes of the items.

mod dated;
mod days;
mod draft;
mod effect;
mod issue;
mod items;
mod plan;
mod standing;

pub(in crate::db) use dated::dues_on;
pub(in crate::db) use days::issued_days;
pub use days::note_missing;
pub use days::set as set_days;
pub use draft::draft;
pub(in crate::db) use effect::{concerned, take_effect};
pub use issue::{Issued, NewSchedule, issue};
pub use items::{Filter, list as planned_items, plan_items};
pub(in crate::db) use plan::issued;
pub use plan::plan;
pub(in crate::db) use standing::{in_no_other_batch, not_overtaken, overtake};

#[cfg(test)]
mod tests;
