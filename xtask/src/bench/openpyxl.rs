//! The Python packages that reading and writing of spreadsheets is measured beside.

use crate::paths;
use crate::process::find;
use crate::progress::phase;
use crate::setup::pip::Python;
use anyhow::{Context, Result};
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// openpyxl, pydantic and what they depend on, in exact versions.
const PACKAGES: [(&str, &str); 7] = [
    ("openpyxl", "3.1.5"),
    ("et_xmlfile", "2.0.0"),
    ("pydantic", "2.14.4"),
    ("pydantic_core", "2.50.5"),
    ("annotated-types", "0.8.0"),
    ("typing_extensions", "4.16.0"),
    ("typing-inspection", "0.4.5"),
];

/// Fetches what is missing; what the measurement is told of where it is.
pub fn ensure() -> Result<[(&'static str, OsString); 2]> {
    let python =
        find(&["python3", "python"]).context("python3 is not to be found; on Debian: sudo apt-get install python3")?;
    let folders = PACKAGES
        .iter()
        .map(|package| fetched(*package))
        .collect::<Result<Vec<_>>>();
    let folders = folders.context("openpyxl and pydantic cannot be fetched with pip")?;
    Ok([
        ("YINZHENG_BENCH_PYTHONPATH", env::join_paths(folders)?),
        ("YINZHENG_BENCH_PYTHON", python.into()),
    ])
}

/// The folder with a package.
fn fetched((name, version): (&str, &str)) -> Result<PathBuf> {
    let folder = paths::setup().join(format!("pip/{name}-{version}"));
    // Written once the package is whole.
    let done = folder.join("fetched");
    if !done.is_file() {
        let pip = Python::find().context("there is no pip; on Debian: sudo apt-get install python3-pip")?;
        phase(&format!("fetching {name} {version}"), || {
            pip.install(&format!("{name}=={version}"), &folder)
        })?;
        std::fs::write(done, "")?;
    }
    Ok(folder)
}
