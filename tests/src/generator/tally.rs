//! What became of the scans of a mix, cell by cell.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::Serialize;

use super::plan::{Plan, Tone};

/// Counts of scans read and given, by resolution and tone, and the time they took.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Tally {
    cells: BTreeMap<(u32, &'static str), Cell>,
    milliseconds: Vec<f64>,
    missed: Vec<Plan>,
}

#[derive(Debug, Clone, Copy, Default, Serialize)]
struct Cell {
    read: u32,
    given: u32,
}

impl Tally {
    /// Notes one scan: whether its code was read, and how long that took.
    pub fn note(&mut self, plan: &Plan, read: bool, took: Duration) {
        let tone = match plan.tone {
            Tone::Colour => "colour",
            Tone::Grey => "grey",
            Tone::Bilevel(_) => "1-bit",
        };
        let cell = self.cells.entry((plan.dpi, tone)).or_default();
        cell.given += 1;
        cell.read += u32::from(read);
        self.milliseconds.push(took.as_secs_f64() * 1000.0);
        if !read {
            self.missed.push(plan.clone());
        }
    }

    /// The share read among the scans of the cells chosen, or 1 if there are none.
    pub fn share(&self, chosen: impl Fn(u32, &str) -> bool) -> f64 {
        let cells = self.cells.iter().filter(|((dpi, tone), _)| chosen(*dpi, tone));
        let (read, given) = cells.fold((0, 0), |(read, given), (_, cell)| {
            (read + cell.read, given + cell.given)
        });
        if given == 0 {
            1.0
        } else {
            f64::from(read) / f64::from(given)
        }
    }

    /// The plans of the scans that were not read.
    pub fn missed(&self) -> &[Plan] {
        &self.missed
    }

    /// The time within which this share of the scans was done, in milliseconds.
    pub fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.milliseconds.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1);
        sorted
            .get((last as f64 * share).round() as usize)
            .copied()
            .unwrap_or(0.0)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((dpi, tone), Cell { read, given }) in &self.cells {
            let share = 100.0 * f64::from(*read) / f64::from(*given);
            writeln!(f, "{dpi:>4} dpi {tone:<6} {read:>4} / {given:<4} {share:>6.1} %")?;
        }
        let good = self.share(|dpi, tone| dpi >= 150 && tone != "1-bit");
        writeln!(f, "colour and grey from 150 dpi: {:.1} %", 100.0 * good)?;
        writeln!(f, "all: {:.1} %", 100.0 * self.share(|_, _| true))?;
        let (median, p95) = (self.quantile(0.5), self.quantile(0.95));
        write!(f, "ms a scan: median {median:.0}, p95 {p95:.0}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::Layout;
    use super::*;

    #[test]
    fn shares_and_quantiles() {
        let mut tally = Tally::default();
        for (seed, read) in [(1, true), (2, true), (3, true), (4, false)] {
            let plan = Plan {
                dpi: 200,
                tone: Tone::Grey,
                ..Plan::draw(seed, &Layout::a4())
            };
            tally.note(&plan, read, Duration::from_millis(seed * 10));
        }
        assert_eq!(tally.share(|dpi, tone| dpi == 200 && tone == "grey"), 0.75);
        assert_eq!(tally.share(|dpi, _| dpi == 100), 1.0);
        assert_eq!(tally.missed().len(), 1);
        assert_eq!(tally.quantile(1.0), 40.0);
    }
}
