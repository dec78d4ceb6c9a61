//! `index.html` of a package: tells anyone what is inside and how to check it, without us.

use super::bag::Packed;
use super::package::RecordSheet;
use std::fmt::Write as _;
use yinzheng_shared::form::Form;
use yinzheng_shared::locale::{Language, Text, archive as text};

const STYLE: &str = "body{font:16px/1.6 serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c}\
h1{font-size:1.6rem}h2{font-size:1.15rem;border-bottom:1px solid #999;margin-top:2rem}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top}\
td.n{text-align:right;font-variant-numeric:tabular-nums}code,pre{font-family:monospace;font-size:.9rem;word-break:break-all}\
pre{background:#f4f4f2;padding:.6rem;white-space:pre-wrap}.en{border-top:3px double #999;margin-top:3rem}";

/// The page, first in Chinese, then in English; no script, nothing loaded.
#[must_use]
pub fn page(sheet: &RecordSheet, payload: &[Packed]) -> String {
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{} {}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{}</main>\n<main class=\"en\" lang=\"en\">\n{}</main>\n</body>\n</html>\n",
        escape(text::TITLE.get(Language::Chinese)),
        escape(&sheet.reference),
        part(sheet, payload, Language::Chinese),
        part(sheet, payload, Language::English),
    )
}

fn part(sheet: &RecordSheet, payload: &[Packed], language: Language) -> String {
    let say = |text: Text| escape(text.get(language));
    let form = form_name(sheet.form).get(language);
    let mut html = String::new();
    let mut add = |piece: String| {
        // A string takes whatever is written.
        let _ = writeln!(html, "{piece}");
    };
    add(format!(
        "<h1>{}</h1>",
        escape(&text::HEADING.with(language, &[("form", form)]))
    ));
    add(format!(
        "<p>{}</p>\n<h2>{}</h2>\n<table>",
        say(text::LEAD),
        say(text::ABOUT)
    ));
    for (label, value) in about(sheet, language) {
        add(format!("<tr><th>{}</th><td>{}</td></tr>", say(label), escape(&value)));
    }
    add(format!("</table>\n<h2>{}</h2>\n<table>", say(text::INSIDE)));
    add(format!(
        "<tr><th>{}</th><th>{}</th><th>{}</th></tr>",
        say(text::FILE),
        say(text::MEANING),
        say(text::BYTES)
    ));
    for file in payload {
        let path = escape(&file.path);
        let link = escape(&link(&file.path));
        let meaning = say(meaning(&file.path));
        add(format!(
            "<tr><td><a href=\"{link}\">{path}</a></td><td>{meaning}</td><td class=\"n\">{}</td></tr>",
            file.bytes
        ));
    }
    add(format!(
        "</table>\n<h2>{}</h2>\n<p>{}</p>\n<table>",
        say(text::DIGESTS),
        say(text::DIGESTS_LEAD)
    ));
    add(format!(
        "<tr><th>SHA-256</th><td><code>{}</code></td></tr>",
        escape(&sheet.digests.sha256)
    ));
    add(format!(
        "<tr><th>SM3</th><td><code>{}</code></td></tr>\n</table>",
        escape(&sheet.digests.sm3)
    ));
    add(format!(
        "<h2>{}</h2>\n<p>{}</p>",
        say(text::CHECK),
        say(text::CHECK_LEAD)
    ));
    for (label, command) in [
        (text::CHECK_PAYLOAD, "sha256sum -c manifest-sha256.txt"),
        (text::CHECK_TAGS, "sha256sum -c tagmanifest-sha256.txt"),
        (text::CHECK_DIGEST, "sha256sum data/canonical.txt"),
        (text::CHECK_SM3, "openssl dgst -sm3 data/canonical.txt"),
    ] {
        add(format!("<p>{}</p>\n<pre>{command}</pre>", say(label)));
    }
    add(format!("<p>{}</p>", say(text::CHECK_NOTE)));
    html
}

fn about(sheet: &RecordSheet, language: Language) -> Vec<(Text, String)> {
    let late = if sheet.late { text::LATE_YES } else { text::LATE_NO };
    let due = sheet.due_on.map_or_else(|| "—".to_owned(), |due| due.to_string());
    vec![
        (text::RECORD_TITLE, sheet.title.clone()),
        (text::REFERENCE, sheet.reference.clone()),
        (text::REVISION, sheet.revision.to_string()),
        (text::OWNER, sheet.owner.clone()),
        (text::ISSUER, sheet.issuer.clone()),
        (text::DUE_ON, due),
        (text::RECEIVED_ON, sheet.received_on.to_string()),
        (text::LATE, late.get(language).to_owned()),
        (
            text::CONFIRMED_BY,
            format!("{} {}", sheet.confirmation.organisation, sheet.confirmation.by),
        ),
        (text::CONFIRMED_AT, sheet.confirmation.at.clone()),
    ]
}

const fn form_name(form: Form) -> Text {
    match form {
        Form::Scope => text::FORM_SCOPE,
        Form::Consolidation => text::FORM_CONSOLIDATION,
        Form::Schedule => text::FORM_SCHEDULE,
        Form::Optimization => text::FORM_OPTIMIZATION,
        Form::JointDebug => text::FORM_JOINT_DEBUG,
        Form::GoLive => text::FORM_GO_LIVE,
        Form::Bulletin => text::FORM_BULLETIN,
    }
}

fn meaning(path: &str) -> Text {
    match path {
        "data/canonical.txt" => text::MEANING_CANONICAL,
        "data/content.json" => text::MEANING_CONTENT,
        "data/record.json" => text::MEANING_RECORD,
        "data/facts.json" => text::MEANING_FACTS,
        "data/reasons.json" => text::MEANING_REASONS,
        "data/history.json" => text::MEANING_HISTORY,
        "data/print.pdf" => text::MEANING_PRINT,
        "data/print-boxes.json" => text::MEANING_BOXES,
        _ => text::MEANING_SCAN,
    }
}

/// A relative address: everything but unreserved letters and slashes is percent-encoded.
fn link(path: &str) -> String {
    let mut link = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._/".contains(&byte) {
            link.push(char::from(byte));
        } else {
            // A string takes whatever is written.
            let _ = write!(link, "%{byte:02X}");
        }
    }
    link
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
