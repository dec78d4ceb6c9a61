//! Submissions a second, each on disk when it is acknowledged.

mod clients;
mod cluster;
mod floor;

use std::time::Duration;

use anyhow::Result;
use serde::Serialize;

use super::Effort;
use super::report::{Shown, Table};
use super::statistics::Spread;
use crate::app::On;

/// Clients that hand in at the same time.
const CLIENTS: usize = 8;

/// What one database did.
#[derive(Debug, Serialize)]
struct Served {
    database: &'static str,
    durability: String,
    /// Submissions acknowledged within the time.
    submissions: usize,
    /// Submissions that the server answered with a fault of its own.
    failed: usize,
    seconds: f64,
    a_second: f64,
    /// Milliseconds of one submission: both requests.
    milliseconds: Spread,
}

/// The disk alone.
#[derive(Debug, Serialize)]
struct Floor {
    writers: usize,
    writes_a_second: f64,
    /// Milliseconds of a write with its fsync.
    milliseconds: Spread,
}

#[derive(Debug, Serialize)]
pub(super) struct Results {
    clients: usize,
    served: Vec<Served>,
    floors: Vec<Floor>,
}

pub(super) async fn measure(effort: Effort) -> Result<Results> {
    let time = effort.choose(Duration::from_secs(20), Duration::from_secs(3));
    let postgres = cluster::durability()?;
    let served = vec![
        clients::measure(On::Sqlite, "SQLite", "WAL, synchronous=FULL".to_owned(), time).await?,
        clients::measure(On::Postgres, "PostgreSQL", postgres, time).await?,
    ];
    let floors = vec![floor::measure(1, time / 4)?, floor::measure(CLIENTS, time / 4)?];
    Ok(Results {
        clients: CLIENTS,
        served,
        floors,
    })
}

impl Shown for Results {
    const METHOD: &'static [&'static str] = &[
        "A submission is two requests over HTTP, one commit each: a filled annex 3 form is begun (201), then handed in with all",
        "rules checked (200); failed are those answered 500 or more. Clients wait for each answer and share the machine with server and database. Data folders,",
        "the cluster and the floor are on one disk, that of temporary files. The floor appends 4 KiB and calls fsync,",
        "over and over, in a file of its own for each writer: what the disk gives before any database.",
    ];

    fn tables(&self) -> Vec<Table> {
        let title = format!("Durable submissions, {} clients", self.clients);
        let mut table = Table::new(
            title,
            &[
                "database",
                "durability",
                "submissions a second",
                "failed",
                "ms median",
                "ms p95",
            ],
        );
        for row in &self.served {
            let Spread { median, p95, .. } = row.milliseconds;
            table.row([
                row.database.to_owned(),
                row.durability.clone(),
                format!("{:.1}", row.a_second),
                row.failed.to_string(),
                format!("{median:.1}"),
                format!("{p95:.1}"),
            ]);
        }
        let mut floor = Table::new(
            "Disk alone: 4 KiB and fsync",
            &["writers", "writes a second", "ms median", "ms p95"],
        );
        for row in &self.floors {
            let Spread { median, p95, .. } = row.milliseconds;
            let rate = format!("{:.0}", row.writes_a_second);
            floor.row([
                row.writers.to_string(),
                rate,
                format!("{median:.2}"),
                format!("{p95:.2}"),
            ]);
        }
        vec![table, floor]
    }
}
