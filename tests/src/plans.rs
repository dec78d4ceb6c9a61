//! How PostgreSQL goes about every list, board and search, with fifty thousand items and as many records: never through a
//! whole table, and for somebody whose unit has few of them through no whole index either. What it read is what it counts
//! itself; SQLite's plans are held beside the queries, in `backend/src/db/plans.rs`.

use anyhow::{Result, ensure};

use crate::app::{On, Person, TestApp};
use crate::bench::lists::{Ids, Size, loaded, questions, second_page};

/// As many for each of the owners.
const SIZE: Size = Size {
    items: 50_040,
    records: 50_040,
};

/// Rows from which on a table is large.
const LARGE: usize = 20_000;

/// What the board is added up of: as many rows as units have days, however many items there are.
const SUMS: &str = "item_figures";

/// Who has few items.
const FEW: &str = "police";

/// Rows that were read one after another.
const TABLES: &str = "seq_tup_read";

/// The same, and entries of indexes.
const TABLES_AND_INDEXES: &str = "seq_tup_read + (SELECT COALESCE(SUM(idx_tup_read), 0) FROM pg_stat_user_indexes AS indexes \
     WHERE indexes.relid = tables.relid)";

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
        let paths = with_second_pages(&person, paths).await?;
        let read = if who == FEW { TABLES_AND_INDEXES } else { TABLES };
        if gone_through(&app, &person, &paths, read).await?.is_empty() {
            continue;
        }
        for path in paths {
            let tables = gone_through(&app, &person, std::slice::from_ref(&path), read).await?;
            if !tables.is_empty() {
                found.push(format!("{tables}: “{who}” asks {path}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

async fn with_second_pages(person: &Person, paths: Vec<String>) -> Result<Vec<String>> {
    let mut asked = Vec::new();
    for path in paths {
        let second = second_page(&path, &person.read(&path).await?);
        asked.push(path);
        asked.extend(second);
    }
    Ok(asked)
}

/// Large tables of which as many rows were read to answer as they have; with how often they were gone through.
async fn gone_through(app: &TestApp, person: &Person, paths: &[String], read: &str) -> Result<String> {
    end_connections(app)?;
    app.rows("SELECT pg_stat_reset()")?;
    for path in paths {
        person.read(path).await?;
    }
    end_connections(app)?;
    let tables = app.rows(&format!(
        "SELECT COALESCE(STRING_AGG(pg_class.relname || ' ' || seq_scan, ', '), '') FROM pg_stat_user_tables AS tables \
         INNER JOIN pg_class ON pg_class.oid = relid \
         WHERE reltuples > {LARGE} AND pg_class.relname <> '{SUMS}' AND {read} >= reltuples",
    ))?;
    Ok(tables.trim().to_owned())
}

/// Connections tell what they did when they end; the server makes new ones.
fn end_connections(app: &TestApp) -> Result<()> {
    const MILLISECONDS: u32 = 10_000;
    let ended = app.rows(&format!(
        "SELECT COALESCE(BOOL_AND(pg_terminate_backend(pid, {MILLISECONDS})), TRUE) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()"
    ))?;
    ensure!(ended.trim() == "t", "a connection did not end");
    Ok(())
}
