//! Puts the page together.

use super::dist::{Dist, is_current, short};
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
    let program = program(bound)?;
    for (file, bytes) in &program.files {
        dist.add(&format!("assets/{file}"), bytes)?;
    }
    name("module", program.module);
    name("script", program.script);
    name("styles", dist.add_asset("styles", "css", sources.styles.as_bytes())?);
    name("icon", dist.add_asset("icon", "svg", sources.icon.as_bytes())?);
    name("boot", dist.add_asset("boot", "js", sources.boot.as_bytes())?);
    let start = fill(&sources.start, &values)?;
    values.insert("start".to_owned(), dist.add_asset("start", "js", start.as_bytes())?);
    dist.add("index.html", fill(&sources.index, &values)?.as_bytes())?;
    dist.finish(inputs)
}

/// The files of the program under immutable names.
struct Program {
    module: String,
    script: String,
    files: Vec<(String, Vec<u8>)>,
}

/// The scripts name each other and the chunks, so one digest over all of them names each.
fn program(bound: &Bound) -> Result<Program> {
    let digests: String = [&bound.module, &bound.script, &bound.link]
        .into_iter()
        .chain(bound.chunks.iter().map(|(_, bytes)| bytes))
        .map(|bytes| sha256(bytes))
        .collect();
    let digest = sha256(digests.as_bytes());
    let named = |file: &str| match file.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{}.{extension}", short(&digest)),
        None => format!("{file}-{}", short(&digest)),
    };
    let renamed = |script: &[u8], files: &mut dyn Iterator<Item = &str>| -> Result<Vec<u8>> {
        let script = std::str::from_utf8(script)?.to_owned();
        Ok(files
            .fold(script, |text, file| refer(&text, file, &named(file)))
            .into_bytes())
    };
    let chunks = bound.chunks.iter().map(|(name, _)| name.as_str());
    let script = renamed(&bound.script, &mut [Bound::LINK].into_iter())?;
    let link = renamed(&bound.link, &mut chunks.chain([Bound::SCRIPT]))?;
    let (module, script_name) = (named("page.wasm"), named(Bound::SCRIPT));
    let mut files = vec![
        (module.clone(), bound.module.clone()),
        (script_name.clone(), script),
        (named(Bound::LINK), link),
    ];
    files.extend(bound.chunks.iter().map(|(name, bytes)| (named(name), bytes.clone())));
    Ok(Program {
        module,
        script: script_name,
        files,
    })
}

/// Lets a script load a file under its new name. What a module calls its imports stays as it is: the
/// module has the old name inside.
fn refer(script: &str, file: &str, new: &str) -> String {
    ["from ", "URL("].iter().fold(script.to_owned(), |text, before| {
        text.replace(&format!("{before}\"./{file}\""), &format!("{before}\"./{new}\""))
    })
}

#[cfg(test)]
mod tests {
    use super::refer;

    #[test]
    fn what_is_loaded_is_renamed_and_what_a_module_calls_its_imports_is_not() {
        let script = "import * as import1 from \"./parts.js\"\nreturn { \"./parts.js\": import1 };\nfetch(new URL(\"./chunk_1.wasm\", import.meta.url));";
        let renamed = refer(
            &refer(script, "parts.js", "parts-0f.js"),
            "chunk_1.wasm",
            "chunk_1-0f.wasm",
        );
        let expected = "import * as import1 from \"./parts-0f.js\"\nreturn { \"./parts.js\": import1 };\nfetch(new URL(\"./chunk_1-0f.wasm\", import.meta.url));";
        assert_eq!(renamed, expected);
    }
}
