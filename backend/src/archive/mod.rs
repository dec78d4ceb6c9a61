//! The archive: packages that prove a record without us, and what keeps the whole safe.

mod accept;
pub mod backup;
pub mod bag;
pub mod build;
pub mod check;
mod confirm;
mod cover;
pub mod package;
pub mod restore;
mod seal;
pub mod verify;

pub use accept::accept;
pub use confirm::confirm;
