//! Scanned pages: how many are matched with the page they were printed as, and how fast.

mod bands;
mod read;
mod work;

use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::report::{Shown, Table};
use super::statistics::{Share, Spread};
use crate::generator::Tone;
use bands::{BANDS, band};
use read::{Outcome, Scan};

/// The first seed. Tests draw from seeds below a million.
pub(crate) const FIRST_SEED: u64 = 9_000_000;

/// Shares of the scans of one band of one property.
#[derive(Debug, Serialize)]
struct Cell {
    property: &'static str,
    band: String,
    /// Colour and grey from 150 dpi.
    clear: Share,
    all: Share,
}

#[derive(Debug, Serialize)]
pub(crate) struct Results {
    first_seed: u64,
    scans: usize,
    threads: usize,
    printed_pages: usize,
    /// Colour and grey from 150 dpi.
    pub(crate) clear: Share,
    all: Share,
    /// Pages of which both codes were read, among those matched.
    both_codes: Share,
    /// A genuine code of another page was read.
    pub(crate) wrong: Share,
    /// The decoder refused the file.
    pub(crate) refused: Share,
    /// Matched, but not put upright.
    pub(crate) turned_wrong: Share,
    cells: Vec<Cell>,
    /// Milliseconds a page, one worker process each.
    reading_ms: Spread,
    reading_300_dpi_ms: Spread,
    generating_ms: Spread,
    printing_seconds: f64,
    wall_seconds: f64,
    /// Plans of the scans that were not matched, with what became of them.
    missed: Vec<Scan>,
}

/// Makes and reads so many pages of the mix, of seeds from `first` on; `program` has the decode worker
/// in it.
pub(crate) fn measure(first: u64, pages: u64, program: &Path) -> Result<Results> {
    let made = work::run(first, pages, program)?;
    let scans = made.scans;
    let matched = |scan: &&Scan| scan.outcome == Outcome::Matched;
    let share = |chosen: &dyn Fn(&Scan) -> bool| Share::count(scans.iter().filter(|scan| chosen(scan)), matched);
    let times = |chosen: &dyn Fn(&Scan) -> bool, of: fn(&Scan) -> f64| {
        Spread::of(&scans.iter().filter(|scan| chosen(scan)).map(of).collect::<Vec<_>>())
    };
    let mut cells = Vec::new();
    for property in BANDS {
        let mut names: Vec<String> = scans.iter().filter_map(|scan| band(property, &scan.plan)).collect();
        names.sort_by(|left, right| {
            first_number(left)
                .total_cmp(&first_number(right))
                .then_with(|| left.cmp(right))
        });
        names.dedup();
        for name in names {
            let here = |scan: &Scan| band(property, &scan.plan).as_ref() == Some(&name);
            cells.push(Cell {
                property,
                clear: share(&|scan| clear(scan) && here(scan)),
                all: share(&here),
                band: name,
            });
        }
    }
    Ok(Results {
        first_seed: first,
        scans: scans.len(),
        threads: made.threads,
        printed_pages: made.printed_pages,
        clear: share(&clear),
        all: share(&|_| true),
        both_codes: Share::count(scans.iter().filter(|scan| matched(scan)), |scan| scan.codes >= 2),
        wrong: Share::count(&scans, |scan| scan.outcome == Outcome::Wrong),
        refused: Share::count(&scans, |scan| matches!(scan.outcome, Outcome::Refused(_))),
        turned_wrong: Share::count(scans.iter().filter(|scan| matched(scan)), |scan| !scan.upright),
        cells,
        reading_ms: times(&|_| true, |scan| scan.reading_ms),
        reading_300_dpi_ms: times(&|scan| scan.plan.dpi == 300, |scan| scan.reading_ms),
        generating_ms: times(&|_| true, |scan| scan.generating_ms),
        printing_seconds: made.printing_seconds,
        wall_seconds: made.wall_seconds,
        missed: scans.iter().filter(|scan| !matched(scan)).cloned().collect(),
    })
}

/// What bands are ordered by; those without a number come first.
fn first_number(band: &str) -> f64 {
    let digits: String = band
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    digits.parse().unwrap_or(-1.0)
}

fn clear(scan: &Scan) -> bool {
    scan.plan.dpi >= 150 && !matches!(scan.plan.tone, Tone::Bilevel(_))
}

impl Shown for Results {
    const METHOD: &'static [&'static str] = &[
        "Forms printed by the product with signed codes of their own records, rasterised by poppler, then stamped, signed,",
        "folded, laid badly, lit unevenly and stored as scanners do, each by its seed; read by the product's decoder in its",
        "confined worker process, one a page. Matched: a code with a right MAC names this very page, and none another one.",
        "Scans and reading use every core at once, so times are those of a busy machine. ‘clear’ is colour and grey from",
        "150 dpi. Intervals are Wilson's, 95 %. The plans of all scans that were not matched are in the JSON.",
    ];

    fn tables(&self) -> Vec<Table> {
        vec![self.summary(), self.by_band()]
    }
}

impl Results {
    fn summary(&self) -> Table {
        let title = format!(
            "Scanned pages: {} of {} printed pages, seeds {} to {}, {} threads, {:.0} s",
            self.scans,
            self.printed_pages,
            self.first_seed,
            self.first_seed + (self.scans as u64).saturating_sub(1),
            self.threads,
            self.wall_seconds
        );
        let mut table = Table::new(title, &["what", "figure", "95 % interval"]);
        let shares = [
            ("matched, clear", self.clear),
            ("matched, all", self.all),
            ("both codes read, of matched", self.both_codes),
            ("wrong match", self.wrong),
            ("refused by the decoder", self.refused),
            ("not put upright, of matched", self.turned_wrong),
        ];
        for (what, share) in shares {
            table.row([what.to_owned(), figure(share), interval(share)]);
        }
        let times = [
            ("ms to read a page", self.reading_ms),
            ("ms to read a page of 300 dpi", self.reading_300_dpi_ms),
            ("ms to generate a page", self.generating_ms),
        ];
        for (what, Spread { median, p95, .. }) in times {
            table.row([
                what.to_owned(),
                format!("median {median:.0}, p95 {p95:.0}"),
                String::new(),
            ]);
        }
        table
    }

    fn by_band(&self) -> Table {
        let mut table = Table::new(
            "Matched, by property",
            &[
                "property",
                "band",
                "clear",
                "",
                "95 % interval",
                "all",
                "",
                "95 % interval",
            ],
        );
        for cell in &self.cells {
            let part = |share: Share| {
                if share.of == 0 {
                    ["–".to_owned(), "–".to_owned(), "–".to_owned()]
                } else {
                    columns(share)
                }
            };
            let [clear, clear_share, clear_interval] = part(cell.clear);
            let [all, all_share, all_interval] = part(cell.all);
            let (property, band) = (cell.property.to_owned(), cell.band.clone());
            table.row([
                property,
                band,
                clear,
                clear_share,
                clear_interval,
                all,
                all_share,
                all_interval,
            ]);
        }
        table
    }
}

fn columns(share: Share) -> [String; 3] {
    [
        format!("{}/{}", share.hits, share.of),
        format!("{:.1} %", 100.0 * share.share),
        interval(share),
    ]
}

fn figure(share: Share) -> String {
    format!("{}/{}  {:.2} %", share.hits, share.of, 100.0 * share.share)
}

fn interval(share: Share) -> String {
    format!("{:.1}–{:.1} %", 100.0 * share.low, 100.0 * share.high)
}
