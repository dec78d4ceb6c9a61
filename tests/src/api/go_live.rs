//! 《事项开通确认单》 that its unit sends back before stamping: the bureau mends it, or gives it up and
//! issues another; both stay in the history.

use super::paper::{path, text};
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, COLLEAGUE, DEPARTMENT};
use crate::sample::{self, TODAY};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

const REASON: &str = "示例：第 2 行事项联调未通过";

async fn waiting(person: &Person) -> Result<Value> {
    Ok(person.read("me").await?["waiting"]["records"].clone())
}

async fn sent_back(app: &TestApp, bureau: &Person, staff: &Person) -> Result<Value> {
    let issued = sample::issued_go_live(app, bureau, staff).await?;
    let back = format!("{}/return", path(&issued));
    staff
        .post(&back, issued["etag"].as_str(), &json!({ "reason": REASON }))
        .await?
        .expect(200)
}

/// The content with its first row only: what passed.
fn passing(record: &Value) -> Result<Value> {
    let mut content = record["content"].clone();
    content["rows"].as_array_mut().context("rows")?.truncate(1);
    Ok(content)
}

async fn events(person: &Person, record: &Value) -> Result<Vec<(String, Value)>> {
    let history = person.read(&format!("{}/history", path(record))).await?;
    let events = history.as_array().context("a list")?.iter();
    Ok(events
        .map(|event| (text(event, "action").to_owned(), event["reason"].clone()))
        .collect())
}

#[tokio::test]
async fn the_unit_sends_it_back_and_the_bureau_mends_it() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let (staff, colleague, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(COLLEAGUE).await?,
        app.person(BUREAU).await?,
    );
    let issued = sample::issued_go_live(&app, &bureau, &staff).await?;
    let at = path(&issued);
    assert_eq!(staff.read(&at).await?["moves"], json!(["return", "print"]));
    assert_eq!(bureau.read(&at).await?["moves"], json!(["print", "void"]));
    assert_eq!((waiting(&staff).await?, waiting(&bureau).await?), (json!(1), json!(0)));

    let back = format!("{at}/return");
    let because = json!({ "reason": REASON });
    let etag = issued["etag"].as_str();
    assert_eq!(
        bureau.post(&back, etag, &because).await?.status,
        403,
        "not its own to send back"
    );
    let returned = staff.post(&back, etag, &because).await?.expect(200)?;
    assert_eq!(
        (&returned["state"], &returned["content"]),
        (&json!("returned"), &issued["content"])
    );
    for person in [&staff, &colleague, &bureau] {
        let seen = person.read(&at).await?;
        assert_eq!(
            (&seen["state"], &seen["returned_because"]),
            (&json!("returned"), &json!(REASON)),
            "{}",
            person.me["login"]
        );
        assert_eq!(person.read("records?form=go-live&state=returned").await?["total"], 1);
    }
    assert_eq!(staff.read(&at).await?["moves"], json!([]), "its turn is over");
    assert_eq!(bureau.read(&at).await?["moves"], json!(["edit", "submit", "void"]));
    assert_eq!((waiting(&staff).await?, waiting(&bureau).await?), (json!(0), json!(1)));

    let again = sample::submit(&app, &bureau, &returned, &passing(&issued)?)
        .await?
        .expect(200)?;
    assert_eq!(
        (&again["state"], &again["returned_because"]),
        (&json!("submitted"), &Value::Null)
    );
    assert_eq!(again["content"]["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!((waiting(&staff).await?, waiting(&bureau).await?), (json!(1), json!(0)));
    let told = events(&staff, &issued).await?;
    assert!(told.contains(&("returned".to_owned(), json!(REASON))), "{told:?}");
    Ok(())
}

#[tokio::test]
async fn what_was_given_up_and_what_was_issued_instead_both_stay() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let returned = sent_back(&app, &bureau, &staff).await?;
    let why = "示例：未通过的事项退回联调";
    let void = format!("{}/void", path(&returned));
    let sent = json!({ "reason": why });
    assert_eq!(
        staff.post(&void, returned["etag"].as_str(), &sent).await?.status,
        403,
        "the bureau issued it and gives it up"
    );
    bureau
        .post(&void, returned["etag"].as_str(), &sent)
        .await?
        .expect(200)?;
    let other = sample::go_live(&bureau, &staff).await?;
    let other = sample::submit(&app, &bureau, &other, &passing(&other)?)
        .await?
        .expect(200)?;

    for person in [&staff, &bureau] {
        let list = person.read("records?form=go-live").await?;
        let listed: Vec<(&str, &str)> = list["entries"]
            .as_array()
            .context("a list")?
            .iter()
            .map(|entry| (text(entry, "id"), text(entry, "state")))
            .collect();
        let both = [(text(&other, "id"), "submitted"), (text(&returned, "id"), "void")];
        assert_eq!(listed, both, "{}", person.me["login"]);
        let told = events(person, &returned).await?;
        assert!(told.contains(&("returned".to_owned(), json!(REASON))), "{told:?}");
        assert_eq!(told.last(), Some(&("voided".to_owned(), json!(why))));
        assert_eq!(person.read(&path(&returned)).await?["returned_because"], why);
    }
    assert_eq!(waiting(&staff).await?, 1, "only the new one");
    assert_eq!(waiting(&bureau).await?, 0);
    Ok(())
}
