//! Every list, board and search of the server, with as many items and records as a large city has.

mod ask;
mod load;
mod questions;

#[cfg(test)]
pub(crate) use load::loaded;
#[cfg(test)]
pub(crate) use questions::{Ids, questions, second_page};

use anyhow::Result;
use serde::Serialize;

use super::Effort;
use super::report::{Shown, Table};
use super::statistics::Spread;
use crate::app::On;

/// How much there is to be read through.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Size {
    pub(crate) items: usize,
    pub(crate) records: usize,
}

impl Size {
    /// So many items, and a fifth as many records.
    const fn of(items: usize) -> Self {
        Self {
            items,
            records: items / 5,
        }
    }
}

/// A million items, as the aims have it.
const FULL: Size = Size::of(1_000_000);

/// Enough for every index to be worth its while.
const QUICK: Size = Size::of(50_000);

/// What one question took on one database.
#[derive(Debug, Serialize)]
struct Answered {
    /// Login of who asks; none for anybody.
    who: &'static str,
    path: String,
    /// How many there are, where the answer says so.
    total: Option<u64>,
    milliseconds: Spread,
}

/// What one database did.
#[derive(Debug, Serialize)]
struct Served {
    database: &'static str,
    /// Milliseconds within which 99 of 100 answers are to come.
    aim: f64,
    answers: Vec<Answered>,
}

#[derive(Debug, Serialize)]
pub(super) struct Results {
    size: Size,
    served: Vec<Served>,
}

pub(super) async fn measure(effort: Effort, items: Option<usize>) -> Result<Results> {
    let size = items.map_or_else(|| effort.choose(FULL, QUICK), Size::of);
    let rounds = effort.choose(100, 20);
    let mut served = Vec::new();
    for (on, database, aim) in [(On::Postgres, "PostgreSQL", 100.0), (On::Sqlite, "SQLite", 200.0)] {
        let app = load::loaded(on, size)?;
        let answers = ask::measure(&app, database, rounds).await?;
        served.push(Served { database, aim, answers });
    }
    Ok(Results { size, served })
}

impl Shown for Results {
    const METHOD: &'static [&'static str] = &[
        "Each question is a request over HTTP to a server with an otherwise idle database, asked by one person after",
        "another's answer has come: twice to warm up, then up to a hundred times or for two seconds, at least twenty times.",
        "Items are spread over sixty-one departments of a city and thirteen districts, records over their items; what became of",
        "each is drawn by its number alone. Server, database and client share the machine.",
    ];

    fn tables(&self) -> Vec<Table> {
        self.served.iter().map(|served| served.table(self.size)).collect()
    }
}

impl Served {
    fn table(&self, size: Size) -> Table {
        let over = self
            .answers
            .iter()
            .filter(|one| one.milliseconds.p99 > self.aim)
            .count();
        let title = format!(
            "{}: {} items, {} records; {} of {} questions within {:.0} ms",
            self.database,
            size.items,
            size.records,
            self.answers.len() - over,
            self.answers.len(),
            self.aim
        );
        let mut table = Table::new(title, &["who", "question", "total", "ms median", "ms p99", "over"]);
        for answer in &self.answers {
            let Spread { median, p99, .. } = answer.milliseconds;
            table.row([
                answer.who.to_owned(),
                answer.path.clone(),
                answer.total.map_or_else(|| "–".to_owned(), |total| total.to_string()),
                format!("{median:.1}"),
                format!("{p99:.1}"),
                if p99 > self.aim { "*" } else { "" }.to_owned(),
            ]);
        }
        table
    }
}
