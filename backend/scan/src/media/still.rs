//! What single pictures have in common: from a decoder of the `image` crate to a raster.

use image::{DynamicImage, ImageDecoder, ImageError};

use crate::error::Refusal;
use crate::limits::Limits;
use crate::raster::{Raster, check_size};

/// Checks the declared size, then decodes. The crate's own limits are not relied on:
/// `from_decoder` ignores them.
pub(super) fn raster(mut decoder: impl ImageDecoder, limits: &Limits) -> Result<Raster, Refusal> {
    let (width, height) = decoder.dimensions();
    check_size(width, height, limits)?;
    let orientation = decoder.orientation().map_err(|error| refusal(&error))?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    image.apply_orientation(orientation);
    Ok(from_dynamic(image))
}

pub(super) fn from_dynamic(image: DynamicImage) -> Raster {
    match image {
        DynamicImage::ImageLuma8(grey) => Raster::Grey(grey),
        DynamicImage::ImageLuma16(_) => Raster::Grey(image.into_luma8()),
        DynamicImage::ImageRgb8(rgb) => Raster::Rgb(rgb),
        other if other.color().has_alpha() => Raster::Rgb(on_white(&other)),
        other => Raster::Rgb(other.into_rgb8()),
    }
}

/// Transparent parts of a page are paper.
fn on_white(image: &DynamicImage) -> image::RgbImage {
    let rgba = image.to_rgba8();
    image::RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let image::Rgba([r, g, b, a]) = *rgba.get_pixel(x, y);
        let mix = |c: u8| ((u16::from(c) * u16::from(a) + 255 * (255 - u16::from(a))) / 255) as u8;
        image::Rgb([mix(r), mix(g), mix(b)])
    })
}

pub(super) fn refusal(error: &ImageError) -> Refusal {
    match error {
        ImageError::Unsupported(_) => Refusal::UnknownType,
        ImageError::Limits(_) => Refusal::PageTooLarge,
        _ => Refusal::Broken,
    }
}
