//! Opened ÷ registered centres: who counts, from when, and who sees it.

use super::*;

/// Level by level: opened and registered.
fn numbers(coverage: &Value) -> Vec<(u64, u64)> {
    let levels = coverage["levels"].as_array().into_iter().flatten();
    let number = |level: &Value, name: &str| level[name].as_u64().unwrap_or_default();
    levels
        .map(|level| (number(level, "opened"), number(level, "registered")))
        .collect()
}

fn everything(account: &Value, on: &str) -> Value {
    let films = ["sign-in", "take-in", "hand-out"].map(|film| json!({ "film": film, "on": on }));
    json!({ "content": { "rows": [{ "account": account["id"], "films": films, "practised": on }] } })
}

async fn a_centre_opens_when_everything_is_there(on: On) -> Result<()> {
    let mut app = with_centres(on).await?;
    let (street, hall) = (app.person("hall-street").await?, app.person("hall").await?);
    let first = authorised("窗口丙（示例）", "15000150000", "湖滨街道（示例）", 2, "2018-09-17");
    let first = add(&street, &first).await?;
    let today = authorised("窗口丁（示例）", "15100151000", "湖滨街道（示例）", 3, TODAY);
    let today = add(&street, &today).await?;
    let coverage = street.read("coverage").await?;
    assert_eq!(
        (text(&coverage, "accounts_by"), text(&coverage, "training_by")),
        ("2018-09-15", "2018-09-25")
    );
    assert_eq!(numbers(&coverage), [(0, 0), (0, 0), (0, 1), (0, 1)], "the street's own");
    for account in [&first, &today] {
        street
            .post("trainings", None, &everything(account, "2018-09-18"))
            .await?
            .expect(200)?;
    }
    assert_eq!(
        numbers(&street.read("coverage").await?),
        [(0, 0), (0, 0), (0, 1), (0, 1)],
        "no group yet"
    );

    let area = unit(&hall, "东湖区（示例）").await?;
    let group = format!("window-groups/{}", area.as_str().context("an id")?);
    let mut holds = json!({ "films": true, "manual": true, "maintainers": false });
    hall.put(&group, None, &holds).await?.expect(200)?;
    assert_eq!(
        numbers(&street.read("coverage").await?)[2],
        (0, 1),
        "maintainers are missing"
    );
    holds["maintainers"] = json!(true);
    hall.put(&group, None, &holds).await?.expect(200)?;
    let coverage = hall.read("coverage").await?;
    assert_eq!(
        numbers(&coverage),
        [(0, 0), (0, 1), (1, 1), (0, 1)],
        "usable only the day after"
    );
    let behind = &coverage["levels"][3]["centres"][0];
    assert_eq!(
        (&behind["staff"], &behind["usable"], &behind["passed"], &behind["group"]),
        (&json!(1), &json!(0), &json!(1), &json!(true))
    );
    let bureau = app.person(BUREAU).await?;
    assert_eq!(
        numbers(&bureau.read("coverage").await?),
        [(0, 1), (0, 2), (1, 1), (0, 1)]
    );
    // Tasks 8 to 10 of the programme say the same, each to its own.
    for (person, figures) in [
        (&hall, [(0, 2), (2, 2), (1, 3)]),
        (&bureau, [(0, 2), (2, 2), (1, 5)]),
        (&app.person("xijiang").await?, [(0, 0), (0, 0), (0, 1)]),
    ] {
        let state = person.read("programme/state").await?;
        for (task, (done, of)) in (7..).zip(figures) {
            let figure = &state["tasks"][task]["figure"];
            assert_eq!(
                *figure,
                json!({ "done": done, "of": of }),
                "{}: {task}",
                person.me["login"]
            );
        }
    }
    assert_eq!(
        numbers(&bureau.read("coverage?on=2018-09-17").await?),
        [(0, 1), (0, 2), (0, 1), (0, 1)]
    );
    assert_eq!(numbers(&bureau.read("coverage?on=2018-09-02").await?), [(0, 0); 4]);
    assert_eq!(bureau.get("coverage?on=2018-09-19").await?.status().as_u16(), 400);

    app.restart_with("YINZHENG_TODAY", "2018-09-19")?;
    let (street, bureau) = (app.person("hall-street").await?, app.person(BUREAU).await?);
    assert_eq!(
        numbers(&street.read("coverage").await?),
        [(0, 0), (0, 0), (1, 1), (1, 1)]
    );

    // Somebody new has learnt nothing; a past day stays as it was, also when somebody leaves.
    let late = add(
        &street,
        &somebody("窗口戊（示例）", "15200152000", "湖滨街道（示例）", 2),
    )
    .await?;
    assert_eq!(numbers(&street.read("coverage").await?)[2], (0, 1));
    street
        .post(&format!("{}/deactivate", at(&late)), None, &json!({}))
        .await?
        .expect(200)?;
    assert_eq!(numbers(&street.read("coverage").await?)[2], (1, 1));
    street
        .post(&format!("{}/deactivate", at(&first)), None, &json!({}))
        .await?
        .expect(200)?;
    assert_eq!(numbers(&street.read("coverage").await?)[2], (0, 1));
    assert_eq!(numbers(&bureau.read("coverage?on=2018-09-18").await?)[2], (1, 1));
    Ok(())
}

#[tokio::test]
async fn a_centre_opens_when_everything_is_there_on_sqlite() -> Result<()> {
    a_centre_opens_when_everything_is_there(On::Sqlite).await
}

#[tokio::test]
async fn a_centre_opens_when_everything_is_there_on_postgres() -> Result<()> {
    a_centre_opens_when_everything_is_there(On::Postgres).await
}

/// An account that moves takes nothing of the past with it.
#[tokio::test]
async fn who_worked_where_is_known_for_any_day() -> Result<()> {
    let mut app = with_centres(On::Sqlite).await?;
    let street = app.person("hall-street").await?;
    let row = authorised("窗口丙（示例）", "15000150000", "湖滨街道（示例）", 2, "2018-09-11");
    let account = add(&street, &row).await?;
    app.restart_with("YINZHENG_TODAY", "2018-09-20")?;
    let street = app.person("hall-street").await?;
    let moved = authorised("窗口丙（示例）", "15000150000", "湖滨街道（示例）", 3, "2018-09-11");
    street
        .put(&at(&account), account["etag"].as_str(), &json!({ "account": moved }))
        .await?
        .expect(200)?;
    let staff = |coverage: &Value| [2, 3].map(|level| coverage["levels"][level]["centres"][0]["usable"].clone());
    assert_eq!(staff(&street.read("coverage").await?), [json!(0), json!(1)]);
    assert_eq!(
        staff(&street.read("coverage?on=2018-09-19").await?),
        [json!(1), json!(0)]
    );
    assert_eq!(
        staff(&street.read("coverage?on=2018-09-11").await?),
        [json!(0), json!(0)]
    );
    Ok(())
}
