//! TIFF: several pages, grey, colour, palette and 1-bit.

use std::io::Cursor;

use hayro_ccitt::EncodingMode;
use image::{DynamicImage, GrayImage, RgbImage, metadata::Orientation};
use tiff::decoder::{Decoder, DecodingResult, ifd::Value};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use super::{Sink, fax, still};
use crate::error::Refusal;
use crate::limits::Limits;
use crate::raster::{Raster, check_size};

type Pages<'a> = Decoder<Cursor<&'a [u8]>>;

const WHITE_IS_ZERO: u16 = 0;

pub(super) fn decode(bytes: Vec<u8>, limits: &Limits, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut bounds = tiff::decoder::Limits::default();
    bounds.decoding_buffer_size = usize::try_from(limits.worker.memory_bytes).unwrap_or(usize::MAX);
    bounds.intermediate_buffer_size = bounds.decoding_buffer_size;
    let mut pages = Decoder::new(Cursor::new(bytes.as_slice()))
        .map_err(refusal)?
        .with_limits(bounds);
    let mut directories: u16 = 0;
    loop {
        directories += 1;
        // Thumbnails have directories of their own: twice the pages is still honest.
        if directories > limits.pages.saturating_mul(2) {
            return Err(Refusal::TooManyPages);
        }
        if !is_reduced(&mut pages)? {
            sink(page(&mut pages, &bytes, limits)?)?;
        }
        if !pages.more_images() {
            return Ok(());
        }
        pages.next_image().map_err(refusal)?;
    }
}

fn number(pages: &mut Pages<'_>, tag: Tag) -> Result<Option<u32>, Refusal> {
    pages.find_tag_unsigned(tag).map_err(refusal)
}

fn is_reduced(pages: &mut Pages<'_>) -> Result<bool, Refusal> {
    Ok(number(pages, Tag::NewSubfileType)?.unwrap_or(0) & 1 == 1)
}

fn page(pages: &mut Pages<'_>, bytes: &[u8], limits: &Limits) -> Result<Raster, Refusal> {
    let (width, height) = pages.dimensions().map_err(refusal)?;
    check_size(width, height, limits)?;
    let raster = match number(pages, Tag::Compression)?.unwrap_or(1) {
        compression @ 2..=4 => {
            let coding = coding(pages, compression)?;
            Raster::Grey(faxed(pages, coding, bytes, (width, height))?)
        }
        _ => plain(pages, width, height)?,
    };
    let mut density = |tag| -> Result<f64, Refusal> {
        Ok(match pages.find_tag(tag).map_err(refusal)? {
            Some(Value::Rational(n, d)) if n > 0 && d > 0 => f64::from(n) / f64::from(d),
            _ => 1.0,
        })
    };
    let (x, y) = (density(Tag::XResolution)?, density(Tag::YResolution)?);
    let squared = raster.squared(x, y);
    let orientation =
        number(pages, Tag::Orientation)?.and_then(|exif| Orientation::from_exif(u8::try_from(exif).ok()?));
    Ok(match orientation {
        None | Some(Orientation::NoTransforms) => squared,
        Some(orientation) => {
            let mut image = match squared {
                Raster::Grey(grey) => DynamicImage::from(grey),
                Raster::Rgb(rgb) => DynamicImage::from(rgb),
            };
            image.apply_orientation(orientation);
            still::from_dynamic(image)
        }
    })
}

fn coding(pages: &mut Pages<'_>, compression: u32) -> Result<fax::Coding, Refusal> {
    // T4Options: bit 0 two-dimensional, bit 2 fill bits before end of line.
    let options = number(pages, Tag::Unknown(292))?.unwrap_or(0);
    let mode = match compression {
        4 => EncodingMode::Group4,
        3 if options & 1 == 1 => EncodingMode::Group3_2D,
        _ => EncodingMode::Group3_1D,
    };
    let photometric = number(pages, Tag::PhotometricInterpretation)?;
    Ok(fax::Coding {
        mode,
        aligned: compression == 2,
        reversed: number(pages, Tag::FillOrder)? == Some(2),
        inverted: photometric.is_some_and(|value| value != u32::from(WHITE_IS_ZERO)),
    })
}

fn faxed(
    pages: &mut Pages<'_>,
    coding: fax::Coding,
    bytes: &[u8],
    (width, height): (u32, u32),
) -> Result<GrayImage, Refusal> {
    let list = |pages: &mut Pages<'_>, tag| -> Result<Vec<u64>, Refusal> {
        let list = pages.find_tag_unsigned_vec::<u64>(tag).map_err(refusal)?;
        list.ok_or(Refusal::Broken)
    };
    let offsets = list(pages, Tag::StripOffsets)?;
    let lengths = list(pages, Tag::StripByteCounts)?;
    let strips: Vec<&[u8]> = offsets
        .iter()
        .zip(&lengths)
        .map(|(offset, length)| {
            let start = usize::try_from(*offset).ok()?;
            bytes.get(start..start.checked_add(usize::try_from(*length).ok()?)?)
        })
        .collect::<Option<_>>()
        .ok_or(Refusal::Broken)?;
    let rows_per_strip = number(pages, Tag::RowsPerStrip)?.unwrap_or(height).max(1);
    fax::decode(coding, width, height, rows_per_strip, strips.into_iter())
}

fn plain(pages: &mut Pages<'_>, width: u32, height: u32) -> Result<Raster, Refusal> {
    let colours = pages.colortype().map_err(refusal)?;
    let samples = match pages.read_image().map_err(refusal)? {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => samples.iter().map(|wide| (wide >> 8) as u8).collect(),
        _ => return Err(Refusal::UnknownType),
    };
    let grey = |pixels| GrayImage::from_raw(width, height, pixels).map(Raster::Grey);
    let rgb = |pixels| RgbImage::from_raw(width, height, pixels).map(Raster::Rgb);
    let raster = match colours {
        ColorType::Gray(8 | 16) => grey(samples),
        ColorType::Gray(bits @ (1 | 2 | 4)) => grey(unpacked(&samples, width, bits, |value| {
            (u16::from(value) * 255 / ((1 << bits) - 1)) as u8
        })),
        ColorType::GrayA(8 | 16) => grey(every(&samples, |[grey, _alpha]| [*grey])),
        ColorType::RGB(8 | 16) => rgb(samples),
        ColorType::RGBA(8 | 16) => rgb(every(&samples, |[r, g, b, _alpha]| [*r, *g, *b])),
        ColorType::CMYK(8 | 16) => rgb(every(&samples, |[c, m, y, k]| {
            [c, m, y].map(|ink| (u16::from(!ink) * u16::from(!k) / 255) as u8)
        })),
        ColorType::YCbCr(8) => rgb(every(&samples, ycbcr)),
        ColorType::Palette(bits @ (1 | 2 | 4 | 8)) => {
            let indices = unpacked(&samples, width, bits, |index| index);
            rgb(coloured(&indices, &palette(pages)?))
        }
        _ => return Err(Refusal::UnknownType),
    };
    raster.ok_or(Refusal::Broken)
}

/// Rows are packed and begin at byte boundaries.
fn unpacked(packed: &[u8], width: u32, bits: u8, value: impl Fn(u8) -> u8) -> Vec<u8> {
    let per_byte = 8 / usize::from(bits);
    let mask = u8::MAX >> (8 - bits);
    packed
        .chunks((width as usize).div_ceil(per_byte))
        .flat_map(|row| {
            row.iter()
                .flat_map(|byte| (1..=per_byte).map(move |place| byte >> (8 - place * usize::from(bits)) & mask))
                .take(width as usize)
        })
        .map(value)
        .collect()
}

fn every<const N: usize, const M: usize>(samples: &[u8], f: impl Fn(&[u8; N]) -> [u8; M]) -> Vec<u8> {
    samples.as_chunks::<N>().0.iter().flat_map(f).collect()
}

fn ycbcr([y, cb, cr]: &[u8; 3]) -> [u8; 3] {
    let (y, cb, cr) = (f32::from(*y), f32::from(*cb) - 128.0, f32::from(*cr) - 128.0);
    [y + 1.402 * cr, y - 0.344_14 * cb - 0.714_14 * cr, y + 1.772 * cb].map(|v| v.round() as u8)
}

/// Three lists one after the other: all reds, all greens, all blues.
fn palette(pages: &mut Pages<'_>) -> Result<Vec<u8>, Refusal> {
    let map = pages.find_tag_unsigned_vec::<u16>(Tag::ColorMap).map_err(refusal)?;
    Ok(map
        .ok_or(Refusal::Broken)?
        .iter()
        .map(|wide| (wide >> 8) as u8)
        .collect())
}

fn coloured(indices: &[u8], palette: &[u8]) -> Vec<u8> {
    let third = palette.len() / 3;
    let channel = |index: u8, list: usize| palette.get(list * third + usize::from(index)).copied().unwrap_or(0);
    indices
        .iter()
        .flat_map(|index| [channel(*index, 0), channel(*index, 1), channel(*index, 2)])
        .collect()
}

fn refusal(error: TiffError) -> Refusal {
    match error {
        TiffError::UnsupportedError(_) => Refusal::UnknownType,
        TiffError::LimitsExceeded => Refusal::PageTooLarge,
        _ => Refusal::Broken,
    }
}
