//! Rosters, centres and numbers of cases as another program saved them: every value is kept, also what looks like
//! a formula, and the same in text brings nothing more.

use super::*;
use crate::office::{Kind, convert};
use yinzheng_sheets::{Heading, Out, Table, write};

/// A table, and which of its columns hold days or numbers.
struct Told {
    address: &'static str,
    login: &'static str,
    days: &'static [usize],
    numbers: &'static [usize],
    rows: Vec<Vec<String>>,
}

impl Told {
    fn csv(&self) -> Vec<u8> {
        let rows = self.rows.iter().map(|row| row.join(",") + "\n");
        rows.collect::<String>().into_bytes()
    }

    /// As a workbook that an office program opened, saved as its own kind, and as a workbook again.
    fn saved(&self) -> Result<Vec<u8>> {
        let (header, rows) = self.rows.split_first().context("a header")?;
        let heading = |name: &String| Heading {
            name: name.clone(),
            width: 16.0,
            words: Vec::new(),
        };
        let table = Table {
            sheet: "名册".to_owned(),
            title: "名册（示例）".to_owned(),
            note: None,
            columns: header.iter().map(heading).collect(),
            rows: rows.iter().map(|row| self.cells(row)).collect::<Result<_>>()?,
        };
        let theirs = convert(&write(&table)?, Kind::Xlsx, Kind::Ods)?;
        convert(&theirs, Kind::Ods, Kind::Xlsx)
    }

    fn cells(&self, row: &[String]) -> Result<Vec<Out>> {
        let cell = |(place, text): (usize, &String)| {
            Ok(match text.as_str() {
                "" => Out::Nothing,
                day if self.days.contains(&place) => Out::Date(day.parse().ok().context("a day")?),
                number if self.numbers.contains(&place) => Out::Number(number.parse()?),
                text => Out::Text(text.to_owned()),
            })
        };
        row.iter().enumerate().map(cell).collect()
    }
}

fn rows(lines: &[&str]) -> Vec<Vec<String>> {
    let cells = |line: &&str| line.split(',').map(ToOwned::to_owned).collect();
    lines.iter().map(cells).collect()
}

async fn what_an_office_program_saved_is_kept(on: On) -> Result<()> {
    let app = with_centres(on).await?;
    let item = published(&app).await?;
    let tables = [
        Told {
            address: "window-accounts/import",
            login: "civil",
            days: &[5, 6, 7],
            numbers: &[],
            rows: rows(&[
                "姓名,手机号,所在单位,层级,服务中心,注册日期,授权日期,分发日期,说明",
                "窗口甲（示例）,13800138000,杭州市民政局（示例）,市级,市民中心（示例）,2018-09-10,2018-09-11,,",
                "窗口乙（示例）,668123,杭州市民政局（示例）,市级,市民中心（示例）,,,,=1+1 集团短号（示例）",
            ]),
        },
        Told {
            address: "centres/import",
            login: "hall",
            days: &[3],
            numbers: &[],
            rows: rows(&[
                "服务中心,层级,服务区域,注册日期",
                "=东湖区政务大厅（示例）,区县级,东湖区（示例）,2018-09-10",
            ]),
        },
        Told {
            address: "cases/import",
            login: "hall",
            days: &[],
            numbers: &[3],
            rows: rows(&[
                "事项编码,月份,服务中心,办件量",
                &format!("{item},2018-09,{},15", CENTRES[2].0),
                &format!("{item},2018-08,{},4", CENTRES[2].0),
            ]),
        },
    ];
    for told in tables {
        let person = app.person(told.login).await?;
        let count = told.rows.len() - 1;
        let expected = |added: usize, unchanged: usize| json!({ "added": added, "changed": 0, "unchanged": unchanged, "errors": [] });
        let media = "application/octet-stream";
        let answer = person
            .post_bytes(told.address, media, told.saved()?)
            .await?
            .expect(200)?;
        assert_eq!(answer, expected(count, 0), "{}", told.address);
        let again = person.post_bytes(told.address, media, told.csv()).await?.expect(200)?;
        assert_eq!(again, expected(0, count), "{}: the same in text", told.address);
    }
    let roster = app.person("civil").await?.read("window-accounts").await?;
    assert_eq!(roster["entries"][1]["reason"], "=1+1 集团短号（示例）", "{roster}");
    Ok(())
}

#[tokio::test]
async fn what_an_office_program_saved_is_kept_on_sqlite() -> Result<()> {
    what_an_office_program_saved_is_kept(On::Sqlite).await
}

#[tokio::test]
async fn what_an_office_program_saved_is_kept_on_postgres() -> Result<()> {
    what_an_office_program_saved_is_kept(On::Postgres).await
}
