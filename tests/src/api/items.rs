//! The catalogue from a table in text: all rows or none, every wrong cell by line and column.

use super::paper::text;
use crate::app::{Answer, On, Person, TestApp};
use crate::people::{ADMIN, BUREAU, SCANNER_KEY};
use anyhow::{Context as _, Result};
use encoding_rs::GB18030;
use serde_json::{Value, json};

const HEADER: &str = "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感";
const CIVIL: &str = "杭州市民政局（示例）";
const MARKET: &str = "杭州市市场监督管理局（示例）";

async fn import(person: &Person, csv: &[u8]) -> Result<Answer> {
    person.post_bytes("items/import", "text/csv", csv.to_vec()).await
}

async fn found(person: &Person, text: &str) -> Result<Vec<Value>> {
    Ok(person.read(&format!("items?q={text}")).await?["entries"]
        .as_array()
        .context("a list")?
        .clone())
}

/// Two items, as a spreadsheet on Windows saves them: line ends, an empty row at the end.
fn two_items() -> String {
    format!(
        "{HEADER}\r\n许可-98001-000,示例事项（一）,{CIVIL},{MARKET},2,已联调,否\r\n\
         许可-98002-000,\"示例，含“引号”,与逗号\",{CIVIL},{CIVIL},,,\r\n,,,,,,\r\n"
    )
}

async fn a_file_in_either_encoding_is_kept_once(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let bureau = app.person(BUREAU).await?;
    let before = bureau.read("items").await?["total"].as_u64().context("a count")?;
    let (gb18030, _, lossy) =
        GB18030.encode("许可-98003-000,示例事项（𠮷）,杭州市民政局（示例）,杭州市民政局（示例）,1,全流程办理,敏感");
    assert!(!lossy);
    let (header, _, _) = GB18030.encode(HEADER);

    let answer = import(&bureau, two_items().as_bytes()).await?.expect(200)?;
    assert_eq!(
        answer,
        json!({ "added": 2, "changed": 0, "unchanged": 0, "errors": [] })
    );
    let answer = import(&bureau, &[&header, b"\n".as_slice(), &gb18030].concat())
        .await?
        .expect(200)?;
    assert_eq!(answer["added"], 1, "{answer}");
    assert_eq!(bureau.read("items").await?["total"], before + 3);

    let first = found(&bureau, "98001").await?;
    let first = first.first().context("the item")?;
    assert_eq!(
        (text(&first["owner"], "name"), text(&first["serving"], "name")),
        (CIVIL, MARKET)
    );
    assert_eq!(
        (&first["batch"], text(first, "connection")),
        (&json!(2), "joint_debugged")
    );
    assert_eq!(found(&bureau, "98002").await?[0]["name"], "示例，含“引号”,与逗号");
    assert_eq!(found(&bureau, "98003").await?[0]["name"], "示例事项（𠮷）");

    let whole = bureau.read("items?limit=500").await?;
    let again = import(&bureau, two_items().as_bytes()).await?.expect(200)?;
    assert_eq!(again, json!({ "added": 0, "changed": 0, "unchanged": 2, "errors": [] }));
    assert_eq!(
        bureau.read("items?limit=500").await?,
        whole,
        "the same file twice changes nothing"
    );

    let renamed = two_items().replace("示例事项（一）", "示例事项（改名）");
    let changed = import(&bureau, renamed.as_bytes()).await?.expect(200)?;
    assert_eq!((&changed["changed"], &changed["unchanged"]), (&json!(1), &json!(1)));
    assert_eq!(found(&bureau, "98001").await?[0]["name"], "示例事项（改名）");
    Ok(())
}

#[tokio::test]
async fn a_file_in_either_encoding_is_kept_once_on_sqlite() -> Result<()> {
    a_file_in_either_encoding_is_kept_once(On::Sqlite).await
}

#[tokio::test]
async fn a_file_in_either_encoding_is_kept_once_on_postgres() -> Result<()> {
    a_file_in_either_encoding_is_kept_once(On::Postgres).await
}

/// One bad row is named and keeps the good ones out; nothing is kept half.
#[tokio::test]
async fn every_wrong_cell_is_named_and_nothing_is_kept() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let bureau = app.person(BUREAU).await?;
    let before = bureau.read("items?limit=500").await?;
    let rows = [
        format!("许可-98001-000,好的一行,{CIVIL},{CIVIL},1,已联调,否"),
        format!(",缺编码,{CIVIL},{CIVIL},1,,"),
        format!("许可-98004-000,,没有的单位,{CIVIL},9,不知道,也许"),
        format!("许可-98001-000,重复,{CIVIL},{CIVIL},,,"),
        "许可-98005-000,少了几列".to_owned(),
        format!("许可-98006-000,{},{CIVIL},{CIVIL},,,", "长".repeat(201)),
        format!("许可-98007-000,看不见\u{202e}的字,{CIVIL},{CIVIL},,,"),
    ];
    let csv = format!("{HEADER}\n{}\n", rows.join("\n"));
    let answer = import(&bureau, csv.as_bytes()).await?.expect(200)?;
    assert_eq!((&answer["added"], &answer["changed"]), (&json!(0), &json!(0)));
    let named: Vec<(u64, &str)> = answer["errors"]
        .as_array()
        .context("errors")?
        .iter()
        .map(|error| (error["line"].as_u64().unwrap_or_default(), text(error, "column")))
        .collect();
    let expected = [
        (3, "事项编码"),
        (4, "事项名称"),
        (4, "责任单位"),
        (4, "发布批次"),
        (4, "接入方式"),
        (4, "是否涉密或敏感"),
        (5, "事项编码"),
        (6, "责任单位"),
        (6, "系统承建单位"),
        (7, "事项名称"),
        (8, "事项名称"),
    ];
    assert_eq!(named, expected);
    assert!(
        answer["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .all(|error| !text(error, "message").is_empty())
    );
    assert_eq!(bureau.read("items?limit=500").await?, before, "not even the good row");
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_no_list_of_items_is_refused_whole() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let bureau = app.person(BUREAU).await?;
    let missing = HEADER.replace(",发布批次", "");
    for file in [
        b"".as_slice(),
        b"\xff\xff\xff",
        b"a,b,c\n1,2,3\n",
        missing.as_bytes(),
        b"PK\x03\x04\x00\x00",
    ] {
        let answer = import(&bureau, file).await?.expect(200)?;
        let errors = answer["errors"].as_array().context("errors")?;
        assert!(
            !errors.is_empty() && errors.iter().all(|error| error["line"] == 1),
            "{answer}"
        );
        let report = bureau
            .post_bytes("items/import/report", "text/csv", file.to_vec())
            .await?;
        assert!(matches!(report.status, 200 | 422), "{}", report.body);
    }
    Ok(())
}

/// A closed form's effect is not undone by a spreadsheet that knows nothing of it.
#[tokio::test]
async fn an_import_never_takes_back_what_a_closed_form_did() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let bureau = app.person(BUREAU).await?;
    let optimised = found(&bureau, "90002").await?;
    let item = optimised.first().context("the sample's optimised item")?;
    assert!(!item["optimised_on"].is_null());
    let csv = format!(
        "{HEADER}\n{},示例改名,{MARKET},{MARKET},3,未接入,否\n",
        text(item, "code")
    );
    assert_eq!(import(&bureau, csv.as_bytes()).await?.expect(200)?["changed"], 1);
    let after = &found(&bureau, "90002").await?[0];
    assert_eq!(
        (&after["batch"], &after["optimised_on"]),
        (&json!(3), &item["optimised_on"])
    );
    Ok(())
}

#[tokio::test]
async fn only_the_bureau_and_the_administrator_import() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let programme = app.nobody().read("programme").await?;
    for login in programme["demonstration_logins"].as_array().context("logins")? {
        let allowed = matches!(text(login, "role"), "bureau" | "admin");
        let person = app.person(text(login, "login")).await?;
        let answer = import(&person, two_items().as_bytes()).await?;
        assert_eq!(answer.status, if allowed { 200 } else { 403 }, "{login}");
    }
    assert_eq!(
        import(&app.machine(SCANNER_KEY)?, two_items().as_bytes()).await?.status,
        403
    );
    assert_eq!(import(&app.nobody(), two_items().as_bytes()).await?.status, 401);
    assert_eq!(
        import(&app.person(ADMIN).await?, two_items().as_bytes())
            .await?
            .expect(200)?["unchanged"],
        2
    );
    Ok(())
}
