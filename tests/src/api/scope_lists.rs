//! Task 1 over HTTP: lists are opened from the catalogue, answered, returned, accepted; items follow.

use crate::app::{On, Person, TestApp};
use crate::people::{AUDITOR, BUREAU, DEPARTMENT, DISTRICT, DISTRICT_REVIEWER, OTHER_DEPARTMENT, REVIEWER};
use crate::sample;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

const POLICE: &str = "杭州市公安局（示例）";

/// The list of this person's organisation.
///
/// # Errors
/// When there is none, and those of the server.
pub async fn own_list(person: &Person) -> Result<Value> {
    let own = person.me["organisation"]["id"].clone();
    let overview = person.read("scope-lists").await?;
    let department = overview["departments"]
        .as_array()
        .context("departments")?
        .iter()
        .find(|department| department["department"]["id"] == own)
        .context("one's own department")?;
    let id = department["list"]["id"].as_str().context("a list")?;
    person.read(&format!("records/{id}")).await
}

/// Every item answered such that it counts; four fifths and the pace are reached.
///
/// # Errors
/// When the list has no rows.
pub fn answered(list: &Value) -> Result<Value> {
    let mut content = list["content"].clone();
    let rows = content["rows"].as_array_mut().context("rows")?;
    for (place, row) in rows.iter_mut().enumerate() {
        row["system_level"] = json!("municipal");
        row["system_name"] = json!("业务系统甲（示例）");
        row["coverage"] = json!("全市");
        row["privacy"] = json!("open");
        row["annual_cases"] = json!(1200);
        row["at_window"] = json!(true);
        row["special_domain"] = json!("none");
        row["private_network"] = json!(false);
        row["batch"] = json!(place % 4 + 1);
    }
    Ok(content)
}

fn path(record: &Value) -> Result<String> {
    Ok(format!("records/{}", record["id"].as_str().context("an identifier")?))
}

/// The list of a person's department, answered, handed in and accepted; the accepted record.
///
/// # Errors
/// When the server refuses any step.
pub async fn accepted(app: &TestApp, staff: &str, reviewer: &str) -> Result<Value> {
    let (staff, reviewer) = (app.person(staff).await?, app.person(reviewer).await?);
    staff.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let list = own_list(&staff).await?;
    let content = answered(&list)?;
    sample::submit(app, &staff, &list, &content).await?.expect(200)?;
    let seen = reviewer.read(&path(&list)?).await?;
    let accept = format!("{}/accept", path(&list)?);
    reviewer
        .post(&accept, seen["etag"].as_str(), &json!({}))
        .await?
        .expect(200)
}

async fn a_list_closes_and_its_items_follow(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (bureau, staff, reviewer) = (
        app.person(BUREAU).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person(REVIEWER).await?,
    );
    let opened = bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;
    assert_eq!(opened["without_reviewer"], json!([]), "{opened}");
    assert!(opened["opened"].as_array().context("lists")?.len() >= 4, "{opened}");
    let again = bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;
    assert_eq!(again["opened"], json!([]), "a list is opened once");

    let list = own_list(&staff).await?;
    assert_eq!(list["state"], "draft");
    assert_eq!(list["due"]["date"], "2018-09-07");
    let mut content = answered(&list)?;
    let rows = content["rows"].as_array_mut().context("rows")?;
    let code = |place: usize| rows[place]["code"].as_str().unwrap_or_default().to_owned();
    let (moved, cancelled, secret, few) = (code(0), code(1), code(2), code(3));
    rows[0] = json!({ "code": moved, "name": rows[0]["name"], "change": "moved", "receiver": POLICE, "remark": "机构改革（示例）" });
    rows[1] = json!({ "code": cancelled, "name": rows[1]["name"], "change": "cancelled", "remark": "取消（示例）" });
    rows[2]["privacy"] = json!("secret");
    rows[3]["annual_cases"] = json!(12);
    rows[3]["batch"] = Value::Null;
    let mut added = rows[4].clone();
    added["code"] = json!("许可-97001-000");
    added["name"] = json!("新增事项（示例）");
    added["change"] = json!("new");
    added["remark"] = json!("新增（示例）");
    rows.push(added);

    // A row that vanished is an error; so is an altered name.
    let mut short = content.clone();
    short["rows"].as_array_mut().context("rows")?.remove(5);
    let refused = sample::submit(&app, &staff, &list, &short).await?;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(
        refused.body.to_string().contains("scope.row.vanished"),
        "{}",
        refused.body
    );
    let list = own_list(&staff).await?;
    let submitted = sample::submit(&app, &staff, &list, &content).await?.expect(200)?;
    assert_eq!(submitted["state"], "submitted");

    // What is called secret is seen by nobody else from now on.
    let other = app.person(DEPARTMENT).await?;
    assert!(!other.read("items").await?.to_string().contains(&secret));

    // The reviewer returns it once; the answers stay.
    let seen = reviewer.read(&path(&list)?).await?;
    let reason = json!({ "reason": "请补充第 4 行说明" });
    reviewer
        .post(&format!("{}/return", path(&list)?), seen["etag"].as_str(), &reason)
        .await?
        .expect(200)?;
    let returned = own_list(&staff).await?;
    assert_eq!(
        (&returned["state"], &returned["content"]),
        (&json!("returned"), &submitted["content"])
    );
    assert_eq!(returned["due"]["date"], "2018-09-07", "a list stays due on its day");
    sample::submit(&app, &staff, &returned, &content).await?.expect(200)?;

    // Each marked row is consented to, and only the reviewer of the area accepts.
    let seen = reviewer.read(&path(&list)?).await?;
    let accept = format!("{}/accept", path(&list)?);
    let consents = json!({ "consents": [moved, cancelled, "许可-97001-000"] });
    for consents in [json!({}), json!({ "consents": [moved, cancelled] })] {
        let refused = reviewer.post(&accept, seen["etag"].as_str(), &consents).await?;
        assert_eq!(
            (refused.status, &refused.body["code"]),
            (409, &json!("consent_missing"))
        );
    }
    for login in [BUREAU, OTHER_DEPARTMENT, AUDITOR, DISTRICT_REVIEWER, DEPARTMENT] {
        let refused = app
            .person(login)
            .await?
            .post(&accept, seen["etag"].as_str(), &consents)
            .await?;
        assert!(matches!(refused.status, 403 | 404), "{login}: {}", refused.status);
    }
    let accepted = reviewer
        .post(&accept, seen["etag"].as_str(), &consents)
        .await?
        .expect(200)?;
    assert_eq!(accepted["state"], "archived");
    let again = reviewer
        .post(&accept, seen["etag"].as_str(), &consents)
        .await?
        .expect(200)?;
    assert_eq!(again["etag"], accepted["etag"], "a second acceptance changes nothing");

    // The items say so, and the archive proves it.
    let items = bureau.read("items?limit=500").await?;
    let item = |code: &str| {
        let entries = items["entries"].as_array().into_iter().flatten();
        entries
            .clone()
            .find(|item| item["code"] == code)
            .cloned()
            .unwrap_or_default()
    };
    assert_eq!(item(&moved)["scope"], "moving");
    assert_eq!(item(&cancelled)["scope"], "cancelled");
    assert_eq!(item(&secret)["scope"], "left_out");
    assert_eq!(
        (&item(&few)["scope"], &item(&few)["proposed_batch"]),
        (&json!("left_out"), &Value::Null)
    );
    let added = item("许可-97001-000");
    assert_eq!(
        (&added["scope"], &added["proposed_batch"]),
        (&json!("in_scope"), &json!(1))
    );
    let overview = bureau.read("scope-lists").await?;
    let mine = overview["departments"]
        .as_array()
        .context("departments")?
        .iter()
        .find(|one| one["department"]["id"] == staff.me["organisation"]["id"])
        .context("the department")?;
    assert_eq!(mine["list"]["state"], "archived");
    let package = staff
        .get(&format!("{}/package.zip", path(&list)?))
        .await?
        .error_for_status()?
        .bytes()
        .await?;
    let file = app.data.path().join("scope.zip");
    std::fs::write(&file, &package)?;
    for arguments in [
        vec!["verify", "--package", file.to_str().context("a path")?],
        vec!["verify"],
    ] {
        let verify = app.run(&arguments)?;
        assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
    }

    // The receiving department takes the item over.
    let police = app.person("police").await?;
    let transfers = police.read("transfers").await?;
    let transfer = transfers
        .as_array()
        .and_then(|list| list.first())
        .context("a transfer")?;
    assert_eq!(
        (&transfer["code"], &transfer["state"]),
        (&json!(moved), &json!("waiting"))
    );
    let answer = format!("transfers/{}/{moved}", list["id"].as_str().context("an identifier")?);
    assert_eq!(
        staff.post(&answer, None, &json!({ "answer": "accept" })).await?.status,
        404
    );
    for _ in 0..2 {
        let took = police.post(&answer, None, &json!({ "answer": "accept" })).await?;
        assert_eq!(took.status, 204, "{}", took.body);
    }
    let refused = police
        .post(&answer, None, &json!({ "answer": "refuse", "reason": "不" }))
        .await?;
    assert_eq!(refused.status, 409, "{}", refused.body);
    let items = bureau.read(&format!("items?q={moved}")).await?;
    assert_eq!(items["entries"][0]["owner"]["id"], police.me["organisation"]["id"]);
    Ok(())
}

async fn everyone_sees_the_lists_of_their_own_and_no_other(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (bureau, district) = (app.person(BUREAU).await?, app.person(DISTRICT).await?);
    assert_eq!(app.nobody().get("scope-lists").await?.status(), 401);
    let opened = district.post("scope-lists", None, &json!({})).await?.expect(200)?;
    assert_eq!(
        opened["opened"].as_array().map(Vec::len),
        Some(1),
        "staff open their own"
    );
    bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let list = own_list(&district).await?;
    assert_eq!(list["due"]["date"], "2018-09-14");
    let mut content = answered(&list)?;
    content["rows"][0]["privacy"] = json!("sensitive");
    let body = json!({ "content": content, "reasons": [] });
    district
        .put(&path(&list)?, list["etag"].as_str(), &body)
        .await?
        .expect(200)?;

    // With a sensitive item in it, only the owner, who reviews, the bureau and supervision read it.
    for (login, status) in [
        (DISTRICT, 200),
        (BUREAU, 200),
        (AUDITOR, 200),
        (REVIEWER, 200),
        (DISTRICT_REVIEWER, 200),
        ("xijiang-reviewer", 404),
        (DEPARTMENT, 404),
        (OTHER_DEPARTMENT, 404),
        ("egov", 404),
        ("hall", 404),
        ("admin", 404),
    ] {
        let answer = app.person(login).await?.get(&path(&list)?).await?;
        assert_eq!(answer.status(), status, "{login}");
    }
    for (login, status) in [(REVIEWER, 403), ("egov", 403), (AUDITOR, 403), ("admin", 403)] {
        let answer = app.person(login).await?.post("scope-lists", None, &json!({})).await?;
        assert_eq!(answer.status, status, "{login}");
    }
    let shown = app.person(DISTRICT_REVIEWER).await?.read("scope-lists").await?;
    assert!(!shown.to_string().contains("西江区"), "{shown}");
    let begun = json!({ "id": uuid::Uuid::now_v7(), "form": "scope", "content": {} });
    assert_eq!(
        district.post("records", None, &begun).await?.status,
        403,
        "lists come from the catalogue"
    );
    Ok(())
}

#[tokio::test]
async fn a_list_closes_and_its_items_follow_on_sqlite() -> Result<()> {
    a_list_closes_and_its_items_follow(On::Sqlite).await
}

#[tokio::test]
async fn a_list_closes_and_its_items_follow_on_postgres() -> Result<()> {
    a_list_closes_and_its_items_follow(On::Postgres).await
}

#[tokio::test]
async fn everyone_sees_the_lists_of_their_own_and_no_other_on_sqlite() -> Result<()> {
    everyone_sees_the_lists_of_their_own_and_no_other(On::Sqlite).await
}

#[tokio::test]
async fn everyone_sees_the_lists_of_their_own_and_no_other_on_postgres() -> Result<()> {
    everyone_sees_the_lists_of_their_own_and_no_other(On::Postgres).await
}
