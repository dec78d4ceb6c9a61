//! The C compiler that several crates need, and Rust's WebAssembly target.

use crate::paths::root;
use crate::process::{find, output, run};
use crate::progress::phase;
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// Says what to install where there is no C and C++ toolchain.
pub fn check_compiler() -> Result<()> {
    let missing: Vec<&str> = [
        ("cc", &["cc", "gcc", "clang"][..]),
        ("c++", &["c++", "g++", "clang++"]),
        ("make", &["make", "gmake"]),
    ]
    .into_iter()
    .filter(|(_, names)| find(names).is_none())
    .map(|(need, _)| need)
    .collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!(
        "a C toolchain is needed, missing: {}. On Debian: sudo apt-get install build-essential",
        missing.join(", ")
    )
}

/// Adds the target that the page is compiled for, with rustup, unless the toolchain has it.
pub fn ensure_wasm_target() -> Result<()> {
    if has_target()? {
        return Ok(());
    }
    if find(&["rustup"]).is_none() {
        bail!("this Rust toolchain lacks the target {TARGET} and there is no rustup to add it");
    }
    phase(&format!("adding the Rust target {TARGET}"), || {
        run(Command::new("rustup")
            .args(["target", "add", TARGET])
            .current_dir(root()))
    })
}

fn has_target() -> Result<bool> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()))?;
    Ok(Path::new(&sysroot)
        .join("lib/rustlib")
        .join(TARGET)
        .join("lib")
        .is_dir())
}
