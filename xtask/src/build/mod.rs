//! The page and the server.

mod dist;
mod page;
mod styles;
mod template;
mod wasm;

use crate::paths;
use crate::process::{cargo, run as run_program};
use crate::progress::phase;
use anyhow::{Result, anyhow};
use clap::Args;
use std::path::PathBuf;
use std::thread;

/// What to build.
#[derive(Args)]
pub struct Options {
    /// Build the server unoptimised, as `run` and `test` do
    #[arg(long)]
    dev: bool,
    /// Build the page alone
    #[arg(long)]
    page: bool,
}

/// How the server is compiled.
#[derive(Clone, Copy)]
pub enum Profile {
    /// Quick to build, for development and tests.
    Dev,
    /// Optimised, for use.
    Release,
}

impl Profile {
    const fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }
}

/// `cargo xtask build`.
pub fn run(options: &Options) -> Result<()> {
    if options.page {
        return page();
    }
    let profile = if options.dev { Profile::Dev } else { Profile::Release };
    let binary = all(profile)?;
    println!("page: {}\nserver: {}", paths::dist().display(), binary.display());
    Ok(())
}

/// Builds the browser's files into `target/dist`.
pub fn page() -> Result<()> {
    phase("building the page", page::build)
}

/// What cargo is told to build everything that does not run in a browser.
pub const NATIVE: [&str; 3] = ["--workspace", "--exclude", "yinzheng-frontend"];

/// Builds the page and the server, then the program that carries both, and gives the path of its binary.
pub fn all(profile: Profile) -> Result<PathBuf> {
    beside_the_page("page and server", || cargo_build("yinzheng-backend", profile))?;
    phase(&format!("building the program ({})", profile.name()), || {
        cargo_build("yinzheng", profile)
    })?;
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    Ok(paths::target().join(folder).join("yinzheng"))
}

/// Builds the page, and the program that carries it together with all tests: cargo compiles what several packages are built
/// of once for all that are asked for together, and again for those that are asked for alone and need less of it.
pub fn with_tests() -> Result<()> {
    let native = |more: &[&str]| run_program(cargo().arg("build").args(NATIVE).arg("--all-targets").args(more));
    beside_the_page("page and tests", || native(&["--exclude", "yinzheng"]))?;
    phase("building the program with its tests", || native(&[]))
}

/// Builds something at the same time as the page, which ends on one core.
fn beside_the_page(what: &str, other: impl FnOnce() -> Result<()> + Send) -> Result<()> {
    phase(&format!("building {what} side by side"), || {
        thread::scope(|scope| {
            let other = scope.spawn(other);
            let page = page::build();
            let other = other
                .join()
                .map_err(|_| anyhow!("the thread of the build beside the page panicked"))?;
            page.and(other)
        })
    })
}

fn cargo_build(package: &str, profile: Profile) -> Result<()> {
    run_program(cargo().args(["build", "-p", package, "--profile", profile.name()]))
}
