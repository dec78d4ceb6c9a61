//! What a broken or hostile client may send: each answered with a problem that names the place, and
//! the server goes on.

use crate::app::{On, Person, TestApp};
use crate::people::DEPARTMENT;
use anyhow::Result;
use serde_json::{Value, json};
use uuid::Uuid;

/// Sends bytes as they are, which no honest JSON library would.
async fn raw(app: &TestApp, path: &str, body: impl Into<reqwest::Body>) -> Result<(u16, Value)> {
    let answer = reqwest::Client::new()
        .post(format!("{}/api/v1/{path}", app.url))
        .header("Content-Type", "application/json")
        .header("X-Requested-With", "yinzheng")
        .body(body)
        .send()
        .await?;
    let status = answer.status().as_u16();
    assert_eq!(
        answer
            .headers()
            .get("content-type")
            .and_then(|value| value.to_str().ok()),
        Some("application/problem+json"),
        "{path}"
    );
    Ok((status, answer.json().await?))
}

#[tokio::test]
async fn what_is_not_json_or_not_of_its_shape_is_named() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let cases: [(&str, &[u8], u16, &str, &str); 9] = [
        ("no JSON at all", b"hello", 400, "malformed_json", ""),
        ("cut off", br#"{"content":{"item_name":"a"#, 400, "malformed_json", ""),
        (
            "not UTF-8",
            b"{\"content\":{\"item_name\":\"\xff\xfe\"}}",
            400,
            "malformed_json",
            "",
        ),
        (
            "a lone surrogate",
            br#"{"content":{"item_name":"\ud800"}}"#,
            400,
            "malformed_json",
            "",
        ),
        (
            "a key twice",
            br#"{"content":{"item_name":"a","item_name":"b"}}"#,
            400,
            "malformed_json",
            "1:",
        ),
        (
            "an unknown field",
            br#"{"content":{"colour":"red"}}"#,
            422,
            "wrong_shape",
            "/content",
        ),
        (
            "a wrong type",
            br#"{"content":{"item_name":7}}"#,
            422,
            "wrong_shape",
            "/content/item_name",
        ),
        (
            "a wrong type in a row",
            br#"{"content":{"material_groups":[{"materials":[{"shared":"yes"}]}]}}"#,
            422,
            "wrong_shape",
            "/content/material_groups/0/materials/0/shared",
        ),
        (
            "an unknown field outside the content",
            br#"{"content":{},"skip":true}"#,
            422,
            "wrong_shape",
            "",
        ),
    ];
    for (name, body, status, code, place) in cases {
        let (got, problem) = raw(&app, "check/optimization", body.to_vec()).await?;
        assert_eq!(
            (got, problem["code"].as_str()),
            (status, Some(code)),
            "{name}: {problem}"
        );
        let detail = problem["detail"].as_str().unwrap_or_default();
        assert!(detail.contains(place), "{name}: the detail names {place}, not {detail}");
    }
    Ok(())
}

#[tokio::test]
async fn a_number_out_of_range_is_a_wrong_shape() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    for number in ["99999999999999999999999999", "-1", "1.5", "1e400"] {
        let body = format!(r#"{{"content":{{"rows":[{{"number":{number}}}]}}}}"#);
        let (status, problem) = raw(&app, "check/go-live", body).await?;
        assert!(matches!(status, 400 | 422), "{number}: {status} {problem}");
    }
    Ok(())
}

#[tokio::test]
async fn control_and_bidi_characters_are_findings_at_their_field() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    for text in [
        "a\u{0}b",
        "a\u{7}b",
        "a\u{202e}b",
        "a\u{2066}b",
        "a\u{e000}b",
        "a\u{fffe}b",
    ] {
        let request = json!({ "content": { "item_name": text } });
        let report = app
            .nobody()
            .post("check/optimization", None, &request)
            .await?
            .expect(200)?;
        let findings = report["findings"].as_array().expect("findings");
        assert!(
            findings
                .iter()
                .any(|finding| finding["path"] == "/item_name" && finding["severity"] == "error"),
            "{text:?}: {findings:?}"
        );
        assert!(
            !report.to_string().contains(text),
            "the answer never repeats what was typed"
        );
    }
    Ok(())
}

#[tokio::test]
async fn ten_megabytes_of_rows_are_refused_and_the_server_goes_on() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let row = r#"{"number":1,"item_name":"示例","item_code":"1"},"#;
    let rows = row.repeat(10_000_000 / row.len());
    let body = format!(r#"{{"content":{{"rows":[{}]}}}}"#, rows.trim_end_matches(','));
    let (status, problem) = raw(&app, "check/go-live", body).await?;
    assert_eq!((status, problem["code"].as_str()), (413, Some("too_large")));
    assert!(app.nobody().get("programme").await?.status().is_success());
    Ok(())
}

/// Whoever shows no session sends little; with one the same is read.
#[tokio::test]
async fn a_stranger_sends_small_bodies_alone() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let content = json!({ "content": { "item_name": "长".repeat(400_000) } });
    let body = content.to_string();
    let credentials = json!({ "login": DEPARTMENT, "password": "长".repeat(10_000) }).to_string();
    for (path, body) in [("check/optimization", body), ("session", credentials)] {
        let (status, problem) = raw(&app, path, body).await?;
        assert_eq!((status, problem["code"].as_str()), (413, Some("too_large")), "{path}");
    }
    let staff = app.person(DEPARTMENT).await?;
    staff.post("check/optimization", None, &content).await?.expect(200)?;
    Ok(())
}

/// Who asks too often is told so before anything of the body is read.
#[tokio::test]
async fn checks_and_attempts_to_sign_in_are_counted_before_their_bodies() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_CHECKS_A_MINUTE", "2")])?;
    let mut answers = Vec::new();
    for _ in 0..3 {
        answers.push(raw(&app, "check/optimization", "hello").await?.0);
    }
    assert_eq!(answers, [400, 400, 429]);
    let mut attempts = 0;
    while raw(&app, "session", "hello").await?.0 == 400 {
        attempts += 1;
        assert!(attempts < 5_000, "nobody tries that often");
    }
    assert!(attempts >= 600, "{attempts}");
    Ok(())
}

#[tokio::test]
async fn deep_nesting_is_refused() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let body = format!(r#"{{"content":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let (status, _) = raw(&app, "check/go-live", body).await?;
    assert!(matches!(status, 400 | 422), "{status}");
    assert!(app.nobody().get("programme").await?.status().is_success());
    Ok(())
}

#[tokio::test]
async fn unknown_addresses_forms_and_methods_are_problems_too() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    assert_eq!(raw(&app, "nothing", "{}").await?.0, 404);
    assert_eq!(raw(&app, "check/nothing", r#"{"content":{}}"#).await?.0, 404);
    assert_eq!(raw(&app, "programme", "{}").await?.0, 405);
    Ok(())
}

async fn upload(staff: &Person, name: &str, bytes: &[u8]) -> Result<u16> {
    Ok(staff.upload(name, bytes.to_vec()).await?.status)
}

#[tokio::test]
async fn wrong_files_are_refused_with_a_reason() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    assert!(matches!(upload(&staff, "empty.pdf", b"").await?, 400 | 415 | 422));
    assert_eq!(
        upload(&staff, "page.pdf", b"<html><script>alert(1)</script></html>").await?,
        415
    );
    assert_eq!(upload(&staff, "run.pdf", b"\x7fELF\x02\x01\x01").await?, 415);
    let scans = staff.read("scans").await?;
    assert_eq!(scans["total"], 0, "nothing that was refused is listed");
    Ok(())
}

#[tokio::test]
async fn an_identifier_that_is_none_is_not_found() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    for id in ["x", "..%2f..", "'; DROP TABLE records; --", &Uuid::now_v7().to_string()] {
        let status = staff.get(&format!("records/{id}")).await?.status().as_u16();
        assert_eq!(status, 404, "{id}");
    }
    Ok(())
}
