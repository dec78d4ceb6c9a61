//! Preparations that make a hard code readable, and the order they are tried in.

use image::{GrayImage, imageops};

/// Windows are enlarged to about this side, so that a code's modules are some nine pixels
/// wide at any resolution of the scan, and lengths below mean the same.
const PREPARED_SIDE: u32 = 900;
/// Enlarging further invents nothing.
const MOST_ENLARGED: u32 = 4;

/// What is done to an enlarged window before it is read. Lengths are in its pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Filter {
    /// Smoothed by a Gaussian.
    Smooth { sigma: f32 },
    /// Edges made steeper: for blurred and coarse scans.
    Sharpen { sigma: f32, amount: f32 },
    /// Smoothed and cut at the local mean less an offset: evens out shadows.
    Threshold { sigma: f32, radius: u32, offset: i32 },
    /// Single pixels removed by a 3 × 3 median before enlarging, then smoothed.
    Median { sigma: f32 },
}

/// Tried also when one of two codes has been read.
pub(super) const GENTLE: &[Filter] = &[Filter::Smooth { sigma: 1.5 }];

/// Tried until a product code is read.
pub(super) const HARD: &[Filter] = &[
    Filter::Sharpen {
        sigma: 2.7,
        amount: 1.5,
    },
    Filter::Threshold {
        sigma: 2.2,
        radius: 45,
        offset: 8,
    },
    Filter::Smooth { sigma: 3.0 },
    Filter::Median { sigma: 2.0 },
    Filter::Sharpen {
        sigma: 4.5,
        amount: 2.5,
    },
    Filter::Threshold {
        sigma: 3.3,
        radius: 70,
        offset: 4,
    },
];

/// The window, enlarged and filtered.
pub(super) fn apply(image: &GrayImage, filter: Filter) -> GrayImage {
    match filter {
        Filter::Smooth { sigma } => smoothed(&enlarged(image), sigma),
        Filter::Sharpen { sigma, amount } => sharpened(&enlarged(image), sigma, amount),
        Filter::Threshold { sigma, radius, offset } => thresholded(&smoothed(&enlarged(image), sigma), radius, offset),
        Filter::Median { sigma } => smoothed(&enlarged(&median(image)), sigma),
    }
}

/// At most `side` long, by whole factors: averaging whole pixels keeps edges clean.
pub(super) fn shrunk(image: &GrayImage, side: u32) -> GrayImage {
    let factor = image.width().max(image.height()).div_ceil(side).max(1);
    if factor == 1 {
        return image.clone();
    }
    imageops::thumbnail(image, (image.width() / factor).max(1), (image.height() / factor).max(1))
}

fn enlarged(image: &GrayImage) -> GrayImage {
    let side = image.width().max(image.height()).max(1);
    let by = ((PREPARED_SIDE + side / 2) / side).clamp(1, MOST_ENLARGED);
    if by == 1 {
        return image.clone();
    }
    let (width, height) = (image.width() * by, image.height() * by);
    imageops::resize(image, width, height, imageops::FilterType::CatmullRom)
}

fn smoothed(image: &GrayImage, sigma: f32) -> GrayImage {
    if sigma <= 0.0 {
        image.clone()
    } else {
        imageops::blur(image, sigma)
    }
}

fn sharpened(image: &GrayImage, sigma: f32, amount: f32) -> GrayImage {
    let soft = smoothed(image, sigma);
    let mut sharp = image.clone();
    for (pixel, soft) in sharp.iter_mut().zip(soft.iter()) {
        let edge = f32::from(*pixel) - f32::from(*soft);
        *pixel = (f32::from(*pixel) + amount * edge).round() as u8;
    }
    sharp
}

/// Black where a pixel is darker than the mean around it by more than `offset`.
fn thresholded(image: &GrayImage, radius: u32, offset: i32) -> GrayImage {
    let (width, height) = image.dimensions();
    let sums = Sums::of(image);
    GrayImage::from_fn(width, height, |x, y| {
        let mean = sums.mean(x, y, radius);
        let image::Luma([value]) = *image.get_pixel(x, y);
        image::Luma([if i32::from(value) < mean - offset { 0 } else { 255 }])
    })
}

/// Sums over all rectangles from the origin, one row and column wider than the image.
struct Sums {
    sums: Vec<u32>,
    width: u32,
    height: u32,
}

impl Sums {
    fn of(image: &GrayImage) -> Self {
        let (width, height) = image.dimensions();
        let stride = width as usize + 1;
        let mut sums = vec![0_u32; stride];
        sums.reserve(stride * height as usize);
        for row in image.as_raw().chunks(width as usize) {
            let above = sums.len() - stride;
            let mut line = 0;
            sums.push(0);
            for (x, value) in row.iter().enumerate() {
                line += u32::from(*value);
                let over = sums.get(above + x + 1).copied().unwrap_or(0);
                sums.push(over.wrapping_add(line));
            }
        }
        Self { sums, width, height }
    }

    fn at(&self, x: u32, y: u32) -> u32 {
        let place = y as usize * (self.width as usize + 1) + x as usize;
        self.sums.get(place).copied().unwrap_or(0)
    }

    fn mean(&self, x: u32, y: u32, radius: u32) -> i32 {
        let (left, right) = (x.saturating_sub(radius), (x + radius + 1).min(self.width));
        let (top, bottom) = (y.saturating_sub(radius), (y + radius + 1).min(self.height));
        let sum = self
            .at(right, bottom)
            .wrapping_sub(self.at(left, bottom))
            .wrapping_sub(self.at(right, top))
            .wrapping_add(self.at(left, top));
        (sum / ((right - left) * (bottom - top))) as i32
    }
}

fn median(image: &GrayImage) -> GrayImage {
    let (width, height) = image.dimensions();
    GrayImage::from_fn(width, height, |x, y| {
        let mut around = [0_u8; 9];
        for (place, value) in around.iter_mut().enumerate() {
            let x = (x + place as u32 % 3).saturating_sub(1).min(width - 1);
            let y = (y + place as u32 / 3).saturating_sub(1).min(height - 1);
            let image::Luma([near]) = *image.get_pixel(x, y);
            *value = near;
        }
        around.sort_unstable();
        let [_, _, _, _, middle, ..] = around;
        image::Luma([middle])
    })
}

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    #[test]
    fn threshold_sees_through_a_shadow() {
        // Paper from white to dark; marks a little darker than the paper beside them.
        let image = GrayImage::from_fn(256, 64, |x, y| {
            let paper = 240 - x * 180 / 256;
            Luma([(if (x / 4 + y / 4) % 2 == 0 { paper } else { paper - 40 }) as u8])
        });
        let cut = thresholded(&image, 12, 2);
        let right = (20..236).flat_map(|x| (12..52).map(move |y| (x, y))).filter(|(x, y)| {
            let white = (x / 4 + y / 4) % 2 == 0;
            (cut.get_pixel(*x, *y).0[0] == 255) == white
        });
        let share = right.count() as f32 / (216.0 * 40.0);
        assert!(share > 0.98, "{share}");
    }

    #[test]
    fn median_removes_specks() {
        let mut image = GrayImage::from_pixel(9, 9, Luma([255]));
        image.put_pixel(4, 4, Luma([0]));
        assert!(median(&image).iter().all(|value| *value == 255));
    }

    #[test]
    fn windows_are_enlarged_to_one_scale() {
        for (side, prepared) in [(231, 924), (347, 1041), (463, 926), (694, 694), (60, 240)] {
            assert_eq!(enlarged(&GrayImage::new(side, side)).width(), prepared);
        }
    }

    #[test]
    fn shrinking_is_by_whole_factors() {
        let image = GrayImage::new(4960, 7016);
        assert_eq!(shrunk(&image, 3600).dimensions(), (2480, 3508));
        assert_eq!(shrunk(&GrayImage::new(100, 90), 3600).dimensions(), (100, 90));
    }
}
