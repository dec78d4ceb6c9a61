//! Content that an older program kept in a shape which this one does not know: it is named where it is
//! opened, and stands in nobody's way elsewhere.

use super::paper::{confirmation, file, path, signed, text, upload};
use crate::app::{On, TestApp};
use crate::people::{BUREAU, DEPARTMENT};
use crate::sample;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;
use yinzheng_shared::locale::Language;
use yinzheng_shared::problem::Problem;

/// Puts content of another shape into a record.
fn age(app: &TestApp, record: &Value) -> Result<()> {
    let id = text(record, "id");
    app.change_rows(&format!(
        r#"UPDATE records SET content = '{{"item_name":"旧版内容（示例）","colour":"red"}}' WHERE id = '{id}'"#
    ))
}

#[tokio::test]
async fn a_draft_of_an_older_shape_is_named_where_it_is_opened_and_listed_as_ever() -> Result<()> {
    let app = TestApp::start(On::Postgres)?;
    let staff = app.person(DEPARTMENT).await?;
    let content = sample::optimization(&staff).await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let draft = staff.post("records", None, &body).await?.expect(201)?;
    let other = sample::submitted(&app, &staff).await?;
    let (at, etag) = (path(&draft), draft["etag"].as_str());
    let history = staff.read(&format!("{at}/history")).await?;
    age(&app, &draft)?;

    let list = staff.read("records").await?;
    let listed: Vec<&str> = list["entries"]
        .as_array()
        .context("a list")?
        .iter()
        .map(|entry| text(entry, "id"))
        .collect();
    assert_eq!(listed, [text(&other, "id"), text(&draft, "id")]);
    assert_eq!(staff.read("me").await?["waiting"]["records"], 2);

    let opened: Value = {
        let answer = staff.get(&at).await?;
        assert_eq!(answer.status().as_u16(), 409);
        answer.json().await?
    };
    assert_eq!(opened["code"], "older_format");
    assert_eq!(opened["title"], Problem::OlderFormat.text().get(Language::Chinese));
    let save = staff.put(&at, etag, &json!({ "content": content })).await?;
    assert_eq!(
        save.expect(409)?["code"],
        "older_format",
        "not lost under another content"
    );
    let submission = sample::submission(&app, &draft, &content).await?;
    let submit = staff.post(&format!("{at}/submit"), etag, &submission).await?;
    assert_eq!(submit.expect(409)?["code"], "older_format");
    assert_eq!(staff.read(&format!("{at}/history")).await?, history);

    let void = format!("{at}/void");
    let given_up = staff.post(&void, etag, &json!({ "reason": "示例：重新填写" })).await?;
    assert_eq!(given_up.expect(200)?["state"], "void", "it can still be given up");
    Ok(())
}

/// A frozen revision is never checked again: its paper is confirmed and archived whatever a later
/// program thinks of its shape.
#[tokio::test]
async fn a_frozen_form_of_an_older_shape_is_shown_as_it_is_and_archived() -> Result<()> {
    let app = TestApp::start(On::Postgres)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let (record, pdf) = sample::printed(&app, &staff).await?;
    age(&app, &record)?;
    let shown = staff.read(&path(&record)).await?;
    assert_eq!(shown["content"]["colour"], "red", "as it was kept");
    let revise = staff
        .post(
            &format!("{}/revise", path(&record)),
            record["etag"].as_str(),
            &json!({}),
        )
        .await?;
    assert_eq!(revise.expect(409)?["code"], "older_format", "nobody could edit it");

    let scan = upload(&staff, file(&signed(&pdf, 1)?)).await?;
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    let done = bureau.post(&confirm, None, &confirmation(&record)).await?.expect(200)?;
    assert_eq!(done["state"], "archived");
    assert_eq!(done["digests"], record["digests"], "what was frozen is what was signed");
    Ok(())
}
