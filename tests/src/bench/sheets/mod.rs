//! Time to read a long list with all checks of its cells, and to write it, beside a script with
//! openpyxl and pydantic that does the same.

mod list;
mod script;

use std::io::Write as _;
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow, ensure};
use serde::Serialize;
use yinzheng_sheets::{Limits, read, write};

use self::list::{COLUMNS, check, table};
use super::Effort;
use super::report::{Shown, Table};
use super::statistics::Spread;

/// As many rows as the longest list of a department, or of a district for all of its own.
const ROWS: usize = 5_000;

/// One row of the results.
#[derive(Debug, Serialize)]
struct Timed {
    work: &'static str,
    by: String,
    milliseconds: Spread,
}

/// All rows.
#[derive(Debug, Serialize)]
pub(super) struct Results {
    rows: usize,
    columns: usize,
    /// Bytes of the workbook.
    bytes: usize,
    times: Vec<Timed>,
}

pub(super) fn measure(effort: Effort) -> Result<Results> {
    let rounds = effort.choose(15, 3);
    let program = std::env::current_exe()?;
    let table = table(ROWS);
    let bytes = write(&table)?;
    let mut file = tempfile::Builder::new().suffix(".xlsx").tempfile()?;
    file.write_all(&bytes)?;

    let limits = Limits::default();
    let opened = time(rounds, || Ok(read(&program, &bytes, &limits)?))?;
    let book = read(&program, &bytes, &limits)?;
    let checked = time(rounds, || {
        let rows = check(&book).map_err(|errors| anyhow!("{errors:?}"))?;
        ensure!(rows == ROWS, "{rows} rows");
        Ok(())
    })?;
    let both = time(rounds, || {
        let book = read(&program, &bytes, &limits)?;
        check(&book).map_err(|errors| anyhow!("{errors:?}"))
    })?;
    let written = time(rounds, || Ok(write(&table)?))?;
    let script = script::measure(file.path(), ROWS, rounds).context("the script with openpyxl")?;
    let ours = |work, milliseconds| Timed {
        work,
        by: "Yinzheng".to_owned(),
        milliseconds,
    };
    let theirs = |work, milliseconds| Timed {
        work,
        by: script.versions.clone(),
        milliseconds,
    };
    Ok(Results {
        rows: ROWS,
        columns: COLUMNS.len(),
        bytes: bytes.len(),
        times: vec![
            ours("open in the child", opened),
            ours("check every cell", checked),
            ours("open and check", both),
            theirs("open and check", script.read),
            ours("write", written),
            theirs("write", script.write),
        ],
    })
}

/// Milliseconds of some work, done so often.
fn time<T>(rounds: usize, mut work: impl FnMut() -> Result<T>) -> Result<Spread> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let start = Instant::now();
        let made = work()?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        drop(made);
    }
    Ok(Spread::of(&times))
}

impl Shown for Results {
    const METHOD: &'static [&'static str] = &[
        "A list in official layout: texts, whole numbers, dates, words from lists; every cell is right. “Open” starts",
        "the limited child, sends it the workbook and takes its cells; “check” finds the header by its names and parses",
        "every cell, codes once each. The script opens it with openpyxl (read only), checks rows with a pydantic model of",
        "the same rules, and writes the same table with the same formats and lists of words; it has no child.",
    ];

    fn tables(&self) -> Vec<Table> {
        let title = format!(
            "A list of {} rows and {} columns, {} KB, ms",
            self.rows,
            self.columns,
            self.bytes / 1024
        );
        let mut table = Table::new(title, &["work", "by", "median", "p95"]);
        for row in &self.times {
            table.row([
                row.work.to_owned(),
                row.by.clone(),
                format!("{:.0}", row.milliseconds.median),
                format!("{:.0}", row.milliseconds.p95),
            ]);
        }
        vec![table]
    }
}
