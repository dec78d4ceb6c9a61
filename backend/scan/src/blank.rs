//! Whether a page is empty: the back of a sheet that a duplex scanner took along.

use image::{GrayImage, imageops};

use crate::raster::Raster;

/// Pixels across the picture that is looked at: noise of the scan averages out in it.
const WIDTH: u32 = 240;
/// Half the side of the square that a pixel is compared with, in pixels.
const REACH: u32 = 8;
/// What is so much darker than its surroundings is ink. Print that shines through from the other
/// side of thin paper stays below.
const INK: i32 = 28;
/// So many pixels of ink in a thousand are dust or a hole of a punch.
const DUST: usize = 2;
/// Share of each edge that is not looked at: shadows and the scanner's bed.
const MARGIN: f64 = 0.04;

/// Whether nothing stands on the page. Uneven light and grey paper do not count.
pub(crate) fn is_blank(raster: &Raster) -> bool {
    let scale = f64::from(WIDTH) / f64::from(raster.width().max(1));
    let height = ((f64::from(raster.height()) * scale).round() as u32).max(1);
    let small = match raster {
        Raster::Grey(image) => imageops::thumbnail(image, WIDTH, height),
        Raster::Rgb(image) => imageops::grayscale(&imageops::thumbnail(image, WIDTH, height)),
    };
    let around = imageops::fast_blur(&small, REACH as f32);
    let (ink, looked_at) = count(&small, &around);
    ink * 1_000 <= looked_at * DUST
}

fn count(small: &GrayImage, around: &GrayImage) -> (usize, usize) {
    let margin = |length: u32| (f64::from(length) * MARGIN).ceil() as u32;
    let (across, down) = (margin(small.width()), margin(small.height()));
    let inside = |x: u32, y: u32| {
        (across..small.width().saturating_sub(across)).contains(&x)
            && (down..small.height().saturating_sub(down)).contains(&y)
    };
    let (mut ink, mut looked_at) = (0, 0);
    for ((x, y, pixel), mean) in small.enumerate_pixels().zip(around.pixels()) {
        if inside(x, y) {
            looked_at += 1;
            ink += usize::from(i32::from(mean.0[0]) - i32::from(pixel.0[0]) > INK);
        }
    }
    (ink, looked_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Luma, Rgb, RgbImage};

    /// Paper under uneven light, with noise and a grey edge, as a scanner gives it.
    fn paper() -> GrayImage {
        let mut seed = 7_u32;
        GrayImage::from_fn(1240, 1754, |x, y| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (seed >> 24) as i32 % 29 - 14;
            let light = 235 - (x / 16 + y / 40) as i32;
            let edge = if x < 25 { 90 } else { 0 };
            Luma([(light + noise - edge).clamp(0, 255) as u8])
        })
    }

    #[test]
    fn an_empty_back_is_blank_whatever_the_light() {
        assert!(is_blank(&Raster::Grey(paper())));
        assert!(is_blank(&Raster::Rgb(RgbImage::from_pixel(827, 1169, Rgb([255; 3])))));
    }

    #[test]
    fn a_line_of_writing_is_not() {
        let mut page = paper();
        for letter in 0..24 {
            for y in 700..724 {
                for x in 0..6 {
                    page.put_pixel(300 + letter * 24 + x, y, Luma([40]));
                }
            }
        }
        assert!(!is_blank(&Raster::Grey(page)));
    }

    #[test]
    fn a_seal_alone_is_not() {
        let mut page = RgbImage::from_pixel(1240, 1754, Rgb([250; 3]));
        for step in 0..2_000_u32 {
            let angle = f64::from(step) * std::f64::consts::TAU / 2_000.0;
            for ring in 0..8 {
                let radius = 120.0 + f64::from(ring);
                let (x, y) = (600.0 + radius * angle.cos(), 900.0 + radius * angle.sin());
                page.put_pixel(x as u32, y as u32, Rgb([210, 60, 60]));
            }
        }
        assert!(!is_blank(&Raster::Rgb(page)));
    }

    #[test]
    fn print_shining_through_does_not_count() {
        let mut page = paper();
        for row in 0..40 {
            for y in 0..20 {
                for x in 150..1_000 {
                    let pixel = page.get_pixel_mut(x, 200 + row * 36 + y);
                    pixel.0[0] = pixel.0[0].saturating_sub(12);
                }
            }
        }
        assert!(is_blank(&Raster::Grey(page)));
    }
}
