//! Puts the page together.

use super::dist::{Dist, is_current};
use super::styles;
use super::template::{Values, fill, texts};
use super::wasm::{Bound, bind, compile};
use crate::digest::sha256;
use crate::paths;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Written by hand, below `frontend/`.
struct Sources {
    index: String,
    boot: String,
    start: String,
    icon: String,
    styles: String,
    texts: Values,
}

/// Compiles the frontend and, where anything differs from last time, fills `target/dist` anew.
pub fn build() -> Result<()> {
    let module = compile()?;
    let sources = read_sources(&paths::root())?;
    let inputs = inputs(&fs::read(&module)?, &sources);
    if is_current(&paths::dist(), &inputs) {
        println!("  unchanged");
        return Ok(());
    }
    assemble(&bind(&module)?, &sources, &inputs)
}

fn read_sources(root: &Path) -> Result<Sources> {
    let read = |name: &str| {
        let path = root.join("frontend").join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    Ok(Sources {
        index: read("index.html")?,
        boot: read("boot.js")?,
        start: read("start.js")?,
        icon: read("icon.svg")?,
        styles: styles::join(&root.join("frontend/styles"))?,
        texts: texts(&root.join("shared/locales"))?,
    })
}

/// A digest of everything that the files are made from, this program included.
fn inputs(module: &[u8], sources: &Sources) -> String {
    let maker = std::env::current_exe().and_then(fs::read).unwrap_or_default();
    let texts = format!("{:?}", sources.texts);
    let parts = [
        &sources.index,
        &sources.boot,
        &sources.start,
        &sources.icon,
        &sources.styles,
        &texts,
    ];
    let mut digests = format!("{} {}", sha256(&maker), sha256(module));
    for part in parts {
        digests.push_str(&sha256(part.as_bytes()));
    }
    sha256(digests.as_bytes())
}

/// Each file after those whose names it holds.
fn assemble(bound: &Bound, sources: &Sources, inputs: &str) -> Result<()> {
    let mut dist = Dist::begin(&paths::dist())?;
    let mut values = sources.texts.clone();
    let mut name = |key: &str, value: String| values.insert(key.to_owned(), value);
    name("module", dist.add_asset("page", "wasm", &bound.module)?);
    name("script", dist.add_asset("page", "js", &bound.script)?);
    name("styles", dist.add_asset("styles", "css", sources.styles.as_bytes())?);
    name("icon", dist.add_asset("icon", "svg", sources.icon.as_bytes())?);
    name("boot", dist.add_asset("boot", "js", sources.boot.as_bytes())?);
    let start = fill(&sources.start, &values)?;
    values.insert("start".to_owned(), dist.add_asset("start", "js", start.as_bytes())?);
    dist.add("index.html", fill(&sources.index, &values)?.as_bytes())?;
    dist.finish(inputs)
}
