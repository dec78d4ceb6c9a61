//! The demonstration on this machine.

use crate::build::{self, Profile};
use crate::paths;
use crate::setup;
use anyhow::{Context, Result};
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Sets up, builds, and becomes the server, so that Ctrl-C reaches it and nothing else.
pub fn run() -> Result<()> {
    setup::run()?;
    let binary = build::all(Profile::Dev)?;
    println!("▸ starting {}", binary.display());
    let error = Command::new(&binary)
        .args(["serve", "--demo"])
        .current_dir(paths::root())
        .exec();
    Err(error).with_context(|| format!("cannot start {}", binary.display()))
}
