//! Rows of a go-live form that its unit sends back with their faults: the form is given up, what passed is
//! issued anew, what failed is to be connected anew; both forms stay and name each other.

use super::issuing::{import, issued, scheduled, told};
use super::paper::{self, outcomes, path, text};
use super::roles::{CIVIL, MARKET, MARKET_SECRET};
use super::world::secret_content;
use crate::app::{Answer, On, Person, TestApp};
use crate::people::{AUDITOR, BUREAU, DEPARTMENT, OTHER_DEPARTMENT, REVIEWER, SECOND_BUREAU};
use crate::sample::{self, TODAY};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

const ROWS: [&str; 2] = ["许可-90002-000", "许可-90003-000"];
const REASON: &str = "示例：业务内测未全部通过";
const FAULT: &str = "示例：受理后查不到办件";

pub(super) async fn send_back(person: &Person, record: &Value, rows: &Value) -> Result<Answer> {
    let body = json!({ "reason": REASON, "rows": rows });
    let at = format!("{}/return", path(record));
    person.post(&at, record["etag"].as_str(), &body).await
}

/// What passed, as the page draws it up; today is the day of the server.
pub(super) async fn submission(app: &TestApp, record: &Value, passed: &[&str]) -> Result<Value> {
    let mut content = record["content"].clone();
    let rows = content["rows"].as_array_mut().context("rows")?;
    rows.retain(|row| passed.contains(&text(row, "item_code")));
    for (number, row) in (1..).zip(rows.iter_mut()) {
        row["number"] = json!(number);
    }
    let mut facts = record["facts"].clone();
    let items = facts["items"].as_array_mut().context("items")?;
    items.retain(|item| passed.contains(&text(item, "code")));
    let rule_set = app.nobody().read("programme").await?["rule_set"].clone();
    Ok(json!({ "rule_set": rule_set, "content": content, "facts": facts, "reasons": [] }))
}

async fn reissue(person: &Person, record: &Value, id: Uuid, submission: Option<&Value>) -> Result<Answer> {
    let mut body = json!({ "id": id });
    if let Some(submission) = submission {
        body["submission"] = submission.clone();
    }
    let at = format!("{}/reissue", path(record));
    person.post(&at, record["etag"].as_str(), &body).await
}

async fn actions(person: &Person, record: &Value) -> Result<Vec<(String, Value)>> {
    let history = person.read(&format!("{}/history", path(record))).await?;
    let events = history.as_array().context("events")?.iter();
    Ok(events
        .map(|event| (text(event, "action").to_owned(), event["reason"].clone()))
        .collect())
}

async fn connection(person: &Person, code: &str) -> Result<Value> {
    Ok(person.read(&format!("items?q={code}")).await?["entries"][0]["connection"].clone())
}

async fn is_ready(person: &Person, code: &str) -> Result<bool> {
    Ok(person.read(&format!("go-live/ready?q={code}")).await?["total"] == 1)
}

/// Sent back from paper: the print is void, and the row that passed goes out again.
async fn one_row_fails_and_the_other_goes_live(on: On) -> Result<()> {
    let app = scheduled(on).await?;
    let (bureau, staff) = (app.person(BUREAU).await?, app.person(DEPARTMENT).await?);
    let record = issued(&app, &bureau, MARKET, &ROWS).await?;
    let at = path(&record);
    let print = staff
        .post(&format!("{at}/print"), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    assert_eq!(print["moves"], json!(["return"]));
    let pdf = paper::bytes(&staff, &format!("{at}/print.pdf")).await?;

    // Rows that are not its own, or have no fault, are refused, and nothing is kept.
    let fault = |code: &str, fault: &str| json!({ "item_code": code, "fault": fault });
    for (rows, place) in [
        (json!([fault("许可-90022-000", FAULT)]), "/rows/0/item_code"),
        (
            json!([fault(ROWS[1], FAULT), fault(ROWS[1], FAULT)]),
            "/rows/1/item_code",
        ),
        (json!([fault(ROWS[1], " ")]), "/rows/0/fault"),
    ] {
        let refused = send_back(&staff, &print, &rows).await?;
        assert_eq!(
            (refused.status, &refused.body["detail"]),
            (422, &json!(place)),
            "{rows}"
        );
    }
    let rows = json!([fault(ROWS[1], FAULT)]);
    assert_eq!(send_back(&bureau, &print, &rows).await?.status, 403);
    let returned = send_back(&staff, &print, &rows).await?.expect(200)?;
    assert_eq!(
        (
            &returned["state"],
            &returned["revision"],
            &returned["faults"],
            &returned["print"]
        ),
        (&json!("returned"), &json!(2), &rows, &Value::Null)
    );
    let again = send_back(&staff, &print, &rows).await?.expect(200)?;
    assert_eq!(again["etag"], returned["etag"], "the same again changes nothing");
    assert_eq!(
        told(&bureau).await?[0],
        ("returned".to_owned(), text(&record, "id").to_owned())
    );
    assert!(!is_ready(&bureau, ROWS[0]).await?, "it is still named by this form");

    // The old print is told from a living one, now and after the form is given up.
    let sheets = paper::signed(&pdf, 7)?;
    let scan = paper::upload(&staff, paper::file(&sheets)).await?;
    assert!(outcomes(&scan).iter().all(|outcome| *outcome == "superseded"), "{scan}");

    // The bureau alone answers, with what it saw.
    let seen = bureau.read(&at).await?;
    let id = Uuid::now_v7();
    let passed = submission(&app, &seen, &ROWS[..1]).await?;
    for login in [DEPARTMENT, AUDITOR] {
        let person = app.person(login).await?;
        assert_eq!(reissue(&person, &seen, id, Some(&passed)).await?.status, 403, "{login}");
    }
    let person = app.person("police").await?;
    assert_eq!(reissue(&person, &seen, id, Some(&passed)).await?.status, 404);
    for other in [
        Some(submission(&app, &seen, &ROWS).await?),
        Some(submission(&app, &seen, &ROWS[1..]).await?),
        None,
    ] {
        let refused = reissue(&bureau, &seen, id, other.as_ref()).await?;
        assert_eq!(
            (refused.status, &refused.body["code"]),
            (409, &json!("facts_changed")),
            "{other:?}"
        );
    }
    assert_eq!(bureau.read(&at).await?["state"], "returned", "all of it or nothing");
    assert_eq!(connection(&bureau, ROWS[1]).await?, "full_process");
    let next = reissue(&bureau, &seen, id, Some(&passed)).await?.expect(200)?;
    assert_eq!(
        (&next["id"], &next["state"], &next["replaces"], &next["content"]),
        (&json!(id), &json!("submitted"), &record["id"], &passed["content"])
    );
    assert_eq!(
        (&next["due"]["date"], &next["faults"]),
        (&json!("2018-09-20"), &Value::Null)
    );
    let again = reissue(&bureau, &seen, id, Some(&passed)).await?.expect(200)?;
    assert_eq!(again["etag"], next["etag"], "the same again issues nothing more");
    let second = app.person(SECOND_BUREAU).await?;
    let refused = reissue(&second, &seen, Uuid::now_v7(), Some(&passed)).await?;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("illegal_move")));

    // Both stay, and name each other.
    for person in [&bureau, &staff] {
        let old = person.read(&at).await?;
        assert_eq!(
            (
                &old["state"],
                &old["replaced_by"],
                &old["faults"],
                &old["returned_because"]
            ),
            (&json!("void"), &json!(id), &rows, &json!(REASON))
        );
        let told = actions(person, &record).await?;
        let expected = [
            ("returned".to_owned(), json!(REASON)),
            ("voided".to_owned(), json!(REASON)),
            ("disconnected".to_owned(), json!(FAULT)),
        ];
        assert_eq!(told[told.len() - 3..], expected);
        assert_eq!(actions(person, &next).await?.len(), 2);
    }
    assert_eq!(told(&staff).await?[0], ("issued".to_owned(), id.to_string()));
    let scan = paper::upload(&staff, paper::file(&paper::signed(&pdf, 8)?)).await?;
    assert!(outcomes(&scan).iter().all(|outcome| *outcome == "void"), "{scan}");

    // What failed is not connected, whatever it was; connected again, it goes live.
    assert_eq!(connection(&bureau, ROWS[1]).await?, "none");
    assert_eq!(connection(&bureau, ROWS[0]).await?, "joint_debugged");
    assert_eq!(
        bureau
            .read(&format!("go-live/ready?lack=connection&q={}", ROWS[1]))
            .await?["total"],
        1
    );
    let row = format!("{},食品经营许可（延续）,{MARKET},{MARKET},1,已联调,否", ROWS[1]);
    import(&bureau, &[row]).await?;
    assert_eq!(
        connection(&bureau, ROWS[1]).await?,
        "none",
        "a file does not mend what failed"
    );
    let mended = json!({ "codes": [ROWS[1]] });
    bureau.post("items/full-process", None, &mended).await?.expect(204)?;
    assert!(is_ready(&bureau, ROWS[1]).await?);
    issued(&app, &bureau, MARKET, &ROWS[1..]).await?;
    let verify = app.run(&["verify"])?;
    assert!(verify.status.success(), "{}", paper::said(&verify));
    Ok(())
}

#[tokio::test]
async fn one_row_fails_and_the_other_goes_live_on_sqlite() -> Result<()> {
    one_row_fails_and_the_other_goes_live(On::Sqlite).await
}

#[tokio::test]
async fn one_row_fails_and_the_other_goes_live_on_postgres() -> Result<()> {
    one_row_fails_and_the_other_goes_live(On::Postgres).await
}

/// Sent back before it was printed, every row: nothing is issued in its place.
async fn where_nothing_passed_the_form_is_only_given_up(on: On) -> Result<()> {
    let app = scheduled(on).await?;
    let (bureau, staff) = (app.person(BUREAU).await?, app.person(OTHER_DEPARTMENT).await?);
    let record = issued(&app, &bureau, CIVIL, &["确认-90014-000"]).await?;
    let rows = json!([{ "item_code": "确认-90014-000", "fault": FAULT }]);
    let returned = send_back(&staff, &record, &rows).await?.expect(200)?;
    assert_eq!((&returned["revision"], &returned["faults"]), (&json!(1), &rows));
    let id = Uuid::now_v7();
    let all = submission(&app, &returned, &["确认-90014-000"]).await?;
    let refused = reissue(&bureau, &returned, id, Some(&all)).await?;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("facts_changed")));
    let void = reissue(&bureau, &returned, id, None).await?.expect(200)?;
    assert_eq!(
        (&void["id"], &void["state"], &void["replaced_by"]),
        (&record["id"], &json!("void"), &Value::Null)
    );
    let again = reissue(&bureau, &returned, id, None).await?.expect(200)?;
    assert_eq!(again["etag"], void["etag"]);
    assert_eq!(bureau.get(&format!("records/{id}")).await?.status(), 404);
    assert_eq!(connection(&bureau, "确认-90014-000").await?, "none");
    assert_eq!(
        told(&staff).await?[0],
        ("voided".to_owned(), text(&record, "id").to_owned())
    );
    Ok(())
}

#[tokio::test]
async fn where_nothing_passed_the_form_is_only_given_up_on_sqlite() -> Result<()> {
    where_nothing_passed_the_form_is_only_given_up(On::Sqlite).await
}

#[tokio::test]
async fn where_nothing_passed_the_form_is_only_given_up_on_postgres() -> Result<()> {
    where_nothing_passed_the_form_is_only_given_up(On::Postgres).await
}

/// What is not a go-live form on its way back: other forms have no rows to send back, a complete set at the
/// desk is the bureau's to refuse, and a form that came back as a whole is mended.
#[tokio::test]
async fn nothing_else_comes_back_row_by_row() -> Result<()> {
    let app = scheduled(On::Sqlite).await?;
    let (bureau, staff) = (app.person(BUREAU).await?, app.person(DEPARTMENT).await?);
    let rows = json!([{ "item_code": ROWS[1], "fault": FAULT }]);
    let other = sample::submitted(&app, &staff).await?;
    let refused = send_back(&bureau, &other, &rows).await?;
    assert_eq!((refused.status, &refused.body["detail"]), (422, &json!("/rows")));
    let printed = sample::printed(&app, &staff).await?.0;
    let refused = send_back(&bureau, &printed, &json!([])).await?;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("illegal_move")));

    let record = issued(&app, &bureau, MARKET, &ROWS).await?;
    let returned = send_back(&staff, &record, &json!([])).await?.expect(200)?;
    let passed = submission(&app, &returned, &ROWS).await?;
    let refused = reissue(&bureau, &returned, Uuid::now_v7(), Some(&passed)).await?;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("illegal_move")));

    // Handed in anew, what came back before is answered.
    let again = sample::submit(&app, &bureau, &returned, &record["content"])
        .await?
        .expect(200)?;
    let returned = send_back(&staff, &again, &rows).await?.expect(200)?;
    assert_eq!(returned["faults"], rows);
    let again = sample::submit(&app, &bureau, &returned, &record["content"])
        .await?
        .expect(200)?;
    assert_eq!(again["faults"], Value::Null);
    let returned = send_back(&staff, &again, &json!([])).await?.expect(200)?;
    assert_eq!(returned["faults"], Value::Null);

    // Complete at the desk, it is no longer the unit's to send back.
    let again = sample::submit(&app, &bureau, &returned, &record["content"])
        .await?
        .expect(200)?;
    let at = path(&again);
    staff
        .post(&format!("{at}/print"), again["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let pdf = paper::bytes(&staff, &format!("{at}/print.pdf")).await?;
    paper::upload(&staff, paper::file(&paper::signed(&pdf, 9)?)).await?;
    let matched = staff.read(&at).await?;
    assert_eq!((&matched["state"], &matched["moves"]), (&json!("matched"), &json!([])));
    let refused = send_back(&staff, &matched, &rows).await?;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("illegal_move")));
    Ok(())
}

/// A fault of a secret item stays where the item may be known, also when the form no longer names it.
#[tokio::test]
async fn faults_of_secret_items_are_shown_to_those_who_know_the_item() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let (bureau, staff) = (app.person(BUREAU).await?, app.person(DEPARTMENT).await?);
    let reviewer = app.person(REVIEWER).await?;
    import(
        &bureau,
        &[format!("{MARKET_SECRET},示例涉密事项,{MARKET},{MARKET},1,已联调,涉密")],
    )
    .await?;
    // Optimised by a form of its own.
    let content = secret_content(&staff, MARKET_SECRET).await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let form = staff.post("records", None, &body).await?.expect(201)?;
    let form = sample::submit(&app, &staff, &form, &content).await?.expect(200)?;
    let print = staff
        .post(&format!("{}/print", path(&form)), form["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let pdf = paper::bytes(&staff, &format!("{}/print.pdf", path(&form))).await?;
    let scan = paper::upload(&staff, paper::file(&paper::signed(&pdf, 4)?)).await?;
    bureau
        .post(
            &format!("scans/{}/confirm", text(&scan, "id")),
            None,
            &paper::confirmation(&print),
        )
        .await?
        .expect(200)?;

    let record = sample::issued_go_live(&app, &bureau, &staff).await?;
    assert!(record["content"].to_string().contains(MARKET_SECRET));
    let at = path(&record);
    assert_eq!(reviewer.get(&at).await?.status(), 404);
    let rows = json!([{ "item_code": MARKET_SECRET, "fault": FAULT }]);
    let returned = send_back(&staff, &record, &rows).await?.expect(200)?;
    assert_eq!(reviewer.get(&at).await?.status(), 404);

    // Mended by hand without the secret row, others read the form, and of that fault nothing.
    let mut content = record["content"].clone();
    let named = content["rows"].as_array_mut().context("rows")?;
    named.retain(|row| row["item_code"] != MARKET_SECRET);
    for (number, row) in (1..).zip(named.iter_mut()) {
        row["number"] = json!(number);
    }
    let saved = bureau
        .put(&at, returned["etag"].as_str(), &json!({ "content": content }))
        .await?
        .expect(200)?;
    assert_eq!(saved["state"], "draft");
    let seen = reviewer.read(&at).await?;
    assert!(
        !seen.to_string().contains(MARKET_SECRET) && !seen.to_string().contains(FAULT),
        "{seen}"
    );
    Ok(())
}
