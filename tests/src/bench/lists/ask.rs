//! Asks everything, over and over.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::Answered;
use super::questions::{Ids, questions, second_page};
use crate::app::{Person, TestApp};
use crate::bench::statistics::Spread;

/// How long one question is asked at most, once it was answered often enough.
const LONG: Duration = Duration::from_secs(2);
/// How often at least.
const LEAST: usize = 20;

/// Asks everybody's questions; tells of each person when they are through, for it takes long.
pub(super) async fn measure(app: &TestApp, database: &str, rounds: usize) -> Result<Vec<Answered>> {
    let ids = Ids::of(&app.person("bureau").await?.read("organisations").await?)?;
    let mut answers = Vec::new();
    for (who, paths) in questions(&ids) {
        let person = match who {
            "" => app.nobody(),
            login => app.person(login).await?,
        };
        let mut own = Vec::new();
        for path in paths {
            own.push(asked(&person, who, &path, rounds).await?);
            if let Some(second) = second_page(&path, &person.read(&path).await?) {
                own.push(asked(&person, who, &second, rounds).await?);
            }
        }
        tell(database, &own);
        answers.append(&mut own);
    }
    Ok(answers)
}

/// Says what took one person longest.
fn tell(database: &str, own: &[Answered]) {
    let slowest = own
        .iter()
        .max_by(|one, other| one.milliseconds.p99.total_cmp(&other.milliseconds.p99));
    if let Some(slowest) = slowest {
        let (who, path, p99) = (slowest.who, &slowest.path, slowest.milliseconds.p99);
        eprintln!("{database}, “{who}”: {} questions, {path} {p99:.0} ms", own.len());
    }
}

async fn asked(person: &Person, who: &'static str, path: &str, rounds: usize) -> Result<Answered> {
    let mut answer = Value::Null;
    for _ in 0..2 {
        answer = person.read(path).await?;
    }
    let mut milliseconds = Vec::with_capacity(rounds);
    let begun = Instant::now();
    while milliseconds.len() < rounds && (milliseconds.len() < LEAST || begun.elapsed() < LONG) {
        let start = Instant::now();
        let response = person.get(path).await?;
        ensure!(response.status().is_success(), "GET {path}: {}", response.status());
        response.bytes().await.context("the answer's body")?;
        milliseconds.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(Answered {
        who,
        path: path.to_owned(),
        total: answer["total"].as_u64(),
        milliseconds: Spread::of(&milliseconds),
    })
}
