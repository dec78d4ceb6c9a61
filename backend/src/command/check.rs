//! `check FILE`: the rules on the command line.

use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::http::body;
use crate::programme;
use clap::Args;
use serde_json::Value;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use yinzheng_shared::api::record::CheckAnswer;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::finding::Severity;
use yinzheng_shared::locale::Language;
use yinzheng_shared::subject::{Entry, Subject};

/// What to check.
#[derive(Debug, Args)]
pub struct Arguments {
    /// JSON: the content of a form, or `{"content": …, "facts": …}` as POST check/{subject} takes it
    file: PathBuf,
    /// A form, window-account or training; absent: the first whose fields these are
    #[arg(long, value_parser = super::input::word::<Subject>)]
    form: Option<Subject>,
    /// Language of the findings: zh-CN or en
    #[arg(long, default_value = "zh-CN")]
    language: String,
    /// Print what the API would answer
    #[arg(long)]
    json: bool,
}

/// Checks a file; succeeds when nothing blocks its submission.
///
/// # Errors
/// When the file is not content of a form.
pub fn run(config: &Config, arguments: &Arguments) -> Result<ExitCode> {
    let rules = programme::load(config)?;
    let (entry, facts) = read(arguments)?;
    let today = Clock::new(config.programme.today).today();
    let language = Language::from_accept(&arguments.language);
    let report = entry.check(&facts, &rules.context(today), language);
    let verdict = if report.has_errors() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    };
    let mut out = std::io::stdout().lock();
    if arguments.json {
        let answer = CheckAnswer {
            rule_set: rules.digest,
            report,
        };
        writeln!(
            out,
            "{}",
            serde_json::to_string_pretty(&answer).map_err(Error::internal)?
        )?;
        return Ok(verdict);
    }
    for finding in &report.findings {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(
            out,
            "{severity}\t{}\t{}\t{}",
            finding.path, finding.rule, finding.message
        )?;
    }
    for rule in &report.skipped {
        writeln!(out, "skipped\t\t{rule}")?;
    }
    Ok(verdict)
}

fn read(arguments: &Arguments) -> Result<(Entry, Facts)> {
    let value = body::parse(&std::fs::read(&arguments.file)?).map_err(|error| explain(&error))?;
    let (content, facts) = match value {
        Value::Object(mut fields) if fields.contains_key("content") => {
            let facts = fields
                .remove("facts")
                .map(body::shape)
                .transpose()
                .map_err(|error| explain(&error))?;
            (fields.remove("content").unwrap_or_default(), facts.unwrap_or_default())
        }
        content => (content, Facts::default()),
    };
    let entry = match arguments.form {
        Some(subject) => body::entry(subject, content).map_err(|error| explain(&error))?,
        None => Subject::all()
            .find_map(|subject| Entry::from_value(subject, content.clone()).ok())
            .ok_or_else(|| Error::Setting("the content fits no form; --form tells why".to_owned()))?,
    };
    Ok((entry, facts))
}

/// A refusal with its place, for the operator.
fn explain(error: &Error) -> Error {
    match error {
        Error::Refused(refusal) => Error::Setting(format!(
            "{} {}",
            refusal.problem.code(),
            refusal.detail.as_deref().unwrap_or_default()
        )),
        other => Error::Setting(other.to_string()),
    }
}
