//! What the catalogue and accepted lists say of each other: neither undoes the other, and what comes later
//! is still answered for.

use super::scope_lists::{accepted, answered, own_list};
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, DISTRICT, DISTRICT_REVIEWER, OTHER_DEPARTMENT, REVIEWER};
use crate::sample;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

const HEADER: &str = "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感";
const CIVIL: &str = "杭州市民政局（示例）";

async fn import(bureau: &Person, rows: &str) -> Result<Value> {
    let csv = format!("{HEADER}\n{rows}\n").into_bytes();
    let answer = bureau.post_bytes("items/import", "text/csv", csv).await?.expect(200)?;
    assert_eq!(answer["errors"], json!([]), "{answer}");
    Ok(answer)
}

async fn item(bureau: &Person, code: &str) -> Result<Value> {
    let found = bureau.read(&format!("items?q={code}")).await?;
    Ok(found["entries"][0].clone())
}

fn path(record: &Value) -> Result<String> {
    Ok(format!("records/{}", record["id"].as_str().context("an identifier")?))
}

fn codes(list: &Value) -> Vec<&str> {
    let rows = list["content"]["rows"].as_array().into_iter().flatten();
    rows.filter_map(|row| row["code"].as_str()).collect()
}

async fn hands_in(app: &TestApp, staff: &Person, content: &Value) -> Result<Value> {
    let list = own_list(staff).await?;
    sample::submit(app, staff, &list, content).await?.expect(200)
}

async fn accepts(reviewer: &Person, list: &Value, consents: Value) -> Result<Value> {
    let seen = reviewer.read(&path(list)?).await?;
    let accept = format!("{}/accept", path(list)?);
    let body = json!({ "consents": consents });
    reviewer.post(&accept, seen["etag"].as_str(), &body).await?.expect(200)
}

async fn an_import_undoes_nothing_that_a_list_said(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (bureau, staff, police, reviewer) = (
        app.person(BUREAU).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person("police").await?,
        app.person(REVIEWER).await?,
    );
    import(
        &bureau,
        &format!("许可-97101-000,示例移交事项,{CIVIL},{CIVIL},,,\n许可-97102-000,示例涉密事项,{CIVIL},{CIVIL},,,"),
    )
    .await?;
    staff.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let mut content = answered(&own_list(&staff).await?)?;
    for row in content["rows"].as_array_mut().context("rows")? {
        if row["code"] == "许可-97101-000" {
            // As somebody types it: brackets of half width and a space.
            *row = json!({ "code": row["code"], "name": row["name"], "change": "moved", "receiver": "杭州市公安局 (示例)",
                "remark": "机构改革（示例）" });
        } else if row["code"] == "许可-97102-000" {
            row["privacy"] = json!("secret");
        }
    }
    let list = hands_in(&app, &staff, &content).await?;
    accepts(&reviewer, &list, json!(["许可-97101-000"])).await?;
    let answer = format!(
        "transfers/{}/许可-97101-000",
        list["id"].as_str().context("an identifier")?
    );
    let took = police.post(&answer, None, &json!({ "answer": "accept" })).await?;
    assert_eq!(took.status, 204, "{}", took.body);

    // The catalogue of before says otherwise.
    import(
        &bureau,
        &format!(
            "许可-97101-000,示例移交事项（改名）,{CIVIL},{CIVIL},,,\n许可-97102-000,示例涉密事项,{CIVIL},{CIVIL},,已联调,否"
        ),
    )
    .await?;
    let moved = item(&bureau, "许可-97101-000").await?;
    let new_owner = &police.me["organisation"]["id"];
    assert_eq!(moved["name"], "示例移交事项（改名）");
    assert_eq!(
        (&moved["owner"]["id"], &moved["serving"]["id"]),
        (new_owner, new_owner),
        "who took it over keeps it"
    );
    let secret = item(&bureau, "许可-97102-000").await?;
    assert_eq!(secret["connection"], "joint_debugged");
    let seen = police.read("items?q=97102").await?;
    assert_eq!(seen["total"], 0, "what is secret stays so");
    Ok(())
}

async fn items_that_come_later_are_answered_for(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (bureau, staff, reviewer) = (
        app.person(BUREAU).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person(REVIEWER).await?,
    );
    staff.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let before = own_list(&staff).await?;
    import(
        &bureau,
        &format!("许可-97201-000,示例后到事项（一）,{CIVIL},{CIVIL},,,"),
    )
    .await?;
    let list = own_list(&staff).await?;
    assert_eq!(list["id"], before["id"]);
    assert_eq!(
        (codes(&list).len(), codes(&list).last()),
        (codes(&before).len() + 1, Some(&"许可-97201-000")),
        "a list that is still filled gains what came"
    );
    let first = accepted(&app, OTHER_DEPARTMENT, REVIEWER).await?;

    // What comes after that asks for a list in place of the accepted one.
    let opened = bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let others = opened["opened"].as_array().context("lists")?.len();
    import(
        &bureau,
        &format!("许可-97202-000,示例后到事项（二）,{CIVIL},{CIVIL},,,"),
    )
    .await?;
    let overview = bureau.read("scope-lists").await?;
    let departments = overview["departments"].as_array().context("departments")?;
    let own = departments
        .iter()
        .find(|one| one["department"]["id"] == staff.me["organisation"]["id"])
        .context("the department")?;
    assert_eq!(own["unanswered"], 1);
    let opened = bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;
    assert_eq!(opened["opened"].as_array().map(Vec::len), Some(1), "{others} {opened}");
    let list = own_list(&staff).await?;
    assert_eq!(
        (&list["replaces"], &list["due"]),
        (&first["id"], &Value::Null),
        "{list}"
    );
    let rows = list["content"]["rows"].as_array().context("rows")?;
    let row = |code: &str| rows.iter().find(|row| row["code"] == code).cloned().unwrap_or_default();
    assert_eq!(
        row("许可-97201-000")["annual_cases"],
        1200,
        "accepted answers stand in it"
    );
    assert_eq!(row("许可-97202-000")["annual_cases"], Value::Null);
    let content = answered(&list)?;
    let list = hands_in(&app, &staff, &content).await?;
    accepts(&reviewer, &list, json!([])).await?;
    assert_eq!(item(&bureau, "许可-97202-000").await?["scope"], "in_scope");
    Ok(())
}

#[tokio::test]
async fn a_list_may_not_add_what_others_have() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (bureau, staff) = (app.person(BUREAU).await?, app.person(OTHER_DEPARTMENT).await?);
    let unit = "杭州市公安局（示例）";
    import(&bureau, &format!("许可-97301-000,示例他局事项,{unit},{unit},,,")).await?;
    staff.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let list = own_list(&staff).await?;
    let mut content = answered(&list)?;
    let rows = content["rows"].as_array_mut().context("rows")?;
    let mut added = rows[0].clone();
    (added["code"], added["change"], added["remark"]) = (json!("许可-97301-000"), json!("new"), json!("新增（示例）"));
    rows.push(added);
    let refused = sample::submit(&app, &staff, &list, &content).await?;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.to_string().contains("scope.row.taken"), "{}", refused.body);
    Ok(())
}

#[tokio::test]
async fn a_list_of_a_department_with_something_secret_is_not_for_those_who_only_read() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (bureau, staff) = (app.person(BUREAU).await?, app.person(DISTRICT).await?);
    staff.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let list = own_list(&staff).await?;
    let readers = ["egov", "hall"];
    for login in readers {
        let answer = app.person(login).await?.get(&path(&list)?).await?;
        assert_eq!(answer.status(), 200, "{login}");
    }
    // The catalogue says so; the list is silent.
    let unit = staff.me["organisation"]["name"].as_str().context("a name")?;
    import(&bureau, &format!("许可-97401-000,示例涉密事项,{unit},{unit},,,涉密")).await?;
    for login in readers {
        let reader = app.person(login).await?;
        assert_eq!(reader.get(&path(&list)?).await?.status(), 404, "{login}");
        let overview = reader.read("scope-lists").await?;
        let departments = overview["departments"].as_array().context("departments")?;
        let shown = departments.iter().find(|one| one["list"]["id"] == list["id"]);
        assert_eq!(
            shown.context("that there is one is no secret")?["readable"],
            false,
            "{login}"
        );
    }
    let reviewer = app.person(DISTRICT_REVIEWER).await?;
    assert_eq!(reviewer.get(&path(&list)?).await?.status(), 200);
    Ok(())
}

#[tokio::test]
async fn an_import_undoes_nothing_that_a_list_said_on_sqlite() -> Result<()> {
    an_import_undoes_nothing_that_a_list_said(On::Sqlite).await
}

#[tokio::test]
async fn an_import_undoes_nothing_that_a_list_said_on_postgres() -> Result<()> {
    an_import_undoes_nothing_that_a_list_said(On::Postgres).await
}

#[tokio::test]
async fn items_that_come_later_are_answered_for_on_sqlite() -> Result<()> {
    items_that_come_later_are_answered_for(On::Sqlite).await
}

#[tokio::test]
async fn items_that_come_later_are_answered_for_on_postgres() -> Result<()> {
    items_that_come_later_are_answered_for(On::Postgres).await
}
