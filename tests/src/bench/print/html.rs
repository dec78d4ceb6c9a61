//! A form's content as a plain page of tables.

use serde_json::Value;

/// The page.
pub(super) fn page(title: &str, content: &Value) -> String {
    format!(
        "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>{title}</title>\
         <style>@page {{ size: A4; margin: 22mm }} body {{ font: 12pt serif }} table {{ width: 100%; border-collapse: collapse }} \
         td {{ border: 0.5pt solid; padding: 4pt }}</style><h1>{title}</h1>{}</html>",
        part(content)
    )
}

fn part(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let cells: String = fields
                .values()
                .map(|value| format!("<td>{}</td>", part(value)))
                .collect();
            format!("<table><tr>{cells}</tr></table>")
        }
        Value::Array(entries) => {
            let rows: String = entries.iter().map(row).collect();
            format!("<table>{rows}</table>")
        }
        Value::String(text) => text.replace('&', "&amp;").replace('<', "&lt;"),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Fields of an entry stand in cells of one row.
fn row(entry: &Value) -> String {
    let cells: String = match entry {
        Value::Object(fields) => fields
            .values()
            .map(|value| format!("<td>{}</td>", part(value)))
            .collect(),
        other => format!("<td>{}</td>", part(other)),
    };
    format!("<tr>{cells}</tr>")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn every_word_is_on_the_page() {
        let page = super::page(
            "form",
            &json!({ "addressee": "甲 & 乙", "rows": [{ "number": 1, "item_name": "丙" }] }),
        );
        assert!(
            page.contains("甲 &amp; 乙") && page.contains("<tr><td>丙</td><td>1</td></tr>"),
            "{page}"
        );
    }
}
