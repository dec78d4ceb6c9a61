//! Turns an untrusted uploaded file into pages: type, size, colour, printed codes and a
//! re-encoded picture of each page.
//!
//! The work happens in a short-lived, limited child of the same program (`yinzheng-child`):
//! [`decode`] starts it, [`worker`] is what it runs.

mod blank;
mod codes;
mod error;
mod frame;
mod limits;
mod media;
mod page;
mod parent;
mod picture;
mod raster;
mod worker;

pub use error::{DecodeError, Refusal};
pub use limits::Limits;
pub use page::{Colour, Decoded, FoundCode, Media, Page, Point, Quad, Turn};
pub use parent::decode;
pub use worker::{WORKER_ARGUMENT, worker};
pub use yinzheng_child::Bounds;

/// What the product's own printed codes begin with: scheme name and version.
pub const CODE_PREFIX: &str = "YZ1";
