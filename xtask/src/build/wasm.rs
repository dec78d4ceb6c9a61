//! From the frontend crate to WebAssembly modules and the JavaScript that binds them.

use crate::paths;
use crate::process::{cargo, run};
use anyhow::{Context, Result, anyhow, bail};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

const TARGET: &str = "wasm32-unknown-unknown";

/// What the browser loads. The files name one another by the names in [`Bound::LINK`],
/// [`Bound::SCRIPT`] and the chunks' own.
pub struct Bound {
    /// The module that is loaded first.
    pub module: Vec<u8>,
    /// The JavaScript that binds it.
    pub script: Vec<u8>,
    /// The JavaScript that fetches chunks.
    pub link: Vec<u8>,
    /// Chunks that are fetched when they are needed: file name and bytes.
    pub chunks: Vec<(String, Vec<u8>)>,
}

impl Bound {
    /// What the binding script is called by the linking one.
    pub const SCRIPT: &str = "page.js";
    /// What the linking script is called by the binding one.
    pub const LINK: &str = "parts.js";
}

/// Compiles the frontend and gives the path of the whole, unbound module.
pub fn compile() -> Result<PathBuf> {
    run(cargo()
        .args(["build", "-p", "yinzheng-frontend"])
        .args(["--target", TARGET, "--profile", "wasm"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags()))?;
    Ok(paths::target().join(TARGET).join("wasm/yinzheng-frontend.wasm"))
}

/// Relocations tell the splitter what needs what; and paths of this machine are nobody's business.
fn flags() -> OsString {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let registries = home
        .and_then(|home| fs::read_dir(home.join("registry/src")).ok())
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()));
    let mut flags = OsString::from("-Clink-arg=--emit-relocs");
    for (path, name) in registries
        .map(|path| (path, "crates"))
        .chain([(paths::root(), "yinzheng")])
    {
        flags.push(" --remap-path-prefix=");
        flags.push(path);
        flags.push("=");
        flags.push(name);
    }
    flags
}

/// Splits a module and binds its parts for browsers. The binding library is the same version as
/// the crate that the frontend uses (the lock file says so), as it has to be. Names are taken out
/// here, since binding needs what stripping earlier would remove.
pub fn bind(module: &Path) -> Result<Bound> {
    let folder = paths::target().join("wasm-bindgen");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let whole = fs::read(module)?;
    let main = folder.join("main.wasm");
    let mut options = Options::new(&whole);
    options.output_dir = &folder;
    options.main_out_path = &main;
    let (link, script) = (format!("./{}", Bound::LINK), format!("./{}", Bound::SCRIPT));
    options.link_name = &link;
    options.main_module = &script;
    let split = transform(options).map_err(|error| anyhow!("the page's module cannot be split: {error:?}"))?;

    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&main)
        .out_name("page")
        .typescript(false)
        .omit_default_module_path(true)
        // Chunks are linked to the first module's table of functions, which it exports as LLD named it.
        .keep_lld_exports(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .web(true)?
        .generate(&folder)
        .context("wasm-bindgen cannot bind the page's module")?;
    if folder.join("snippets").exists() {
        bail!("a dependency of the page brings JavaScript files of its own, which have no immutable names");
    }
    let chunk = |path: &PathBuf| -> Result<(String, Vec<u8>)> {
        let name = path.file_name().context("a chunk has a name")?.to_string_lossy();
        Ok((name.into_owned(), fs::read(path)?))
    };
    Ok(Bound {
        module: fs::read(folder.join("page_bg.wasm"))?,
        script: fs::read(folder.join(Bound::SCRIPT))?,
        link: fs::read(folder.join(Bound::LINK))?,
        chunks: split.split_modules.iter().map(chunk).collect::<Result<_>>()?,
    })
}
