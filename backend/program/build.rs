//! Carries the browser's files into the server's binary.
//!
//! `cargo xtask build` leaves them, with a manifest, in `target/dist`
//! (`YINZHENG_DIST` names another folder). Without them the table is empty and
//! the server says that its page is not built.

#![expect(clippy::expect_used, reason = "a build script stops the build by panicking")]

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() {
    println!("cargo:rerun-if-env-changed=YINZHENG_DIST");
    let dist = dist_folder();
    // An absent path would make cargo run this again on every build; an empty folder does not.
    fs::create_dir_all(&dist).expect("the folder of the page can be made");
    println!("cargo:rerun-if-changed={}", dist.display());
    let mut paths = Vec::new();
    collect(&dist, &mut paths).expect("the folder of the page is readable");
    paths.sort();
    let mut table = String::from("static FILES: yinzheng_backend::page::Files = &[\n");
    for path in paths.iter().filter(|path| is_page_file(path)) {
        table.push_str(&entry(&dist, path));
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("page.rs"), table).expect("OUT_DIR is writable");
}

fn dist_folder() -> PathBuf {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    match env::var_os("YINZHENG_DIST") {
        Some(folder) => here.join(folder),
        None => here.join("../../target/dist"),
    }
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?
        } else {
            into.push(path)
        }
    }
    Ok(())
}

/// Neither a compressed form of another file nor the manifest.
fn is_page_file(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension != "gz" && extension != "br" && extension != "json"
}

fn entry(dist: &Path, path: &Path) -> String {
    let bytes = fs::read(path).expect("a file of the page is readable");
    let name = path
        .strip_prefix(dist)
        .expect("the file is in the folder")
        .to_string_lossy();
    let compressed = |suffix: &str| {
        let file = PathBuf::from(format!("{}{suffix}", path.display()));
        let smaller = fs::metadata(&file).is_ok_and(|meta| meta.len() < bytes.len() as u64);
        if smaller {
            format!("Some(include_bytes!({file:?}))")
        } else {
            "None".to_owned()
        }
    };
    let freshness = if name.starts_with("assets/") {
        "Immutable"
    } else {
        "Revalidated"
    };
    let mut digest = String::new();
    for byte in Sha256::digest(&bytes) {
        write!(digest, "{byte:02x}").expect("a string can be written to");
    }
    format!(
        "    yinzheng_backend::page::File {{ path: {:?}, content_type: {:?}, digest: {digest:?}, \
         freshness: yinzheng_backend::page::Freshness::{freshness}, \
         identity: include_bytes!({path:?}), gzip: {}, brotli: {} }},\n",
        format!("/{name}"),
        content_type(path),
        compressed(".gz"),
        compressed(".br"),
    )
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
