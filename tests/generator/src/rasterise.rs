//! From a printed form to pixels, by poppler.

use std::path::Path;
use std::process::Command;

use image::RgbImage;

/// Every page of a PDF at a resolution in dots per inch.
///
/// # Panics
/// If `pdftoppm` is missing or fails.
pub fn rasterise(pdf: &Path, dpi: u32) -> Vec<RgbImage> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let status = Command::new("pdftoppm")
        .args(["-q", "-png", "-r", &dpi.to_string()])
        .arg(pdf)
        .arg(folder.path().join("page"))
        .status()
        .expect("pdftoppm (Debian package poppler-utils) is installed");
    assert!(status.success(), "pdftoppm cannot rasterise {}", pdf.display());
    let mut files: Vec<_> = std::fs::read_dir(folder.path())
        .expect("the folder is there")
        .map(|entry| entry.expect("a file").path())
        .collect();
    // Numbers are padded to one width, so names sort as pages do.
    files.sort();
    files
        .iter()
        .map(|file| image::open(file).expect("a PNG of pdftoppm").into_rgb8())
        .collect()
}
