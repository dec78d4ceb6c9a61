//! Every check and test, in order, up to the first failure.

mod browser;
mod environment;
mod postgres;
mod purity;
mod steps;

pub use environment::{Environment, find};
pub use postgres::Durability;

use crate::progress::{phase, seconds};
use crate::setup;
use anyhow::Result;
use clap::Args;
use std::time::{Duration, Instant};
use steps::Step;

/// What to check.
#[derive(Args)]
pub struct Options {
    /// Only this step (what it builds on is prepared all the same)
    #[arg(long, value_enum)]
    only: Option<Step>,
    /// With `--only tests` or `--only page-tests`: names of tests, and what else `cargo test` takes
    /// after `--`
    #[arg(last = true, requires = "only")]
    chosen: Vec<String>,
}

/// `cargo xtask test`.
pub fn run(options: &Options) -> Result<()> {
    let start = Instant::now();
    setup::run()?;
    let steps: Vec<Step> = match options.only {
        Some(step) => vec![step],
        None => Step::ALL.to_vec(),
    };
    // Before the long steps, so that a missing program is known at once.
    let needs = steps
        .iter()
        .any(|step| step.needs_environment())
        .then(find)
        .transpose()?;
    let mut durations: Vec<(Step, Duration)> = Vec::new();
    let outcome = steps.iter().try_for_each(|step| {
        let begun = Instant::now();
        let outcome = phase(step.describe(), || step.run(needs.as_ref(), &options.chosen));
        durations.push((*step, begun.elapsed()));
        outcome
    });
    let parts: Vec<String> = durations
        .iter()
        .map(|(step, took)| format!("{} {}", step.name(), seconds(*took)))
        .collect();
    let word = if outcome.is_ok() { "passed" } else { "FAILED" };
    println!("{word} after {}: {}", seconds(start.elapsed()), parts.join(", "));
    outcome
}
