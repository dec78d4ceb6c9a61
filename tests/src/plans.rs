//! How PostgreSQL goes about every list, board and search, with fifty thousand items and as many records: by an index,
//! never through a whole table. What it went through is what it counts itself; SQLite's plans are held beside the
//! queries, in `backend/src/db/plans.rs`.

use anyhow::Result;

use crate::app::{On, Person, TestApp};
use crate::bench::lists::{Ids, Size, loaded, questions};

/// As many for each of the owners.
const SIZE: Size = Size {
    items: 50_040,
    records: 50_040,
};

/// Rows from which on a table is large.
const LARGE: usize = 20_000;

/// What the board is added up of: as many rows as units have days, however many items there are.
const SUMS: &str = "item_figures";

#[tokio::test]
async fn no_list_goes_through_a_whole_table() -> Result<()> {
    let app = loaded(On::Postgres, SIZE)?;
    let ids = Ids::of(&app.person("bureau").await?.read("organisations").await?)?;
    let mut found = Vec::new();
    for (who, paths) in questions(&ids) {
        let person = if who.is_empty() {
            app.nobody()
        } else {
            app.person(who).await?
        };
        if gone_through(&app, &person, &paths).await?.is_empty() {
            continue;
        }
        for path in paths {
            let tables = gone_through(&app, &person, std::slice::from_ref(&path)).await?;
            if !tables.is_empty() {
                found.push(format!("{tables}: “{who}” asks {path}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

/// Large tables that were gone through as a whole, or in parts that come to as much, to answer; with how often.
async fn gone_through(app: &TestApp, person: &Person, paths: &[String]) -> Result<String> {
    told(app)?;
    app.rows("SELECT pg_stat_reset()")?;
    for path in paths {
        person.read(path).await?;
    }
    told(app)?;
    let tables = app.rows(&format!(
        "SELECT COALESCE(STRING_AGG(pg_class.relname || ' ' || seq_scan, ', '), '') FROM pg_stat_user_tables \
         INNER JOIN pg_class ON pg_class.oid = relid WHERE reltuples > {LARGE} AND pg_class.relname <> '{SUMS}' AND seq_tup_read >= reltuples",
    ))?;
    Ok(tables.trim().to_owned())
}

/// Connections tell what they did when they end; the server makes new ones.
fn told(app: &TestApp) -> Result<()> {
    const MILLISECONDS: u32 = 10_000;
    app.change_rows(&format!(
        "SELECT pg_terminate_backend(pid, {MILLISECONDS}) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()"
    ))
}
