//! Clients that hand in as fast as they are answered.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{CLIENTS, Served};
use crate::app::{On, Person, TestApp};
use crate::bench::statistics::Spread;
use crate::people::{COLLEAGUE, DEPARTMENT, OTHER_DEPARTMENT};
use crate::sample;

/// Who the clients are, in turn: two departments, one of them with two people.
const PEOPLE: [&str; 3] = [DEPARTMENT, OTHER_DEPARTMENT, COLLEAGUE];

/// Submissions of each client before those that count.
const WARM_UP: usize = 3;

/// A client, and what it hands in.
struct Client {
    person: Person,
    content: Value,
    rule_set: Value,
}

/// What became of a client's submissions.
#[derive(Default)]
struct Done {
    /// Milliseconds of each that was acknowledged.
    milliseconds: Vec<f64>,
    /// How many the server could not take: answers from 500 on.
    failed: usize,
}

pub(super) async fn measure(on: On, database: &'static str, durability: String, time: Duration) -> Result<Served> {
    let app = TestApp::start(on)?;
    let rule_set = app.nobody().read("programme").await?["rule_set"].clone();
    let mut clients = Vec::new();
    for login in PEOPLE.iter().cycle().take(CLIENTS) {
        let person = app.person(login).await?;
        let content = sample::optimization(&person).await?;
        clients.push(Client {
            person,
            content,
            rule_set: rule_set.clone(),
        });
    }
    for client in &clients {
        for _ in 0..WARM_UP {
            client.submit().await?;
        }
    }
    let start = Instant::now();
    let tasks: Vec<_> = clients
        .into_iter()
        .map(|client| tokio::spawn(client.work(start + time)))
        .collect();
    let mut done = Done::default();
    for task in tasks {
        let one = task.await??;
        done.milliseconds.extend(one.milliseconds);
        done.failed += one.failed;
    }
    let seconds = start.elapsed().as_secs_f64();
    ensure!(!done.milliseconds.is_empty(), "nothing was handed in");
    Ok(Served {
        database,
        durability,
        submissions: done.milliseconds.len(),
        failed: done.failed,
        seconds,
        a_second: done.milliseconds.len() as f64 / seconds,
        milliseconds: Spread::of(&done.milliseconds),
    })
}

impl Client {
    /// Hands in until the time is over.
    async fn work(self, end: Instant) -> Result<Done> {
        let mut done = Done::default();
        while Instant::now() < end {
            let start = Instant::now();
            if self.submit().await? {
                done.milliseconds.push(start.elapsed().as_secs_f64() * 1000.0);
            } else {
                done.failed += 1;
            }
        }
        Ok(done)
    }

    /// Whether the server took the submission; an answer that tells of our fault is an error.
    async fn submit(&self) -> Result<bool> {
        let Self {
            person,
            content,
            rule_set,
        } = self;
        let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
        let begun = person.post("records", None, &body).await?;
        if begun.status >= 500 {
            return Ok(false);
        }
        let record = begun.expect(201)?;
        let id = record["id"].as_str().context("an identifier")?;
        let submission = json!({ "rule_set": rule_set, "facts": record["facts"], "content": content, "reasons": [] });
        let path = format!("records/{id}/submit");
        let handed_in = person.post(&path, record["etag"].as_str(), &submission).await?;
        if handed_in.status >= 500 {
            return Ok(false);
        }
        handed_in.expect(200).map(|_| true)
    }
}
