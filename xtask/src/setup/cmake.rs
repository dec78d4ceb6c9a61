//! CMake, which the barcode reader's C++ sources are built with.

use super::apt;
use super::pip::Python;
use crate::paths;
use crate::process::{find, output};
use crate::progress::phase;
use anyhow::{Context, Result, bail};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

const WHEEL: &str = "cmake==4.4.4";

/// Fetches CMake unless the search path or an earlier run has it.
pub fn ensure() -> Result<()> {
    if find(&["cmake"]).is_some_and(|cmake| works(&cmake)) {
        return Ok(());
    }
    let folder = paths::setup().join("cmake");
    phase("fetching CMake", || {
        let by_pip = match Python::find() {
            Some(python) => python.install(WHEEL, &folder),
            None => Err(anyhow::anyhow!("there is no pip")),
        };
        by_pip.or_else(|pip| from_debian(&folder).with_context(|| format!("not with pip either ({pip:#})")))
    })
    .context("CMake cannot be fetched; on Debian: sudo apt-get install cmake")?;
    if find(&["cmake"]).is_some_and(|cmake| works(&cmake)) {
        return Ok(());
    }
    bail!("the fetched CMake does not run; on Debian: sudo apt-get install cmake")
}

fn works(cmake: &Path) -> bool {
    output(Command::new(cmake).arg("--version")).is_ok()
}

/// Debian's package and the libraries it needs, started through a script that finds them.
fn from_debian(folder: &Path) -> Result<()> {
    let inside = folder.join("debian");
    apt::unpack_with_dependencies("cmake", &inside)?;
    let libraries: Vec<String> = fs::read_dir(inside.join("usr/lib"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().contains("-linux-"))
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    let script = format!(
        "#!/bin/sh\nexport LD_LIBRARY_PATH='{}'\nexec '{}' \"$@\"\n",
        libraries.join(":"),
        inside.join("usr/bin/cmake").display(),
    );
    let bin = folder.join("bin");
    fs::create_dir_all(&bin)?;
    fs::write(bin.join("cmake"), script)?;
    fs::set_permissions(bin.join("cmake"), fs::Permissions::from_mode(0o755))?;
    Ok(())
}
