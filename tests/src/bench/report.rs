//! From results to a table on screen and a file.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Serialize;

use super::Effort;
use super::machine::Machine;

/// Results that can be shown.
pub(crate) trait Shown: Serialize {
    /// How it was measured, one sentence a line.
    const METHOD: &'static [&'static str];

    /// The results as people read them.
    fn tables(&self) -> Vec<Table>;
}

/// What is written to the file.
#[derive(Serialize)]
struct Report<'a, T> {
    section: &'a str,
    machine: &'a Machine,
    quick: bool,
    method: &'static [&'static str],
    results: &'a T,
}

/// Shows results and writes them to `target/bench/{section}.json`.
pub(super) fn publish<T: Shown>(section: &str, machine: &Machine, effort: Effort, results: &T) -> Result<()> {
    for table in results.tables() {
        println!("{table}");
    }
    for line in T::METHOD {
        println!("  {line}");
    }
    let quick = effort == Effort::Quick;
    if quick {
        println!("  Short run: figures are rough.");
    }
    let report = Report {
        section,
        machine,
        quick,
        method: T::METHOD,
        results,
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    let path = folder.join(format!("{section}.json"));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&path, serde_json::to_string_pretty(&report)? + "\n"))
        .with_context(|| format!("cannot write {}", path.display()))?;
    println!("  Written to target/bench/{section}.json");
    Ok(())
}

/// Rows of words and figures under a title.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    title: String,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(title: impl Into<String>, head: &[&'static str]) -> Self {
        Self {
            title: title.into(),
            head: head.to_vec(),
            rows: Vec::new(),
        }
    }

    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.to_vec());
    }
}

/// Columns stand under each other; those of figures are flush right.
impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head: Vec<String> = self.head.iter().map(|&name| name.to_owned()).collect();
        let length = |text: &String| text.chars().count();
        let column = |place: usize| self.rows.iter().filter_map(move |row| row.get(place));
        let widths: Vec<usize> = head
            .iter()
            .enumerate()
            .map(|(place, name)| column(place).map(length).max().unwrap_or(0).max(length(name)))
            .collect();
        let figures: Vec<bool> = (0..head.len())
            .map(|place| {
                column(place).any(|cell| figure(cell)) && column(place).all(|cell| figure(cell) || cell == "–")
            })
            .collect();
        writeln!(out, "{}", self.title)?;
        for row in std::iter::once(&head).chain(&self.rows) {
            let cells = row.iter().zip(&widths).zip(&figures).map(|((cell, &width), &right)| {
                if right {
                    format!("{cell:>width$}")
                } else {
                    format!("{cell:<width$}")
                }
            });
            writeln!(out, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        Ok(())
    }
}

fn figure(cell: &str) -> bool {
    cell.starts_with(|first: char| first.is_ascii_digit())
        && cell
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ' ' | '%' | '–' | '/'))
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn columns_are_aligned_and_figures_flush_right() {
        let mut table = Table::new("sample", &["form", "median"]);
        table.row(["annex 3".to_owned(), "9.5".to_owned()]);
        table.row(["go-live".to_owned(), "120.1".to_owned()]);
        table.row(["other".to_owned(), "–".to_owned()]);
        let lines = [
            "sample",
            "  form     median",
            "  annex 3     9.5",
            "  go-live   120.1",
            "  other         –",
            "",
        ];
        assert_eq!(table.to_string(), lines.join("\n"));
    }
}
