//! Records: filled confirmation forms through all their revisions.

mod accept;
mod body;
mod change;
mod close;
mod create;
mod due;
mod filled;
mod handed_in;
mod list;
mod part;
mod save;
mod steps;
mod stored;
mod submit;

pub(in crate::db) use accept::submitted;
pub use accept::{Acceptable, accept, acceptable};
pub use body::body;
pub(in crate::db) use change::complete;
pub(crate) use change::{Change, apply};
pub(in crate::db) use close::close;
pub(in crate::db) use create::{Begun, insert};
pub use create::{NewRecord, create};
pub use due::recompute_provisional;
pub use filled::content;
pub(in crate::db) use filled::filled;
pub(in crate::db) use handed_in::first_handed_in;
pub use list::{Cursor, Filter, list};
pub use save::{Draft, save};
pub(in crate::db) use steps::give_up;
pub use steps::{return_to_owner, revise, void};
pub(in crate::db) use stored::Row;
pub use stored::{Names, Stored, find, summary};
pub(in crate::db) use submit::reasons_for;
pub use submit::{Submission, submit};
