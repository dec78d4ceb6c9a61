//! All SQL, one file a noun. Every query takes what the caller may see in its type.

pub mod archive;
pub mod assessment;
pub mod audit;
mod bulletins;
pub mod business_date;
pub mod code;
mod connection;
pub mod consolidations;
pub mod demonstration;
pub mod desk;
pub mod dialect;
pub mod dump;
pub mod facts;
pub mod form_links;
pub mod go_live;
pub mod history;
pub mod interfaces;
mod item_moves;
mod item_steps;
pub mod items;
pub mod judge;
pub mod keys;
pub mod moment;
pub mod notices;
pub mod objects;
pub mod obligations;
pub mod optimization_sessions;
pub mod organisations;
pub mod outbox;
mod page;
pub mod pattern;
#[cfg(test)]
mod plans;
mod pool;
pub mod prints;
pub mod progress;
pub mod proof;
pub mod published;
pub mod records;
pub mod robots;
pub mod scans;
pub mod schedules;
pub mod schema;
pub mod scope_lists;
#[cfg(test)]
mod scratch;
pub mod sessions;
mod settings;
pub mod throttle;
pub mod users;
pub mod visible;
pub mod waiting;
pub mod windows;

pub use connection::{Backend, Conn};
pub use pool::{Db, Tx, ping};
