//! Turns `locales/` into constants and computes the digest of the rule sources.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a build script stops the build by panicking"
)]

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Texts = BTreeMap<String, BTreeMap<String, String>>;

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=src");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let chinese = read_language(Path::new("locales/zh-CN"));
    let english = read_language(Path::new("locales/en"));
    fs::write(out.join("text.rs"), constants(&chinese, &english)).expect("OUT_DIR is writable");
    fs::write(out.join("rule_sources.rs"), rule_sources()).expect("OUT_DIR is writable");
}

fn read_language(folder: &Path) -> Texts {
    files(folder, "toml")
        .into_iter()
        .map(|path| {
            let room = path.file_stem().expect("has a name").to_string_lossy().into_owned();
            let table: toml::Table = fs::read_to_string(&path)
                .expect("a locale file is readable")
                .parse()
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let mut texts = BTreeMap::new();
            flatten("", &table, &mut texts);
            (room, texts)
        })
        .collect()
}

fn flatten(prefix: &str, table: &toml::Table, into: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let name = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        match value {
            toml::Value::Table(inner) => flatten(&name, inner, into),
            toml::Value::String(text) => {
                into.insert(name, text.clone());
            }
            other => panic!("{name}: a text is a string, not {other:?}"),
        }
    }
}

/// One constant a text, one module a file; a text missing in a language stops the build.
fn constants(chinese: &Texts, english: &Texts) -> String {
    assert_eq!(
        chinese.keys().collect::<Vec<_>>(),
        english.keys().collect::<Vec<_>>(),
        "both languages have the same files"
    );
    let mut code = String::new();
    for (room, texts) in chinese {
        let other = &english[room];
        for key in other.keys() {
            assert!(texts.contains_key(key), "{room}.{key} is missing in zh-CN");
        }
        writeln!(
            code,
            "/// Texts of `{room}.toml`.\npub mod {room} {{\n    use super::Text;"
        )
        .unwrap();
        for (key, zh) in texts {
            let en = other
                .get(key)
                .unwrap_or_else(|| panic!("{room}.{key} is missing in en"));
            let name = key.replace(['.', '-'], "_").to_uppercase();
            writeln!(
                code,
                "    /// {en:?}\n    pub const {name}: Text = Text::new({:?}, {zh:?}, {en:?});",
                format!("{room}.{key}")
            )
            .unwrap();
        }
        writeln!(
            code,
            "    /// Every text of this file.\n    pub const ALL: &[Text] = &["
        )
        .unwrap();
        for key in texts.keys() {
            writeln!(code, "        {},", key.replace(['.', '-'], "_").to_uppercase()).unwrap();
        }
        writeln!(code, "    ];\n}}").unwrap();
    }
    code
}

/// SHA-256 over everything that decides what a rule says; texts are left out.
fn rule_sources() -> String {
    let mut sources = files(Path::new("src/form"), "rs");
    sources.extend(files(Path::new("src/interface"), "rs"));
    sources.extend(files(Path::new("src/optimization_session"), "rs"));
    sources.extend(files(Path::new("src/window"), "rs"));
    for file in ["finding", "facts", "rule", "subject", "date", "calendar", "programme"] {
        sources.push(PathBuf::from(format!("src/{file}.rs")));
    }
    sources.extend(files(Path::new("src/code"), "rs"));
    let mut hash = Sha256::new();
    for path in sources.iter().filter(|path| path.exists()) {
        let bytes = fs::read(path).expect("a source is readable");
        hash.update(path.to_string_lossy().as_bytes());
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
    let hex: String = hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    });
    format!("/// SHA-256 over the sources of the rules.\npub const RULE_SOURCES: &str = {hex:?};\n")
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|is| is == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}
