//! Servers that take their time: longer in all than a claim lasts, so that it has to be renewed. What they took
//! is sent once, and nobody is asked about it.

use super::{MINUTE, address, move_to, robot, start, unsent};
use crate::app::{On, TestApp};
use crate::outside::robots::{Manner as Speech, Robots, SECRET};
use crate::outside::smtp::{Manner, Smtp};
use crate::outside::until_async;
use crate::people::DEPARTMENT;
use crate::sample::submitted;
use anyhow::Result;
use std::time::Duration;

/// Just within what a sender waits for one answer, a quarter of the minute; a claim lasts half of it.
const PAUSE: Duration = Duration::from_millis(MINUTE / 4 - MINUTE / 20);

async fn nothing_is_left(app: &TestApp) -> Result<()> {
    until_async("everything was taken", async || {
        let messages = unsent(app).await?;
        let none = messages["unsent"].as_array().is_some_and(Vec::is_empty);
        Ok((messages["waiting"] == 0 && none).then_some(()))
    })
    .await
}

async fn the_slow_hear_everything_once(on: On) -> Result<()> {
    let smtp = Smtp::start(Manner::Slow(PAUSE))?;
    let robots = Robots::start(Speech::Slow(PAUSE), Duration::from_millis(MINUTE))?;
    let app = start(on, Some(&smtp))?;
    let staff = app.person(DEPARTMENT).await?;
    submitted(&app, &staff).await?;
    address(&app, DEPARTMENT, "market@example.cn").await?;
    robot(&app, &staff.me["organisation"]["id"], &robots.address("market"), SECRET).await?;
    for day in ["2018-09-20", "2018-09-21"] {
        move_to(&app, day).await?;
        until_async("the day's reminder is written", async || {
            let newest = staff.read("notices?limit=1").await?["entries"][0]["on"].clone();
            Ok((newest == day).then_some(()))
        })
        .await?;
        nothing_is_left(&app).await?;
    }
    let (letters, said) = (smtp.letters(), robots.said("market"));
    assert_eq!((letters.len(), said.len()), (2, 2), "{letters:#?} {said:#?}");
    assert_eq!(robots.faults(), Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn whoever_is_slow_hears_everything_once_on_sqlite() -> Result<()> {
    the_slow_hear_everything_once(On::Sqlite).await
}

#[tokio::test]
async fn whoever_is_slow_hears_everything_once_on_postgres() -> Result<()> {
    the_slow_hear_everything_once(On::Postgres).await
}
