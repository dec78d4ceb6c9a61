//! From bytes to page rasters, one module a file type.

mod active;
mod fax;
mod jpeg;
mod page_image;
mod pdf;
mod png;
mod still;
mod tiff;

use crate::error::Refusal;
use crate::limits::Limits;
use crate::page::Media;
use crate::raster::Raster;

/// Takes the pages one after the other, so that only one is in memory.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(Raster) -> Result<(), Refusal>;

/// A PDF may have this much before its header (ISO 32000-1, annex H).
const PDF_LEADER: usize = 1024;

/// The type by the first bytes.
pub(crate) fn sniff(bytes: &[u8]) -> Option<Media> {
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Some(Media::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(Media::Png);
    }
    if [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]
        .iter()
        .any(|magic| bytes.starts_with(*magic))
    {
        return Some(Media::Tiff);
    }
    let leader = bytes.get(..PDF_LEADER).unwrap_or(bytes);
    contains(leader, b"%PDF-").then_some(Media::Pdf)
}

/// Hands every page to `sink`, stops at the first refusal.
pub(crate) fn decode(media: Media, bytes: Vec<u8>, limits: &Limits, sink: Sink<'_>) -> Result<(), Refusal> {
    match media {
        Media::Pdf => pdf::decode(bytes, limits, sink),
        Media::Jpeg => sink(jpeg::decode(bytes, limits)?),
        Media::Png => sink(png::decode(bytes, limits)?),
        Media::Tiff => tiff::decode(bytes, limits, sink),
    }
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}
