//! The pictures that people see: upright, small, encoded anew, so that nothing of the
//! uploaded bytes reaches a browser.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, GrayImage, ImageResult, RgbImage, imageops};

use crate::error::Refusal;
use crate::page::{Colour, Turn};
use crate::raster::Raster;

const PICTURE_WIDTH: u32 = 1240;
const PICTURE_QUALITY: u8 = 80;
const THUMBNAIL_WIDTH: u32 = 240;
const THUMBNAIL_QUALITY: u8 = 70;

/// Picture and thumbnail of the page after `turn`.
pub(crate) fn encode(raster: &Raster, turn: Turn) -> Result<(Vec<u8>, Vec<u8>), Refusal> {
    let picture = turned(shrunk(raster, turn, PICTURE_WIDTH), turn);
    let thumbnail = shrunk(&picture, Turn::None, THUMBNAIL_WIDTH);
    let jpeg = |raster: &Raster, quality| jpeg(raster, quality).map_err(|_| Refusal::PageTooLarge);
    Ok((jpeg(&picture, PICTURE_QUALITY)?, jpeg(&thumbnail, THUMBNAIL_QUALITY)?))
}

/// The raster at a size that is `most` wide after `turn`, never larger than it was.
fn shrunk(raster: &Raster, turn: Turn, most: u32) -> Raster {
    let (across, _) = turn.size(raster.width(), raster.height());
    let scale = (f64::from(most) / f64::from(across)).min(1.0);
    let length = |pixels: u32| ((f64::from(pixels) * scale).round() as u32).max(1);
    let (width, height) = (length(raster.width()), length(raster.height()));
    match raster {
        Raster::Grey(image) => Raster::Grey(imageops::thumbnail(image, width, height)),
        Raster::Rgb(image) => Raster::Rgb(imageops::thumbnail(image, width, height)),
    }
}

fn turned(raster: Raster, turn: Turn) -> Raster {
    match (raster, turn) {
        (raster, Turn::None) => raster,
        (Raster::Grey(image), Turn::Quarter) => Raster::Grey(imageops::rotate90(&image)),
        (Raster::Grey(image), Turn::Half) => Raster::Grey(imageops::rotate180(&image)),
        (Raster::Grey(image), Turn::ThreeQuarters) => Raster::Grey(imageops::rotate270(&image)),
        (Raster::Rgb(image), Turn::Quarter) => Raster::Rgb(imageops::rotate90(&image)),
        (Raster::Rgb(image), Turn::Half) => Raster::Rgb(imageops::rotate180(&image)),
        (Raster::Rgb(image), Turn::ThreeQuarters) => Raster::Rgb(imageops::rotate270(&image)),
    }
}

fn jpeg(raster: &Raster, quality: u8) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    let (width, height) = (raster.width(), raster.height());
    match raster {
        Raster::Grey(image) => encoder.encode(image, width, height, ExtendedColorType::L8)?,
        Raster::Rgb(image) if raster.colour() == Colour::Colour => {
            encoder.encode(image, width, height, ExtendedColorType::Rgb8)?;
        }
        Raster::Rgb(image) => {
            let grey = grey(image);
            encoder.encode(&grey, width, height, ExtendedColorType::L8)?;
        }
    }
    Ok(bytes)
}

fn grey(image: &RgbImage) -> GrayImage {
    imageops::grayscale(image)
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    #[test]
    fn picture_is_upright_and_bounded() {
        // Red in the top left corner of a sheet that lies on its side.
        let mut page = RgbImage::from_pixel(3508, 2480, Rgb([255, 255, 255]));
        for y in 0..400 {
            for x in 0..400 {
                page.put_pixel(x, y, Rgb([220, 0, 0]));
            }
        }
        let (picture, thumbnail) = encode(&Raster::Rgb(page), Turn::Quarter).unwrap();
        let picture = image::load_from_memory(&picture).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (1240, 1754));
        let Rgb([r, g, _]) = *picture.get_pixel(1200, 30);
        assert!(r > 180 && g < 60, "the corner is at the right: {r} {g}");
        let thumbnail = image::load_from_memory(&thumbnail).unwrap();
        assert_eq!((thumbnail.width(), thumbnail.height()), (240, 339));
    }

    #[test]
    fn small_pages_are_not_blown_up() {
        let (picture, _) = encode(&Raster::Grey(GrayImage::new(620, 877)), Turn::None).unwrap();
        assert_eq!(image::load_from_memory(&picture).unwrap().width(), 620);
    }
}
