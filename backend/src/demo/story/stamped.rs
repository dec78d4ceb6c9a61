//! The paper that comes back: pages of a sample print with a drawn seal and signatures, as a scanner
//! would send them.

use crate::error::{Error, Result};
use image::{ImageReader, Rgb, RgbImage};
use std::f64::consts::TAU;
use std::io::Cursor;
use tiff::encoder::colortype::RGB8;
use tiff::encoder::{Compression, TiffEncoder};
use yinzheng_print::{BoxName, PrintBox};
use yinzheng_shared::date::Date;

/// Millimetres of a page's width, whatever the resolution of its picture.
const A4_WIDTH_MM: f64 = 210.0;
/// Radius of a sample seal, mm.
const SEAL_RADIUS_MM: f64 = 20.0;
const SEAL_RED: [f64; 3] = [205.0, 24.0, 40.0];
const PEN_BLUE: [f64; 3] = [28.0, 32.0, 92.0];

/// One TIFF of the pages of a print, in order, each box signed, dated or stamped.
///
/// # Errors
/// When a picture cannot be read: the store was changed by hand.
pub(super) fn scan(pictures: &[Vec<u8>], boxes: &[PrintBox], on: Date) -> Result<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    let mut out = TiffEncoder::new(&mut file)
        .map_err(Error::internal)?
        .with_compression(Compression::Lzw);
    for (number, picture) in (1_u8..).zip(pictures) {
        let mut page = decode(picture)?;
        for place in boxes.iter().filter(|place| place.page == number) {
            mark(&mut page, place, on);
        }
        out.write_image::<RGB8>(page.width(), page.height(), page.as_raw())
            .map_err(Error::internal)?;
    }
    Ok(file.into_inner())
}

fn decode(picture: &[u8]) -> Result<RgbImage> {
    let reader = ImageReader::new(Cursor::new(picture)).with_guessed_format()?;
    Ok(reader.decode().map_err(Error::internal)?.into_rgb8())
}

fn mark(page: &mut RgbImage, place: &PrintBox, on: Date) {
    let (left, top) = (f64::from(place.x_mm), f64::from(place.y_mm));
    let (width, height) = (f64::from(place.width_mm), f64::from(place.height_mm));
    let centre = (left + width / 2.0, top + height / 2.0);
    match place.name {
        BoxName::Stamp => stamp(page, centre),
        BoxName::Date => date(page, centre, on),
        // Nobody signs as another does.
        _ => sign(
            page,
            (left + width * 0.25, centre.1),
            width.min(24.0) * 0.5,
            (top / 7.0) % 5.0,
        ),
    }
}

/// A ring and a star.
fn stamp(page: &mut RgbImage, (x, y): (f64, f64)) {
    paint(page, (x, y), SEAL_RADIUS_MM, SEAL_RED, |across, down| {
        let from_ring = (across.hypot(down) - (SEAL_RADIUS_MM - 0.6)).abs() < 0.6;
        from_ring || is_in_star(across, down, SEAL_RADIUS_MM * 0.3)
    });
}

/// Inside a five-pointed star that points up.
fn is_in_star(across: f64, down: f64, radius: f64) -> bool {
    // Between a tip and the next inner corner the edge is straight: by symmetry one of ten.
    let half = TAU / 10.0;
    let turned = (across.atan2(-down).rem_euclid(2.0 * half) - half).abs();
    let distance = across.hypot(down);
    let (inner_x, inner_y) = (radius * 0.382, 0.0);
    let (tip_x, tip_y) = (radius * half.cos(), radius * half.sin());
    let (x, y) = (distance * turned.cos(), distance * turned.sin());
    (x - inner_x) * (tip_y - inner_y) <= (y - inner_y) * (tip_x - inner_x)
}

/// Year, month and day before their characters in the line of the print, which stands in the middle:
/// 13 em of 10.5 pt, a character an em.
fn date(page: &mut RgbImage, centre: (f64, f64), on: Date) {
    const EM_MM: f64 = 10.5 * 25.4 / 72.0;
    let parts = [(on.year(), 4.0), (on.month().into(), 8.0), (on.day().into(), 12.0)];
    for (number, character) in parts {
        let digits: Vec<u32> = number
            .to_string()
            .chars()
            .filter_map(|digit| digit.to_digit(10))
            .collect();
        let mut x = centre.0 + (character - 6.5) * EM_MM - 2.6 * digits.len() as f64 - 0.6;
        for figure in digits {
            digit(page, (x, centre.1 - 2.0), figure);
            x += 2.6;
        }
    }
}

/// A digit of 2 by 4 mm in straight strokes, as on forms that are read by machines.
fn digit(page: &mut RgbImage, from: (f64, f64), digit: u32) {
    // Corners from the top left, down the left side, then down the right side.
    const CORNERS: [(f64, f64); 6] = [(0.0, 0.0), (0.0, 2.0), (0.0, 4.0), (1.7, 0.0), (1.7, 2.0), (1.7, 4.0)];
    let path: &[usize] = match digit {
        0 => &[0, 2, 5, 3, 0],
        1 => &[3, 5],
        2 => &[0, 3, 4, 1, 2, 5],
        3 => &[0, 3, 4, 1, 4, 5, 2],
        4 => &[0, 1, 4, 3, 5],
        5 => &[3, 0, 1, 4, 5, 2],
        6 => &[3, 0, 2, 5, 4, 1],
        7 => &[0, 3, 5],
        8 => &[0, 2, 5, 3, 0, 1, 4],
        _ => &[4, 1, 0, 3, 5, 2],
    };
    let corner = |place: &usize| CORNERS.get(*place).copied().unwrap_or_default();
    for (start, end) in path.iter().map(corner).zip(path.iter().skip(1).map(corner)) {
        for step in 0..=16_u8 {
            let t = f64::from(step) / 16.0;
            let (x, y) = (start.0 + (end.0 - start.0) * t, start.1 + (end.1 - start.1) * t);
            // Leaning to the right, as most hands do.
            let at = (from.0 + x + (4.0 - y) * 0.2, from.1 + y);
            paint(page, at, 0.25, PEN_BLUE, |across, down| across.hypot(down) < 0.25);
        }
    }
}

/// A line with loops, another one for another hand.
fn sign(page: &mut RgbImage, from: (f64, f64), width: f64, hand: f64) {
    const STEPS: u16 = 240;
    for step in 0..STEPS {
        let t = f64::from(step) / f64::from(STEPS);
        let x = from.0 + t * width + (t * (5.0 + hand) * TAU).sin();
        let y = from.1 - 1.6 * (t * (4.0 + hand) * TAU).cos() - t;
        paint(page, (x, y), 0.25, PEN_BLUE, |across, down| across.hypot(down) < 0.25);
    }
}

/// Lays ink, which darkens what is under it, within `reach` mm of a place where `covers` says so.
fn paint(page: &mut RgbImage, (x, y): (f64, f64), reach: f64, ink: [f64; 3], covers: impl Fn(f64, f64) -> bool) {
    let dots_a_mm = f64::from(page.width()) / A4_WIDTH_MM;
    let range = |middle: f64, most: u32| {
        let first = ((middle - reach) * dots_a_mm).floor().max(0.0) as u32;
        let last = ((middle + reach) * dots_a_mm).ceil().max(0.0) as u32;
        first.min(most)..last.min(most)
    };
    for row in range(y, page.height()) {
        for column in range(x, page.width()) {
            let (across, down) = (f64::from(column) / dots_a_mm - x, f64::from(row) / dots_a_mm - y);
            if covers(across, down) {
                let Rgb(under) = page.get_pixel_mut(column, row);
                for (value, ink) in under.iter_mut().zip(ink) {
                    *value = (f64::from(*value) * (0.25 + 0.75 * ink / 255.0)) as u8;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_a_red_ring_with_a_star_in_it() {
        let mut page = RgbImage::from_pixel(910, 1287, Rgb([255; 3]));
        stamp(&mut page, (105.0, 150.0));
        let dots_a_mm = 910.0 / A4_WIDTH_MM;
        let is_red = |x: f64, y: f64| page.get_pixel((x * dots_a_mm) as u32, (y * dots_a_mm) as u32).0[1] < 128;
        assert!(is_red(105.0, 150.0), "star");
        assert!(is_red(105.0, 145.0), "its upper point");
        assert!(!is_red(105.0, 155.0), "between its lower points");
        assert!(is_red(105.0 + 19.4, 150.0) && is_red(105.0, 150.0 - 19.4), "ring");
        assert!(!is_red(105.0 + 12.0, 150.0), "between them");
        assert!(!is_red(105.0 + 21.0, 150.0), "outside");
    }

    #[test]
    fn ink_at_the_edge_of_the_paper_stays_on_it() {
        let mut page = RgbImage::from_pixel(91, 129, Rgb([255; 3]));
        stamp(&mut page, (0.0, 0.0));
        stamp(&mut page, (300.0, 400.0));
        assert!(page.pixels().any(|pixel| pixel.0[1] < 128));
    }
}
