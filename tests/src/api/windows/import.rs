//! A roster from a file: all rows or none, every wrong cell by line and column, twice changes nothing.

use super::*;
use crate::app::Answer;
use encoding_rs::GB18030;

const HEADER: &str = "姓名,手机号,所在单位,层级,服务中心,注册日期,授权日期,分发日期,说明";

async fn import(person: &Person, csv: &[u8]) -> Result<Answer> {
    person
        .post_bytes("window-accounts/import", "text/csv", csv.to_vec())
        .await
}

fn roster() -> String {
    format!(
        "{HEADER}\r\n\
         窗口甲（示例）,13800138000,杭州市民政局（示例）,市级,市民中心（示例）,2018-09-10,2018-09-11,,\r\n\
         窗口乙（示例）,668123,杭州市民政局（示例）,市级,市民中心（示例）,,,,集团短号（示例）\r\n,,,,,,,,\r\n"
    )
}

fn places(answer: &Value) -> Vec<(u64, &str)> {
    let errors = answer["errors"].as_array().into_iter().flatten();
    errors
        .map(|error| (error["line"].as_u64().unwrap_or_default(), text(error, "column")))
        .collect()
}

async fn a_roster_in_either_encoding_is_kept_once(on: On) -> Result<()> {
    let app = with_centres(on).await?;
    let civil = app.person("civil").await?;
    let answer = import(&civil, roster().as_bytes()).await?.expect(200)?;
    assert_eq!(
        answer,
        json!({ "added": 2, "changed": 0, "unchanged": 0, "errors": [] })
    );
    let whole = civil.read("window-accounts").await?;
    assert_eq!(whole["entries"][1]["reason"], "集团短号（示例）");

    let roster_again = roster();
    let (gb, _, lossy) = GB18030.encode(&roster_again);
    assert!(!lossy);
    let again = import(&civil, &gb).await?.expect(200)?;
    assert_eq!(again, json!({ "added": 0, "changed": 0, "unchanged": 2, "errors": [] }));
    assert_eq!(civil.read("window-accounts").await?, whole, "twice changes nothing");

    // What the file leaves empty stays, what it says otherwise changes.
    let first = &whole["entries"][0];
    civil
        .post(
            &format!("{}/hand-over", at(first)),
            None,
            &json!({ "on": "2018-09-12" }),
        )
        .await?
        .expect(200)?;
    let renamed = roster().replace("窗口甲（示例）", "窗口甲改名（示例）");
    let changed = import(&civil, renamed.as_bytes()).await?.expect(200)?;
    assert_eq!((&changed["changed"], &changed["unchanged"]), (&json!(1), &json!(1)));
    let after = civil.read(&at(first)).await?;
    assert_eq!(
        (&after["name"], &after["handed_over"]),
        (&json!("窗口甲改名（示例）"), &json!("2018-09-12"))
    );
    let english = "Mobile,Name,Employed by,Level,Service centre,Registered,Authorised,Handed over,Reason\n\
        13900139000,Window C (sample),杭州市民政局（示例）,City,市民中心（示例）,,,,\n";
    assert_eq!(import(&civil, english.as_bytes()).await?.expect(200)?["added"], 1);
    Ok(())
}

#[tokio::test]
async fn a_roster_in_either_encoding_is_kept_once_on_sqlite() -> Result<()> {
    a_roster_in_either_encoding_is_kept_once(On::Sqlite).await
}

#[tokio::test]
async fn a_roster_in_either_encoding_is_kept_once_on_postgres() -> Result<()> {
    a_roster_in_either_encoding_is_kept_once(On::Postgres).await
}

#[tokio::test]
async fn every_wrong_cell_is_named_and_nothing_is_kept() -> Result<()> {
    let app = with_centres(On::Sqlite).await?;
    let (civil, street) = (app.person("civil").await?, app.person("hall-street").await?);
    add(
        &street,
        &somebody("窗口丙（示例）", "15000150000", "湖滨街道（示例）", 2),
    )
    .await?;
    let unit = "杭州市民政局（示例）";
    let unreadable = format!(
        "{HEADER}\n好（示例）,13800138000,{unit},市级,市民中心（示例）,昨天,,,\n甲,1,{unit},省级,市民中心（示例）,,,2018-02-30,\n"
    );
    let answer = import(&civil, unreadable.as_bytes()).await?.expect(200)?;
    assert_eq!(places(&answer), [(2, "注册日期"), (3, "层级"), (3, "分发日期")]);
    let rows = [
        format!("好（示例）,13800138000,{unit},市级,市民中心（示例）,,,,"),
        format!(",13800138000,{unit},市级,市民中心（示例）,,,,"),
        format!("甲（示例）,15000150000,{unit},市级,市民中心（示例）,2018-09-19,,,"),
        "乙（示例）,668123,没有的局,区县级,市民中心（示例）,,2018-09-01,,".to_owned(),
        "丙（示例）,13900139000,湖滨街道（示例）,街道级,湖滨街道服务中心（示例）,,,,".to_owned(),
    ];
    let csv = format!("{HEADER}\n{}\n", rows.join("\n"));
    let answer = import(&civil, csv.as_bytes()).await?.expect(200)?;
    assert_eq!(
        places(&answer),
        [
            (3, "姓名"),
            (3, "手机号"),
            (4, "手机号"),
            (4, "注册日期"),
            (5, "所在单位"),
            (5, "层级"),
            (5, "授权日期"),
            (5, "说明"),
            (6, "服务中心"),
        ]
    );
    assert_eq!((&answer["added"], &answer["changed"]), (&json!(0), &json!(0)));
    for number in ["13800138000", "15000150000", "668123", "13900139000"] {
        assert!(!answer.to_string().contains(number), "{number}");
    }
    assert_eq!(
        civil.read("window-accounts").await?["total"],
        0,
        "not even the good row"
    );
    Ok(())
}

#[tokio::test]
async fn centres_come_from_a_file_of_their_area() -> Result<()> {
    let app = with_centres(On::Sqlite).await?;
    let (hall, street) = (app.person("hall").await?, app.person("hall-street").await?);
    let header = "服务中心,层级,服务区域,注册日期";
    let csv = format!(
        "{header}\n东湖区政务大厅（示例）,区县级,东湖区（示例）,2018-09-10\n湖滨二站（示例）,社区级,湖滨一社区（示例）,2018-09-10\n"
    );
    let send = |person: &Person, csv: String| {
        let person = person.clone();
        async move {
            person
                .post_bytes("centres/import", "text/csv", csv.into_bytes())
                .await?
                .expect(200)
        }
    };
    assert_eq!(send(&hall, csv.clone()).await?["added"], 2);
    assert_eq!(send(&hall, csv.clone()).await?["unchanged"], 2);
    assert_eq!(places(&send(&street, csv).await?), [(2, "服务区域")]);
    let wrong = format!("{header}\n,街道级,西江区（示例）,\n甲（示例）,社区级,东湖区（示例）,2018-09-01\n");
    let answer = send(&hall, wrong).await?;
    assert_eq!(places(&answer), [(2, "服务中心"), (2, "注册日期")]);
    let wrong = format!(
        "{header}\n甲（示例）,社区级,东湖区（示例）,2018-09-01\n市民中心（示例）,区县级,东湖区（示例）,2018-09-01\n"
    );
    assert_eq!(places(&send(&hall, wrong).await?), [(2, "服务区域"), (3, "服务区域")]);
    Ok(())
}
