//! The desk: no machine archives by itself. A named person who did not upload the scan has seen every
//! mark, or refuses with a reason.

use super::paper::{self, archived, confirmation, file, matched, path, signed, text, upload};
use crate::app::{On, Person, TestApp};
use crate::people::{AUDITOR, BUREAU, DEPARTMENT, DISTRICT, SCANNER_KEY, SECOND_BUREAU};
use crate::sample::{self, TODAY, printed};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// A working day after every due date of these tests.
const TOO_LATE: &str = "2018-09-28";

fn confirm(scan: &Value) -> String {
    format!("scans/{}/confirm", text(scan, "id"))
}

fn refuse(scan: &Value) -> String {
    format!("scans/{}/refuse", text(scan, "id"))
}

async fn item(person: &Person, code: &str) -> Result<Value> {
    let list = person.read("items?limit=500").await?;
    let found = list["entries"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|item| item["code"] == code);
    found.cloned().with_context(|| format!("no item {code}"))
}

async fn count(person: &Person, record: &Value, action: &str) -> Result<usize> {
    let history = person.read(&format!("{}/history", path(record))).await?;
    Ok(history
        .as_array()
        .context("a list")?
        .iter()
        .filter(|event| event["action"] == action)
        .count())
}

#[tokio::test]
async fn only_the_receiving_office_confirms_and_only_what_it_saw() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau, auditor) = (
        app.person(DEPARTMENT).await?,
        app.person(BUREAU).await?,
        app.person(AUDITOR).await?,
    );
    let (record, scan) = matched(&app, &staff).await?;
    let right = confirmation(&record);

    for person in [
        &staff,
        &auditor,
        &app.person("admin").await?,
        &app.person("reviewer").await?,
    ] {
        assert_eq!(
            person.post(&confirm(&scan), None, &right).await?.status,
            403,
            "{}",
            person.me["login"]
        );
    }
    assert_eq!(
        app.machine(SCANNER_KEY)?
            .post(&confirm(&scan), None, &right)
            .await?
            .status,
        403
    );
    for marks in [
        json!([]),
        json!(["stamp", "date"]),
        json!(["signatures", "stamp"]),
        json!(["signatures", "date"]),
    ] {
        let mut sent = right.clone();
        sent["marks"] = marks.clone();
        let refused = bureau.post(&confirm(&scan), None, &sent).await?.expect(422)?;
        assert_eq!(
            (text(&refused, "code"), text(&refused, "detail")),
            ("wrong_shape", "/marks"),
            "{marks}"
        );
    }
    let mut other = right.clone();
    other["revision"] = json!(2);
    assert_eq!(
        bureau.post(&confirm(&scan), None, &other).await?.expect(412)?["code"],
        "stale_record"
    );
    let unrelated = upload(&staff, file([&paper::uncoded_sheet(1)])).await?;
    assert_eq!(
        bureau.post(&confirm(&unrelated), None, &right).await?.status,
        404,
        "a scan that is not of the set"
    );
    assert_eq!(
        staff.read(&path(&record)).await?["state"],
        "matched",
        "nothing so far archived it"
    );

    let done = bureau.post(&confirm(&scan), None, &right).await?.expect(200)?;
    assert_eq!(done["state"], "archived");
    assert_eq!(done["archived"]["by"], bureau.me["name"]);
    assert_eq!(done["moves"], json!([]), "an archived record never moves");
    assert_eq!(bureau.read("desk").await?["sets"], json!([]));
    Ok(())
}

#[tokio::test]
async fn who_uploaded_a_page_cannot_confirm_the_set() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau, second) = (
        app.person(DEPARTMENT).await?,
        app.person(BUREAU).await?,
        app.person(SECOND_BUREAU).await?,
    );
    let (record, pdf) = printed(&app, &staff).await?;
    let pages = signed(&pdf, 1)?;
    let (last, others) = pages.split_last().context("pages")?;
    upload(&staff, file(others)).await?;
    let scan = upload(&bureau, file([last])).await?;
    let own = bureau.post(&confirm(&scan), None, &confirmation(&record)).await?;
    assert_eq!(own.expect(403)?["code"], "own_upload");
    assert_eq!(bureau.read("desk").await?["sets"][0]["own_upload"], true);
    assert_eq!(second.read("desk").await?["sets"][0]["own_upload"], false);
    assert_eq!(
        second
            .post(&confirm(&scan), None, &confirmation(&record))
            .await?
            .expect(200)?["state"],
        "archived"
    );
    Ok(())
}

/// Confirming twice, by a double click or by two people at once, archives once.
async fn a_set_is_archived_once(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (staff, bureau, second) = (
        app.person(DEPARTMENT).await?,
        app.person(BUREAU).await?,
        app.person(SECOND_BUREAU).await?,
    );
    let (record, scan) = matched(&app, &staff).await?;
    let (at, body) = (confirm(&scan), confirmation(&record));
    let (one, two) = tokio::join!(bureau.post(&at, None, &body), second.post(&at, None, &body));
    let (one, two) = (one?, two?);
    assert!(one.status == 200 || two.status == 200, "{one:?} {two:?}");
    assert!(
        matches!((one.status, two.status), (200, 409 | 412) | (409 | 412, 200)),
        "{one:?} {two:?}"
    );
    let winner = if one.status == 200 { &bureau } else { &second };
    let again = winner.post(&at, None, &body).await?.expect(200)?;
    assert_eq!(again["state"], "archived");
    assert_eq!(count(&staff, &record, "archived").await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_set_is_archived_once_on_sqlite() -> Result<()> {
    a_set_is_archived_once(On::Sqlite).await
}

#[tokio::test]
async fn a_set_is_archived_once_on_postgres() -> Result<()> {
    a_set_is_archived_once(On::Postgres).await
}

/// “各区、县(市)共享使用”: the city's form covers the district's item of the same base code.
#[tokio::test]
async fn an_archived_optimisation_form_moves_its_item_and_the_districts() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let (staff, bureau, district) = (
        app.person(DEPARTMENT).await?,
        app.person(BUREAU).await?,
        app.person(DISTRICT).await?,
    );
    let content = sample::optimization(&staff).await?;
    let code = text(&content, "item_code").to_owned();
    let districts = code.replace("-000", "-001");
    let csv = format!(
        "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n{districts},示例区县事项,{unit},{unit},,,\n",
        unit = text(&district.me["organisation"], "name")
    );
    bureau
        .post_bytes("items/import", "text/csv", csv.into_bytes())
        .await?
        .expect(200)?;
    let before = bureau.read("items?limit=500").await?;

    let (record, _) = archived(&app, &staff).await?;
    assert_eq!(record["content"]["item_code"], code);
    let after = bureau.read("items?limit=500").await?;
    for (before, after) in before["entries"]
        .as_array()
        .into_iter()
        .flatten()
        .zip(after["entries"].as_array().into_iter().flatten())
    {
        let covered = [&code, &districts]
            .into_iter()
            .any(|covered| before["code"] == **covered);
        if covered {
            assert_eq!(
                (&before["optimised_on"], &after["optimised_on"]),
                (&Value::Null, &json!(TODAY)),
                "{after}"
            );
        } else {
            assert_eq!(before, after, "no other item moves");
        }
    }
    let covered = item(&district, &districts).await?;
    assert_eq!(
        (&covered["optimised_on"], &covered["optimised_by"]),
        (&json!(TODAY), &record["id"]),
        "the district finds the form that covers its item"
    );
    assert!(count(&staff, &record, "optimised").await? >= 1);
    Ok(())
}

/// Confirming the stamped go-live form publishes its items, that day, and no others.
#[tokio::test]
async fn an_archived_go_live_form_publishes_its_items() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let record = sample::issued_go_live(&app, &bureau, &staff).await?;
    let codes: Vec<String> = record["content"]["rows"]
        .as_array()
        .context("rows")?
        .iter()
        .map(|row| text(row, "item_code").to_owned())
        .collect();
    assert!(codes.len() > 1);
    let print = staff
        .post(&format!("{}/print", path(&record)), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    assert_eq!(print["due"]["date"], "2018-09-20", "two working days after issue");
    let pdf = staff
        .get(&format!("{}/print.pdf", path(&record)))
        .await?
        .bytes()
        .await?;
    let scan = upload(&staff, file(&signed(&pdf, 1)?)).await?;
    for code in &codes {
        assert_eq!(
            item(&staff, code).await?["published_on"],
            Value::Null,
            "not before a person confirms"
        );
    }
    let done = bureau
        .post(&confirm(&scan), None, &confirmation(&print))
        .await?
        .expect(200)?;
    assert_eq!((&done["state"], &done["late"]), (&json!("archived"), &json!(false)));
    let items = bureau.read("items?limit=500").await?;
    for item in items["entries"].as_array().into_iter().flatten() {
        let expected = if codes.iter().any(|code| item["code"] == **code) {
            json!(TODAY)
        } else {
            Value::Null
        };
        assert_eq!(item["published_on"], expected, "{item}");
    }
    assert_eq!(count(&staff, &record, "published").await?, codes.len());

    let again = sample::go_live(&bureau, &staff).await?;
    assert_eq!(again["content"]["rows"], json!([]), "nothing is published twice");
    Ok(())
}

/// The department's clock stops at its upload: the day of the desk does not make it late.
#[tokio::test]
async fn lateness_is_told_by_the_day_of_the_upload() -> Result<()> {
    let mut app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let staff = app.person(DEPARTMENT).await?;
    let (in_time, first) = matched(&app, &staff).await?;
    let (late, pdf) = printed(&app, &staff).await?;
    assert_eq!(late["due"]["date"], "2018-09-21", "three working days");

    app.restart_with("YINZHENG_TODAY", TOO_LATE)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let second = upload(&staff, file(&signed(&pdf, 2)?)).await?;
    let confirmed = bureau
        .post(&confirm(&first), None, &confirmation(&in_time))
        .await?
        .expect(200)?;
    assert_eq!(confirmed["late"], false, "uploaded in time, confirmed later");
    let confirmed = bureau
        .post(&confirm(&second), None, &confirmation(&late))
        .await?
        .expect(200)?;
    assert_eq!(confirmed["late"], true, "uploaded after the due date");
    assert_eq!(confirmed["archived"]["on"], TOO_LATE);
    let listed = staff.read("records?state=archived").await?;
    let lates = listed["entries"]
        .as_array()
        .context("a list")?
        .iter()
        .filter(|record| record["late"] == true);
    assert_eq!(lates.count(), 1);
    Ok(())
}

/// A refusal goes back to printed with its reason; the same file does not come back to the desk, a new
/// scan of the paper does.
#[tokio::test]
async fn a_refused_set_needs_another_scan() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let (record, pdf) = printed(&app, &staff).await?;
    let unstamped = file(&paper::plain(&pdf)?);
    let scan = upload(&staff, unstamped.clone()).await?;
    let reason = "示例：第 1 页没有盖章";
    let sent = |reason: &str| json!({ "record": record["id"], "revision": record["revision"], "reason": reason });
    assert_eq!(
        bureau.post(&refuse(&scan), None, &sent(" ")).await?.status,
        422,
        "a refusal has a reason"
    );
    assert_eq!(staff.post(&refuse(&scan), None, &sent(reason)).await?.status, 403);
    for _ in 0..2 {
        let refused = bureau.post(&refuse(&scan), None, &sent(reason)).await?.expect(200)?;
        assert_eq!(refused["state"], "printed");
    }
    let after = staff.read(&path(&record)).await?;
    assert_eq!(
        (text(&after, "state"), text(&after, "returned_because")),
        ("printed", reason)
    );
    assert_eq!(after["pages"], json!([]));
    assert_eq!(
        count(&staff, &record, "refused").await?,
        1,
        "a double click is one refusal"
    );
    assert_eq!(bureau.read("desk").await?["sets"], json!([]));

    let again = staff.upload("scan.pdf", unstamped).await?.expect(202)?;
    assert_eq!((&again["id"], &again["seen_before"]), (&scan["id"], &json!(true)));
    assert_eq!(
        bureau.read("desk").await?["sets"],
        json!([]),
        "what was refused is not put before a person again"
    );
    assert_eq!(
        bureau
            .post(&confirm(&scan), None, &confirmation(&record))
            .await?
            .expect(409)?["code"],
        "illegal_move"
    );

    let stamped = upload(&staff, file(&signed(&pdf, 1)?)).await?;
    let done = bureau
        .post(&confirm(&stamped), None, &confirmation(&record))
        .await?
        .expect(200)?;
    assert_eq!(done["state"], "archived");
    Ok(())
}
