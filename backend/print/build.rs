//! Embeds the fonts that set-up fetched into `target/setup/fonts`.

use sha2::{Digest as _, Sha256};
use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo sets CARGO_MANIFEST_DIR")?);
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
        let file = file.canonicalize()?;
        hash.update(fs::read(&file)?);
        writeln!(code, "    include_bytes!({:?}),", file.display().to_string())?;
    }
    code.push_str("];\n");
    let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    writeln!(code, "const DIGEST: &str = {digest:?};")?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    fs::write(out.join("fonts.rs"), code)?;
    Ok(())
}
