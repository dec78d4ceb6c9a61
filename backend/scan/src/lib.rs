//! Turns an untrusted uploaded file into pages: type, size, colour, printed codes and a
//! re-encoded picture of each page.
//!
//! The work happens in a short-lived child process of the same program ([`decode`] starts
//! it, [`worker`] is what it runs). The child gets one file as its standard input and
//! nothing else: no environment, no other descriptors, hard limits on memory, time and
//! output, and a system-call allow-list that is in force before the first byte is read.

mod blank;
mod codes;
mod confine;
mod error;
mod frame;
mod limits;
mod media;
mod page;
mod parent;
mod picture;
mod raster;
mod worker;

pub use confine::{ConfineError, confine};
pub use error::{DecodeError, Refusal};
pub use limits::Limits;
pub use page::{Colour, Decoded, FoundCode, Media, Page, Point, Quad, Turn};
pub use parent::decode;
pub use worker::{WORKER_ARGUMENT, worker};

/// What the product's own printed codes begin with: scheme name and version.
pub const CODE_PREFIX: &str = "YZ1";
