//! One scan: made, read, compared with the truth.

use std::fs::{self, File};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use image::RgbImage;
use serde::Serialize;
use yinzheng_scan::{Decoded, Limits, decode};
use yinzheng_shared::code::print_code::PrintCode;

use crate::bench::paper::{SECRET, Side};
use crate::generator::{Plan, apply};

/// What became of a scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// Matched with the page it is of.
    Matched,
    /// No code of ours was read.
    Missed,
    /// A code with a right MAC was read that is not on this page.
    Wrong,
    /// The decoder refused the file.
    Refused(String),
}

/// One scan.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Scan {
    pub plan: Plan,
    pub outcome: Outcome,
    /// Genuine codes read.
    pub codes: usize,
    /// Whether the page was put right way up.
    pub upright: bool,
    pub generating_ms: f64,
    pub reading_ms: f64,
}

/// Makes a scan of a printed page and reads it; `path` is overwritten.
pub(super) fn scan(page: &RgbImage, plan: Plan, side: &Side, program: &Path, path: &Path) -> Result<Scan> {
    let start = Instant::now();
    let bytes = apply(page, &plan, &side.layout);
    let generating_ms = milliseconds(start);
    fs::write(path, bytes).context("no room for a scan")?;
    let file = File::open(path)?;
    let start = Instant::now();
    let decoded = decode(program, file, &Limits::default());
    let reading_ms = milliseconds(start);
    let (outcome, codes, upright) = match decoded {
        Ok(decoded) => judge(&decoded, &plan, side),
        Err(error) => (Outcome::Refused(error.to_string()), 0, false),
    };
    Ok(Scan {
        plan,
        outcome,
        codes,
        upright,
        generating_ms,
        reading_ms,
    })
}

fn judge(decoded: &Decoded, plan: &Plan, side: &Side) -> (Outcome, usize, bool) {
    let genuine: Vec<PrintCode> = decoded
        .pages
        .iter()
        .flat_map(|page| &page.codes)
        .filter_map(|found| PrintCode::read(&found.text).ok())
        .filter(|(code, mac)| code.verify(mac, SECRET).is_ok())
        .map(|(code, _)| code)
        .collect();
    let outcome = if genuine.iter().any(|code| *code != side.code) {
        Outcome::Wrong
    } else if genuine.is_empty() {
        Outcome::Missed
    } else {
        Outcome::Matched
    };
    let right = (4 - u16::from(plan.quarters)) % 4 * 90;
    let upright = decoded.pages.first().is_some_and(|page| page.turned.degrees() == right);
    (outcome, genuine.len(), upright)
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}
