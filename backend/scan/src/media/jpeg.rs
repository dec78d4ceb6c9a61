//! JPEG.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;

use super::{contains, still};
use crate::error::Refusal;
use crate::limits::Limits;
use crate::raster::Raster;

pub(super) fn decode(bytes: Vec<u8>, limits: &Limits) -> Result<Raster, Refusal> {
    if !is_whole(&bytes) {
        return Err(Refusal::Broken);
    }
    let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(|error| still::refusal(&error))?;
    still::raster(decoder, limits)
}

/// Whether the scan data ends with the end marker. The decoder fills a cut picture with
/// grey, which nobody may sign for. Segments are skipped by their length, since a
/// thumbnail inside one has an end marker of its own.
fn is_whole(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match rest {
            [0xFF, 0xFF, ..] => rest = rest.get(1..).unwrap_or_default(),
            [0xFF, 0xDA, scan @ ..] => return contains(scan, &[0xFF, 0xD9]),
            [0xFF, _, high, low, ..] => {
                let length = 2 + usize::from(u16::from_be_bytes([*high, *low]));
                rest = rest.get(length..).unwrap_or_default();
            }
            _ => return false,
        }
    }
}
