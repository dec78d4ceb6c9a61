//! Embeds the fonts that set-up fetched into `target/setup/fonts`.

use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

fn main() {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let folder = env::var_os("YINZHENG_FONTS").map_or_else(|| manifest.join("../../target/setup/fonts"), PathBuf::from);
    println!("cargo:rerun-if-env-changed=YINZHENG_FONTS");
    println!("cargo:rerun-if-changed={}", folder.display());

    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.retain(|file| file.extension().is_some_and(|is| is == "ttf" || is == "otf"));
    files.sort();

    let mut code = String::from("static FILES: &[&[u8]] = &[\n");
    let mut hash = Sha256::new();
    for file in &files {
        let file = file.canonicalize().expect("it was just listed");
        hash.update(fs::read(&file).expect("a font is readable"));
        writeln!(code, "    include_bytes!({:?}),", file.display().to_string()).expect("a string takes all");
    }
    code.push_str("];\n");
    let digest = hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes all");
        hex
    });
    writeln!(code, "const DIGEST: &str = {digest:?};").expect("a string takes all");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("fonts.rs"), code).expect("OUT_DIR is writable");
}
