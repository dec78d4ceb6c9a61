//! The user guide speaks of the product that is there: a page for each role in both languages, pictures that
//! exist, and no name of a page or button that the page does not have.

use anyhow::{Context as _, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use yinzheng_shared::organisation::Role;

/// Languages with the ending of their pictures.
const LANGUAGES: [(&str, &str); 2] = [("zh-CN", "zh"), ("en", "en")];
/// What stands in the navigation and is no page.
const NO_PAGES: [&str; 3] = ["label", "menu", "waiting"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The pages of a language by role, without the breaks of their lines.
fn pages(language: &str) -> Result<Vec<(Role, String)>> {
    let page = |role: Role| {
        let name = serde_json::to_value(role)?;
        let name = name.as_str().context("a role")?;
        let file = root().join(format!("docs/guide/{language}/{name}.md"));
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let space = if language == "en" { " " } else { "" };
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        Ok((role, lines.join(space)))
    };
    Role::ALL.into_iter().map(page).collect()
}

/// Every sentence and word that the page says in a language.
fn said(language: &str) -> Result<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    for file in fs::read_dir(root().join("shared/locales").join(language))? {
        let table: toml::Table = fs::read_to_string(file?.path())?.parse()?;
        collect(&toml::Value::Table(table), &mut all);
    }
    Ok(all)
}

fn collect(value: &toml::Value, all: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(text) => drop(all.insert(text.clone())),
        toml::Value::Table(table) => table.values().for_each(|value| collect(value, all)),
        toml::Value::Array(list) => list.iter().for_each(|value| collect(value, all)),
        _ => {}
    }
}

/// Between the first `open` and the next `close`, again and again.
fn between(text: &str, open: char, close: char) -> impl Iterator<Item = &str> {
    let parts = text.split(open).skip(1);
    parts.filter_map(move |part| Some(part.split_once(close)?.0))
}

#[test]
fn what_the_guide_quotes_stands_on_the_page() -> Result<()> {
    for (language, _) in LANGUAGES {
        let said = said(language)?;
        for (role, text) in pages(language)? {
            for name in between(&text, '“', '”') {
                assert!(
                    said.contains(name),
                    "{language}, {role:?}: “{name}” stands nowhere on the page"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn every_page_of_the_navigation_is_in_the_guide() -> Result<()> {
    for (language, _) in LANGUAGES {
        let whole: String = pages(language)?.into_iter().map(|(_, text)| text).collect();
        let page = root().join("shared/locales").join(language).join("page.toml");
        let table: toml::Table = fs::read_to_string(page)?.parse()?;
        for (key, name) in table["nav"].as_table().context("the navigation")? {
            let name = name.as_str().context("a name")?;
            assert!(
                NO_PAGES.contains(&key.as_str()) || whole.contains(name),
                "{language}: {name}"
            );
        }
    }
    Ok(())
}

#[test]
fn every_role_has_its_picture_in_both_languages() -> Result<()> {
    for (language, ending) in LANGUAGES {
        let folder = root().join("docs/guide").join(language);
        for (role, text) in pages(language)? {
            let mut pictures = text
                .split("](")
                .skip(1)
                .filter_map(|part| Some(part.split_once(')')?.0));
            let picture = pictures
                .find(|link| link.ends_with(".png"))
                .with_context(|| format!("{role:?}: a picture"))?;
            assert!(picture.ends_with(&format!("-{ending}.png")), "{role:?}: {picture}");
            assert!(folder.join(picture).is_file(), "{role:?}: {picture}");
        }
    }
    Ok(())
}
