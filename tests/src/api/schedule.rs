//! Task 2 over HTTP: the plan, issuing a batch, issuing it again with a visible difference.

use super::scope_lists;
use crate::app::{Answer, On, Person, TestApp};
use crate::people::{ADMIN, AUDITOR, BUREAU, DISTRICT, OTHER_DEPARTMENT, REVIEWER, SECOND_BUREAU};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// Issues a batch as a page does: the draft as it stands, a reason for every warning.
pub(super) async fn issue(app: &TestApp, person: &Person, batch: u8, id: Uuid) -> Result<Answer> {
    let draft = person.read(&format!("schedule/batches/{batch}/draft")).await?;
    let body = issue_body(app, &draft, id).await?;
    person
        .post(&format!("schedule/batches/{batch}/issue"), None, &body)
        .await
}

pub(super) async fn issue_body(app: &TestApp, draft: &Value, id: Uuid) -> Result<Value> {
    let rule_set = app.nobody().read("programme").await?["rule_set"].clone();
    let request = json!({ "content": draft["content"], "facts": draft["facts"] });
    let report = app.nobody().post("check/schedule", None, &request).await?.expect(200)?;
    let reasons: Vec<Value> = report["findings"]
        .as_array()
        .context("findings")?
        .iter()
        .filter(|finding| finding["severity"] == "warning")
        .map(|finding| json!({ "path": finding["path"], "rule": finding["rule"], "reason": "示例：第一批先行" }))
        .collect();
    let submission =
        json!({ "rule_set": rule_set, "facts": draft["facts"], "content": draft["content"], "reasons": reasons });
    Ok(json!({ "id": id, "submission": submission }))
}

async fn planned(person: &Person, batch: u8) -> Result<Vec<String>> {
    let list = person.read(&format!("schedule/items?limit=500&batch={batch}")).await?;
    let codes = list["entries"].as_array().context("items")?.iter();
    Ok(codes
        .filter_map(|item| item["code"].as_str().map(ToOwned::to_owned))
        .collect())
}

async fn a_batch_is_issued_and_issued_again(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (bureau, staff) = (app.person(BUREAU).await?, app.person(OTHER_DEPARTMENT).await?);
    scope_lists::accepted(&app, OTHER_DEPARTMENT, REVIEWER).await?;

    // What a department proposes is where the plan begins; the bureau moves items.
    let fourth = planned(&bureau, 4).await?;
    let moved = fourth.first().context("an item of the fourth batch")?.clone();
    let body = json!({ "codes": [moved], "batch": 3 });
    assert_eq!(staff.put("schedule/items", None, &body).await?.status, 403);
    bureau.put("schedule/items", None, &body).await?.expect(204)?;
    assert!(planned(&bureau, 3).await?.contains(&moved));
    let unknown = json!({ "codes": [moved, "许可-00000-999"], "batch": 2 });
    assert_eq!(bureau.put("schedule/items", None, &unknown).await?.status, 404);
    assert!(planned(&bureau, 3).await?.contains(&moved), "all of them, or nothing");
    let all = bureau.read("schedule/items?limit=500").await?;
    let mut items = all["entries"].as_array().context("items")?.iter();
    assert!(
        items.all(|item| item["issued"].is_null()),
        "a batch of the catalogue is none that was issued"
    );

    // It is issued once, however often the request comes.
    let id = Uuid::now_v7();
    let record = issue(&app, &bureau, 3, id).await?.expect(200)?;
    assert_eq!(
        (&record["state"], &record["form"]),
        (&json!("archived"), &json!("schedule"))
    );
    let again = issue(&app, &bureau, 3, id).await?.expect(200)?;
    assert_eq!(again["etag"], record["etag"]);
    let items = bureau.read(&format!("items?q={moved}")).await?;
    assert_eq!(items["entries"][0]["batch"], 3);

    // The plan goes on; what was issued stays until it is issued again, and the difference is told.
    let taken = planned(&bureau, 3)
        .await?
        .into_iter()
        .find(|code| *code != moved)
        .context("another item")?;
    bureau
        .put("schedule/items", None, &json!({ "codes": [taken], "batch": null }))
        .await?
        .expect(204)?;
    let plan = bureau.read("schedule").await?;
    assert_eq!(
        (&plan["batches"][2]["added"], &plan["batches"][2]["removed"]),
        (&json!(0), &json!(1))
    );
    let draft = bureau.read("schedule/batches/3/draft").await?;
    assert_eq!(draft["removed"][0][0], json!(taken));
    assert_eq!(draft["replaces"], record["id"]);

    // A page that saw another plan issues nothing.
    let stale = issue_body(&app, &draft, Uuid::now_v7()).await?;
    bureau
        .put("schedule/items", None, &json!({ "codes": [moved], "batch": 4 }))
        .await?
        .expect(204)?;
    let refused = bureau.post("schedule/batches/3/issue", None, &stale).await?;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("facts_changed")));

    let second = app.person(SECOND_BUREAU).await?;
    let newer = issue(&app, &second, 3, Uuid::now_v7()).await?.expect(200)?;
    assert_eq!(newer["replaces"], record["id"]);
    let items = bureau.read(&format!("items?q={moved}")).await?;
    assert_eq!(
        items["entries"][0]["batch"],
        Value::Null,
        "it was taken out of its batch"
    );
    let old = bureau
        .read(&format!("records/{}", record["id"].as_str().context("an identifier")?))
        .await?;
    assert_eq!(old["content"], record["content"], "both are kept");
    let verify = app.run(&["verify"])?;
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
    Ok(())
}

async fn everyone_sees_their_own_part_of_the_plan(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (bureau, staff) = (app.person(BUREAU).await?, app.person(DISTRICT).await?);
    for (login, status) in [
        (BUREAU, 200),
        (AUDITOR, 200),
        (DISTRICT, 200),
        (REVIEWER, 403),
        ("egov", 403),
        (ADMIN, 403),
    ] {
        let person = app.person(login).await?;
        assert_eq!(person.get("schedule").await?.status(), status, "{login}");
        assert_eq!(person.get("schedule/items").await?.status(), status, "{login}");
        let draft = if login == BUREAU { 200 } else { 403 };
        assert_eq!(person.get("schedule/batches/2/draft").await?.status(), draft, "{login}");
        let days = json!({ "optimised_by": "2018-10-10", "registered_by": "2018-10-16", "debugged_by": "2018-10-19",
            "confirmed_by": "2018-10-23", "published_by": "2018-10-25" });
        let set = if login == BUREAU { 204 } else { 403 };
        assert_eq!(
            person.put("schedule/batches/2", Some("v0"), &days).await?.status,
            set,
            "{login}"
        );
    }
    assert_eq!(app.nobody().get("schedule").await?.status(), 401);
    let plan = staff.read("schedule").await?;
    let departments = plan["departments"].as_array().context("departments")?;
    assert!(
        departments
            .iter()
            .all(|one| one["department"]["id"] == staff.me["organisation"]["id"]),
        "{plan}"
    );
    assert_eq!(bureau.get("schedule/batches/9/draft").await?.status(), 404);

    // Days out of order are refused when the batch is issued.
    let days = json!({ "optimised_by": "2018-10-24", "registered_by": "2018-10-16", "debugged_by": "2018-10-19",
        "confirmed_by": "2018-10-23", "published_by": "2018-10-25" });
    let plan = bureau.read("schedule").await?;
    let etag = plan["batches"][1]["etag"].as_str();
    bureau.put("schedule/batches/2", etag, &days).await?.expect(204)?;
    let refused = issue(&app, &bureau, 2, Uuid::now_v7()).await?;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(
        refused.body.to_string().contains("schedule.date.order"),
        "{}",
        refused.body
    );
    Ok(())
}

/// Sends what a page made of a draft.
async fn send(person: &Person, batch: u8, body: &Value) -> Result<Answer> {
    person
        .post(&format!("schedule/batches/{batch}/issue"), None, body)
        .await
}

async fn what_waits_is_never_issued_over_a_newer_one(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (bureau, second) = (app.person(BUREAU).await?, app.person(SECOND_BUREAU).await?);
    scope_lists::accepted(&app, OTHER_DEPARTMENT, REVIEWER).await?;
    let draft = bureau.read("schedule/batches/3/draft").await?;
    let waiting = issue_body(&app, &draft, Uuid::now_v7()).await?;
    let store = app.data.path().join("store");
    std::fs::rename(store.join("incoming"), store.join("away"))?;
    let failed = send(&bureau, 3, &waiting).await?;
    std::fs::rename(store.join("away"), store.join("incoming"))?;
    assert_eq!(failed.status, 503, "{}", failed.body);

    // Something else under its identifier is refused, for this batch and for another.
    let other = bureau.read("schedule/batches/4/draft").await?;
    let mut other = issue_body(&app, &other, Uuid::now_v7()).await?;
    other["id"] = waiting["id"].clone();
    let refused = send(&bureau, 4, &other).await?;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("id_taken")));

    let out = planned(&bureau, 3).await?.first().context("an item")?.clone();
    bureau
        .put("schedule/items", None, &json!({ "codes": [out], "batch": null }))
        .await?
        .expect(204)?;
    let mut same_id = issue_body(&app, &bureau.read("schedule/batches/3/draft").await?, Uuid::now_v7()).await?;
    same_id["id"] = waiting["id"].clone();
    let refused = send(&bureau, 3, &same_id).await?;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("id_taken")));

    issue(&app, &second, 3, Uuid::now_v7()).await?.expect(200)?;
    let late = send(&bureau, 3, &waiting).await?;
    assert_eq!((late.status, &late.body["code"]), (409, &json!("schedule_overtaken")));
    let old = waiting["id"].as_str().context("an identifier")?;
    assert_eq!(bureau.read(&format!("records/{old}")).await?["state"], "void");
    let items = bureau.read(&format!("items?q={out}")).await?;
    assert_ne!(items["entries"][0]["batch"], 3, "it was taken out of the batch");
    Ok(())
}

async fn a_department_reads_its_own_part_of_what_was_issued(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (bureau, staff) = (app.person(BUREAU).await?, app.person(OTHER_DEPARTMENT).await?);
    scope_lists::accepted(&app, OTHER_DEPARTMENT, REVIEWER).await?;
    let own = staff.me["organisation"]["name"].clone();
    let all = bureau.read("schedule/items?limit=500").await?;
    let all = all["entries"].as_array().context("items")?;
    let other = all.iter().find(|item| item["department"]["name"] != own);
    let other = other.context("another department's item")?["code"].clone();
    bureau
        .put("schedule/items", None, &json!({ "codes": [other], "batch": 3 }))
        .await?
        .expect(204)?;
    assert_eq!(staff.read("schedule").await?["batches"][2]["days"], Value::Null);
    let record = issue(&app, &bureau, 3, Uuid::now_v7()).await?.expect(200)?;
    let path = format!("records/{}", record["id"].as_str().context("an identifier")?);

    let seen = staff.read(&path).await?;
    let rows = seen["content"]["rows"].as_array().context("rows")?;
    assert!(
        !rows.is_empty() && rows.iter().all(|row| row["department"] == own),
        "{seen}"
    );
    assert!(!seen.to_string().contains(other.as_str().context("a code")?), "{seen}");
    assert_eq!(staff.get(&format!("{path}/package.zip")).await?.status(), 403);
    assert_eq!(staff.get(&format!("{path}/print.pdf")).await?.status(), 404);
    let found = staff
        .read(&format!(
            "records?form=schedule&q={}",
            other.as_str().unwrap_or_default()
        ))
        .await?;
    assert_eq!(found["total"], 0, "{found}");
    let notices = staff.read("notices").await?;
    let told = notices["entries"].as_array().context("notices")?;
    let told = told
        .iter()
        .filter(|notice| notice["record"] == record["id"] && notice["kind"] == "issued");
    assert_eq!(told.count(), 1, "{notices}");

    // The plan goes on; the department is shown what was issued.
    let plan = bureau.read("schedule").await?;
    let mut days = plan["batches"][2]["days"].clone();
    days["confirmed_by"] = days["published_by"].clone();
    bureau
        .put("schedule/batches/3", plan["batches"][2]["etag"].as_str(), &days)
        .await?
        .expect(204)?;
    let plan = staff.read("schedule").await?;
    assert_eq!(
        plan["batches"][2]["days"]["confirmed_by"],
        record["content"]["confirmed_by"]
    );
    assert_ne!(plan["batches"][2]["days"]["confirmed_by"], days["confirmed_by"]);
    assert_eq!(plan["batches"][2]["issued"]["id"], record["id"]);
    Ok(())
}

async fn two_people_do_not_overwrite_the_days_of_a_batch(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (bureau, second) = (app.person(BUREAU).await?, app.person(SECOND_BUREAU).await?);
    let plan = bureau.read("schedule").await?;
    let (etag, mut days) = (plan["batches"][1]["etag"].clone(), plan["batches"][1]["days"].clone());
    let path = "schedule/batches/2";
    assert_eq!(bureau.put(path, None, &days).await?.status, 428);
    days["confirmed_by"] = days["debugged_by"].clone();
    bureau.put(path, etag.as_str(), &days).await?.expect(204)?;
    days["optimised_by"] = json!("2018-10-01");
    let refused = second.put(path, etag.as_str(), &days).await?;
    assert_eq!((refused.status, &refused.body["code"]), (412, &json!("stale_record")));
    let now = second.read("schedule").await?["batches"][1].clone();
    assert_eq!(now["days"]["confirmed_by"], now["days"]["debugged_by"]);
    second.put(path, now["etag"].as_str(), &days).await?.expect(204)?;
    Ok(())
}

#[tokio::test]
async fn a_batch_is_issued_and_issued_again_on_sqlite() -> Result<()> {
    a_batch_is_issued_and_issued_again(On::Sqlite).await
}

#[tokio::test]
async fn a_batch_is_issued_and_issued_again_on_postgres() -> Result<()> {
    a_batch_is_issued_and_issued_again(On::Postgres).await
}

#[tokio::test]
async fn everyone_sees_their_own_part_of_the_plan_on_sqlite() -> Result<()> {
    everyone_sees_their_own_part_of_the_plan(On::Sqlite).await
}

#[tokio::test]
async fn everyone_sees_their_own_part_of_the_plan_on_postgres() -> Result<()> {
    everyone_sees_their_own_part_of_the_plan(On::Postgres).await
}

#[tokio::test]
async fn what_waits_is_never_issued_over_a_newer_one_on_sqlite() -> Result<()> {
    what_waits_is_never_issued_over_a_newer_one(On::Sqlite).await
}

#[tokio::test]
async fn what_waits_is_never_issued_over_a_newer_one_on_postgres() -> Result<()> {
    what_waits_is_never_issued_over_a_newer_one(On::Postgres).await
}

#[tokio::test]
async fn a_department_reads_its_own_part_of_what_was_issued_on_sqlite() -> Result<()> {
    a_department_reads_its_own_part_of_what_was_issued(On::Sqlite).await
}

#[tokio::test]
async fn a_department_reads_its_own_part_of_what_was_issued_on_postgres() -> Result<()> {
    a_department_reads_its_own_part_of_what_was_issued(On::Postgres).await
}

#[tokio::test]
async fn two_people_do_not_overwrite_the_days_of_a_batch_on_sqlite() -> Result<()> {
    two_people_do_not_overwrite_the_days_of_a_batch(On::Sqlite).await
}

#[tokio::test]
async fn two_people_do_not_overwrite_the_days_of_a_batch_on_postgres() -> Result<()> {
    two_people_do_not_overwrite_the_days_of_a_batch(On::Postgres).await
}
