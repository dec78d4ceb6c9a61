//! 《通报》 over HTTP: drawn up from the board, stamped, archived, read by all, and told to those whom it names.

use super::paper::{self, path, text};
use crate::app::{Answer, On, Person, TestApp};
use crate::people::{
    ADMIN, AUDITOR, BUREAU, DEPARTMENT, DISTRICT, DISTRICT_REVIEWER, REVIEWER, SCANNER_KEY, SECOND_BUREAU,
};
use crate::{corpus, sample};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;
use yinzheng_shared::api::assessment::Assessment;
use yinzheng_shared::form::bulletin::{Bulletin, drawn_up};

/// The day after the first batch: no list was ever handed in.
const TODAY: &str = "2018-09-26";

/// What the page begins with on this day.
pub(super) async fn draft(bureau: &Person, on: &str) -> Result<Bulletin> {
    let board: Assessment = serde_json::from_value(bureau.read(&format!("assessment?on={on}")).await?)?;
    let form = drawn_up(&corpus::programme(), &board.facts());
    Ok(Bulletin {
        number: "示例〔2018〕1号".into(),
        issued: Some(TODAY.parse()?),
        ..form
    })
}

async fn begin(person: &Person, content: &Bulletin) -> Result<Answer> {
    let body = json!({ "id": Uuid::now_v7(), "form": "bulletin", "content": content });
    person.post("records", None, &body).await
}

fn broken(answer: &Answer) -> Vec<&str> {
    let findings = answer.body["findings"].as_array().into_iter().flatten();
    findings.filter_map(|finding| finding["rule"].as_str()).collect()
}

/// Kinds of a person's notices of this record.
async fn told(app: &TestApp, login: &str, record: &Value) -> Result<Vec<String>> {
    let list = app.person(login).await?.read("notices?limit=200").await?;
    let notices = list["entries"].as_array().context("notices")?.iter();
    let of = notices.filter(|notice| notice.to_string().contains(text(record, "id")));
    Ok(of.map(|notice| text(notice, "kind").to_owned()).collect())
}

/// Handed in, printed, stamped and scanned by the first person of the bureau, confirmed by the second.
async fn issued(app: &TestApp, bureau: &Person, record: &Value, content: &Value) -> Result<Value> {
    let record = sample::submit(app, bureau, record, content).await?.expect(200)?;
    let at = path(&record);
    assert_eq!(
        bureau.read("me").await?["waiting"]["records"],
        1,
        "it waits to be printed"
    );
    bureau
        .post(&format!("{at}/print"), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let pdf = paper::bytes(bureau, &format!("{at}/print.pdf")).await?;
    let scan = paper::upload(bureau, paper::file(&paper::signed(&pdf, 5)?)).await?;
    let record = bureau.read(&at).await?;
    assert_eq!(record["state"], "matched");
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    let seen = json!({ "record": record["id"], "revision": record["revision"], "marks": ["stamp"] });
    let own = bureau.post(&confirm, None, &seen).await?.expect(403)?;
    assert_eq!(own["code"], "own_upload", "two people see every bulletin");
    let second = app.person(SECOND_BUREAU).await?;
    second.post(&confirm, None, &seen).await?.expect(200)
}

async fn a_bulletin_is_issued_and_names_who_is_behind(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let bureau = app.person(BUREAU).await?;
    let form = draft(&bureau, TODAY).await?;
    for login in [DEPARTMENT, REVIEWER, AUDITOR] {
        let refused = begin(&app.person(login).await?, &form).await?;
        assert_eq!(refused.status, 403, "{login}");
    }
    let record = begin(&bureau, &form).await?.expect(201)?;
    assert_eq!(record["owner"], bureau.me["organisation"]);
    let named = |form: &Bulletin, unit: &str| form.named.iter().any(|row| row.unit == unit);
    assert!(named(&form, "杭州市市场监督管理局（示例）") && named(&form, "东湖区（示例）"));

    // Until it is issued it is the bureau's alone.
    for login in [DEPARTMENT, DISTRICT_REVIEWER, REVIEWER, "hall-city"] {
        let answer = app.person(login).await?.get(&path(&record)).await?;
        assert_eq!(answer.status(), 404, "{login}");
    }

    // What is not the board's is refused, each at its place.
    let mut wrong = serde_json::to_value(&form)?;
    wrong["areas"][0]["published"] = json!(99);
    wrong["named"][0]["unit"] = json!("杭州市监察室（示例）");
    let refused = sample::submit(&app, &bureau, &record, &wrong).await?;
    assert_eq!(refused.status, 422);
    assert_eq!(
        broken(&refused),
        [
            "bulletin.areas.differ",
            "bulletin.opening.differs",
            "bulletin.named.missing",
            "bulletin.named.not_behind"
        ]
    );

    // One who is spared is spared for a reason.
    let mut spared = serde_json::to_value(&form)?;
    let rows = spared["named"].as_array_mut().context("units")?;
    rows.retain(|row| row["unit"] != "杭州市市场监督管理局（示例）");
    let record = bureau.read(&path(&record)).await?;
    let done = issued(&app, &bureau, &record, &spared).await?;
    assert_eq!(done["state"], "archived");

    // Everybody who sees forms reads it, and nobody else.
    for login in [DEPARTMENT, DISTRICT, REVIEWER, "egov", "hall", "builder", AUDITOR] {
        let person = app.person(login).await?;
        let list = person.read("records?form=bulletin&state=archived").await?;
        assert_eq!(list["total"], 1, "{login}");
        let read = person.read(&path(&done)).await?;
        assert_eq!(
            (&read["content"], &read["moves"], &read["facts"]),
            (&spared, &json!([]), &json!({})),
            "{login}"
        );
        paper::bytes(&person, &format!("{}/print.pdf", path(&done))).await?;
        // How it came about, and for which reasons, is the office's and supervision's.
        let whole = login == AUDITOR;
        let package = person.get(&format!("{}/package.zip", path(&done))).await?.status();
        assert_eq!(package, if whole { 200 } else { 403 }, "{login}");
        assert_eq!(read["reasons"] == json!([]), !whole, "{login}");
        assert_eq!(
            read["pages"] == json!([]),
            !whole,
            "{login}: nobody else sees the scans"
        );
        let history = person.read(&format!("{}/history", path(&done))).await?;
        let told: Vec<&str> = history
            .as_array()
            .context("events")?
            .iter()
            .map(|event| text(event, "action"))
            .collect();
        assert_eq!(told == ["archived"], !whole, "{login}: {told:?}");
    }
    assert_eq!(app.person(ADMIN).await?.get(&path(&done)).await?.status(), 404);
    assert_eq!(app.machine(SCANNER_KEY)?.get(&path(&done)).await?.status(), 403);

    // Whom it names is told: of a department its staff, of a district its offices. Who is spared is not.
    for (login, kinds) in [
        ("civil", vec!["named"]),
        (DISTRICT, vec!["named"]),
        (DISTRICT_REVIEWER, vec!["named"]),
        (DEPARTMENT, Vec::new()),
        (AUDITOR, Vec::new()),
    ] {
        assert_eq!(told(&app, login, &done).await?, kinds, "{login}");
    }
    let verify = app.run(&["verify"])?;
    assert!(verify.status.success(), "{}", paper::said(&verify));
    Ok(())
}

async fn figures_that_moved_are_taken_anew(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let bureau = app.person(BUREAU).await?;
    let mut form = draft(&bureau, "2018-09-13").await?;
    let city_only = form.named.len();
    let record = begin(&bureau, &form).await?.expect(201)?;
    assert_eq!(record["facts"]["assessment"]["on"], "2018-09-13");

    // The draft tells of another day: its facts are those of that day.
    form.figures_on = Some(TODAY.parse()?);
    let sent = json!({ "content": form });
    let saved = bureau
        .put(&path(&record), record["etag"].as_str(), &sent)
        .await?
        .expect(200)?;
    assert_eq!(saved["facts"]["assessment"]["on"], TODAY);
    let behind = saved["facts"]["assessment"]["behind"].as_array().context("units")?;
    assert!(behind.len() > city_only, "the districts' day has passed as well");

    // What the page knew is not what holds: the server says so before it judges.
    let mut body = sample::submission(&app, &saved, &serde_json::to_value(draft(&bureau, TODAY).await?)?).await?;
    body["facts"]["assessment"]["behind"] = json!([]);
    let path = format!("{}/submit", path(&saved));
    let refused = bureau.post(&path, saved["etag"].as_str(), &body).await?.expect(409)?;
    assert_eq!(
        (text(&refused, "code"), text(&refused, "detail")),
        ("facts_changed", "/assessment")
    );

    // A day to come has no board.
    form.figures_on = Some("2018-09-27".parse()?);
    let sent = json!({ "content": form });
    let saved = bureau
        .put(path.trim_end_matches("/submit"), saved["etag"].as_str(), &sent)
        .await?
        .expect(200)?;
    assert!(saved["facts"]["assessment"].is_null());
    Ok(())
}

#[tokio::test]
async fn a_bulletin_is_issued_and_names_who_is_behind_on_sqlite() -> Result<()> {
    a_bulletin_is_issued_and_names_who_is_behind(On::Sqlite).await
}

#[tokio::test]
async fn a_bulletin_is_issued_and_names_who_is_behind_on_postgres() -> Result<()> {
    a_bulletin_is_issued_and_names_who_is_behind(On::Postgres).await
}

#[tokio::test]
async fn figures_that_moved_are_taken_anew_on_sqlite() -> Result<()> {
    figures_that_moved_are_taken_anew(On::Sqlite).await
}

#[tokio::test]
async fn figures_that_moved_are_taken_anew_on_postgres() -> Result<()> {
    figures_that_moved_are_taken_anew(On::Postgres).await
}
