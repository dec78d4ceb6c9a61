//! From the frontend crate to a WebAssembly module and its JavaScript.

use crate::paths;
use crate::process::{cargo, run};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// What the browser loads: the module and the JavaScript that binds it.
pub struct Bound {
    pub module: Vec<u8>,
    pub script: Vec<u8>,
}

/// Compiles the frontend and gives the path of the unbound module.
pub fn compile() -> Result<PathBuf> {
    const TARGET: &str = "wasm32-unknown-unknown";
    run(cargo().args([
        "build",
        "-p",
        "yinzheng-frontend",
        "--target",
        TARGET,
        "--profile",
        "wasm",
    ]))?;
    Ok(paths::target().join(TARGET).join("wasm/yinzheng-frontend.wasm"))
}

/// Binds a module for browsers. The library is the same version as the crate
/// that the frontend uses (the lock file says so), as it has to be. Names are
/// taken out here, since binding needs what stripping earlier would remove.
pub fn bind(module: &Path) -> Result<Bound> {
    let folder = paths::target().join("wasm-bindgen");
    let _ = fs::remove_dir_all(&folder);
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name("page")
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .web(true)?
        .generate(&folder)
        .context("wasm-bindgen cannot bind the page's module")?;
    if folder.join("snippets").exists() {
        bail!("a dependency of the page brings JavaScript files of its own, which have no immutable names");
    }
    Ok(Bound {
        module: fs::read(folder.join("page_bg.wasm"))?,
        script: fs::read(folder.join("page.js"))?,
    })
}
