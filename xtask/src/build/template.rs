//! Placeholders: `{{name}}` in a file of the page stands for a file name or a text.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What placeholders stand for, by name.
pub type Values = BTreeMap<String, String>;

/// Fills in every placeholder; one that nothing is known for is an error.
pub fn fill(template: &str, values: &Values) -> Result<String> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, behind)) = after.split_once("}}") else {
            bail!(
                "a placeholder is not closed: {{{{{}",
                after.lines().next().unwrap_or_default()
            );
        };
        let value = values
            .get(name.trim())
            .with_context(|| format!("nothing is known for {{{{{name}}}}}"))?;
        filled.push_str(before);
        filled.push_str(value);
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The texts of `boot.toml` in each language as `language:key`, made safe for HTML.
pub fn texts(locales: &Path) -> Result<Values> {
    let mut values = Values::new();
    for language in ["zh-CN", "en"] {
        let file = locales.join(language).join("boot.toml");
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let table: toml::Table = text.parse().with_context(|| file.display().to_string())?;
        for (key, value) in table {
            let Some(value) = value.as_str() else {
                bail!("{}: {key} is not a text", file.display())
            };
            values.insert(format!("{language}:{key}"), escape(value));
        }
    }
    Ok(values)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        Values::from([("file".to_owned(), "a-1.js".to_owned())])
    }

    #[test]
    fn fills_every_placeholder() {
        assert_eq!(fill("<{{file}}|{{ file }}>", &values()).unwrap(), "<a-1.js|a-1.js>");
    }

    #[test]
    fn an_unknown_or_open_placeholder_is_an_error() {
        assert!(fill("{{other}}", &values()).is_err());
        assert!(fill("{{file", &values()).is_err());
    }

    #[test]
    fn texts_cannot_bring_markup() {
        assert_eq!(escape("<a & \"b\">"), "&lt;a &amp; &quot;b&quot;&gt;");
    }
}
