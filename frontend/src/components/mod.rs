//! The small parts that pages are made of.

mod cell_errors;
mod dialog;
mod due;
mod failure;
mod field;
mod head;
mod list;
mod looks;
mod navigation;
mod part;
mod picture;
mod scan;
mod seal;
mod search;
mod shell;
mod sign_in;
mod state;
mod upload;

pub use cell_errors::CellErrors;
pub use dialog::{Confirm, Dialog, ReasonDialog};
pub use due::{DueText, RecordDue};
pub use failure::{Empty, FailureNote, Skeleton, Whole};
pub use field::{Choose, Field};
pub use head::{Head, Note, Tone};
pub use list::{More, RecordTable, title_of};
pub use looks::LooksBar;
pub use navigation::{AdminTabs, Navigation};
pub use part::PartView;
pub use picture::Picture;
pub use scan::{OutcomeMark, ScanMark, ScanPages, shown_page};
pub use seal::Seal;
pub use search::Search;
pub use shell::Shell;
pub use sign_in::{SignInDialog, SignInForm};
pub use state::{Shape, StateMark, shape};
pub use upload::UploadArea;
