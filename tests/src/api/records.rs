//! Records over HTTP: begun once, saved without loss, handed in once, sent back whole.

use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT, OTHER_DEPARTMENT};
use crate::sample;
use anyhow::Result;
use serde_json::{Value, json};
use uuid::Uuid;

async fn draft(person: &Person, content: &Value) -> Result<Value> {
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    person.post("records", None, &body).await?.expect(201)
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

/// A double click, the back button or a network retry must not make a second record.
#[tokio::test]
async fn the_same_creation_twice_makes_one_record() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": { "item_name": "示例" } });
    let first = staff.post("records", None, &body).await?.expect(201)?;
    let second = staff.post("records", None, &body).await?.expect(200)?;
    assert_eq!(first["id"], second["id"]);
    assert_eq!(staff.read("records").await?["total"], 1);

    let mut other = body.clone();
    other["content"]["item_name"] = json!("另一个示例");
    let refused = staff.post("records", None, &other).await?.expect(409)?;
    assert_eq!(refused["code"], "id_taken");
    assert_eq!(staff.read("records").await?["total"], 1);
    Ok(())
}

/// Two people at once: the later one is told, and neither one's work is lost silently.
#[tokio::test]
async fn a_stale_save_is_refused_and_changes_nothing() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let record = draft(&staff, &json!({ "item_name": "一" })).await?;
    let path = format!("records/{}", text(&record, "id"));
    let etag = text(&record, "etag");

    staff
        .put(&path, Some(etag), &json!({ "content": { "item_name": "二" } }))
        .await?
        .expect(200)?;
    let stale = staff
        .put(&path, Some(etag), &json!({ "content": { "item_name": "三" } }))
        .await?
        .expect(412)?;
    assert_eq!(stale["code"], "stale_record");
    let missing = staff
        .put(&path, None, &json!({ "content": { "item_name": "四" } }))
        .await?
        .expect(428)?;
    assert_eq!(missing["code"], "precondition_required");
    assert_eq!(staff.read(&path).await?["content"]["item_name"], "二");
    Ok(())
}

/// Submission runs the whole rule set; there is no way around it, and nothing changes when it fails.
#[tokio::test]
async fn a_broken_form_is_not_taken_and_stays_a_draft() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let record = draft(&staff, &json!({ "item_name": "示例" })).await?;
    let path = format!("records/{}", text(&record, "id"));
    let answer = sample::submit(&app, &staff, &record, &json!({ "item_name": "示例" })).await?;
    let problem = answer.expect(422)?;
    assert_eq!(problem["code"], "rules_broken");
    let findings = problem["findings"].as_array().expect("findings");
    assert!(
        findings.iter().any(|finding| finding["path"] == "/item_code"),
        "{findings:?}"
    );
    assert_eq!(staff.read(&path).await?["state"], "draft");
    Ok(())
}

/// The same submission again is answered as the first; a page with other rules keeps its draft.
#[tokio::test]
async fn a_submission_counts_once_and_stale_rules_are_named() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let content = sample::optimization(&staff).await?;
    let record = draft(&staff, &content).await?;
    let path = format!("records/{}/submit", text(&record, "id"));
    let etag = text(&record, "etag").to_owned();

    let mut stale = sample::submission(&app, &record, &content).await?;
    stale["rule_set"] = json!("0".repeat(64));
    assert_eq!(
        staff.post(&path, Some(&etag), &stale).await?.expect(409)?["code"],
        "stale_rules"
    );

    let mut changed = sample::submission(&app, &record, &content).await?;
    changed["facts"]["owner"]["name"] = json!("别的单位");
    assert_eq!(
        staff.post(&path, Some(&etag), &changed).await?.expect(409)?["code"],
        "facts_changed"
    );

    let body = sample::submission(&app, &record, &content).await?;
    let first = staff.post(&path, Some(&etag), &body).await?.expect(200)?;
    assert_eq!(first["state"], "submitted");
    assert_eq!(text(&first["digests"], "sha256").len(), 64);
    let second = staff.post(&path, Some(&etag), &body).await?.expect(200)?;
    assert_eq!(first["etag"], second["etag"]);

    let history = staff.read(&format!("records/{}/history", text(&record, "id"))).await?;
    let submitted = history
        .as_array()
        .expect("a list")
        .iter()
        .filter(|event| event["action"] == "submitted")
        .count();
    assert_eq!(submitted, 1);
    Ok(())
}

/// Returning never changes an answer and carries a reason that the department reads.
#[tokio::test]
async fn a_returned_form_keeps_every_answer() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let mut content = sample::optimization(&staff).await?;
    content["material_groups"][0]["materials"][0]["name"] = json!("其他部门批复（示例）");
    let begun = draft(&staff, &content).await?;
    let record = sample::submit(&app, &staff, &begun, &content).await?.expect(200)?;
    let given = record["reasons"].as_array().expect("reasons");
    assert!(!given.is_empty(), "a warning was answered");
    let path = format!("records/{}", text(&record, "id"));
    let etag = text(&record, "etag");

    let own = staff
        .post(&format!("{path}/return"), Some(etag), &json!({ "reason": "自己退回" }))
        .await?;
    assert_eq!(own.expect(403)?["code"], "forbidden");
    let empty = bureau
        .post(&format!("{path}/return"), Some(etag), &json!({ "reason": "  " }))
        .await?;
    assert_eq!(empty.status, 422);
    let reason = "材料 2.3 名称请写全称";
    bureau
        .post(&format!("{path}/return"), Some(etag), &json!({ "reason": reason }))
        .await?
        .expect(200)?;

    let after = staff.read(&path).await?;
    assert_eq!(after["state"], "returned");
    assert_eq!(after["content"], record["content"]);
    assert_eq!(after["reasons"], record["reasons"]);
    assert_eq!(after["returned_because"], reason);
    let history = staff.read(&format!("{path}/history")).await?;
    assert!(
        history
            .as_array()
            .expect("a list")
            .iter()
            .any(|event| event["reason"] == reason)
    );

    let mut mended = content.clone();
    mended["leader"] = json!("主管甲（示例）");
    let body = json!({ "content": mended, "reasons": after["reasons"] });
    let saved = staff.put(&path, after["etag"].as_str(), &body).await?.expect(200)?;
    assert_eq!((&saved["state"], &saved["content"]), (&json!("draft"), &mended));
    assert_eq!(
        saved["reasons"], record["reasons"],
        "reasons that still answer need not be typed again"
    );
    let again = sample::submit(&app, &staff, &saved, &mended).await?.expect(200)?;
    assert_eq!((&again["state"], &again["revision"]), (&json!("submitted"), &json!(1)));
    Ok(())
}

/// What is not theirs is not there: no answer tells another department that the record exists.
#[tokio::test]
async fn another_department_neither_sees_nor_changes_a_draft() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, stranger) = (app.person(DEPARTMENT).await?, app.person(OTHER_DEPARTMENT).await?);
    let record = draft(&staff, &json!({ "item_name": "示例" })).await?;
    let path = format!("records/{}", text(&record, "id"));
    assert_eq!(stranger.get(&path).await?.status().as_u16(), 404);
    assert_eq!(stranger.get(&format!("{path}/history")).await?.status().as_u16(), 404);
    let save = stranger
        .put(&path, Some(text(&record, "etag")), &json!({ "content": {} }))
        .await?;
    assert_eq!(save.status, 404);
    assert_eq!(stranger.read("records").await?["total"], 0);
    Ok(())
}

/// The whole life up to the draft on both databases: what is read back is what was sent.
#[tokio::test]
async fn content_reads_back_as_it_was_sent_on_both_databases() -> Result<()> {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on)?;
        let staff = app.person(DEPARTMENT).await?;
        let content = sample::optimization(&staff).await?;
        let record = draft(&staff, &content).await?;
        let read = staff.read(&format!("records/{}", text(&record, "id"))).await?;
        assert_eq!(read["content"]["material_groups"], content["material_groups"], "{on:?}");
        assert_eq!(read["content"]["scenarios"], content["scenarios"], "{on:?}");
    }
    Ok(())
}

/// Two windows, or a retry while the first is on its way: one record, one submission, one line each in
/// the history.
#[tokio::test]
async fn equal_requests_at_the_same_moment_count_once_on_both_databases() -> Result<()> {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on)?;
        let staff = app.person(DEPARTMENT).await?;
        let content = sample::optimization(&staff).await?;
        let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
        let (one, two) = tokio::join!(staff.post("records", None, &body), staff.post("records", None, &body));
        let (one, two) = (one?, two?);
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 201], "{on:?}: {one:?} {two:?}");
        assert_eq!(one.body, two.body, "{on:?}");

        let (record, at) = (&one.body, format!("records/{}", text(&one.body, "id")));
        let (submit, sent) = (
            format!("{at}/submit"),
            sample::submission(&app, record, &content).await?,
        );
        let etag = Some(text(record, "etag"));
        let (one, two) = tokio::join!(staff.post(&submit, etag, &sent), staff.post(&submit, etag, &sent));
        let (one, two) = (one?.expect(200)?, two?.expect(200)?);
        assert_eq!((&one["state"], &one), (&json!("submitted"), &two), "{on:?}");
        let history = staff.read(&format!("{at}/history")).await?;
        let actions: Vec<&str> = history
            .as_array()
            .expect("a list")
            .iter()
            .map(|event| text(event, "action"))
            .collect();
        assert_eq!(actions, ["created", "submitted"], "{on:?}");
    }
    Ok(())
}
