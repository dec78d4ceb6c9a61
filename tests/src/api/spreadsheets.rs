//! The catalogue as a workbook: out, through an office program and by hand, and in again.

use super::paper::text;
use super::roles::{MARKET_SECRET, TABLE};
use super::world::secret_items;
use crate::app::{On, Person, TestApp, server_path};
use crate::office::{Kind, convert};
use crate::people::{BUREAU, DEPARTMENT};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use yinzheng_sheets::{Heading, Limits, Out, Sheet, Table, read, write};

/// What the columns of the catalogue are called.
pub(super) const HEADER: [&str; 7] = [
    "事项编码",
    "事项名称",
    "责任单位",
    "系统承建单位",
    "发布批次",
    "接入方式",
    "是否涉密或敏感",
];
const CIVIL: &str = "杭州市民政局（示例）";

async fn import(person: &Person, table: Vec<u8>) -> Result<Value> {
    let answer = person
        .post_bytes("items/import", "application/octet-stream", table)
        .await?;
    answer.expect(200)
}

/// The first sheet of a workbook, as the program under test reads it.
fn sheet(bytes: &[u8]) -> Result<Sheet> {
    let mut book = read(&server_path(), bytes, &Limits::default())?;
    anyhow::ensure!(!book.sheets.is_empty(), "a sheet");
    Ok(book.sheets.remove(0))
}

fn cell(sheet: &Sheet, number: u32, column: u16) -> String {
    let row = sheet.rows.iter().find(|row| row.number == number);
    let value = row.and_then(|row| row.cell(column));
    value.map(yinzheng_sheets::Value::shown).unwrap_or_default()
}

/// A workbook as somebody makes it: a title, the header below, numbers as numbers.
fn by_hand(rows: &[[Out; 7]]) -> Result<Vec<u8>> {
    let heading = |name: &str| Heading {
        name: name.to_owned(),
        width: 12.0,
        words: Vec::new(),
    };
    Ok(write(&Table {
        sheet: "八月".to_owned(),
        title: "事项（示例）".to_owned(),
        note: None,
        columns: HEADER.map(heading).into(),
        rows: rows.iter().map(|row| row.to_vec()).collect(),
    })?)
}

fn hand_row(code: &str, name: &str, batch: Out) -> [Out; 7] {
    let text = |text: &str| Out::Text(text.to_owned());
    [
        text(code),
        text(name),
        text(CIVIL),
        text(CIVIL),
        batch,
        text("已联调"),
        text("否"),
    ]
}

async fn a_workbook_is_imported_and_every_wrong_cell_named(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let bureau = app.person(BUREAU).await?;
    let before = bureau.read("items?limit=500").await?;
    let good = hand_row("许可-98101-000", "=示例（一）", Out::Number(2.0));
    let bad = hand_row(
        "许可-98102-000",
        "示例（二）",
        Out::Date("2018-09-25".parse().map_err(|_| anyhow::anyhow!("a day"))?),
    );

    let answer = import(&bureau, by_hand(&[good.clone(), bad])?).await?;
    let errors = answer["errors"].as_array().context("errors")?;
    assert_eq!(errors.len(), 1, "{answer}");
    let place = |key: &str| errors[0][key].clone();
    assert_eq!(
        [place("sheet"), place("line"), place("letter"), place("column")],
        [json!("八月"), json!(4), json!("E"), json!("发布批次")]
    );
    assert_eq!(bureau.read("items?limit=500").await?, before, "not even the good row");

    let answer = import(&bureau, by_hand(std::slice::from_ref(&good))?).await?;
    assert_eq!(
        answer,
        json!({ "added": 1, "changed": 0, "unchanged": 0, "errors": [] })
    );
    let found = bureau.read("items?q=98101").await?;
    assert_eq!(
        (text(&found["entries"][0], "name"), &found["entries"][0]["batch"]),
        ("=示例（一）", &json!(2))
    );
    let again = import(&bureau, by_hand(&[good])?).await?;
    assert_eq!(again["unchanged"], 1, "{again}");
    Ok(())
}

#[tokio::test]
async fn a_workbook_is_imported_and_every_wrong_cell_named_on_sqlite() -> Result<()> {
    a_workbook_is_imported_and_every_wrong_cell_named(On::Sqlite).await
}

#[tokio::test]
async fn a_workbook_is_imported_and_every_wrong_cell_named_on_postgres() -> Result<()> {
    a_workbook_is_imported_and_every_wrong_cell_named(On::Postgres).await
}

/// What the catalogue holds when spreadsheet programs are to be led into temptation.
async fn tempting_catalogue(bureau: &Person) -> Result<u64> {
    secret_items(bureau).await?;
    let rows = [
        "=1+1",
        "+86 571",
        "-1",
        "@示例",
        "00123",
        "1-2",
        "2018-09-25",
        "示例，含“引号”,与\"逗号\"",
    ];
    let rows: Vec<[Out; 7]> = (98_201..)
        .zip(rows)
        .map(|(number, name)| hand_row(&format!("其他-{number}-000"), name, Out::Nothing))
        .chain([hand_row("330106199001011234", "长编码（示例）", Out::Number(1.0))])
        .collect();
    assert_eq!(import(bureau, by_hand(&rows)?).await?["added"], rows.len());
    bureau.read("items").await?["total"].as_u64().context("a count")
}

/// Everything in the catalogue, dates of optimisation and publication included.
async fn whole(bureau: &Person) -> Result<Value> {
    bureau.read("items?limit=500").await
}

async fn what_was_exported_changes_nothing(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let bureau = app.person(BUREAU).await?;
    let total = tempting_catalogue(&bureau).await?;
    let before = whole(&bureau).await?;
    let exported = bureau.file("items.xlsx").await?;
    for (way, table) in [
        ("as it is", exported.clone()),
        (
            "through OpenDocument",
            convert(&convert(&exported, Kind::Xlsx, Kind::Ods)?, Kind::Ods, Kind::Xlsx)?,
        ),
        ("as text", convert(&exported, Kind::Xlsx, Kind::Csv)?),
    ] {
        let answer = import(&bureau, table).await?;
        assert_eq!(
            answer,
            json!({ "added": 0, "changed": 0, "unchanged": total, "errors": [] }),
            "{way}"
        );
        assert_eq!(whole(&bureau).await?, before, "{way}");
    }
    Ok(())
}

#[tokio::test]
async fn what_was_exported_changes_nothing_on_sqlite() -> Result<()> {
    what_was_exported_changes_nothing(On::Sqlite).await
}

#[tokio::test]
async fn what_was_exported_changes_nothing_on_postgres() -> Result<()> {
    what_was_exported_changes_nothing(On::Postgres).await
}

/// Column A of the exported table below its header.
fn codes(sheet: &Sheet) -> BTreeSet<String> {
    let rows = sheet.rows.iter().filter(|row| row.number > 3);
    rows.map(|row| cell(sheet, row.number, 0)).collect()
}

#[tokio::test]
async fn everybody_exports_what_their_list_shows_and_no_more() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    secret_items(&app.person(BUREAU).await?).await?;
    for sees in TABLE {
        let person = app.person(sees.login).await?;
        for query in ["", "q=%E8%AE%BE%E7%AB%8B", "batch=1"] {
            let list = person.read(&format!("items?limit=500&{query}")).await?;
            let listed = list["entries"].as_array().context("a list")?;
            let listed: BTreeSet<String> = listed.iter().map(|item| text(item, "code").to_owned()).collect();
            let exported = sheet(&person.file(&format!("items.xlsx?{query}")).await?)?;
            assert_eq!(codes(&exported), listed, "{} {query}", sees.login);
        }
    }
    assert!(app.nobody().get("items.xlsx").await?.status() == 401);
    let department = app.person(DEPARTMENT).await?;
    let own = sheet(&department.file(&format!("items.xlsx?q={MARKET_SECRET}")).await?)?;
    assert_eq!(cell(&own, 4, 6), "涉密或敏感");
    Ok(())
}

#[tokio::test]
async fn a_table_comes_back_with_its_errors_marked_and_is_taken_once_mended() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let bureau = app.person(BUREAU).await?;
    let csv = |batch: &str| {
        format!(
            "{}\n许可-98301-000,00123,{CIVIL},{CIVIL},{batch},,否\n许可-98302-000,=示例,{CIVIL},{CIVIL},1,,\n",
            HEADER.join(",")
        )
    };
    let before = whole(&bureau).await?;
    let marked = bureau
        .post_for_file("items/import/report", csv("9").into_bytes())
        .await?;
    let page = sheet(&marked)?;
    assert!(cell(&page, 1, 7).starts_with("导入检查结果"), "{}", cell(&page, 1, 7));
    assert!(cell(&page, 2, 7).contains("E 列“发布批次”"), "{}", cell(&page, 2, 7));
    assert_eq!(
        (cell(&page, 2, 1), cell(&page, 3, 1), cell(&page, 3, 7)),
        ("00123".into(), "=示例".into(), String::new())
    );
    let answer = import(&bureau, marked).await?;
    assert_eq!(
        answer["errors"].as_array().map(Vec::len),
        Some(1),
        "the fault itself: {answer}"
    );
    assert_eq!(whole(&bureau).await?, before, "a report keeps nothing");

    let clean = bureau
        .post_for_file("items/import/report", csv("2").into_bytes())
        .await?;
    assert_eq!(import(&bureau, clean).await?["added"], 2);
    let refused = bureau
        .post_bytes("items/import/report", "text/csv", b"%PDF-1.7".to_vec())
        .await?;
    let problem = refused.expect(422)?;
    assert_eq!(problem["code"], "unreadable_table");
    assert!(text(&problem, "detail").contains("XLSX"), "{problem}");
    let department = app.person(DEPARTMENT).await?;
    let forbidden = department
        .post_bytes("items/import/report", "text/csv", csv("2").into_bytes())
        .await?;
    assert_eq!(forbidden.status, 403);
    Ok(())
}

/// Children that are stopped give an answer in words, and the server goes on, whatever comes at once.
#[tokio::test]
async fn hostile_workbooks_are_answered_and_the_server_goes_on() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let bureau = app.person(BUREAU).await?;
    let files = crate::sheets::hostile()?;
    let uploads = files.iter().flat_map(|file| [file, file]).map(|(name, bytes)| {
        let bureau = bureau.clone();
        async move { (*name, import(&bureau, bytes.clone()).await) }
    });
    for (name, answer) in futures_util::future::join_all(uploads).await {
        let answer = answer.with_context(|| name.to_owned())?;
        let errors = answer["errors"].as_array().context("errors")?;
        assert_eq!(errors.len(), 1, "{name}: {answer}");
        assert!(text(&errors[0], "message").chars().count() > 8, "{name}: {answer}");
    }
    assert_eq!(import(&bureau, bureau.file("items.xlsx").await?).await?["added"], 0);
    Ok(())
}
