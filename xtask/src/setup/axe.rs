//! The accessibility checker that browser tests load into each page.

use super::npm;
use crate::digest::sha256;
use crate::paths;
use crate::progress::phase;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;

const PACKAGE: &str = "axe-core@4.14.1";
const SHA256: &str = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";

/// The path of `axe.min.js`, fetched where it is missing.
pub fn ensure() -> Result<PathBuf> {
    let folder = paths::setup().join("npm/axe-core");
    let script = folder.join("axe.min.js");
    if !script.is_file() {
        phase("fetching axe-core", || npm::unpack(PACKAGE, &folder)).context("axe-core cannot be fetched with npm")?;
    }
    let found = sha256(&fs::read(&script)?);
    if found != SHA256 {
        bail!(
            "{} has SHA-256 {found}, not {SHA256}; remove it and try again",
            script.display()
        );
    }
    Ok(script)
}
