//! Two people with the same page open: whoever comes second is told so and changes nothing, whatever
//! the step.

use super::paper::{path, text};
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, COLLEAGUE, DEPARTMENT};
use crate::sample;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// What a step carries beside the etag.
async fn body(app: &TestApp, record: &Value, step: &str) -> Result<Value> {
    Ok(match step {
        "submit" => sample::submission(app, record, &record["content"]).await?,
        "return" | "void" => json!({ "reason": "示例：请核对" }),
        _ => json!({}),
    })
}

async fn seen(person: &Person, record: &Value) -> Result<(Value, Value)> {
    let at = path(record);
    Ok((person.read(&at).await?, person.read(&format!("{at}/history")).await?))
}

async fn draft(staff: &Person) -> Result<Value> {
    let content = sample::optimization(staff).await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    staff.post("records", None, &body).await?.expect(201)
}

/// The tag before the record's last change.
fn stale(record: &Value) -> Result<String> {
    let version: u64 = text(record, "etag").trim_start_matches('v').parse()?;
    Ok(format!("v{}", version.checked_sub(1).context("a version before")?))
}

#[tokio::test]
async fn every_step_from_a_stale_page_is_refused_and_changes_nothing() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let record = draft(&staff).await?;
    let mut mended = record["content"].clone();
    mended["leader"] = json!("主管甲（示例）");
    let saved = staff
        .put(&path(&record), record["etag"].as_str(), &json!({ "content": mended }))
        .await?
        .expect(200)?;
    let submitted = sample::submitted(&app, &staff).await?;
    let (printed, _) = sample::printed(&app, &staff).await?;
    let steps = [
        ("submit", &staff, &saved),
        ("void", &staff, &saved),
        ("print", &staff, &submitted),
        ("return", &bureau, &submitted),
        ("void", &bureau, &submitted),
        ("revise", &staff, &printed),
        ("void", &staff, &printed),
    ];
    for (step, person, record) in steps {
        let name = format!("{step} of a {} form", text(record, "state"));
        let before = seen(person, record).await?;
        let (at, body) = (format!("{}/{step}", path(record)), body(&app, record, step).await?);
        let refused = person.post(&at, Some(&stale(record)?), &body).await?;
        assert_eq!(refused.expect(412)?["code"], "stale_record", "{name}");
        let refused = person.post(&at, None, &body).await?;
        assert_eq!(refused.expect(428)?["code"], "precondition_required", "{name}");
        assert_eq!(seen(person, record).await?, before, "{name}");
    }
    Ok(())
}

/// A lost answer is asked for again with the page's old tag: the step was done, and is done once.
#[tokio::test]
async fn the_same_return_or_void_again_is_answered_as_the_first() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    for (step, person, state, action) in [
        ("return", &bureau, "returned", "returned"),
        ("void", &staff, "void", "voided"),
    ] {
        let record = sample::submitted(&app, &staff).await?;
        let (at, etag) = (format!("{}/{step}", path(&record)), record["etag"].as_str());
        let body = json!({ "reason": "示例：材料 2.3 请写全称" });
        let first = person.post(&at, etag, &body).await?.expect(200)?;
        assert_eq!(first["state"], state);
        assert_eq!(person.post(&at, etag, &body).await?.expect(200)?, first, "{step}");
        let other = person.post(&at, etag, &json!({ "reason": "示例：另一个理由" })).await?;
        assert_eq!(
            other.expect(409)?["code"],
            "illegal_move",
            "{step}: another reason is another step"
        );
        let history = staff.read(&format!("{}/history", path(&record))).await?;
        let done = history
            .as_array()
            .into_iter()
            .flatten()
            .filter(|event| event["action"] == action);
        assert_eq!(done.count(), 1, "{step}");
    }
    Ok(())
}

/// A colleague's save in between takes the ground from under a void: what was just written is not
/// given up unseen.
#[tokio::test]
async fn what_a_colleague_has_just_saved_is_not_given_up_unseen() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, colleague) = (app.person(DEPARTMENT).await?, app.person(COLLEAGUE).await?);
    let record = draft(&staff).await?;
    let mut mended = record["content"].clone();
    mended["leader"] = json!("主管乙（示例）");
    let etag = record["etag"].as_str();
    colleague
        .put(&path(&record), etag, &json!({ "content": mended }))
        .await?
        .expect(200)?;
    let refused = staff
        .post(
            &format!("{}/void", path(&record)),
            etag,
            &json!({ "reason": "示例：不再办理" }),
        )
        .await?;
    assert_eq!(refused.expect(412)?["code"], "stale_record");
    let after = staff.read(&path(&record)).await?;
    assert_eq!((&after["state"], &after["content"]), (&json!("draft"), &mended));
    Ok(())
}
