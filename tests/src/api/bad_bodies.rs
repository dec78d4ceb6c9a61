//! Every address that changes something, with every kind of broken body: refused with the place, and
//! nothing has changed.

use super::paper::{self, confirmation, file, letters, path, text, uncoded_sheet, upload};
use crate::app::{Answer, On, Person, TestApp};
use crate::people::{ADMIN, BUREAU, DEPARTMENT};
use crate::sample;
use anyhow::{Context as _, Result};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

/// An address that changes something, with a body that it would take.
struct Write<'a> {
    person: &'a Person,
    method: Method,
    path: String,
    etag: Option<&'a str>,
    body: Value,
    /// A field whose type is to be wrong.
    typed: &'static str,
    /// A text that people type and that no rule of a form looks at; empty when there is none.
    free: &'static str,
}

/// What there is, to be the same afterwards.
async fn everything(app: &TestApp, records: &[&Value]) -> Result<Vec<Value>> {
    let (auditor, admin) = (app.person("auditor").await?, app.person(ADMIN).await?);
    let mut all = vec![
        auditor.read("records?limit=200").await?,
        auditor.read("scans").await?,
        auditor.read("organisations").await?,
        admin.read("users").await?,
        admin.read("keys").await?,
    ];
    for record in records {
        all.push(auditor.read(&path(record)).await?);
        all.push(auditor.read(&format!("{}/history", path(record))).await?);
    }
    Ok(all)
}

fn with(body: &Value, pointer: &str, value: Value) -> Result<Vec<u8>> {
    let mut body = body.clone();
    *body
        .pointer_mut(pointer)
        .with_context(|| format!("{pointer} in the body"))? = value;
    Ok(serde_json::to_vec(&body)?)
}

/// The body with raw JSON in the place of a field.
fn with_raw(body: &Value, pointer: &str, raw: &str) -> Result<Vec<u8>> {
    let marked = with(body, pointer, json!("MARK"))?;
    Ok(String::from_utf8(marked)?.replacen("\"MARK\"", raw, 1).into_bytes())
}

/// What is broken, the bytes, the status, and what the detail begins with.
type Broken = (&'static str, Vec<u8>, u16, String);

fn broken(write: &Write<'_>) -> Result<Vec<Broken>> {
    let (body, typed) = (&write.body, write.typed);
    let mut unknown = body.clone();
    unknown["colour"] = json!("red");
    let text = serde_json::to_string(body)?;
    let (key, value) = body
        .as_object()
        .and_then(|fields| fields.iter().next())
        .context("a field")?;
    let twice = text.replacen('{', &format!("{{{}:{value},", json!(key)), 1);
    let place = || "1:".to_owned();
    let mut cases = vec![
        (
            "an unknown field",
            serde_json::to_vec(&unknown)?,
            422,
            "/colour".to_owned(),
        ),
        (
            "a wrong type",
            with(body, typed, json!({ "x": [1] }))?,
            422,
            typed.to_owned(),
        ),
        (
            "nothing where something must be",
            with(body, typed, Value::Null)?,
            422,
            typed.to_owned(),
        ),
        (
            "a whole number out of any range",
            with_raw(body, typed, &"9".repeat(40))?,
            422,
            typed.to_owned(),
        ),
        ("a key twice", twice.into_bytes(), 400, place()),
        ("a lone surrogate", with_raw(body, typed, r#""\ud800""#)?, 400, place()),
        ("a number beyond numbers", with_raw(body, typed, "1e999")?, 400, place()),
        (
            "deep nesting",
            with_raw(body, typed, &"[".repeat(10_000))?,
            400,
            place(),
        ),
        ("no JSON", b"reason=x".to_vec(), 400, place()),
        ("cut off", text.as_bytes()[..text.len() - 1].to_vec(), 400, place()),
    ];
    if !write.free.is_empty() {
        for odd in ["甲\u{0}乙", "甲\u{7}乙", "甲\u{202e}乙", "甲\u{2066}乙", "甲\u{200b}乙"] {
            cases.push((
                "an odd character",
                with(body, write.free, json!(odd))?,
                422,
                write.free.to_owned(),
            ));
        }
    }
    Ok(cases)
}

/// Address, body, a field whose type is to be wrong, a free text: what changes something at windows.
fn windows(unit: &Value) -> Vec<(Method, String, Value, &'static str, &'static str)> {
    let account = json!({ "name": "窗口甲（示例）", "mobile": "13800138000", "organisation": "示例", "level": "city", "centre": "示例" });
    let id = Uuid::now_v7();
    let new = json!({ "id": id, "account": account, "reasons": [] });
    let change = json!({ "account": account });
    let lessons = json!({ "content": { "rows": [{ "account": id, "films": [], "practised": "2018-09-18" }] } });
    let attempt = json!({ "case": "tenant", "attributes": [], "materials": [], "result": "" });
    let centre =
        json!({ "id": id, "name": "中心（示例）", "level": "city", "area": unit, "registered_on": "2018-09-18" });
    let holds = json!({ "films": true, "manual": true, "maintainers": true });
    let cases = json!({ "item": "许可-90001-000", "month": "2018-09", "centre": id, "cases": 1 });
    let outside =
        json!({ "id": id, "item": "许可-90001-000", "on": "2018-09-18", "place": "窗口（示例）", "note": "" });
    let at = format!("window-accounts/{id}");
    let group = format!("window-groups/{id}");
    vec![
        (
            Method::POST,
            "window-accounts".into(),
            new,
            "/account/name",
            "/account/name",
        ),
        (Method::PUT, at.clone(), change, "/account/mobile", "/account/mobile"),
        (
            Method::POST,
            format!("{at}/hand-over"),
            json!({ "on": "2018-09-18" }),
            "/on",
            "",
        ),
        (Method::POST, format!("{at}/exercise"), attempt, "/case", "/result"),
        (Method::POST, "trainings".into(), lessons, "/content/rows/0/account", ""),
        (Method::POST, "centres".into(), centre, "/level", "/name"),
        (Method::PUT, group, holds, "/films", ""),
        (Method::PUT, "cases".into(), cases, "/month", "/item"),
        (Method::POST, "outside-cases".into(), outside, "/place", "/note"),
    ]
}

#[tokio::test]
async fn no_broken_body_changes_anything_at_any_address() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau, admin, nobody) = (
        app.person(DEPARTMENT).await?,
        app.person(BUREAU).await?,
        app.person(ADMIN).await?,
        app.nobody(),
    );
    let content = sample::optimization(&staff).await?;
    let begun = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let draft = staff.post("records", None, &begun).await?.expect(201)?;
    let submitted = sample::submitted(&app, &staff).await?;
    let (matched, scan) = paper::matched(&app, &staff).await?;
    let waiting = upload(&staff, file([&uncoded_sheet(1)])).await?;
    let unit = &staff.me["organisation"]["id"];
    let reason = json!([{ "path": "/item_name", "rule": "optimization.material.vague_word", "reason": "示例" }]);
    let mut submission = sample::submission(&app, &draft, &content).await?;
    submission["reasons"] = reason.clone();
    let mut confirm = confirmation(&matched);
    let mut refuse = confirm.clone();
    confirm["marks"] = json!(["signatures", "stamp", "date"]);
    refuse["reason"] = json!("示例");
    refuse.as_object_mut().context("an object")?.remove("marks");
    let write = |person, method, path: String, etag, body, typed, free| Write {
        person,
        method,
        path,
        etag,
        body,
        typed,
        free,
    };
    let (etag, at) = (draft["etag"].as_str(), path(&draft));
    let (handed_in, set) = (path(&submitted), format!("scans/{}", text(&scan, "id")));
    let why = json!({ "reason": "示例" });
    let new = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": { "item_name": "示例" } });
    let user = json!({
        "id": Uuid::now_v7(), "login": "market.bad", "name": "新人甲（示例）", "role": "staff",
        "organisation": unit, "password": "示例口令一二三四五六",
    });
    let organisation =
        json!({ "id": Uuid::now_v7(), "name": "新局（示例）", "level": "city_department", "parent": unit });
    let writes = [
        write(
            &staff,
            Method::POST,
            "records".into(),
            None,
            new,
            "/content/item_name",
            "",
        ),
        write(
            &staff,
            Method::PUT,
            at.clone(),
            etag,
            json!({ "content": content, "reasons": reason }),
            "/content/leader",
            "/reasons/0/reason",
        ),
        write(
            &staff,
            Method::POST,
            format!("{at}/submit"),
            etag,
            submission,
            "/content/leader",
            "/reasons/0/reason",
        ),
        write(
            &bureau,
            Method::POST,
            format!("{handed_in}/return"),
            submitted["etag"].as_str(),
            why.clone(),
            "/reason",
            "/reason",
        ),
        write(
            &staff,
            Method::POST,
            format!("{at}/void"),
            etag,
            why,
            "/reason",
            "/reason",
        ),
        write(
            &bureau,
            Method::POST,
            format!("{set}/confirm"),
            None,
            confirm,
            "/revision",
            "",
        ),
        write(
            &bureau,
            Method::POST,
            format!("{set}/refuse"),
            None,
            refuse,
            "/revision",
            "/reason",
        ),
        write(
            &staff,
            Method::POST,
            format!("scans/{}/assign", text(&waiting, "id")),
            None,
            json!({ "page": 1, "code": letters(&matched, 1)? }),
            "/page",
            "/code",
        ),
        write(&admin, Method::POST, "users".into(), None, user, "/login", "/name"),
        write(
            &admin,
            Method::POST,
            "organisations".into(),
            None,
            organisation,
            "/level",
            "/name",
        ),
        write(
            &admin,
            Method::POST,
            "keys".into(),
            None,
            json!({ "label": "扫描仪（示例）", "organisation": unit }),
            "/label",
            "/label",
        ),
        write(
            &nobody,
            Method::POST,
            "session".into(),
            None,
            json!({ "login": "market", "password": "示例" }),
            "/login",
            "/login",
        ),
    ];
    let windows = windows(unit);
    let writes = writes
        .into_iter()
        .chain(windows.iter().map(|(method, path, body, typed, free)| {
            write(&staff, method.clone(), path.clone(), None, body.clone(), typed, free)
        }));
    let writes: Vec<Write<'_>> = writes.collect();
    let records = [&draft, &submitted, &matched];
    let before = everything(&app, &records).await?;
    for write in &writes {
        for (what, bytes, status, place) in broken(write)? {
            let name = format!("{} {}: {what}", write.method, write.path);
            let answer = write
                .person
                .send_raw(write.method.clone(), &write.path, write.etag, bytes)
                .await?;
            let Answer { status: got, body } = Answer::of(answer).await?;
            assert_eq!(got, status, "{name}: {body}");
            let code = if status == 400 { "malformed_json" } else { "wrong_shape" };
            assert_eq!(body["code"], code, "{name}: {body}");
            assert!(
                text(&body, "detail").starts_with(&place),
                "{name}: names {place}, not {body}"
            );
        }
    }
    assert_eq!(everything(&app, &records).await?, before);
    Ok(())
}
