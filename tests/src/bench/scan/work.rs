//! Many scans on every core.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, available_parallelism};
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow};
use image::RgbImage;
use uuid::Uuid;
use yinzheng_print::Printer;
use yinzheng_shared::id::RecordId;

use super::read::{Scan, scan};
use crate::bench::paper::{self, Paper};
use crate::bench::samples::{go_live, optimization, reworded};
use crate::generator::{Plan, Rng, rasterise};

/// Scans made of one printed form, about.
const SCANS_A_PAPER: u64 = 40;
/// Printed forms at least, so that every core has work.
const PAPERS: u64 = 8;
/// Rows of the go-live forms, in turn: one page, and more.
const ROWS: [u32; 4] = [1, 5, 15, 60];

/// What was made and read.
pub(super) struct Made {
    /// By seed.
    pub scans: Vec<Scan>,
    pub threads: usize,
    pub printed_pages: usize,
    pub printing_seconds: f64,
    pub wall_seconds: f64,
}

/// Makes and reads so many scans, of seeds from `first` on.
pub(super) fn run(first: u64, count: u64, program: &Path) -> Result<Made> {
    let start = Instant::now();
    let printer = Printer::new().context("the printer")?;
    let papers = count.div_ceil(SCANS_A_PAPER).max(PAPERS);
    let papers: Vec<Paper> = (0..papers).map(|n| printed(&printer, n)).collect::<Result<_>>()?;
    let printing_seconds = start.elapsed().as_secs_f64();
    let threads = available_parallelism().map_or(1, usize::from);
    let (next, done) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    let worker = || -> Result<()> {
        let folder = tempfile::Builder::new().prefix("yinzheng-bench-").tempdir()?;
        while let Some((n, paper)) = take(&next, &papers) {
            let seeds = (n..count).step_by(papers.len()).map(|offset| first + offset);
            let scans = scans(paper, seeds, folder.path(), program)?;
            let mut done = done.lock().map_err(|_| anyhow!("another thread failed"))?;
            done.extend(scans);
            eprintln!(
                "  {} of {count} scans read, {:.0} s",
                done.len(),
                start.elapsed().as_secs_f64()
            );
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().map_err(|_| anyhow!("a thread panicked"))?)
    })?;
    let mut scans = done.into_inner().map_err(|_| anyhow!("a thread failed"))?;
    scans.sort_by_key(|scan| scan.plan.seed);
    Ok(Made {
        scans,
        threads,
        printed_pages: papers.iter().map(|paper| paper.pages.len()).sum(),
        printing_seconds,
        wall_seconds: start.elapsed().as_secs_f64(),
    })
}

/// The next paper that no thread has taken.
fn take<'a>(next: &AtomicU64, papers: &'a [Paper]) -> Option<(u64, &'a Paper)> {
    let n = next.fetch_add(1, Ordering::Relaxed);
    papers.get(usize::try_from(n).ok()?).map(|paper| (n, paper))
}

/// Every other paper is of annex 3, the rest of annex 4.
fn printed(printer: &Printer, n: u64) -> Result<Paper> {
    let sample = if n.is_multiple_of(2) {
        optimization()
    } else {
        let place = usize::try_from(n / 2)? % ROWS.len();
        go_live(ROWS.get(place).copied().unwrap_or(1))
    };
    let mut rng = Rng::new(n);
    let record = RecordId(Uuid::from_u64_pair(rng.bits(), rng.bits()));
    paper::print(printer, sample.form, &reworded(&sample.content, n), record)
}

/// Scans of one paper's pages in turn; a page is rasterised once for each resolution.
fn scans(paper: &Paper, seeds: impl Iterator<Item = u64>, folder: &Path, program: &Path) -> Result<Vec<Scan>> {
    let (form, path) = (folder.join("form.pdf"), folder.join("scan"));
    fs::write(&form, &paper.pdf)?;
    let mut rasters: BTreeMap<u32, Vec<RgbImage>> = BTreeMap::new();
    let mut made = Vec::new();
    for (seed, (number, side)) in seeds.zip(paper.pages.iter().enumerate().cycle()) {
        let plan = Plan::draw(seed, &side.layout);
        let pages = rasters.entry(plan.dpi).or_insert_with(|| rasterise(&form, plan.dpi));
        let page = pages
            .get(number)
            .context("poppler shows as many pages as were printed")?;
        made.push(scan(page, plan, side, program, &path)?);
    }
    Ok(made)
}
