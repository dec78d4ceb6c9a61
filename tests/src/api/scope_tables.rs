//! A scope list as a workbook: out in the layout of the form, through an office program, and in again.

use super::paper::{path, text};
use super::scope_lists::{answered, own_list};
use crate::app::{On, Person, TestApp};
use crate::office::{Kind, convert};
use crate::people::{BUREAU, DEPARTMENT, OTHER_DEPARTMENT};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// A department's list with every answer, and with what spreadsheets like to change: a name that looks like a
/// formula, a code that looks like a number, a long figure, an added row, a cancelled one.
async fn filled(staff: &Person) -> Result<Value> {
    staff.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let list = own_list(staff).await?;
    let mut content = answered(&list)?;
    let rows = content["rows"].as_array_mut().context("rows")?;
    rows[0]["system_name"] = json!("=1+1");
    rows[0]["coverage"] = json!("+86");
    rows[1]["annual_cases"] = json!(1_234_567);
    rows[1]["remark"] = json!("第一句；第二句，带“引号”和\"引号\"");
    rows[2]["change"] = json!("cancelled");
    rows[2]["remark"] = json!("已无此事项（示例）");
    let mut added = rows[3].clone();
    (added["code"], added["name"]) = (json!("000131009999"), json!("@新增事项（示例）"));
    (added["change"], added["remark"]) = (json!("new"), json!("-新增（示例）"));
    rows.push(added);
    let body = json!({ "content": content });
    staff.put(&path(&list), list["etag"].as_str(), &body).await?.expect(200)
}

async fn read(staff: &Person, list: &Value, table: Vec<u8>) -> Result<Value> {
    let address = format!("{}/table", path(list));
    staff
        .post_bytes(&address, "application/octet-stream", table)
        .await?
        .expect(200)
}

async fn every_value_comes_back_from_an_office_program(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let staff = app.person(OTHER_DEPARTMENT).await?;
    let list = filled(&staff).await?;
    let table = staff.file(&format!("{}/table.xlsx", path(&list))).await?;
    let plain = read(&staff, &list, table.clone()).await?;
    assert_eq!(
        (&plain["errors"], &plain["rows"]),
        (&json!([]), &list["content"]["rows"])
    );
    for kind in [Kind::Xlsx, Kind::Csv] {
        let saved = match kind {
            // Saved twice over, as somebody does who keeps the file in another format in between.
            Kind::Xlsx => convert(&convert(&table, Kind::Xlsx, Kind::Ods)?, Kind::Ods, Kind::Xlsx)?,
            other => convert(&table, Kind::Xlsx, other)?,
        };
        let back = read(&staff, &list, saved).await?;
        assert_eq!(back["errors"], json!([]), "{kind:?}");
        assert_eq!(back["rows"], list["content"]["rows"], "{kind:?}");
    }
    let kept = staff.read(&path(&list)).await?;
    assert_eq!(kept["etag"], list["etag"], "reading a table keeps nothing");
    Ok(())
}

async fn wrong_cells_are_named_and_marked_and_nothing_is_half_read(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (staff, other, bureau) = (
        app.person(OTHER_DEPARTMENT).await?,
        app.person(DEPARTMENT).await?,
        app.person(BUREAU).await?,
    );
    let list = filled(&staff).await?;
    let table = staff.file(&format!("{}/table.xlsx", path(&list))).await?;
    let csv = String::from_utf8(convert(&table, Kind::Xlsx, Kind::Csv)?)?;
    let code = text(&list["content"]["rows"][4], "code").to_owned();
    let lines = csv.lines().map(|line| {
        if line.contains(&code) {
            line.replacen("1200", "约一千", 1).replacen("1,200", "约一千", 1)
        } else {
            line.to_owned()
        }
    });
    let spoilt = lines.collect::<Vec<_>>().join("\n");
    assert_ne!(spoilt, csv.trim_end());
    let answer = read(&staff, &list, spoilt.clone().into_bytes()).await?;
    let errors = answer["errors"].as_array().context("errors")?;
    assert_eq!((errors.len(), &answer["rows"]), (1, &json!([])), "{answer}");
    assert_eq!(errors[0]["column"], "⑤年办件量");
    let line = csv.lines().position(|line| line.contains(&code)).context("the row")? + 1;
    assert_eq!(errors[0]["line"], json!(line));

    // The table comes back with what is wrong in it, and mended it is read.
    let report = format!("{}/table/report", path(&list));
    let marked = staff.post_for_file(&report, spoilt.into_bytes()).await?;
    let marked = String::from_utf8(convert(&marked, Kind::Xlsx, Kind::Csv)?)?;
    let message = text(&errors[0], "message");
    assert!(marked.contains(message), "{message} stands in {marked}");
    let mended = read(&staff, &list, marked.replacen("约一千", "1200", 1).into_bytes()).await?;
    assert_eq!(
        (&mended["errors"], &mended["rows"]),
        (&json!([]), &list["content"]["rows"])
    );

    // It is its department's to fill.
    let address = format!("{}/table", path(&list));
    let sent = |person: Person| {
        let (address, table) = (address.clone(), table.clone());
        async move { person.post_bytes(&address, "application/octet-stream", table).await }
    };
    assert_eq!(sent(other).await?.status, 404);
    assert_eq!(sent(bureau).await?.status, 403);
    Ok(())
}

#[tokio::test]
async fn every_value_comes_back_from_an_office_program_on_sqlite() -> Result<()> {
    every_value_comes_back_from_an_office_program(On::Sqlite).await
}

#[tokio::test]
async fn every_value_comes_back_from_an_office_program_on_postgres() -> Result<()> {
    every_value_comes_back_from_an_office_program(On::Postgres).await
}

#[tokio::test]
async fn wrong_cells_are_named_and_marked_and_nothing_is_half_read_on_sqlite() -> Result<()> {
    wrong_cells_are_named_and_marked_and_nothing_is_half_read(On::Sqlite).await
}

#[tokio::test]
async fn wrong_cells_are_named_and_marked_and_nothing_is_half_read_on_postgres() -> Result<()> {
    wrong_cells_are_named_and_marked_and_nothing_is_half_read(On::Postgres).await
}
