//! How PostgreSQL goes about every list, board and figure with fifty thousand items: by an index, never through a whole
//! table. What it did is what it counts itself; SQLite's plans are held beside the queries, in `backend/src/db/plans.rs`.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::app::{On, TestApp};
use crate::bench::lists::{Ids, QUICK, loaded, questions};

/// Tables that grow with items and records.
const LARGE: [&str; 14] = [
    "audit",
    "form_links",
    "interface_items",
    "item_standings",
    "item_steps",
    "item_transfers",
    "items",
    "notices",
    "record_items",
    "records",
    "revisions",
    "scan_pages",
    "scans",
    "window_cases",
];

#[tokio::test]
async fn no_list_goes_through_a_whole_table() -> Result<()> {
    let mut app = loaded(On::Postgres, QUICK)?;
    let ids = Ids::of(&app.person("bureau").await?.read("organisations").await?)?;
    // What the server does at its start of its own accord.
    let at_start = gone_through(&mut app).await?;
    for (who, paths) in questions(&ids) {
        let person = if who.is_empty() {
            app.nobody()
        } else {
            app.person(who).await?
        };
        // Whoever looks for a part of a text has every text looked at.
        for path in paths.iter().filter(|path| !path.contains("q=")) {
            person.read(path).await?;
        }
        assert_eq!(gone_through(&mut app).await?, at_start, "asked by “{who}”: {paths:#?}");
    }
    Ok(())
}

/// How often each table was gone through as a whole since the server started; then it starts again.
async fn gone_through(app: &mut TestApp) -> Result<BTreeMap<String, String>> {
    // Connections that end have told what they did.
    app.kill()?;
    let others = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    while app.rows(others)?.trim() != "0" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let counted = app.rows("SELECT relname, seq_scan FROM pg_stat_user_tables WHERE seq_scan > 0")?;
    let of_table = |line: &str| -> Result<(String, String)> {
        let (table, times) = line.split_once('|').context("a table and a number")?;
        Ok((table.to_owned(), times.to_owned()))
    };
    let counted: BTreeMap<String, String> = counted.lines().map(of_table).collect::<Result<_>>()?;
    app.rows("SELECT pg_stat_reset()")?;
    app.restart()?;
    Ok(counted
        .into_iter()
        .filter(|(table, _)| LARGE.contains(&table.as_str()))
        .collect())
}
