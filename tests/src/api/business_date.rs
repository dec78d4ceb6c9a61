//! Moving the business date of an installation that has it set.

use crate::app::{On, Person, TestApp};
use crate::people::{ADMIN, BUREAU, DEPARTMENT};
use crate::sample::submitted;
use anyhow::Result;
use serde_json::{Value, json};

const FRIDAY: &str = "2018-09-21";

async fn moves(person: &Person, day: &str) -> Result<(u16, Value)> {
    let answer = person.post("business-date", None, &json!({ "today": day })).await?;
    Ok((answer.status, answer.body))
}

async fn today(app: &TestApp) -> Result<Value> {
    Ok(app.nobody().read("programme").await?["today"].clone())
}

async fn the_day_moves_and_stays(on: On) -> Result<()> {
    let mut app = TestApp::start_with(on, &[("YINZHENG_TODAY", "2018-09-20")])?;
    let (admin, staff) = (app.person(ADMIN).await?, app.person(DEPARTMENT).await?);
    let before = submitted(&app, &staff).await?;
    assert_eq!(
        before["due"]["date"], "2018-09-26",
        "three working days, over mid-autumn"
    );

    for day in [FRIDAY, FRIDAY] {
        let (status, body) = moves(&admin, day).await?;
        assert_eq!((status, &body["today"]), (200, &json!(FRIDAY)));
    }
    assert_eq!(today(&app).await?, FRIDAY);
    assert_eq!(staff.read("me").await?["today"], FRIDAY);
    let after = submitted(&app, &staff).await?;
    assert_eq!(after["due"]["date"], "2018-09-27", "counted from the new day");
    assert_eq!(
        staff
            .read(&format!("records/{}", before["id"].as_str().unwrap_or_default()))
            .await?["due"],
        before["due"],
        "what was due stays due"
    );

    for (day, problem) in [
        ("2018-09-20", "business_date_past"),
        ("2019-09-23", "business_date_far"),
    ] {
        let (status, body) = moves(&admin, day).await?;
        assert_eq!((status, &body["code"]), (409, &json!(problem)), "{day}");
    }
    assert_eq!(moves(&admin, "2018-02-30").await?.0, 422);

    app.kill()?;
    app.restart()?;
    assert_eq!(today(&app).await?, FRIDAY, "a restart keeps it");
    app.restart_with("YINZHENG_TODAY", "2018-09-19")?;
    assert_eq!(today(&app).await?, FRIDAY, "it does not move back by a setting either");
    app.restart_with("YINZHENG_TODAY", "2018-09-28")?;
    assert_eq!(today(&app).await?, "2018-09-28");
    if on == On::Postgres {
        // One move, one row; the day itself again is none.
        app.change_rows(
            "DO $$ BEGIN IF (SELECT count(*) FROM audit WHERE action = 'business_date_moved' \
             AND business_date = '2018-09-21' AND reason = '2018-09-20 → 2018-09-21') <> 1 \
             THEN RAISE EXCEPTION 'rows of the audit trail'; END IF; END $$",
        )?;
    }
    Ok(())
}

#[tokio::test]
async fn the_business_date_moves_forward_and_stays_on_sqlite() -> Result<()> {
    the_day_moves_and_stays(On::Sqlite).await
}

#[tokio::test]
async fn the_business_date_moves_forward_and_stays_on_postgres() -> Result<()> {
    the_day_moves_and_stays(On::Postgres).await
}

#[tokio::test]
async fn only_the_administrator_moves_the_business_date() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    for login in [DEPARTMENT, BUREAU, "auditor"] {
        assert_eq!(moves(&app.person(login).await?, FRIDAY).await?.0, 403, "{login}");
    }
    assert_eq!(moves(&app.nobody(), FRIDAY).await?.0, 401);
    assert_eq!(today(&app).await?, "2018-09-20");
    Ok(())
}
