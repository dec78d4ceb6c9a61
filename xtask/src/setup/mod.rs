//! What a build needs and a machine may lack, fetched with the ordinary
//! package clients into `target/setup`, without root.

mod apt;
pub mod axe;
pub mod calendar;
mod cmake;
mod fonts;
pub mod npm;
pub mod pip;
mod toolchain;

use crate::progress::seconds;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Makes everything that `build` and `run` need available; does nothing where all is there.
pub fn run() -> Result<()> {
    let start = Instant::now();
    toolchain::check_compiler()?;
    toolchain::ensure_wasm_target()?;
    cmake::ensure()?;
    fonts::ensure()?;
    println!("✓ setup complete: {}", seconds(start.elapsed()));
    Ok(())
}

/// Makes a folder anew, empty.
fn fresh(folder: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}
