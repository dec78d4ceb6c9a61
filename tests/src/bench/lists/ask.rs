//! Asks everything, over and over.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::Answered;
use super::questions::{Ids, questions};
use crate::app::{Person, TestApp};
use crate::bench::statistics::Spread;

/// How long one question is asked at most, once it was answered often enough.
const LONG: Duration = Duration::from_secs(10);
/// How often at least.
const LEAST: usize = 10;

pub(super) async fn measure(app: &TestApp, rounds: usize) -> Result<Vec<Answered>> {
    let ids = Ids::of(&app.person("bureau").await?.read("organisations").await?)?;
    let mut answers = Vec::new();
    for (who, paths) in questions(&ids) {
        let person = match who {
            "" => app.nobody(),
            login => app.person(login).await?,
        };
        for path in paths {
            answers.push(asked(&person, who, &path, rounds).await?);
            // A list goes on where its page ends.
            let first = person.read(&path).await?;
            if let Some(next) = first["next"].as_str() {
                let joint = if path.contains('?') { '&' } else { '?' };
                answers.push(asked(&person, who, &format!("{path}{joint}cursor={next}"), rounds).await?);
            }
        }
    }
    Ok(answers)
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
