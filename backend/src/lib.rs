//! The server of Yinzheng and its commands.

pub mod archive;
pub mod auth;
mod child;
pub mod clock;
pub mod command;
pub mod config;
mod crew;
pub mod data;
pub mod db;
pub mod demo;
pub mod error;
pub mod http;
pub mod items;
pub mod keys;
pub mod layer;
pub mod metrics;
pub mod notify;
pub mod openapi;
pub mod page;
pub mod print;
pub mod programme;
pub mod routes;
pub mod scan;
pub mod scope_lists;
pub mod server;
pub mod spreadsheet;
pub mod state;
pub mod store;
pub mod windows;

pub use config::{Config, Settings};
pub use error::{Error, Result};
pub use server::{Running, start};
pub use state::AppState;
