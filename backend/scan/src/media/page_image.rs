//! The usual scanned PDF: each page is one picture. It is taken out as it is, without a
//! detour through a renderer's resolution.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, LumaData, RgbData, SoftMask,
};
use hayro::kurbo::{Affine, BezPath, Rect};
use image::{DynamicImage, GrayImage, RgbImage, metadata::Orientation};

use super::still;
use crate::raster::Raster;

/// The picture must cover this share of the page in both directions.
const COVERAGE: f64 = 0.9;
/// Densities across and down may differ by this factor.
const SQUARENESS: f64 = 1.05;

/// What the page draws, found without drawing.
#[derive(Default)]
pub(super) struct Survey {
    /// Largest density of a picture, in pixels per point of the page.
    pub(super) density: f64,
    /// Pixels of the largest picture, as declared.
    pub(super) pixels: u64,
    images: u32,
    marks: u32,
    placed: Option<Affine>,
    dimensions: (u32, u32),
}

impl Survey {
    /// How to turn the picture if the page is exactly one picture, upright or at a right
    /// angle, on a page of this size in points.
    pub(super) fn single_image(&self, page: (f32, f32)) -> Option<Orientation> {
        let placed = self.placed.filter(|_| self.images == 1 && self.marks == 0)?;
        let (width, height) = (f64::from(self.dimensions.0), f64::from(self.dimensions.1));
        let drawn = placed.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        let sheet = Rect::new(0.0, 0.0, f64::from(page.0), f64::from(page.1));
        let seen = drawn.intersect(sheet);
        let covers = seen.width() >= COVERAGE * sheet.width()
            && seen.height() >= COVERAGE * sheet.height()
            // A picture that hangs over the edge is cut there.
            && seen.width() >= COVERAGE * drawn.width()
            && seen.height() >= COVERAGE * drawn.height();
        let [a, b, c, d, ..] = placed.as_coeffs();
        let (x, y) = (a.hypot(b), c.hypot(d));
        let square = (1.0 / SQUARENESS..=SQUARENESS).contains(&(x / y));
        (covers && square).then(|| right_angle(placed))?
    }
}

/// The turn that a right-angled placement asks for.
fn right_angle(placed: Affine) -> Option<Orientation> {
    let [a, b, c, d, ..] = placed.as_coeffs();
    let small = 0.01 * a.hypot(b);
    let sign = |value: f64| {
        if value.abs() <= small { 0 } else { value.signum() as i8 }
    };
    Some(match (sign(a), sign(b), sign(c), sign(d)) {
        (1, 0, 0, 1) => Orientation::NoTransforms,
        (-1, 0, 0, -1) => Orientation::Rotate180,
        (0, 1, -1, 0) => Orientation::Rotate90,
        (0, -1, 1, 0) => Orientation::Rotate270,
        (-1, 0, 0, 1) => Orientation::FlipHorizontal,
        (1, 0, 0, -1) => Orientation::FlipVertical,
        (0, 1, 1, 0) => Orientation::Rotate90FlipH,
        (0, -1, -1, 0) => Orientation::Rotate270FlipH,
        _ => return None,
    })
}

impl<'a> Device<'a> for Survey {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.marks += 1;
    }

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, mode: &DrawMode) {
        // Text recognition leaves invisible text over the picture.
        if !matches!(mode, DrawMode::Invisible) {
            self.marks += 1;
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let dimensions = (image.width(), image.height());
        let [a, b, ..] = props.transform.as_coeffs();
        self.images += 1;
        self.density = self.density.max(1.0 / a.hypot(b).max(0.01));
        self.pixels = self.pixels.max(u64::from(dimensions.0) * u64::from(dimensions.1));
        self.placed = Some(props.transform);
        self.dimensions = dimensions;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        if opacity < 1.0 || mask.is_some() {
            self.marks += 1;
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Decodes the one picture of a page.
#[derive(Default)]
pub(super) struct Taker {
    pub(super) taken: Option<Raster>,
}

impl Taker {
    /// The picture, turned as the page shows it.
    pub(super) fn upright(self, orientation: Orientation) -> Option<Raster> {
        let taken = self.taken?;
        if orientation == Orientation::NoTransforms {
            return Some(taken);
        }
        let mut image = match taken {
            Raster::Grey(grey) => DynamicImage::from(grey),
            Raster::Rgb(rgb) => DynamicImage::from(rgb),
        };
        image.apply_orientation(orientation);
        Some(still::from_dynamic(image))
    }
}

fn grey(data: LumaData) -> Option<Raster> {
    GrayImage::from_raw(data.width, data.height, data.data).map(Raster::Grey)
}

fn rgb(data: RgbData) -> Option<Raster> {
    RgbImage::from_raw(data.width, data.height, data.data).map(Raster::Rgb)
}

impl<'a> Device<'a> for Taker {
    fn draw_image(&mut self, image: Image<'a, '_>, _: ImageDrawProps<'a>) {
        match image {
            Image::Raster(image) => image.with_rgba(
                |data, alpha| {
                    self.taken = match (data, alpha) {
                        (_, Some(_)) => None,
                        (ImageData::Luma(data), None) => grey(data),
                        (ImageData::Rgb(data), None) => rgb(data),
                    };
                },
                None,
            ),
            // Ink through a stencil: black where the stencil is set, if the ink is dark.
            Image::Stencil(image) => image.with_stencil(
                |mut stencil, paint| {
                    if is_black(paint) {
                        stencil.data.iter_mut().for_each(|ink| *ink = !*ink);
                        self.taken = grey(stencil);
                    }
                },
                None,
            ),
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

fn is_black(paint: &hayro::hayro_interpret::Paint<'_>) -> bool {
    match paint {
        hayro::hayro_interpret::Paint::Color(colour) => {
            let [r, g, b, a] = colour.to_rgba().to_rgba8();
            r.max(g).max(b) < 32 && a == u8::MAX
        }
        hayro::hayro_interpret::Paint::Pattern(_) => false,
    }
}
