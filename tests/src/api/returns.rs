//! A reason reaches the people involved: whoever filled, signed or sent a form sees why it came back,
//! and that it waits for them.

use super::paper::{self, confirmation, file, path, signed, state, text, upload};
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, COLLEAGUE, DEPARTMENT};
use crate::sample;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const REASON: &str = "示例：第 2 页没有盖章";

async fn waiting(person: &Person) -> Result<u64> {
    let me = person.read("me").await?;
    me["waiting"]["records"].as_u64().context("a count")
}

async fn listed(person: &Person, record: &Value) -> Result<Value> {
    let list = person.read("records?limit=200").await?;
    let found = list["entries"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|entry| entry["id"] == record["id"]);
    found.cloned().context("in the list")
}

async fn refuse(bureau: &Person, scan: &Value, record: &Value) -> Result<Value> {
    let body = json!({ "record": record["id"], "revision": record["revision"], "reason": REASON });
    let at = format!("scans/{}/refuse", text(scan, "id"));
    bureau.post(&at, None, &body).await?.expect(200)
}

/// The scan that was refused is the whole unit's to make anew, until there is another one.
#[tokio::test]
async fn a_refused_scan_waits_for_its_owner_until_another_is_complete() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, colleague, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(COLLEAGUE).await?,
        app.person(BUREAU).await?,
    );
    let (record, pdf) = sample::printed(&app, &staff).await?;
    assert_eq!(waiting(&staff).await?, 0, "a print lies on paper and waits for a pen");
    let scan = upload(&staff, file(&paper::plain(&pdf)?)).await?;
    refuse(&bureau, &scan, &record).await?;
    for person in [&staff, &colleague] {
        assert_eq!(waiting(person).await?, 1, "{}", person.me["login"]);
        assert_eq!(listed(person, &record).await?["returned_because"], REASON);
        assert_eq!(person.read(&path(&record)).await?["returned_because"], REASON);
    }
    assert_eq!(waiting(&bureau).await?, 0, "it is not the bureau's turn");

    let pages = signed(&pdf, 1)?;
    upload(&staff, file([&pages[0]])).await?;
    assert_eq!(waiting(&staff).await?, 1, "a part of the pages is not the set");
    let rest = upload(&staff, file(&pages[1..])).await?;
    assert_eq!(state(&staff, &record).await?, "matched");
    assert_eq!(waiting(&staff).await?, 0);
    let confirm = format!("scans/{}/confirm", text(&rest, "id"));
    let done = bureau.post(&confirm, None, &confirmation(&record)).await?.expect(200)?;
    assert_eq!(done["state"], "archived");
    assert_eq!(done["returned_because"], Value::Null, "an archived form has no fault");
    assert_eq!(listed(&staff, &record).await?["returned_because"], Value::Null);
    let history = staff.read(&format!("{}/history", path(&record))).await?;
    let told = history
        .as_array()
        .into_iter()
        .flatten()
        .filter(|event| event["reason"] == REASON);
    assert_eq!(told.count(), 1, "the reason stays in the history");
    Ok(())
}

#[tokio::test]
async fn a_returned_form_waits_for_its_owner_with_the_reason() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, colleague, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(COLLEAGUE).await?,
        app.person(BUREAU).await?,
    );
    let record = sample::submitted(&app, &staff).await?;
    let back = bureau
        .post(
            &format!("{}/return", path(&record)),
            record["etag"].as_str(),
            &json!({ "reason": REASON }),
        )
        .await?
        .expect(200)?;
    assert_eq!(waiting(&colleague).await?, 1);
    assert_eq!(listed(&colleague, &record).await?["returned_because"], REASON);
    let mut mended = record["content"].clone();
    mended["leader"] = json!("主管甲（示例）");
    let saved = colleague
        .put(&path(&record), back["etag"].as_str(), &json!({ "content": mended }))
        .await?
        .expect(200)?;
    assert_eq!(
        (&saved["state"], &saved["returned_because"]),
        (&json!("draft"), &json!(REASON)),
        "whoever mends it still reads what to mend"
    );
    let again = sample::submit(&app, &staff, &saved, &saved["content"])
        .await?
        .expect(200)?;
    assert_eq!(
        again["returned_because"],
        Value::Null,
        "handed in anew, the reason is answered"
    );
    Ok(())
}

/// What waits is asked for by its state and read to the last page: a task is not lost behind newer
/// records.
#[tokio::test]
async fn what_waits_is_found_behind_any_number_of_newer_records() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let mut wanted = BTreeSet::new();
    for form in ["oldest", "next", "newest"] {
        let body = json!({ "id": uuid::Uuid::now_v7(), "form": "optimization", "content": { "item_name": form } });
        let draft = staff.post("records", None, &body).await?.expect(201)?;
        wanted.insert(text(&draft, "id").to_owned());
        let newer = sample::submitted(&app, &staff).await?;
        staff
            .post(
                &format!("{}/void", path(&newer)),
                newer["etag"].as_str(),
                &json!({ "reason": "示例：不再办理" }),
            )
            .await?
            .expect(200)?;
    }
    let (mut found, mut cursor) = (BTreeSet::new(), Some(String::new()));
    while let Some(after) = cursor {
        let after = if after.is_empty() {
            after
        } else {
            format!("&cursor={after}")
        };
        let list = staff
            .read(&format!("records?state=draft,returned&limit=1{after}"))
            .await?;
        assert_eq!(list["total"], 3);
        found.extend(
            list["entries"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|entry| text(entry, "id").to_owned()),
        );
        cursor = list["next"].as_str().map(ToOwned::to_owned);
    }
    assert_eq!(found, wanted);
    Ok(())
}
