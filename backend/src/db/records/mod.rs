//! Records: filled confirmation forms through all their revisions.

mod body;
mod change;
mod create;
mod due;
mod filled;
mod list;
mod save;
mod steps;
mod stored;
mod submit;

pub use body::body;
pub(crate) use change::{Change, apply};
pub use create::{Created, NewRecord, create};
pub use due::recompute_provisional;
pub use list::{Cursor, Filter, list};
pub use save::{Draft, save};
pub use steps::{return_to_owner, revise, void};
pub(super) use stored::Row;
pub use stored::{Names, Stored, find, summary};
pub use submit::{Submission, submit};
