//! PNG.

use std::io::Cursor;

use image::codecs::png::PngDecoder;

use super::still;
use crate::error::Refusal;
use crate::limits::Limits;
use crate::raster::Raster;

pub(super) fn decode(bytes: Vec<u8>, limits: &Limits) -> Result<Raster, Refusal> {
    // Text and colour-profile chunks are unbounded unless told.
    let mut bounds = image::Limits::default();
    bounds.max_alloc = Some(limits.worker.memory_bytes);
    let decoder = PngDecoder::with_limits(Cursor::new(bytes), bounds).map_err(|error| still::refusal(&error))?;
    still::raster(decoder, limits)
}
