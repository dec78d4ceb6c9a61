//! The page and the server.

mod dist;
mod page;
mod styles;
mod template;
mod wasm;

use crate::paths;
use crate::process::{cargo, run as run_program};
use crate::progress::phase;
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

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

/// `cargo xtask build`.
pub fn run(options: &Options) -> Result<()> {
    page()?;
    if options.page {
        return Ok(());
    }
    let profile = if options.dev { Profile::Dev } else { Profile::Release };
    let binary = server(profile)?;
    println!("page: {}\nserver: {}", paths::dist().display(), binary.display());
    Ok(())
}

/// Builds the browser's files into `target/dist`.
pub fn page() -> Result<()> {
    phase("building the page", page::build)
}

/// Builds the server, which carries the page, and gives the path of its binary.
pub fn server(profile: Profile) -> Result<PathBuf> {
    let (name, folder) = match profile {
        Profile::Dev => ("dev", "debug"),
        Profile::Release => ("release", "release"),
    };
    phase(&format!("building the server ({name})"), || {
        run_program(
            cargo()
                .args(["build", "-p", "yinzheng-backend", "--bin", "yinzheng"])
                .args(["--profile", name]),
        )
    })?;
    Ok(paths::target().join(folder).join("yinzheng"))
}
