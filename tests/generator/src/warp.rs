//! How the sheet lay and how sharp the optics are.

use image::{Rgb, RgbImage, imageops};

/// The lid behind the sheet.
const LID: Rgb<u8> = Rgb([236, 236, 234]);

/// Turned clockwise about the middle by any angle in degrees; the page keeps its size and
/// the lid shows in the corners.
pub fn turn(page: &RgbImage, degrees: f64) -> RgbImage {
    let (sin, cos) = (degrees.to_radians() as f32).sin_cos();
    let (width, height) = page.dimensions();
    let (middle_x, middle_y) = (width as f32 / 2.0, height as f32 / 2.0);
    let mut turned = RgbImage::new(width, height);
    for (y, row) in turned.rows_mut().enumerate() {
        let down = y as f32 + 0.5 - middle_y;
        for (x, pixel) in row.enumerate() {
            let across = x as f32 + 0.5 - middle_x;
            let from_x = cos * across + sin * down + middle_x - 0.5;
            let from_y = cos * down - sin * across + middle_y - 0.5;
            *pixel = sampled(page, from_x, from_y);
        }
    }
    turned
}

fn sampled(page: &RgbImage, x: f32, y: f32) -> Rgb<u8> {
    let (width, height) = page.dimensions();
    if x < 0.0 || y < 0.0 || x >= width as f32 - 1.0 || y >= height as f32 - 1.0 {
        return LID;
    }
    let (left, top) = (x as usize, y as usize);
    // Weights in 1/256: integers are quick also where nothing is optimised.
    let (right, down) = (((x - left as f32) * 256.0) as u32, ((y - top as f32) * 256.0) as u32);
    let stride = width as usize * 3;
    let start = top * stride + left * 3;
    let bytes = page.as_raw();
    let mut mixed = [0; 3];
    for (channel, value) in mixed.iter_mut().enumerate() {
        let at = |offset: usize| u32::from(bytes[start + offset + channel]);
        let upper = at(0) * (256 - right) + at(3) * right;
        let lower = at(stride) * (256 - right) + at(stride + 3) * right;
        *value = ((upper * (256 - down) + lower * down) >> 16) as u8;
    }
    Rgb(mixed)
}

/// Turned clockwise by right angles.
pub fn quarters(page: RgbImage, quarters: u8) -> RgbImage {
    match quarters % 4 {
        1 => imageops::rotate90(&page),
        2 => imageops::rotate180(&page),
        3 => imageops::rotate270(&page),
        _ => page,
    }
}

/// Gaussian blur of this sigma in pixels, up to about 2.
pub fn blur(page: &mut RgbImage, sigma: f64) {
    if sigma < 0.1 {
        return;
    }
    let radius = (sigma * 3.0).ceil() as usize;
    let weights: Vec<f64> = (0..=2 * radius)
        .map(|i| (-((i as f64 - radius as f64) / sigma).powi(2) / 2.0).exp())
        .collect();
    let total: f64 = weights.iter().sum();
    let weights: Vec<u32> = weights.iter().map(|w| (w / total * 65536.0).round() as u32).collect();
    let (width, height) = (page.width() as usize, page.height() as usize);
    let lines = (0..height).map(|y| (y * width * 3, 3));
    smooth(&mut *page, &weights, lines.collect(), width);
    let lines = (0..width).map(|x| (x * 3, width * 3));
    smooth(page, &weights, lines.collect(), height);
}

/// Smooths lines of pixels, given by their first byte and the step to the next pixel.
fn smooth(bytes: &mut [u8], weights: &[u32], lines: Vec<(usize, usize)>, length: usize) {
    let radius = weights.len() / 2;
    let mut line = vec![0_u32; length + 2 * radius];
    for (start, step) in lines {
        for channel in 0..3 {
            for (i, value) in line.iter_mut().enumerate() {
                let pixel = i.saturating_sub(radius).min(length - 1);
                *value = u32::from(bytes[start + channel + pixel * step]);
            }
            for (pixel, around) in line.windows(weights.len()).enumerate() {
                let sum: u32 = around.iter().zip(weights).map(|(v, w)| v * w).sum();
                bytes[start + channel + pixel * step] = (sum >> 16).min(255) as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_moves_clockwise() {
        let mut page = RgbImage::from_pixel(101, 101, Rgb([255; 3]));
        for x in 88..93 {
            for y in 48..53 {
                page.put_pixel(x, y, Rgb([0; 3]));
            }
        }
        let turned = turn(&page, 30.0);
        // 40 pixels right of the middle: now 34.6 right and 20 below it.
        assert!(turned.get_pixel(85, 70).0[0] < 60);
        assert!(turned.get_pixel(90, 50).0[0] > 200);
    }

    #[test]
    fn blur_keeps_the_brightness() {
        let mut page = RgbImage::from_fn(40, 40, |x, _| Rgb([if x < 20 { 0 } else { 200 }; 3]));
        blur(&mut page, 1.0);
        assert!(page.get_pixel(2, 9).0[0] <= 1 && page.get_pixel(37, 9).0[0] >= 198);
        let edge = page.get_pixel(20, 9).0[0];
        assert!((100..160).contains(&edge), "{edge}");
    }
}
