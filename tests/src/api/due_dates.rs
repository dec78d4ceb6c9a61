//! By when a stamped form is due back, before next year's days off are published.

use super::paper::{PATIENCE, path};
use crate::app::{On, Person, TestApp};
use crate::people::DEPARTMENT;
use crate::sample::submitted;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A Wednesday whose third working day is in a year that the calendar does not have yet.
const YEAR_END: &str = "2026-12-30";

async fn due_becomes(person: &Person, record: &Value, expected: &Value) -> Result<()> {
    let begun = Instant::now();
    let mut turn = tokio::time::interval(Duration::from_millis(50));
    loop {
        turn.tick().await;
        let due = person.read(&path(record)).await?["due"].clone();
        if due == *expected {
            return Ok(());
        }
        ensure!(begun.elapsed() < PATIENCE, "still {due}");
    }
}

#[tokio::test]
async fn a_provisional_date_is_computed_anew_at_the_next_start() -> Result<()> {
    let mut app = TestApp::start_with(On::Postgres, &[("YINZHENG_TODAY", YEAR_END)])?;
    let record = submitted(&app, &app.person(DEPARTMENT).await?).await?;
    let due = record["due"].clone();
    assert_eq!(due["provisional"], json!(true), "{due}");

    // As a calendar of then may have given it.
    app.change_rows("UPDATE records SET due_on = '2020-02-02'")?;
    app.restart_with("YINZHENG_TODAY", "2026-12-31")?;
    let staff = app.person(DEPARTMENT).await?;
    due_becomes(&staff, &record, &due).await?;
    assert_eq!(staff.read(&path(&record)).await?["state"], "submitted");
    Ok(())
}
