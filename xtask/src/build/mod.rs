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

/// Builds the page and the server at the same time, then the program that carries both, and gives the
/// path of its binary. The page ends on one core, which leaves the other one to the server.
pub fn all(profile: Profile) -> Result<PathBuf> {
    phase("building page and server side by side", || {
        thread::scope(|scope| {
            let server = scope.spawn(|| cargo_build("yinzheng-backend", profile));
            let page = page::build();
            let server = server
                .join()
                .map_err(|_| anyhow!("the thread of the server's build panicked"))?;
            page.and(server)
        })
    })?;
    program(profile)
}

/// Builds the program, which carries the page that was built last, and gives the path of its binary.
pub fn program(profile: Profile) -> Result<PathBuf> {
    phase(&format!("building the program ({})", profile.name()), || {
        cargo_build("yinzheng", profile)
    })?;
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    Ok(paths::target().join(folder).join("yinzheng"))
}

fn cargo_build(package: &str, profile: Profile) -> Result<()> {
    run_program(cargo().args(["build", "-p", package, "--profile", profile.name()]))
}
