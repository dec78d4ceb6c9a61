//! Time of one check: natively, in the browser, and of a schema validator beside it.

mod ajv;
mod browser;
mod native;

use anyhow::Result;
use serde::Serialize;
use serde_json::{Value, json};

use super::Effort;
use super::report::{Shown, Table};
use super::samples::{Sample, go_live, optimization};
use super::statistics::Spread;
use crate::corpus::{calendar, programme};

/// One row: what was done with which form, and its time.
#[derive(Debug, Serialize)]
struct Timed {
    form: String,
    place: &'static str,
    work: &'static str,
    /// Microseconds a check.
    microseconds: Spread,
}

/// All rows, and what ran them.
#[derive(Debug, Serialize)]
pub(super) struct Results {
    browser: String,
    peer: String,
    /// Bytes of each form's content as JSON.
    bytes: Vec<(String, usize)>,
    times: Vec<Timed>,
}

/// How often is measured: batches of checks, each as long as this.
#[derive(Debug, Clone, Copy)]
struct Batches {
    count: usize,
    milliseconds: f64,
}

/// A form and all that its check is given, as JSON text.
#[derive(Debug, Serialize)]
struct Texts {
    name: String,
    form: &'static str,
    content: String,
    facts: String,
    today: String,
    programme: String,
    calendar: String,
}

pub(super) async fn measure(effort: Effort) -> Result<Results> {
    let batches = effort.choose(
        Batches {
            count: 30,
            milliseconds: 50.0,
        },
        Batches {
            count: 5,
            milliseconds: 20.0,
        },
    );
    let samples = [optimization(), go_live(200)];
    let texts: Vec<Texts> = samples.iter().map(texts).collect::<Result<_>>()?;
    let mut times = Vec::new();
    for (sample, texts) in samples.iter().zip(&texts) {
        times.extend(native::measure(sample, texts, batches)?);
    }
    let (browser, wasm) = browser::measure(&texts, batches).await?;
    times.extend(wasm);
    let (peer, schema) = ajv::measure(&texts, batches)?;
    times.extend(schema);
    // One form after the other, places in the order measured.
    times.sort_by_key(|row| samples.iter().position(|sample| sample.name == row.form));
    let bytes = texts
        .iter()
        .map(|texts| (texts.name.clone(), texts.content.len()))
        .collect();
    Ok(Results {
        browser,
        peer,
        bytes,
        times,
    })
}

fn texts(sample: &Sample) -> Result<Texts> {
    Ok(Texts {
        name: sample.name.clone(),
        form: sample.form.code(),
        content: sample.content.to_string(),
        facts: serde_json::to_string(&sample.facts)?,
        today: sample.today.to_string(),
        programme: serde_json::to_string(&programme())?,
        calendar: serde_json::to_string(&calendar())?,
    })
}

/// Microseconds a check, from what a script answers: `[batches of checks, …]` in milliseconds.
fn spread(milliseconds: &Value) -> Spread {
    let list: Vec<f64> = milliseconds
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_f64)
        .collect();
    Spread::of(&list.iter().map(|each| each * 1000.0).collect::<Vec<_>>())
}

/// What scripts are given of how often to measure.
fn instruction(batches: Batches) -> Value {
    json!({ "count": batches.count, "milliseconds": batches.milliseconds })
}

impl Shown for Results {
    const METHOD: &'static [&'static str] = &[
        "Batches of checks of one valid form; median and 95th percentile of the batches' means.",
        "“From text” reads content and facts from JSON, checks, and writes the report as JSON: what the checker that",
        "the page exports does at each call. “Content from bytes” reads the content alone and writes nothing.",
        "Ajv runs in node and checks the shape alone (types, lengths, patterns, no unknown fields; all errors):",
        "no facts, calendar, numbering, references or wording, so it does a part of the work.",
    ];

    fn tables(&self) -> Vec<Table> {
        let bytes: Vec<String> = self
            .bytes
            .iter()
            .map(|(form, bytes)| format!("{form} {bytes} bytes"))
            .collect();
        let title = format!(
            "Check of a form, µs ({}; {}; {})",
            bytes.join(", "),
            self.browser,
            self.peer
        );
        let mut table = Table::new(title, &["form", "where", "what", "median", "p95"]);
        for row in &self.times {
            let figure = |value: f64| format!("{value:.1}");
            table.row([
                row.form.clone(),
                row.place.to_owned(),
                row.work.to_owned(),
                figure(row.microseconds.median),
                figure(row.microseconds.p95),
            ]);
        }
        vec![table]
    }
}
