//! Clients that hand in as fast as they are answered.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{CLIENTS, Served};
use crate::app::{On, Person, TestApp};
use crate::bench::statistics::Spread;
use crate::people::DEPARTMENT;
use crate::sample;

/// Requests before those that count.
const WARM_UP: usize = 3;

pub(super) async fn measure(on: On, database: &'static str, durability: String, time: Duration) -> Result<Served> {
    let app = TestApp::start(on)?;
    let rule_set = app.nobody().read("programme").await?["rule_set"].clone();
    let mut people = Vec::new();
    for _ in 0..CLIENTS {
        people.push(app.person(DEPARTMENT).await?);
    }
    let first = people.first().context("a client")?;
    let content = sample::optimization(first).await?;
    for _ in 0..WARM_UP {
        submit(first, &content, &rule_set).await?;
    }
    let start = Instant::now();
    let tasks: Vec<_> = people
        .into_iter()
        .map(|person| tokio::spawn(work(person, content.clone(), rule_set.clone(), start + time)))
        .collect();
    let mut milliseconds = Vec::new();
    for task in tasks {
        milliseconds.extend(task.await??);
    }
    let seconds = start.elapsed().as_secs_f64();
    ensure!(!milliseconds.is_empty(), "nothing was handed in");
    Ok(Served {
        database,
        durability,
        submissions: milliseconds.len(),
        seconds,
        a_second: milliseconds.len() as f64 / seconds,
        milliseconds: Spread::of(&milliseconds),
    })
}

/// Hands in until the time is over: milliseconds of each submission.
async fn work(person: Person, content: Value, rule_set: Value, end: Instant) -> Result<Vec<f64>> {
    let mut milliseconds = Vec::new();
    while Instant::now() < end {
        let start = Instant::now();
        submit(&person, &content, &rule_set).await?;
        milliseconds.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(milliseconds)
}

async fn submit(person: &Person, content: &Value, rule_set: &Value) -> Result<()> {
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let record = person.post("records", None, &body).await?.expect(201)?;
    let id = record["id"].as_str().context("an identifier")?;
    let submission = json!({ "rule_set": rule_set, "facts": record["facts"], "content": content, "reasons": [] });
    let path = format!("records/{id}/submit");
    person.post(&path, record["etag"].as_str(), &submission).await?.expect(200)?;
    Ok(())
}
