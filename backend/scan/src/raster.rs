//! A page as pixels, at the resolution of the scan.

use image::{GrayImage, RgbImage, imageops};

use crate::error::Refusal;
use crate::limits::Limits;
use crate::page::Colour;

/// Channels may differ by this much in a picture of greys: rounding of JPEG's colour model.
const GREY_TOLERANCE: u8 = 10;
/// One coloured pixel in so many is an artefact, not colour.
const STRAY_PIXELS: usize = 20_000;
/// One grey pixel in so many is an artefact of compression, not a shade.
const STRAY_SHADES: usize = 500;

pub(crate) enum Raster {
    Grey(GrayImage),
    Rgb(RgbImage),
}

impl Raster {
    pub(crate) fn width(&self) -> u32 {
        match self {
            Self::Grey(image) => image.width(),
            Self::Rgb(image) => image.width(),
        }
    }

    pub(crate) fn height(&self) -> u32 {
        match self {
            Self::Grey(image) => image.height(),
            Self::Rgb(image) => image.height(),
        }
    }

    /// Judged by the pixels: scanners and converters store grey pages as colour.
    pub(crate) fn colour(&self) -> Colour {
        let (bytes, stray) = match self {
            Self::Grey(image) => (image.as_raw(), image.as_raw().len() / STRAY_SHADES),
            Self::Rgb(image) => {
                let pixels = image.as_raw();
                let stray = pixels.len() / 3 / STRAY_PIXELS;
                let coloured = pixels.as_chunks::<3>().0.iter().filter(|pixel| is_coloured(pixel));
                if coloured.take(stray + 1).count() > stray {
                    return Colour::Colour;
                }
                (pixels, pixels.len() / STRAY_SHADES)
            }
        };
        let shades = bytes.iter().filter(|byte| (9..=246).contains(*byte));
        if shades.take(stray + 1).count() > stray {
            Colour::Grey
        } else {
            Colour::Bilevel
        }
    }

    /// Stretches the coarser axis so that pixels are square again (fax modes have 204 × 98
    /// dots per inch). Ratios beyond 4 are nonsense in the file and ignored.
    pub(crate) fn squared(self, x_density: f64, y_density: f64) -> Self {
        let ratio = x_density / y_density;
        if !(0.25..=4.0).contains(&ratio) || (0.95..=1.05).contains(&ratio) {
            return self;
        }
        let stretch = |length: u32, by: f64| (f64::from(length) * by).round() as u32;
        let (width, height) = if ratio > 1.0 {
            (self.width(), stretch(self.height(), ratio))
        } else {
            (stretch(self.width(), 1.0 / ratio), self.height())
        };
        let filter = imageops::FilterType::Triangle;
        match self {
            Self::Grey(image) => Self::Grey(imageops::resize(&image, width, height, filter)),
            Self::Rgb(image) => Self::Rgb(imageops::resize(&image, width, height, filter)),
        }
    }
}

fn is_coloured([r, g, b]: &[u8; 3]) -> bool {
    let most = *r.max(g).max(b);
    let least = *r.min(g).min(b);
    most - least > GREY_TOLERANCE
}

/// Refuses a page by its declared size, before anything is allocated for it.
pub(crate) fn check_size(width: u32, height: u32, limits: &Limits) -> Result<(), Refusal> {
    if width == 0 || height == 0 {
        return Err(Refusal::Broken);
    }
    if u64::from(width) * u64::from(height) > limits.page_pixels {
        return Err(Refusal::PageTooLarge);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use image::{Luma, Rgb};

    use super::*;

    #[test]
    fn colour_is_told_by_the_pixels() {
        let mut page = RgbImage::from_pixel(400, 400, Rgb([250, 251, 249]));
        page.put_pixel(1, 1, Rgb([0, 0, 0]));
        assert_eq!(Raster::Rgb(page.clone()).colour(), Colour::Bilevel);
        for x in 0..400 {
            page.put_pixel(x, 9, Rgb([90, 88, 91]));
        }
        assert_eq!(Raster::Rgb(page.clone()).colour(), Colour::Grey);
        for x in 0..40 {
            page.put_pixel(x, 20, Rgb([200, 40, 50]));
        }
        assert_eq!(Raster::Rgb(page).colour(), Colour::Colour);
        let grey = GrayImage::from_fn(64, 64, |x, _| Luma([(x * 4) as u8]));
        assert_eq!(Raster::Grey(grey).colour(), Colour::Grey);
    }

    #[test]
    fn fax_pixels_become_square() {
        let page = Raster::Grey(GrayImage::new(1728, 1078)).squared(204.0, 98.0);
        assert_eq!((page.width(), page.height()), (1728, 2244));
        let page = Raster::Grey(GrayImage::new(100, 100)).squared(300.0, 300.0);
        assert_eq!((page.width(), page.height()), (100, 100));
    }
}
