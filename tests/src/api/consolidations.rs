//! A district's lists over HTTP: drawn up from what is accepted, handed over, accepted by the city, and handed over
//! once more when a list is corrected.

use super::paper::{path, text};
use super::scope_lists::accepted;
use crate::app::{Answer, On, Person, TestApp};
use crate::people::{
    ADMIN, AUDITOR, BUREAU, DEPARTMENT, DISTRICT, DISTRICT_REVIEWER, OTHER_DEPARTMENT, REVIEWER, SECOND_BUREAU,
};
use crate::sample;
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use std::io::{Cursor, Read as _};
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::consolidation::{Consolidation, taken_anew};

/// While the lists are still due.
const IN_TIME: &str = "2018-09-12";
const DISTRICT_CIVIL: &str = "donghu-civil";

/// The newest consolidation that this person's own district has.
async fn own(reviewer: &Person) -> Result<Value> {
    let overview = reviewer.read("scope-lists").await?;
    let id = overview["districts"][0]["record"]["id"]
        .as_str()
        .context("a consolidation")?;
    reviewer.read(&format!("records/{id}")).await
}

/// The content as the page follows what is accepted, with a reason for each department that has no list.
fn followed(record: &Value, reason: &str) -> Result<Value> {
    let facts: Facts = serde_json::from_value(record["facts"].clone())?;
    let form: Consolidation = serde_json::from_value(record["content"].clone())?;
    let mut form = taken_anew(&form, &facts.district.context("the district")?);
    for row in form.departments.iter_mut().filter(|row| row.list.is_none()) {
        reason.clone_into(&mut row.reason);
    }
    Ok(serde_json::to_value(form)?)
}

async fn step(person: &Person, record: &Value, step: &str, body: Value) -> Result<Answer> {
    let seen = person.get(&path(record)).await?;
    ensure!(seen.status().is_success(), "{}", seen.status());
    let seen: Value = seen.json().await?;
    person
        .post(&format!("{}/{step}", path(record)), seen["etag"].as_str(), &body)
        .await
}

fn rules(answer: &Answer) -> Vec<&str> {
    let findings = answer.body["findings"].as_array().into_iter().flatten();
    findings.filter_map(|finding| finding["rule"].as_str()).collect()
}

/// Everything that is written in a workbook.
fn written(workbook: &[u8]) -> Result<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook))?;
    let mut all = String::new();
    for place in 0..archive.len() {
        archive.by_index(place)?.read_to_string(&mut all)?;
    }
    Ok(all)
}

async fn a_district_hands_its_lists_over(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", IN_TIME)])?;
    let (bureau, reviewer, city) = (
        app.person(BUREAU).await?,
        app.person(DISTRICT_REVIEWER).await?,
        app.person(REVIEWER).await?,
    );
    // With the lists begins what is made of them: it is owed, by its reviewer, by the day of the programme.
    bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let draft = own(&reviewer).await?;
    assert_eq!(
        (&draft["form"], &draft["state"], &draft["due"]["date"]),
        (&json!("consolidation"), &json!("draft"), &json!("2018-09-14"))
    );
    assert_eq!(draft["owner"], reviewer.me["organisation"]);
    assert_eq!(draft["issuer"], city.me["organisation"]);
    assert_eq!(reviewer.read("me").await?["waiting"]["records"], 1);
    let owed = reviewer.read("obligations?kind=consolidation").await?;
    assert_eq!(
        (&owed["total"], &owed["entries"][0]["bearer"]),
        (&json!(1), &draft["owner"])
    );
    for login in [REVIEWER, BUREAU, DISTRICT, "egov"] {
        let refused = app
            .person(login)
            .await?
            .post("consolidations", None, &json!({}))
            .await?;
        assert_eq!(refused.status, 403, "{login}");
    }
    let begun = reviewer.post("consolidations", None, &json!({})).await?.expect(200)?;
    assert_eq!(begun["opened"], json!([]), "one that waits is in nobody's way");
    let own_words = json!({ "id": uuid::Uuid::now_v7(), "form": "consolidation", "content": {} });
    assert_eq!(reviewer.post("records", None, &own_words).await?.status, 403);

    // What was drawn up before a list was accepted is not what there is now.
    let list = accepted(&app, DISTRICT, DISTRICT_REVIEWER).await?;
    let refused = sample::submit(&app, &reviewer, &draft, &draft["content"]).await?;
    assert_eq!(
        rules(&refused),
        [
            "consolidation.list.differs",
            "consolidation.reason.missing",
            "consolidation.reason.missing"
        ],
        "{}",
        refused.body
    );
    let draft = own(&reviewer).await?;
    let refused = sample::submit(&app, &reviewer, &draft, &followed(&draft, "")?).await?;
    assert_eq!(rules(&refused), ["consolidation.reason.missing"], "{}", refused.body);
    let draft = own(&reviewer).await?;
    let content = followed(&draft, "机构改革，月底前补报（示例）")?;
    let handed_over = sample::submit(&app, &reviewer, &draft, &content).await?.expect(200)?;
    assert_eq!(
        (&handed_over["state"], &handed_over["late"]),
        (&json!("submitted"), &json!(false))
    );
    let row = &handed_over["content"]["departments"][0];
    assert_eq!(
        (&row["list"]["sha256"], &row["list"]["items"]),
        (
            &list["digests"]["sha256"],
            &json!(list["content"]["rows"].as_array().map(Vec::len))
        )
    );

    // The city sends it back once, and accepts it; nobody else does.
    assert_eq!(city.read("me").await?["waiting"]["records"], 1);
    step(
        &city,
        &handed_over,
        "return",
        json!({ "reason": "请催报民政局（示例）" }),
    )
    .await?
    .expect(200)?;
    let told = reviewer.read("notices?limit=50").await?;
    assert!(told.to_string().contains("请催报民政局（示例）"), "{told}");
    let returned = own(&reviewer).await?;
    assert_eq!(returned["due"]["date"], "2018-09-14", "it stays due on its day");
    let handed_over = sample::submit(&app, &reviewer, &returned, &content)
        .await?
        .expect(200)?;
    for login in [BUREAU, SECOND_BUREAU, AUDITOR, DISTRICT_REVIEWER] {
        let refused = step(&app.person(login).await?, &handed_over, "accept", json!({})).await?;
        assert_eq!(refused.status, 403, "{login}");
    }
    let first = step(&city, &handed_over, "accept", json!({})).await?.expect(200)?;
    assert_eq!(first["state"], "archived");

    // A list that is accepted later makes it another one; what was handed over stays as it was.
    let overview = |person: Person| async move {
        Ok::<Value, anyhow::Error>(person.read("scope-lists").await?["districts"][0].clone())
    };
    assert_eq!(overview(reviewer.clone()).await?["changed"], false);
    accepted(&app, DISTRICT_CIVIL, DISTRICT_REVIEWER).await?;
    let standing = overview(reviewer.clone()).await?;
    assert_eq!(
        (&standing["changed"], &standing["accepted"], &standing["asked"]),
        (&json!(true), &json!(2), &json!(2))
    );
    let opened = reviewer.post("consolidations", None, &json!({})).await?.expect(200)?;
    assert_eq!(opened["opened"].as_array().map(Vec::len), Some(1));
    let again = own(&reviewer).await?;
    assert_eq!((&again["replaces"], &again["due"]), (&first["id"], &Value::Null));
    assert_eq!(again["content"], followed(&again, "")?, "it begins as it is now");
    let again = sample::submit(&app, &reviewer, &again, &again["content"])
        .await?
        .expect(200)?;
    step(&city, &again, "accept", json!({})).await?.expect(200)?;
    assert_eq!(overview(city.clone()).await?["changed"], false);
    let kept = city.read(&path(&first)).await?;
    assert_eq!((&kept["state"], &kept["content"]), (&json!("archived"), &content));

    // One workbook has the rows of the lists that it names, before and after.
    let table = |record: &Value| format!("consolidations/{}/table.xlsx", text(record, "id"));
    for (record, civil) in [(&first, false), (&again, true)] {
        for person in [&reviewer, &city, &bureau] {
            let all = written(&person.file(&table(record)).await?)?;
            let code = text(&list["content"]["rows"][0], "code");
            assert!(all.contains(code) && all.contains("东湖区市场监督管理局（示例）"));
            assert_eq!(all.contains("东湖区民政局（示例）"), civil);
        }
    }
    assert_eq!(
        bureau.get(&table(&list)).await?.status(),
        404,
        "a list has its own table"
    );
    let verify = app.run(&["verify"])?;
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
    Ok(())
}

async fn what_counts_secrets_is_for_reviewers(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", IN_TIME)])?;
    app.person(BUREAU)
        .await?
        .post("scope-lists", None, &json!({}))
        .await?
        .expect(200)?;
    accepted(&app, DISTRICT, DISTRICT_REVIEWER).await?;
    let reviewer = app.person(DISTRICT_REVIEWER).await?;
    let draft = own(&reviewer).await?;
    let at = path(&draft);
    let table = format!("consolidations/{}/table.xlsx", text(&draft, "id"));
    for (login, status) in [
        (DISTRICT_REVIEWER, 200),
        (REVIEWER, 200),
        (BUREAU, 200),
        (AUDITOR, 200),
        ("xijiang-reviewer", 404),
        (DISTRICT, 404),
        (DISTRICT_CIVIL, 404),
        (DEPARTMENT, 404),
        (OTHER_DEPARTMENT, 404),
        ("egov", 404),
        ("hall", 404),
        ("hall-city", 404),
        ("builder", 404),
        (ADMIN, 404),
    ] {
        let person = app.person(login).await?;
        for address in [&at, &format!("{at}/history"), &table] {
            assert_eq!(person.get(address).await?.status(), status, "{login}: {address}");
        }
        let seen = person.read("records?form=consolidation&limit=200").await?;
        let expected = match login {
            REVIEWER | BUREAU | AUDITOR => 2,
            DISTRICT_REVIEWER | "xijiang-reviewer" => 1,
            _ => 0,
        };
        assert_eq!(seen["total"], expected, "{login}");
    }
    // That a district has not answered yet, its area knows; the record itself nobody else gets.
    let seen = app.person("hall").await?.read("scope-lists").await?;
    let district = &seen["districts"][0];
    assert_eq!(
        (
            &district["readable"],
            &district["record"]["state"],
            &district["accepted"]
        ),
        (&json!(false), &json!("draft"), &json!(1))
    );
    assert_eq!(seen["districts"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        app.person(DISTRICT).await?.read("scope-lists").await?["districts"],
        json!([])
    );
    Ok(())
}

async fn a_district_that_is_late_is_named(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", "2018-09-17")])?;
    let (bureau, reviewer) = (app.person(BUREAU).await?, app.person(DISTRICT_REVIEWER).await?);
    bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let told = reviewer.read("obligations?late=true&kind=consolidation").await?;
    assert_eq!(told["total"], 1, "{told}");
    let named = |board: &Value| {
        let behind = board["behind"].as_array().cloned().unwrap_or_default();
        let district = behind
            .into_iter()
            .find(|one| one["organisation"]["name"] == "东湖区（示例）");
        let reasons = district.map(|one| one["reasons"].clone()).unwrap_or_default();
        let reasons = reasons.as_array().cloned().unwrap_or_default();
        reasons.into_iter().find(|reason| reason["reason"] == "hand_over")
    };
    let missing = named(&bureau.read("assessment?on=2018-09-17").await?).context("named")?;
    assert_eq!(
        (&missing["due"], &missing["handed_over_on"]),
        (&json!("2018-09-14"), &Value::Null)
    );
    let on_its_day = bureau.read("assessment?on=2018-09-14").await?;
    assert_eq!(named(&on_its_day), None, "the last day is still on time");

    let draft = own(&reviewer).await?;
    let content = followed(&draft, "各单位尚未上报（示例）")?;
    let record = sample::submit(&app, &reviewer, &draft, &content).await?.expect(200)?;
    assert_eq!(record["late"], true);
    let late = named(&bureau.read("assessment?on=2018-09-17").await?).context("named")?;
    assert_eq!(late["handed_over_on"], "2018-09-17");
    assert_eq!(
        named(&bureau.read("assessment?on=2018-09-16").await?).context("named")?["handed_over_on"],
        Value::Null
    );
    Ok(())
}

#[tokio::test]
async fn a_district_hands_its_lists_over_on_sqlite() -> Result<()> {
    a_district_hands_its_lists_over(On::Sqlite).await
}

#[tokio::test]
async fn a_district_hands_its_lists_over_on_postgres() -> Result<()> {
    a_district_hands_its_lists_over(On::Postgres).await
}

#[tokio::test]
async fn what_counts_secrets_is_for_reviewers_on_sqlite() -> Result<()> {
    what_counts_secrets_is_for_reviewers(On::Sqlite).await
}

#[tokio::test]
async fn what_counts_secrets_is_for_reviewers_on_postgres() -> Result<()> {
    what_counts_secrets_is_for_reviewers(On::Postgres).await
}

#[tokio::test]
async fn a_district_that_is_late_is_named_on_sqlite() -> Result<()> {
    a_district_that_is_late_is_named(On::Sqlite).await
}

#[tokio::test]
async fn a_district_that_is_late_is_named_on_postgres() -> Result<()> {
    a_district_that_is_late_is_named(On::Postgres).await
}
