//! The check as the server runs it.

use std::hint::black_box;
use std::time::Instant;

use anyhow::Result;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::{Content, check};
use yinzheng_shared::locale::Language;
use yinzheng_shared::programme::Context;

use super::{Batches, Texts, Timed};
use crate::bench::samples::Sample;
use crate::bench::statistics::Spread;
use crate::corpus::{calendar, programme};

pub(super) fn measure(sample: &Sample, texts: &Texts, batches: Batches) -> Result<Vec<Timed>> {
    let (programme, calendar) = (programme(), calendar());
    let context = Context {
        programme: &programme,
        calendar: &calendar,
        today: sample.today,
    };
    let content = Content::from_json(sample.form, &texts.content)?;
    let parsed = || {
        black_box(check(black_box(&content), &sample.facts, &context, Language::Chinese));
        Ok(())
    };
    let from_bytes = || {
        let content = Content::from_json(sample.form, black_box(&texts.content))?;
        black_box(check(&content, &sample.facts, &context, Language::Chinese));
        Ok(())
    };
    let from_text = || {
        let content = Content::from_json(sample.form, black_box(&texts.content))?;
        let facts: Facts = serde_json::from_str(&texts.facts)?;
        black_box(serde_json::to_string(&check(
            &content,
            &facts,
            &context,
            Language::Chinese,
        ))?);
        Ok(())
    };
    let row = |work, microseconds| Timed {
        form: sample.name.clone(),
        place: "native",
        work,
        microseconds,
    };
    Ok(vec![
        row("check alone", repeat(batches, parsed)?),
        row("content from bytes", repeat(batches, from_bytes)?),
        row("from text", repeat(batches, from_text)?),
    ])
}

/// Microseconds a call, over batches; the first batch warms up and finds how many calls fill one.
fn repeat(batches: Batches, call: impl Fn() -> Result<()>) -> Result<Spread> {
    let start = Instant::now();
    let mut calls = 0_u32;
    while start.elapsed().as_secs_f64() * 1000.0 < batches.milliseconds {
        call()?;
        calls += 1;
    }
    let batch = |_| {
        let start = Instant::now();
        for _ in 0..calls {
            call()?;
        }
        Ok(start.elapsed().as_secs_f64() * 1_000_000.0 / f64::from(calls))
    };
    Ok(Spread::of(&(0..batches.count).map(batch).collect::<Result<Vec<_>>>()?))
}
