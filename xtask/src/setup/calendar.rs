//! Another calendar of China's working days, that tests hold ours against.

use super::pip::Python;
use crate::digest::sha256;
use crate::paths;
use crate::progress::phase;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;

const WHEEL: &str = "chinesecalendar==1.11.0";
const DAYS: &str = "chinese_calendar/constants.py";
const SHA256: &str = "c305908ca2bba9aa1611955ec3bf062e94ef78ae631251b6f9a38fd888ab4713";

/// The folder that Python finds the package in, fetched where it is missing.
pub fn ensure() -> Result<PathBuf> {
    let folder = paths::setup().join("pip/chinesecalendar");
    let days = folder.join(DAYS);
    if !days.is_file() {
        phase("fetching chinesecalendar", || {
            let python = Python::find().context("there is no pip; on Debian: sudo apt-get install python3-pip")?;
            python.install(WHEEL, &folder)
        })
        .with_context(|| {
            format!(
                "chinesecalendar cannot be fetched; to try by hand: python3 -m pip install --no-deps --target {} {WHEEL}",
                folder.display()
            )
        })?;
    }
    let found = sha256(&fs::read(&days)?);
    if found != SHA256 {
        bail!(
            "{} has SHA-256 {found}, not {SHA256}; remove its folder and try again",
            days.display()
        );
    }
    Ok(folder)
}
