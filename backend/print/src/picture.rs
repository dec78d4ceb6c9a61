//! Pictures of pages for the screen.

use crate::error::PrintError;
use typst_layout::Page;
use typst_render::RenderOptions;

/// Dots an inch.
const DPI: f64 = 110.0;

/// A grey PNG of a page: what we print has no colour.
pub fn of(page: &Page) -> Result<Vec<u8>, PrintError> {
    let options = RenderOptions {
        pixel_per_pt: (DPI / 72.0).into(),
        render_bleed: false,
    };
    let drawn = typst_render::render(page, &options);
    // Paper is white, so nothing shines through, and red, green and blue are the same.
    let grey: Vec<u8> = drawn.pixels().iter().map(|pixel| pixel.green()).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, drawn.width(), drawn.height());
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Up);
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&grey));
    written.map_err(|error| PrintError::Layout(error.to_string()))?;
    Ok(file)
}
