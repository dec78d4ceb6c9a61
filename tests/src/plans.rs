//! How PostgreSQL goes about every list, board and figure with fifty thousand items: by an index, never through a whole
//! table. What it did is what it counts itself; SQLite's plans are held beside the queries, in `backend/src/db/plans.rs`.

use std::time::Duration;

use anyhow::Result;

use crate::app::{On, TestApp};
use crate::bench::lists::{Ids, QUICK, loaded, questions};

#[tokio::test]
async fn no_list_goes_through_a_whole_table() -> Result<()> {
    let mut app = loaded(On::Postgres, QUICK)?;
    let ids = Ids::of(&app.person("bureau").await?.read("organisations").await?)?;
    // Whatever was read while the tables were filled.
    gone_through(&mut app).await?;
    let mut found = Vec::new();
    for (who, paths) in questions(&ids) {
        let person = if who.is_empty() {
            app.nobody()
        } else {
            app.person(who).await?
        };
        for path in &paths {
            person.read(path).await?;
        }
        let tables = gone_through(&mut app).await?;
        if !tables.is_empty() {
            found.push(format!("{tables}, asked by “{who}”"));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

/// Tables that grow and were gone through as a whole since the server started, or in parts that come to as much; then it
/// starts again.
async fn gone_through(app: &mut TestApp) -> Result<String> {
    // Connections that end have told what they did.
    app.kill()?;
    let others = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    while app.rows(others)?.trim() != "0" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let tables = app.rows(
        "SELECT COALESCE(STRING_AGG(pg_class.relname || ' ' || seq_scan, ', '), '') FROM pg_stat_user_tables \
         INNER JOIN pg_class ON pg_class.oid = relid WHERE reltuples > 6000 AND seq_tup_read >= reltuples",
    )?;
    app.rows("SELECT pg_stat_reset()")?;
    app.restart()?;
    Ok(tables.trim().to_owned())
}
