//! Reading from the server, acting once, and small services of the browser.

mod action;
mod clipboard;
mod document;
mod fetch;
mod filter;
mod keys;
mod overlay;
mod pages;
mod paused;
mod save;
mod scan;
mod setter;
mod typed;

pub use action::{Doing, use_doing};
pub use clipboard::{copy_text, write_clipboard};
pub use document::{focus, kept_looks, use_looks, use_title};
pub use fetch::{Fetched, Load, use_fetch};
pub use filter::use_filter;
pub use keys::use_keys;
pub use overlay::{Overlay, use_overlay};
pub use pages::{Pages, use_pages};
pub use paused::use_paused;
pub use save::save;
pub use scan::use_scan;
pub use setter::setter;
pub use typed::{Typed, use_typed};
