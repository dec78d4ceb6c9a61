//! Light, creases and the noise of the sensor.

use image::RgbImage;

use super::pixels;
use super::plan::{Fold, Shadow};
use super::rng::Rng;

fn darken(bytes: &mut [u8], light: f32) {
    for byte in bytes {
        *byte = (f32::from(*byte) * light) as u8;
    }
}

/// Darkens evenly towards one side.
pub fn shadow(page: &mut RgbImage, shadow: &Shadow) {
    let (sin, cos) = (shadow.towards_degrees.to_radians() as f32).sin_cos();
    let (width, height) = (page.width() as f32, page.height() as f32);
    let reach = cos.abs() * width + sin.abs() * height;
    for (y, row) in page.rows_mut().enumerate() {
        let down = sin * (y as f32 - height / 2.0);
        for (x, pixel) in row.enumerate() {
            // 0 on the bright side, 1 on the dark one; most of the fall is at the end.
            let share = ((cos * (x as f32 - width / 2.0) + down) / reach + 0.5).clamp(0.0, 1.0);
            darken(&mut pixel.0, 1.0 - shadow.depth as f32 * share * share);
        }
    }
}

/// A crease: a dark line with soft shoulders, and one half of the sheet a little darker.
pub fn fold(page: &mut RgbImage, dpi: u32, fold: &Fold) {
    let (width, height) = page.dimensions();
    let length = if fold.down { width } else { height };
    let at = fold.at as f32 * length as f32;
    let core = pixels(0.35, dpi) as f32;
    let shoulder = pixels(4.0, dpi) as f32;
    let depth = fold.depth as f32;
    let light: Vec<f32> = (0..length)
        .map(|place| {
            let from = place as f32 - at;
            let line = depth * (-(from / core).powi(2)).exp();
            let soft = 0.3 * depth * (-(from / shoulder).powi(2)).exp();
            let half = if from > 0.0 { 0.08 * depth } else { 0.0 };
            1.0 - line - soft * (1.0 - line) - half
        })
        .collect();
    for (y, row) in page.rows_mut().enumerate() {
        for (x, pixel) in row.enumerate() {
            darken(&mut pixel.0, light[if fold.down { x } else { y }].max(0.0));
        }
    }
}

/// Noise of this deviation in grey levels, of its own in each channel.
pub fn noise(page: &mut RgbImage, sigma: f64, rng: &mut Rng) {
    let sigma = sigma as f32;
    for pixel in page.pixels_mut() {
        for (value, normal) in pixel.0.iter_mut().zip(rng.normals()) {
            *value = (f32::from(*value) + sigma * normal) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    #[test]
    fn shadow_falls_where_it_should() {
        let mut page = RgbImage::from_pixel(100, 100, Rgb([200; 3]));
        shadow(
            &mut page,
            &Shadow {
                depth: 0.45,
                towards_degrees: 0.0,
            },
        );
        assert!(page.get_pixel(1, 50).0[0] >= 198);
        assert!((108..116).contains(&page.get_pixel(99, 50).0[0]));
    }

    #[test]
    fn noise_has_its_deviation() {
        let mut page = RgbImage::from_pixel(100, 100, Rgb([128; 3]));
        noise(&mut page, 14.0, &mut Rng::new(3));
        let mean = page.iter().map(|v| f64::from(*v)).sum::<f64>() / page.len() as f64;
        let variance = page.iter().map(|v| (f64::from(*v) - mean).powi(2)).sum::<f64>() / page.len() as f64;
        assert!((variance.sqrt() - 14.0).abs() < 0.7, "{}", variance.sqrt());
    }

    #[test]
    fn a_crease_is_dark_where_it_is() {
        let mut page = RgbImage::from_pixel(200, 200, Rgb([240; 3]));
        fold(
            &mut page,
            100,
            &Fold {
                at: 0.5,
                depth: 0.5,
                down: false,
            },
        );
        assert!(page.get_pixel(9, 100).0[0] < 130);
        assert!(page.get_pixel(9, 10).0[0] > 235);
    }
}
