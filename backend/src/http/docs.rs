//! `openapi.json` and `/docs`: the API described for machines and for people, offline.

use crate::layer::problem::language;
use crate::openapi;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::Value;
use std::fmt::Write as _;
use yinzheng_shared::locale::{Language, docs as text};

const STYLE: &str = include_str!("docs.css");

/// The description of the API.
pub async fn openapi() -> web::Json<utoipa::openapi::OpenApi> {
    web::Json(openapi::description())
}

/// The style of the API browser.
pub async fn style() -> HttpResponse {
    HttpResponse::Ok().content_type("text/css; charset=utf-8").body(STYLE)
}

/// The API browser: every operation with its parameters, bodies and answers.
pub async fn browse(request: HttpRequest) -> HttpResponse {
    let described = serde_json::to_value(openapi::description()).unwrap_or_default();
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(page(&described, language(&request)))
}

fn page(described: &Value, language: Language) -> String {
    let title = text::TITLE.get(language);
    let mut html = format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><link rel=\"stylesheet\" href=\"/docs/style.css\">\
         <main><h1>{title}</h1><p><a href=\"/api/v1/openapi.json\">openapi.json</a></p>",
        language.tag()
    );
    for (path, operations) in fields(described.pointer("/paths")) {
        for (method, operation) in fields(Some(operations)) {
            html.push_str(&show_operation(path, method, operation, language));
        }
    }
    let _ = write!(html, "<h2>{}</h2>", text::SCHEMAS.get(language));
    for (name, schema) in fields(described.pointer("/components/schemas")) {
        let _ = write!(
            html,
            "<section id=\"{0}\"><h3>{0}</h3>{1}</section>",
            escape(name),
            show_schema(schema)
        );
    }
    html.push_str("</main></html>");
    html
}

fn show_operation(path: &str, method: &str, operation: &Value, language: Language) -> String {
    let words = |key: &str| operation.get(key).and_then(Value::as_str).unwrap_or_default();
    let mut html = format!(
        "<section><h2><code class=\"{0}\">{0}</code> <code>{1}</code></h2><p>{2}</p>",
        escape(method),
        escape(path),
        escape(words("summary"))
    );
    let list = |html: &mut String, heading: &str, entries: Vec<String>| {
        if !entries.is_empty() {
            let _ = write!(html, "<h3>{heading}</h3><ul>{}</ul>", entries.concat());
        }
    };
    let parameters = operation
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|parameter| {
            let words = |key: &str| escape(parameter.get(key).and_then(Value::as_str).unwrap_or_default());
            format!(
                "<li><code>{}</code> ({}) {}</li>",
                words("name"),
                words("in"),
                words("description")
            )
        });
    list(&mut html, text::PARAMETERS.get(language), parameters.collect());
    let body = fields(operation.pointer("/requestBody/content")).map(|(media, content)| {
        format!(
            "<li><code>{}</code> {}</li>",
            escape(media),
            link(content.get("schema"))
        )
    });
    list(&mut html, text::BODY.get(language), body.collect());
    let answers = fields(operation.get("responses")).map(|(status, answer)| {
        let body: String = fields(answer.get("content"))
            .map(|(_, content)| link(content.get("schema")))
            .collect();
        format!("<li><code>{}</code> {body}</li>", escape(status))
    });
    list(&mut html, text::ANSWERS.get(language), answers.collect());
    html.push_str("</section>");
    html
}

fn show_schema(schema: &Value) -> String {
    let about = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    let rows: String = fields(schema.get("properties"))
        .map(|(name, field)| {
            let about = field.get("description").and_then(Value::as_str).unwrap_or_default();
            format!(
                "<tr><th><code>{}</code><td>{}<td>{}",
                escape(name),
                link(Some(field)),
                escape(about)
            )
        })
        .collect();
    let words: Vec<String> = schema
        .get("enum")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|word| format!("<code>{}</code>", escape(word.as_str().unwrap_or_default())))
        .collect();
    format!(
        "<p>{}</p><p>{}</p><table>{rows}</table>",
        escape(about),
        words.join(" ")
    )
}

/// The name of a schema, linked to where it is described.
fn link(schema: Option<&Value>) -> String {
    let Some(schema) = schema else { return String::new() };
    if let Some(name) = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|place| place.rsplit('/').next())
    {
        return format!("<a href=\"#{0}\">{0}</a>", escape(name));
    }
    if let Some(items) = schema.get("items") {
        return format!("[{}]", link(Some(items)));
    }
    let choices = ["oneOf", "anyOf", "allOf"]
        .into_iter()
        .find_map(|key| schema.get(key))
        .and_then(Value::as_array);
    if let Some(choices) = choices {
        return choices
            .iter()
            .map(|choice| link(Some(choice)))
            .collect::<Vec<_>>()
            .join(" | ");
    }
    match schema.get("type") {
        Some(Value::String(kind)) => escape(kind),
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .map(escape)
            .collect::<Vec<_>>()
            .join(" | "),
        _ => String::new(),
    }
}

fn fields(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
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

    #[test]
    fn the_browser_shows_every_operation_without_loading_from_elsewhere() {
        let described = serde_json::to_value(openapi::description()).unwrap();
        let html = page(&described, Language::English);
        for (path, operations) in fields(described.pointer("/paths")) {
            assert!(html.contains(&escape(path)), "{path}");
            assert!(operations.as_object().is_some_and(|operations| !operations.is_empty()));
        }
        for foreign in ["http://", "https://", "<script", "style="] {
            assert!(!html.contains(foreign), "{foreign}");
        }
        assert_eq!(described["openapi"], "3.1.0");
    }
}
