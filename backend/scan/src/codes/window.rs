//! Parts of a page, prepared for reading, and the way back to page fractions.

use image::{GrayImage, imageops};

use super::filter::{self, Filter};
use crate::page::Point;

/// A corner window takes this share of the shorter side: 59 mm of A4 for a code of some
/// 22 mm, its margin, skew and a sheet that lay badly.
const CORNER_SHARE: f32 = 0.28;
/// A code in a window makes at least this share of it dark, and never more.
const DARK_SHARE: std::ops::RangeInclusive<f32> = 0.02..=0.8;
/// Darker than the window's mean by this much is dark.
const DARKER: u32 = 20;

/// A square of a page in working pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    left: u32,
    top: u32,
    side: u32,
    page: (u32, u32),
}

impl Area {
    /// Whether a point of the page, in fractions, lies inside.
    pub(super) fn contains(&self, point: Point) -> bool {
        let x = point.x * self.page.0 as f32;
        let y = point.y * self.page.1 as f32;
        (self.left as f32..(self.left + self.side) as f32).contains(&x)
            && (self.top as f32..(self.top + self.side) as f32).contains(&y)
    }
}

/// The corners of a page in which a code may be: the product's two first, none that is
/// blank or black.
pub(super) fn corners(page: &GrayImage) -> Vec<Area> {
    let (width, height) = page.dimensions();
    let side = (width.min(height) as f32 * CORNER_SHARE) as u32;
    let (right, bottom) = (width - side, height - side);
    [(right, 0), (0, bottom), (0, 0), (right, bottom)]
        .into_iter()
        .map(|(left, top)| Area {
            left,
            top,
            side,
            page: (width, height),
        })
        .filter(|area| DARK_SHARE.contains(&dark_share(&cut(page, *area))))
        .collect()
}

fn cut(page: &GrayImage, area: Area) -> GrayImage {
    imageops::crop_imm(page, area.left, area.top, area.side, area.side).to_image()
}

fn dark_share(pixels: &GrayImage) -> f32 {
    let count = (pixels.len() as u32).max(1);
    let mean = pixels.iter().map(|value| u32::from(*value)).sum::<u32>() / count;
    let dark = pixels.iter().filter(|value| u32::from(**value) + DARKER < mean);
    dark.count() as f32 / count as f32
}

/// Pixels to read, and where they come from.
pub(super) struct Window<'a> {
    pub(super) pixels: std::borrow::Cow<'a, GrayImage>,
    left: f32,
    top: f32,
    scale: f32,
    page: (f32, f32),
}

impl<'a> Window<'a> {
    /// The whole page as it is.
    pub(super) fn whole(page: &'a GrayImage) -> Self {
        Self {
            pixels: std::borrow::Cow::Borrowed(page),
            left: 0.0,
            top: 0.0,
            scale: 1.0,
            page: (page.width() as f32, page.height() as f32),
        }
    }

    /// A part of it after a filter.
    pub(super) fn cut(page: &'a GrayImage, area: Area, with: Filter) -> Self {
        let pixels = filter::apply(&cut(page, area), with);
        Self {
            scale: pixels.width() as f32 / area.side as f32,
            pixels: std::borrow::Cow::Owned(pixels),
            left: area.left as f32,
            top: area.top as f32,
            page: (page.width() as f32, page.height() as f32),
        }
    }

    /// A pixel of the window as a point of the page.
    pub(super) fn on_page(&self, pixel: Point) -> Point {
        Point {
            x: (self.left + pixel.x / self.scale) / self.page.0,
            y: (self.top + pixel.y / self.scale) / self.page.1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks in the top right corner of an empty sheet.
    fn page() -> GrayImage {
        GrayImage::from_fn(1000, 1400, |x, y| {
            let marked = x > 850 && y < 150 && (x / 5 + y / 5) % 2 == 0;
            image::Luma([if marked { 20 } else { 240 }])
        })
    }

    #[test]
    fn only_corners_with_something_in_them_are_searched() {
        let areas = corners(&page());
        assert_eq!(areas.len(), 1);
        assert!(areas[0].contains(Point { x: 0.9, y: 0.1 }));
        assert!(!areas[0].contains(Point { x: 0.1, y: 0.9 }));
        assert!(corners(&GrayImage::new(1, 1)).is_empty());
    }

    #[test]
    fn pixels_find_their_way_back() {
        let page = page();
        let window = Window::cut(&page, corners(&page)[0], Filter::Smooth { sigma: 0.5 });
        let right = Point {
            x: window.pixels.width() as f32,
            y: 0.0,
        };
        let point = window.on_page(right);
        assert!((point.x - 1.0).abs() < 1e-5 && point.y == 0.0);
    }
}
