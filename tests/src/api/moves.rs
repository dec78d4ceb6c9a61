//! Who may do what: every step by every login that it is not for is refused, and leaves no trace.

use super::paper::{self, path, text};
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT, SCANNER_KEY};
use crate::sample::{self, TODAY};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

const STEPS: &[&str] = &["save", "submit", "return", "print", "revise", "void", "reissue"];

struct World {
    records: Vec<(&'static str, Value)>,
    scan: Value,
    rule_set: Value,
}

async fn world(app: &TestApp) -> Result<World> {
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let content = sample::optimization(&staff).await?;
    let draft = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let (matched, scan) = paper::matched(app, &staff).await?;
    let issued = sample::issued_go_live(app, &bureau, &staff).await?;
    let records = vec![
        ("draft", staff.post("records", None, &draft).await?.expect(201)?),
        ("submitted", sample::submitted(app, &staff).await?),
        ("printed", sample::printed(app, &staff).await?.0),
        ("matched", matched),
        ("issued", issued),
    ];
    Ok(World {
        records,
        scan,
        rule_set: app.nobody().read("programme").await?["rule_set"].clone(),
    })
}

/// The step as its rightful owner would send it, so that only the entitlement can refuse it.
async fn step(person: &Person, record: &Value, step: &str, rule_set: &Value) -> Result<u16> {
    let (at, etag, content) = (path(record), record["etag"].as_str(), &record["content"]);
    let answer = match step {
        "save" => person.put(&at, etag, &json!({ "content": content })).await?,
        "submit" => {
            let body = json!({ "rule_set": rule_set, "facts": record["facts"], "content": content, "reasons": [] });
            person.post(&format!("{at}/submit"), etag, &body).await?
        }
        "reissue" => {
            let body = json!({ "id": Uuid::now_v7() });
            person.post(&format!("{at}/reissue"), etag, &body).await?
        }
        "print" | "revise" => person.post(&format!("{at}/{step}"), etag, &json!({})).await?,
        _ => {
            person
                .post(&format!("{at}/{step}"), etag, &json!({ "reason": "示例" }))
                .await?
        }
    };
    Ok(answer.status)
}

/// Steps of 《事项优化确认单》 and 《事项开通确认单》 that this role of their owner or issuer may take
/// in some state.
fn is_for(login: &str, form: &str, step: &str) -> bool {
    match (login, form) {
        ("market" | "market2", "optimization") => step != "return",
        ("market" | "market2", "go-live") => matches!(step, "return" | "print"),
        ("bureau" | "bureau2", "optimization") => matches!(step, "return" | "void"),
        ("bureau" | "bureau2", "go-live") => step != "return",
        _ => false,
    }
}

#[tokio::test]
async fn a_step_that_is_not_theirs_is_refused_and_leaves_no_trace() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let world = world(&app).await?;
    let auditor = app.person("auditor").await?;
    let mut before = Vec::new();
    for (_, record) in &world.records {
        before.push((
            auditor.read(&path(record)).await?,
            auditor.read(&format!("{}/history", path(record))).await?,
        ));
    }
    let programme = app.nobody().read("programme").await?;
    for login in programme["demonstration_logins"].as_array().context("logins")? {
        let login = text(login, "login");
        let person = app.person(login).await?;
        for (name, record) in &world.records {
            let sees = person.get(&path(record)).await?.status().as_u16();
            let expected = if sees == 200 { 403 } else { 404 };
            for name_of_step in STEPS.iter().filter(|step| !is_for(login, text(record, "form"), step)) {
                let status = step(&person, record, name_of_step, &world.rule_set).await?;
                assert_eq!(status, expected, "{login}: {name_of_step} of {name}");
            }
        }
        if !login.starts_with("bureau") {
            let (at, matched) = (format!("scans/{}", text(&world.scan, "id")), &world.records[3].1);
            let confirm = person
                .post(&format!("{at}/confirm"), None, &paper::confirmation(matched))
                .await?;
            assert_eq!(confirm.status, 403, "{login}");
            let body = json!({ "record": matched["id"], "revision": 1, "reason": "示例" });
            assert_eq!(
                person.post(&format!("{at}/refuse"), None, &body).await?.status,
                403,
                "{login}"
            );
        }
    }
    for (person, expected) in [(app.nobody(), 401), (app.machine(SCANNER_KEY)?, 403)] {
        for (_, record) in &world.records {
            for name_of_step in STEPS {
                assert_eq!(
                    step(&person, record, name_of_step, &world.rule_set).await?,
                    expected,
                    "{name_of_step}"
                );
            }
        }
    }
    for ((_, record), (was, history)) in world.records.iter().zip(before) {
        assert_eq!(auditor.read(&path(record)).await?, was);
        assert_eq!(auditor.read(&format!("{}/history", path(record))).await?, history);
    }
    Ok(())
}

/// Who begins what: staff their unit's optimisation forms, they and its technicians joint debugging forms, the
/// bureau go-live forms, nobody else any.
#[tokio::test]
async fn only_units_and_the_bureau_begin_forms_and_only_their_own() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let staff = app.person(DEPARTMENT).await?;
    let unit = &staff.me["organisation"]["id"];
    let programme = app.nobody().read("programme").await?;
    for login in programme["demonstration_logins"].as_array().context("logins")? {
        let person = app.person(text(login, "login")).await?;
        for form in ["optimization", "joint-debug", "go-live"] {
            let owner = if form == "go-live" {
                unit
            } else {
                &person.me["organisation"]["id"]
            };
            let body = json!({ "id": Uuid::now_v7(), "form": form, "owner": owner, "content": {} });
            let begun = matches!(
                (text(login, "role"), form),
                ("staff", "optimization") | ("staff" | "builder", "joint-debug") | ("bureau", "go-live")
            );
            let status = person.post("records", None, &body).await?.status;
            assert_eq!(
                status,
                if begun { 201 } else { 403 },
                "{} begins {form}",
                login["login"]
            );
        }
    }
    let other = app.person("civil").await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "owner": unit, "content": {} });
    assert_eq!(
        other.post("records", None, &body).await?.status,
        403,
        "in another unit's name"
    );
    let scan = paper::file([&paper::uncoded_sheet(0)]);
    for login in ["reviewer", "egov", "hall", "auditor", "admin"] {
        let status = app.person(login).await?.upload("a.pdf", scan.clone()).await?.status;
        assert_eq!(status, 403, "{login} uploads");
    }
    assert_eq!(app.nobody().upload("a.pdf", scan).await?.status, 401);
    Ok(())
}
