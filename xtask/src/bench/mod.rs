//! Measurements on this machine.

mod ajv;
mod openpyxl;

use crate::build::{self, Profile};
use crate::process::{cargo, run as run_program};
use crate::progress::phase;
use crate::setup;
use crate::test::{Durability, Environment, find};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::ffi::OsString;

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Only this section
    #[arg(long, value_enum)]
    only: Option<Section>,
    /// Short runs, to see that everything works; figures are rough
    #[arg(long)]
    quick: bool,
    /// Scanned pages to generate and read [default: 2000, 60 with --quick]
    #[arg(long)]
    pages: Option<u64>,
    /// Items to list, with a fifth as many records [default: 1000000, 50000 with --quick]
    #[arg(long)]
    items: Option<usize>,
}

/// One measurement.
#[derive(Clone, Copy, ValueEnum)]
enum Section {
    /// Time of one check of a form, natively and in the browser, beside Ajv
    Check,
    /// Time of every list, board and search, with a million items
    Lists,
    /// Bytes that the first page costs
    Page,
    /// Time to print a form, beside Chromium
    Print,
    /// Frames of a long list that is scrolled and edited
    Roll,
    /// Share of scanned pages that are matched, and time of one
    Scan,
    /// Time to read and write a long list, beside openpyxl and pydantic
    Sheets,
    /// Submissions a second that are on disk when acknowledged
    Submit,
}

/// `cargo xtask bench`.
pub fn run(options: &Options) -> Result<()> {
    setup::run()?;
    let programs = find()?;
    let mut variables: Vec<(&str, OsString)> = Vec::new();
    if options.needs_server() {
        let server = build::all(Profile::Release)?;
        variables.push(("YINZHENG_TEST_SERVER", server.into()));
    }
    if matches!(options.only, None | Some(Section::Check)) {
        variables.extend(ajv::ensure()?);
    }
    if matches!(options.only, None | Some(Section::Sheets)) {
        variables.extend(openpyxl::ensure()?);
    }
    let program = |task: &str| {
        let mut command = cargo();
        command.args([task, "--release", "-p", "yinzheng-tests", "--bin", "bench"]);
        command
    };
    phase("building the measurements", || run_program(&mut program("build")))?;
    // Figures of submissions mean nothing unless the cluster keeps what it acknowledges.
    let environment = Environment::start(&programs, Durability::Kept)?;
    phase("measuring", || {
        run_program(
            program("run")
                .arg("--quiet")
                .arg("--")
                .args(options.passed_on())
                .envs(environment.variables())
                .envs(variables),
        )
    })
}

impl Options {
    fn needs_server(&self) -> bool {
        matches!(
            self.only,
            None | Some(Section::Check | Section::Lists | Section::Page | Section::Roll | Section::Submit)
        )
    }

    /// What the measuring program is told.
    fn passed_on(&self) -> Vec<String> {
        let mut arguments = Vec::new();
        if let Some(value) = self.only.and_then(|section| section.to_possible_value()) {
            arguments.extend(["--only".to_owned(), value.get_name().to_owned()]);
        }
        if self.quick {
            arguments.push("--quick".to_owned());
        }
        if let Some(pages) = self.pages {
            arguments.extend(["--pages".to_owned(), pages.to_string()]);
        }
        if let Some(items) = self.items {
            arguments.extend(["--items".to_owned(), items.to_string()]);
        }
        arguments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_passed_on_as_given() {
        let options = Options {
            only: Some(Section::Scan),
            quick: true,
            pages: Some(30),
            items: None,
        };
        assert_eq!(options.passed_on(), ["--only", "scan", "--quick", "--pages", "30"]);
        assert!(!options.needs_server());
    }
}
