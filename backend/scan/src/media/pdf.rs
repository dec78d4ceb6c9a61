//! PDF: page images taken out, everything else drawn.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::TransformExt;
use hayro::hayro_interpret::{Context, Device, InterpreterSettings, InterpreterWarning, interpret_page};
use hayro::hayro_syntax::object::Dict;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::kurbo::Rect;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::RgbImage;

use super::page_image::{Survey, Taker};
use super::{Sink, active, contains};
use crate::error::Refusal;
use crate::limits::Limits;
use crate::raster::Raster;

const POINTS_PER_INCH: f64 = 72.0;
/// Drawn pages: at least this, so that 0.6 mm modules are read, ...
const LEAST_DPI: f64 = 200.0;
/// ... and no more than this, however fine the pictures on them are.
const MOST_DPI: f64 = 300.0;
/// A sheet that cannot be drawn even at this density is not a page.
const POSTER_DPI: f64 = 72.0;
/// The end mark stands this close to the end, trailing rubbish included.
const TAIL: usize = 4096;

pub(super) fn decode(bytes: Vec<u8>, limits: &Limits, sink: Sink<'_>) -> Result<(), Refusal> {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or(&bytes);
    if !contains(tail, b"%%EOF") {
        return Err(Refusal::Broken);
    }
    if is_encrypted(&bytes) {
        return Err(Refusal::Encrypted);
    }
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refusal::Encrypted,
        LoadPdfError::Invalid => Refusal::Broken,
    })?;
    let pages = pdf.pages();
    if pages.len() > usize::from(limits.pages) {
        return Err(Refusal::TooManyPages);
    }
    if pages.len() < promised_pages(&pdf) {
        return Err(Refusal::Broken);
    }
    active::refuse(&pdf)?;
    for page in pages.iter() {
        sink(raster(page, limits)?)?;
    }
    Ok(())
}

/// An encryption dictionary in a trailer, direct or by reference. A file that opens with
/// an empty password is encrypted too: what is kept must stay readable by anyone.
fn is_encrypted(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    bytes.windows(KEY.len() + 4).any(|window| {
        window.strip_prefix(KEY).is_some_and(|rest| {
            let value = rest.trim_ascii_start();
            value.starts_with(b"<<") || (value.len() < rest.len() && value.first().is_some_and(u8::is_ascii_digit))
        })
    })
}

/// The number of pages the document claims; a repaired file may have fewer.
fn promised_pages(pdf: &Pdf) -> usize {
    let xref = pdf.xref();
    xref.get::<Dict<'_>>(xref.root_id())
        .and_then(|root| root.get::<Dict<'_>>(b"Pages"))
        .and_then(|tree| tree.get::<u32>(b"Count"))
        .map_or(1, |count| count as usize)
}

fn raster(page: &Page<'_>, limits: &Limits) -> Result<Raster, Refusal> {
    // Fonts and colours of one page die with it: memory does not grow with the file.
    let cache = RenderCache::new();
    let failed = Arc::new(AtomicBool::new(false));
    let warned = Arc::clone(&failed);
    let settings = InterpreterSettings {
        warning_sink: Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::ImageDecodeFailure) {
                warned.store(true, Ordering::Relaxed);
            }
        }),
        ..InterpreterSettings::default()
    };
    let size = page.render_dimensions();
    let mut survey = Survey::default();
    walk(page, &settings, &mut survey);
    if survey.pixels > limits.page_pixels {
        return Err(Refusal::PageTooLarge);
    }
    if let Some(orientation) = survey.single_image(size) {
        let mut taker = Taker::default();
        walk(page, &settings, &mut taker);
        if let Some(raster) = taker.upright(orientation) {
            return Ok(raster);
        }
    }
    let drawn = draw(page, size, survey.density, &cache, &settings, limits)?;
    if failed.load(Ordering::Relaxed) {
        return Err(Refusal::Broken);
    }
    Ok(drawn)
}

fn walk<'a>(page: &Page<'a>, settings: &InterpreterSettings, device: &mut impl Device<'a>) {
    let (width, height) = page.render_dimensions();
    let cache = hayro::hayro_interpret::InterpreterCache::new();
    let mut context = Context::new(
        page.initial_transform(true).to_kurbo(),
        Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
        &cache,
        page.xref(),
        settings.clone(),
    );
    interpret_page(page, &mut context, device);
}

fn draw<'a>(
    page: &'a Page<'a>,
    (width, height): (f32, f32),
    density: f64,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
    limits: &Limits,
) -> Result<Raster, Refusal> {
    let area = f64::from(width) * f64::from(height);
    let wanted = (density * POINTS_PER_INCH).clamp(LEAST_DPI, MOST_DPI) / POINTS_PER_INCH;
    // Four bytes a pixel, and layers while drawing.
    let affordable = (limits.page_pixels as f64 / 2.0 / area).sqrt();
    let longest = f64::from(u16::MAX / 2) / f64::from(width.max(height));
    let scale = wanted.min(affordable).min(longest);
    if scale * POINTS_PER_INCH < POSTER_DPI {
        return Err(Refusal::PageTooLarge);
    }
    let pixmap = hayro::render(
        page,
        cache,
        settings,
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: scale as f32,
            y_scale: scale as f32,
            bg_color: WHITE,
        },
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let pixels = pixmap
        .data()
        .iter()
        .flat_map(|pixel| [pixel.r, pixel.g, pixel.b])
        .collect();
    RgbImage::from_raw(width, height, pixels)
        .map(Raster::Rgb)
        .ok_or(Refusal::Broken)
}
