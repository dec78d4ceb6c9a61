//! The crate of rules has no I/O, no database, no server and no browser in it.

use crate::process::{cargo, output, run};
use anyhow::{Result, bail};

/// What the page is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

const FOREIGN: [&str; 8] = [
    "diesel",
    "actix-web",
    "yew",
    "tokio",
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "getrandom",
];

/// Looks through everything that `yinzheng-shared` is linked with, and builds it for the browser.
pub fn prove() -> Result<()> {
    let tree = output(cargo().args([
        "tree",
        "-p",
        "yinzheng-shared",
        "--target",
        TARGET,
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]))?;
    let found = foreign(&tree);
    if !found.is_empty() {
        bail!("yinzheng-shared is to be pure but is linked with {}", found.join(", "));
    }
    run(cargo().args(["build", "-p", "yinzheng-shared", "--target", TARGET]))
}

fn foreign(tree: &str) -> Vec<&'static str> {
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    FOREIGN.into_iter().filter(|name| names.contains(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_crate_is_found_by_its_whole_name() {
        let tree = "yinzheng-shared v0.1.0 (path)\nserde v1.0.1\nyewish v1.0.0\ntokio v1.2.3 (*)\n";
        assert_eq!(foreign(tree), ["tokio"]);
        assert!(foreign("serde v1.0.1\n").is_empty());
    }
}
