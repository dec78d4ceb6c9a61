//! Another city's programme in another file: its batches, days, thresholds and words rule, with the same program.

use super::paper;
use super::schedule::issue;
use super::scope_lists::own_list;
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT, OTHER_DEPARTMENT, REVIEWER};
use crate::sample;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::path::Path;
use uuid::Uuid;

/// A Tuesday.
const TODAY: &str = "2019-05-07";

fn start(on: On) -> Result<TestApp> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("programmes/sample-2019.toml");
    let file = file.to_string_lossy();
    TestApp::start_with(on, &[("YINZHENG_PROGRAMME", &*file), ("YINZHENG_TODAY", TODAY)])
}

/// The rules that a content breaks, as the programme of the server has them.
async fn broken(app: &TestApp, subject: &str, request: &Value) -> Result<Vec<String>> {
    let report = app
        .nobody()
        .post(&format!("check/{subject}"), None, request)
        .await?
        .expect(200)?;
    let findings = report["findings"].as_array().context("findings")?.iter();
    Ok(findings
        .map(|finding| paper::text(finding, "rule").to_owned())
        .collect())
}

async fn batches(person: &Person) -> Result<Vec<Value>> {
    let plan = person.read("schedule").await?;
    let batches = plan["batches"].as_array().context("batches")?.iter();
    Ok(batches
        .map(|batch| json!([batch["number"], batch["issue_by"]]))
        .collect())
}

async fn its_own_programme_rules(on: On) -> Result<()> {
    let app = start(on)?;
    let (bureau, staff) = (app.person(BUREAU).await?, app.person(OTHER_DEPARTMENT).await?);
    let programme = app.nobody().read("programme").await?;
    assert_eq!(programme["programme"]["code"], "sample-2019");

    // Tasks and lists are its own.
    let state = bureau.read("programme/state").await?;
    assert_eq!(state["tasks"].as_array().map(Vec::len), Some(3));
    assert_eq!(state["tasks"][0]["due"], "2019-05-17");
    bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let list = own_list(&staff).await?;
    assert_eq!(
        (&list["title"], &list["due"]["date"]),
        (&json!("一季度版"), &json!("2019-05-10"))
    );

    // Half of the items is enough, and there are two batches.
    let mut content = super::scope_lists::answered(&list)?;
    let rows = content["rows"].as_array_mut().context("rows")?;
    let half = rows.len().div_ceil(2);
    for (place, row) in rows.iter_mut().enumerate() {
        row["batch"] = if place < half {
            json!(place % 2 + 1)
        } else {
            Value::Null
        };
    }
    let facts = list["facts"].clone();
    let found = broken(
        &app,
        "scope",
        &json!({ "content": content, "facts": facts, "today": TODAY }),
    )
    .await?;
    assert_eq!(found, Vec::<String>::new());
    content["rows"][0]["batch"] = json!(3);
    let found = broken(
        &app,
        "scope",
        &json!({ "content": content, "facts": facts, "today": TODAY }),
    )
    .await?;
    assert!(
        found.contains(&"scope.row.batch_unknown".to_owned()) || found.iter().any(|rule| rule.contains("batch")),
        "{found:?}"
    );
    assert_eq!(
        batches(&bureau).await?,
        [json!([1, "2019-05-15"]), json!([2, "2019-06-05"])]
    );

    // Its days are counted its own way, and its words are other words.
    let record = sample::submitted(&app, &app.person(DEPARTMENT).await?).await?;
    assert_eq!(record["due"]["date"], "2019-05-14", "five working days");
    let mut form: Value = serde_json::from_str(include_str!("../corpus/annex3.json"))?;
    let found = broken(&app, "optimization", &json!({ "content": form, "today": TODAY })).await?;
    assert!(found.contains(&"optimization.participant.lead".to_owned()), "{found:?}");
    form["material_groups"][0]["materials"][0]["name"] = json!("其他材料");
    let found = broken(&app, "optimization", &json!({ "content": form, "today": TODAY })).await?;
    assert!(!found.iter().any(|rule| rule.contains("vague")), "{found:?}");
    form["material_groups"][0]["materials"][0]["name"] = json!("杂项材料");
    let found = broken(&app, "optimization", &json!({ "content": form, "today": TODAY })).await?;
    assert!(found.contains(&"optimization.material.vague".to_owned()), "{found:?}");
    let go_live = json!({ "batch": 1, "issued": TODAY, "finish_by": "2019-05-09" });
    let found = broken(&app, "go-live", &json!({ "content": go_live, "today": TODAY })).await?;
    assert!(
        found.contains(&"go-live.finish_by.early".to_owned()),
        "four working days: {found:?}"
    );

    // Registered a week ago is soon enough, and remote is nowhere refused.
    let debugged = json!({
        "system_level": "district", "mode": "remote", "started": TODAY, "finished": TODAY,
        "interfaces": [{ "number": "1", "name": "接口（示例）", "registered": "2019-04-30", "normal": "passed",
            "wrong_data": "passed", "timeout": "passed", "duplicate": "passed" }],
    });
    let found = broken(
        &app,
        "joint-debug",
        &json!({ "content": debugged, "facts": { "debugging": { "district": "西湖区" } }, "today": TODAY }),
    )
    .await?;
    assert!(
        !found
            .iter()
            .any(|rule| rule.ends_with("slow") || rule.ends_with("remote")),
        "{found:?}"
    );

    // A list with the two batches is accepted, a batch is issued, and the board measures by its thresholds.
    content["rows"][0]["batch"] = json!(1);
    let handed_in = sample::submit(&app, &staff, &list, &content).await?.expect(200)?;
    let reviewer = app.person(REVIEWER).await?;
    let accept = format!("{}/accept", paper::path(&handed_in));
    reviewer
        .post(&accept, handed_in["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    issue(&app, &bureau, 1, Uuid::now_v7()).await?.expect(200)?;
    let board = bureau.read("assessment").await?;
    assert_eq!(board["goal"], 50);
    let plan: Vec<&Value> = board["plan"]
        .as_array()
        .context("steps")?
        .iter()
        .map(|step| &step["batch"])
        .collect();
    assert_eq!(plan, [1, 2]);
    Ok(())
}

#[tokio::test]
async fn its_own_programme_rules_on_sqlite() -> Result<()> {
    its_own_programme_rules(On::Sqlite).await
}

#[tokio::test]
async fn its_own_programme_rules_on_postgres() -> Result<()> {
    its_own_programme_rules(On::Postgres).await
}
