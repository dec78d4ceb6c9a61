//! The steps of `cargo xtask test`.

use super::environment::{Environment, Programs};
use super::postgres::Durability;
use super::purity;
use crate::build;
use crate::process::{cargo, run};
use anyhow::{Context, Result};
use clap::ValueEnum;

/// One step.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// The sources are formatted
    Fmt,
    /// No lint complains, natively
    Clippy,
    /// No lint complains of the page as WebAssembly
    ClippyPage,
    /// The documentation of the crates is whole
    Doc,
    /// The rules stay pure and build for WebAssembly
    Purity,
    /// Page, server and tests build
    Build,
    /// Unit, API, database, corpus and browser tests
    Tests,
    /// The page's own pure parts, natively
    PageTests,
}

impl Step {
    /// In the order of running: what fails quickly comes first.
    pub const ALL: [Self; 8] = [
        Self::Fmt,
        Self::Clippy,
        Self::ClippyPage,
        Self::Doc,
        Self::Purity,
        Self::Build,
        Self::PageTests,
        Self::Tests,
    ];

    /// What `--only` calls it.
    pub fn name(self) -> String {
        self.to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// What it looks at.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Fmt => "formatting",
            Self::Clippy => "lints",
            Self::ClippyPage => "lints of the page as WebAssembly",
            Self::Doc => "documentation",
            Self::Purity => "the shared rules are pure and build for WebAssembly",
            Self::Build => "page, server and tests build",
            Self::Tests => "tests: native, SQLite and PostgreSQL, browser",
            Self::PageTests => "tests of the page's pure parts",
        }
    }

    /// Whether it needs databases and browsers.
    pub const fn needs_environment(self) -> bool {
        matches!(self, Self::Tests)
    }

    /// Runs it; of tests only the chosen ones, where any are named.
    pub fn run(self, programs: Option<&Programs>, chosen: &[String]) -> Result<()> {
        match self {
            Self::Fmt => run(cargo().args(["fmt", "--all", "--check"])),
            // The server once more, as it is built for use: with no more features of others than it asks for itself.
            Self::Clippy => {
                clippy(&["--workspace", "--all-targets"]).and_then(|()| clippy(&["-p", "yinzheng-backend"]))
            }
            Self::ClippyPage => clippy(&["-p", "yinzheng-frontend", "--target", purity::TARGET]),
            Self::Doc => {
                let mut command = cargo();
                run(command
                    .args(["doc", "--workspace", "--no-deps"])
                    .env("RUSTDOCFLAGS", "-D warnings"))
            }
            Self::Purity => purity::prove(),
            Self::Build => build::with_tests(),
            Self::PageTests => run(cargo().args(["test", "-p", "yinzheng-frontend", "--"]).args(chosen)),
            Self::Tests => {
                let environment = Environment::start(
                    programs.context("the programs for tests were looked for")?,
                    Durability::GivenUp,
                )?;
                run(cargo()
                    .arg("test")
                    .args(build::NATIVE)
                    .args(["--no-fail-fast", "--"])
                    .args(chosen)
                    .envs(environment.variables()))
            }
        }
    }
}

fn clippy(what: &[&str]) -> Result<()> {
    run(cargo().arg("clippy").args(what).args(["--", "-D", "warnings"]))
}
