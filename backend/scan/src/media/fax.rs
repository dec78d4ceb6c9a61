//! Fax compression in TIFF: CCITT groups 3 and 4, the usual form of 1-bit scans.

use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};
use image::GrayImage;

use crate::error::Refusal;

/// How a TIFF page says it is coded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coding {
    pub(super) mode: EncodingMode,
    /// Rows begin at byte boundaries.
    pub(super) aligned: bool,
    /// Bits of a byte run from the lowest to the highest (FillOrder 2).
    pub(super) reversed: bool,
    /// Black pixels are stored as 0 (BlackIsZero), which turns the picture round.
    pub(super) inverted: bool,
}

/// Decodes strips of `rows_per_strip` rows (the last may be shorter) into one page.
pub(super) fn decode<'a>(
    coding: Coding,
    width: u32,
    height: u32,
    rows_per_strip: u32,
    strips: impl Iterator<Item = &'a [u8]>,
) -> Result<GrayImage, Refusal> {
    let mut rows = Rows {
        pixels: Vec::with_capacity(width as usize * height as usize),
        width: width as usize,
        black: if coding.inverted { 255 } else { 0 },
    };
    let mut left = height;
    for strip in strips {
        let expected = left.min(rows_per_strip);
        let before = rows.pixels.len();
        let reversed: Vec<u8>;
        let data = if coding.reversed {
            reversed = strip.iter().map(|byte| byte.reverse_bits()).collect();
            &reversed
        } else {
            strip
        };
        let settings = DecodeSettings {
            columns: width,
            rows: expected,
            end_of_block: true,
            end_of_line: false,
            rows_are_byte_aligned: coding.aligned,
            encoding: coding.mode,
            strict: false,
        };
        let outcome = hayro_ccitt::decode(data, &mut rows, &mut DecoderContext::new(settings));
        if outcome.is_err() || rows.pixels.len() - before != expected as usize * rows.width {
            return Err(Refusal::Broken);
        }
        left -= expected;
    }
    if left > 0 {
        return Err(Refusal::Broken);
    }
    GrayImage::from_raw(width, height, rows.pixels).ok_or(Refusal::Broken)
}

struct Rows {
    pixels: Vec<u8>,
    width: usize,
    black: u8,
}

impl Decoder for Rows {
    fn push_row(&mut self, changes: &[u32]) {
        let row_end = self.pixels.len() + self.width;
        let mut colour = !self.black;
        let mut from = 0;
        for change in changes {
            let to = (*change as usize).min(self.width);
            self.pixels.extend(std::iter::repeat_n(colour, to.saturating_sub(from)));
            colour = !colour;
            from = to.max(from);
        }
        self.pixels.resize(row_end, colour);
    }
}
