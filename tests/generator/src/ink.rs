//! What people put on the paper: a drawn sample seal and a scribbled name.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use image::{Rgb, RgbImage};

use super::pixels;
use super::plan::{Place, Seal};
use super::rng::Rng;

const SEAL_RED: [f32; 3] = [205.0, 24.0, 40.0];
const PEN_BLUE: [f32; 3] = [28.0, 32.0, 92.0];

/// Ink multiplies with what is under it, as far as it covers.
fn ink(page: &mut RgbImage, x: i64, y: i64, colour: [f32; 3], cover: f32) {
    let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else {
        return;
    };
    if let Some(Rgb(under)) = page.get_pixel_mut_checked(x, y) {
        for (value, ink) in under.iter_mut().zip(colour) {
            *value = (f32::from(*value) * (1.0 - cover * (1.0 - ink / 255.0))) as u8;
        }
    }
}

/// Stamps a round seal: a ring, characters along it, a star.
pub fn stamp(page: &mut RgbImage, dpi: u32, seal: &Seal, rng: &mut Rng) {
    let radius = seal.diameter_mm / 2.0;
    let strokes = characters(radius, rng);
    let reach = pixels(radius, dpi).ceil() as i64;
    let (x0, y0) = (
        pixels(seal.centre.x_mm, dpi) as i64,
        pixels(seal.centre.y_mm, dpi) as i64,
    );
    let (sin, cos) = seal.turn_degrees.to_radians().sin_cos();
    let phase = rng.within(0.0..TAU);
    let pixel_mm = pixels(1.0, dpi).recip();
    for down in -reach..=reach {
        for across in -reach..=reach {
            let (u, v) = (across as f64 * pixel_mm, down as f64 * pixel_mm);
            let (x, y) = (cos * u + sin * v, cos * v - sin * u);
            let edge = figure(x, y, radius, &strokes);
            let cover = (0.5 - edge / pixel_mm).clamp(0.0, 1.0);
            if cover > 0.0 {
                // Ink that took unevenly.
                let patch = (x * 0.55 + phase).sin() * (y * 0.47 - phase).cos();
                let strength = seal.opacity * (0.88 + 0.12 * patch) * cover;
                ink(page, x0 + across, y0 + down, SEAL_RED, strength as f32);
            }
        }
    }
}

/// Straight strokes in millimetres, in the frame of the seal.
type Stroke = [(f64, f64); 2];

/// Sample characters along the upper arc: no script, but as dense as one.
fn characters(radius: f64, rng: &mut Rng) -> Vec<Stroke> {
    let (count, size, line) = (11, radius * 0.23, radius * 0.74);
    let mut strokes = Vec::new();
    for index in 0..count {
        let angle = -FRAC_PI_2 + (f64::from(index) / f64::from(count - 1) - 0.5) * PI * 1.45;
        let (sin, cos) = angle.sin_cos();
        for stroke in 0..7 {
            let level = rng.within(-0.5..0.5);
            let (from, to) = (rng.within(-0.5..0.0), rng.within(0.0..0.5));
            let ends = if stroke % 2 == 0 {
                [(from, level), (to, level)]
            } else {
                [(level, from), (level, to)]
            };
            strokes.push(ends.map(|(along, out)| {
                let (out, along) = (line + out * size, along * size);
                (cos * out - sin * along, sin * out + cos * along)
            }));
        }
    }
    strokes
}

/// Signed distance in millimetres to the nearest part of the seal; negative inside.
fn figure(x: f64, y: f64, radius: f64, strokes: &[Stroke]) -> f64 {
    let from_centre = x.hypot(y);
    let ring = (from_centre - radius + 0.6).abs() - 0.6;
    let star = star(x, y, radius * 0.27);
    if ring.min(star) <= 0.0 || !(radius * 0.55..radius * 0.92).contains(&from_centre) {
        return ring.min(star);
    }
    let nearest = strokes
        .iter()
        .map(|[(ax, ay), (bx, by)]| {
            let (dx, dy) = (bx - ax, by - ay);
            let along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy).max(1e-9);
            let along = along.clamp(0.0, 1.0);
            (x - ax - along * dx).hypot(y - ay - along * dy)
        })
        .fold(f64::INFINITY, f64::min);
    ring.min(star).min(nearest - 0.25)
}

/// A five-pointed star of this outer radius, a point up.
fn star(x: f64, y: f64, radius: f64) -> f64 {
    let slice = TAU / 5.0;
    let angle = (y.atan2(x) + FRAC_PI_2).rem_euclid(slice);
    let folded = (angle - slice / 2.0).abs();
    let distance = x.hypot(y);
    // The edge from an outer tip (folded = 36°) to an inner corner (folded = 0).
    let (tip_x, tip_y) = (radius * (slice / 2.0).cos(), radius * (slice / 2.0).sin());
    let inner = radius * 0.382;
    let (edge_x, edge_y) = (tip_x - inner, tip_y);
    let (px, py) = (distance * folded.cos() - inner, distance * folded.sin());
    (px * edge_y - py * edge_x) / edge_x.hypot(edge_y)
}

/// Signs with a blue pen, rightwards from a place: loops of changing height.
pub fn sign(page: &mut RgbImage, dpi: u32, from: Place, rng: &mut Rng) {
    let (mut x, mut y) = (from.x_mm, from.y_mm);
    let tip = pixels(0.3, dpi).max(0.7);
    for _ in 0..rng.choose(&[4, 5, 6]) {
        let (width, height) = (rng.within(3.0..7.0), rng.within(3.0..9.0));
        let (lean, turns) = (rng.within(-2.0..2.0), rng.within(0.6..1.4));
        let steps = (pixels(width + 2.0 * height, dpi) * 2.0) as i32;
        let start = (x, y);
        for step in 0..steps {
            let t = f64::from(step) / f64::from(steps);
            let phase = t * turns * TAU;
            x = start.0 + t * width + lean * phase.sin() * 0.6;
            y = start.1 - height * 0.5 * (1.0 - phase.cos()) + t * lean * 0.3;
            dot(page, pixels(x, dpi), pixels(y, dpi), tip);
        }
    }
}

fn dot(page: &mut RgbImage, x: f64, y: f64, radius: f64) {
    let reach = radius.ceil() as i64;
    for down in -reach..=reach {
        for across in -reach..=reach {
            if (across as f64).hypot(down as f64) <= radius {
                ink(page, x as i64 + across, y as i64 + down, PEN_BLUE, 0.6);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper() -> RgbImage {
        RgbImage::from_pixel(300, 300, Rgb([255; 3]))
    }

    fn seal() -> Seal {
        Seal {
            centre: Place { x_mm: 38.1, y_mm: 38.1 },
            diameter_mm: 42.0,
            opacity: 0.9,
            turn_degrees: 0.0,
            over_code: false,
        }
    }

    #[test]
    fn a_seal_is_a_red_ring_with_a_star() {
        let mut page = paper();
        stamp(&mut page, 100, &seal(), &mut Rng::new(1));
        let red = |x, y| {
            let Rgb([r, g, b]) = *page.get_pixel(x, y);
            r > 150 && g < 110 && b < 110
        };
        assert!(red(150, 150), "star");
        assert!(red(150 + 80, 150) && red(150, 150 - 80), "ring");
        assert!(!red(150 + 40, 150 + 20), "between star and characters");
        assert!(!red(150 + 95, 150), "outside");
        let inked = page.pixels().filter(|Rgb([_, g, _])| *g < 200).count();
        let disc = PI * 82.7 * 82.7;
        assert!((0.15..0.5).contains(&(inked as f64 / disc)), "{inked}");
    }

    #[test]
    fn ink_over_black_stays_black_and_over_paper_leaves_red_bright() {
        let mut page = paper();
        for x in 0..300 {
            page.put_pixel(x, 150, Rgb([0; 3]));
        }
        stamp(&mut page, 100, &seal(), &mut Rng::new(1));
        assert_eq!(*page.get_pixel(150, 150), Rgb([0; 3]));
        assert!(page.get_pixel(150, 145).0[0] > 190);
    }

    #[test]
    fn a_signature_is_where_it_was_put() {
        let mut page = paper();
        sign(&mut page, 100, Place { x_mm: 20.0, y_mm: 40.0 }, &mut Rng::new(5));
        let inked: Vec<_> = page.enumerate_pixels().filter(|(.., p)| p.0[0] < 200).collect();
        assert!(inked.len() > 150);
        assert!(inked.iter().all(|(x, y, _)| *x > 60 && (80..200).contains(y)));
    }
}
