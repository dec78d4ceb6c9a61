//! Handlers, thin, one file a noun. `routes.rs` lists their addresses.

pub mod body;
pub mod business_date;
pub mod check;
pub mod delivery;
pub mod desk;
pub mod docs;
mod download;
pub mod etag;
pub mod health;
pub mod items;
pub mod keys;
pub mod me;
pub mod notices;
pub mod obligations;
pub mod organisations;
pub mod packages;
pub mod prints;
pub mod programme;
pub mod published;
pub mod records;
pub mod scans;
pub mod schedule;
pub mod scope_lists;
pub mod session;
mod text;
pub mod users;
pub mod windows;
