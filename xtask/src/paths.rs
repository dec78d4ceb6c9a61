//! Where things lie in the checkout. All generated things are under `target/`.

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// What cargo builds; fixed, because the documented paths are below it.
pub fn target() -> PathBuf {
    root().join("target")
}

/// What setup fetched.
pub fn setup() -> PathBuf {
    target().join("setup")
}

/// The files the browser loads, with `manifest.json`.
pub fn dist() -> PathBuf {
    target().join("dist")
}
