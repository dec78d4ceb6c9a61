//! Time to print a form, beside a browser that prints an equal page.

mod chromium;
mod html;

use std::time::Instant;

use anyhow::{Context as _, Result};
use serde::Serialize;
use uuid::Uuid;
use yinzheng_print::Printer;
use yinzheng_shared::id::RecordId;

use super::Effort;
use super::paper::{self, Paper};
use super::report::{Shown, Table};
use super::samples::{Sample, go_live, optimization, reworded};
use super::statistics::Spread;

/// Prints before the first that counts.
const WARM_UP: u64 = 3;

/// One row.
#[derive(Debug, Serialize)]
struct Timed {
    form: String,
    program: &'static str,
    work: &'static str,
    pages: Option<usize>,
    /// Size of the last PDF.
    bytes: usize,
    milliseconds: Spread,
}

#[derive(Debug, Serialize)]
pub(super) struct Results {
    /// Milliseconds to load fonts and templates, once at start.
    start_ms: f64,
    times: Vec<Timed>,
}

pub(super) async fn measure(effort: Effort) -> Result<Results> {
    let rounds = effort.choose(30, 5);
    let samples = [optimization(), go_live(1), go_live(60)];
    let start = Instant::now();
    let printer = Printer::new().context("the printer")?;
    let start_ms = start.elapsed().as_secs_f64() * 1000.0;
    let peer = chromium::Peer::open().await?;
    let mut times = Vec::new();
    for sample in &samples {
        times.push(own(&printer, sample, rounds)?);
        times.extend(peer.measure(sample, rounds).await?);
    }
    peer.close().await?;
    Ok(Results { start_ms, times })
}

fn own(printer: &Printer, sample: &Sample, rounds: u64) -> Result<Timed> {
    let mut last: Option<Paper> = None;
    let mut milliseconds = Vec::new();
    for round in 0..WARM_UP + rounds {
        let content = reworded(&sample.content, round);
        let record = RecordId(Uuid::from_u128(u128::from(round) + 1));
        let start = Instant::now();
        last = Some(paper::print(printer, sample.form, &content, record)?);
        if round >= WARM_UP {
            milliseconds.push(start.elapsed().as_secs_f64() * 1000.0);
        }
    }
    let paper = last.context("one print at least")?;
    Ok(Timed {
        form: sample.name.clone(),
        program: "Yinzheng",
        work: "PDF/A-2b, pictures, positions",
        pages: Some(paper.pages.len()),
        bytes: paper.pdf.len(),
        milliseconds: Spread::of(&milliseconds),
    })
}

impl Shown for Results {
    const METHOD: &'static [&'static str] = &[
        "One printer, 3 prints to warm up, then 30 (5 in a short run); each print has other words, another record and other codes.",
        "Ours lays out (names of groups that a page's end cuts are repeated), signs the codes, writes PDF/A-2b with fonts in it,",
        "and one picture a page at 110 dpi for the screen. Chromium prints an equal plain table without codes,",
        "pictures or PDF/A, asked by chromedriver; “load and print” includes opening the page, as a server would.",
    ];

    fn tables(&self) -> Vec<Table> {
        let title = format!("Print of a form, warm, ms (start once: {:.0} ms)", self.start_ms);
        let mut table = Table::new(
            title,
            &["form", "program", "what", "pages", "PDF bytes", "median", "p95"],
        );
        for row in &self.times {
            table.row([
                row.form.clone(),
                row.program.to_owned(),
                row.work.to_owned(),
                row.pages.map_or_else(|| "–".to_owned(), |pages| pages.to_string()),
                row.bytes.to_string(),
                format!("{:.1}", row.milliseconds.median),
                format!("{:.1}", row.milliseconds.p95),
            ]);
        }
        vec![table]
    }
}
