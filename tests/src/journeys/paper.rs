//! What happens to the paper between the printer and the scanner.

use crate::generator::{Layout, Place, Rng, Seal, Sheet, Tone, noise, rasterise, sign, stamp, turn, wrap_pdf};
use anyhow::Result;
use image::RgbImage;
use std::path::Path;

/// Resolution of the office scanner.
const DPI: u32 = 200;
/// Resolution of the scanner station, through which stacks go.
const STATION_DPI: u32 = 150;

/// The print as it lies on the desk: nobody has signed it.
///
/// # Errors
/// When the PDF cannot be kept for the renderer.
pub fn unsigned(pdf: &[u8]) -> Result<Vec<u8>> {
    Ok(scanned(&sheets(pdf, DPI)?, DPI))
}

/// The print signed, stamped with a round red seal, laid 2° askew into a worn scanner that makes a
/// PDF of JPEG pages.
///
/// # Errors
/// When the PDF cannot be kept for the renderer.
pub fn signed_and_stamped(pdf: &[u8]) -> Result<Vec<u8>> {
    Ok(scanned(&worn(pdf, DPI)?, DPI))
}

/// Several prints, each signed and stamped as above, in one stack through the scanner station.
///
/// # Errors
/// When a PDF cannot be kept for the renderer.
pub fn stack<'a>(prints: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>> {
    let mut pages = Vec::new();
    for pdf in prints {
        pages.extend(worn(pdf, STATION_DPI)?);
    }
    Ok(scanned(&pages, STATION_DPI))
}

fn worn(pdf: &[u8], dpi: u32) -> Result<Vec<RgbImage>> {
    let mut pages = sheets(pdf, dpi)?;
    let mut rng = Rng::new(2018);
    if let Some(last) = pages.last_mut() {
        stamp(
            last,
            dpi,
            &Seal::plain(Place {
                x_mm: 155.0,
                y_mm: 150.0,
            }),
            &mut rng,
        );
        for place in Layout::a4().signatures {
            sign(last, dpi, place, &mut rng);
        }
    }
    let askew = pages.iter().map(|page| {
        let mut page = turn(page, 2.0);
        noise(&mut page, 6.0, &mut rng);
        page
    });
    Ok(askew.collect())
}

fn sheets(pdf: &[u8], dpi: u32) -> Result<Vec<RgbImage>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("print.pdf");
    std::fs::write(&file, pdf)?;
    Ok(rasterise(Path::new(&file), dpi))
}

fn scanned(pages: &[RgbImage], dpi: u32) -> Vec<u8> {
    let sheets: Vec<Sheet> = pages.iter().map(|page| Sheet::new(page, Tone::Colour, 70)).collect();
    wrap_pdf(&sheets, dpi)
}
