//! Handlers, thin, one file a noun. `routes.rs` lists their addresses.

pub mod body;
pub mod check;
pub mod docs;
pub mod etag;
pub mod health;
pub mod items;
pub mod keys;
pub mod me;
pub mod organisations;
pub mod programme;
pub mod records;
pub mod session;
mod text;
pub mod users;
