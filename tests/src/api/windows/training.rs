//! Films seen, and the demonstration item practised to a pass.

use super::*;

/// Everything right with the first case of the programme.
pub(in crate::api) fn right() -> Value {
    json!({
        "case": "tenant", "attributes": ["1.1.1", "1.2.1", "2.1.2"], "materials": ["1", "2.1", "3.2"], "result": "granted",
    })
}

async fn somebody_learns_everything(on: On) -> Result<()> {
    let app = with_centres(on).await?;
    let civil = app.person("civil").await?;
    let account = add(
        &civil,
        &somebody("窗口甲（示例）", "13800138000", "杭州市民政局（示例）", 0),
    )
    .await?;
    let films = ["sign-in", "take-in", "hand-out"].map(|film| json!({ "film": film, "on": "2018-09-14" }));
    let lessons = json!({ "content": { "rows": [{ "account": account["id"], "films": films }] } });
    let kept = civil.post("trainings", None, &lessons).await?.expect(200)?;
    assert_eq!(kept, json!({ "kept": 3, "unchanged": 0 }));
    let again = civil.post("trainings", None, &lessons).await?.expect(200)?;
    assert_eq!(again, json!({ "kept": 0, "unchanged": 3 }));
    let training = &civil.read(&at(&account)).await?["training"];
    assert_eq!(
        (&training["practised"], &training["passed_on"]),
        (&Value::Null, &Value::Null)
    );

    let exercise = format!("{}/exercise", at(&account));
    let mut wrong = right();
    wrong["attributes"] = json!(["1.1.1", "1.2.2", "2.1.2"]);
    wrong["materials"] = json!(["1", "3.2", "4"]);
    wrong["result"] = json!("complete");
    let answer = civil.post(&exercise, None, &wrong).await?.expect(200)?;
    assert_eq!(
        answer["mistakes"],
        json!([
            { "kind": "attribute", "number": "1.2" },
            { "kind": "missing", "number": "2.1" },
            { "kind": "needless", "number": "4" },
            { "kind": "result" },
        ])
    );
    assert_eq!(answer["training"]["practised"], Value::Null, "a mistake is no pass");
    let answer = civil.post(&exercise, None, &right()).await?.expect(200)?;
    assert_eq!(answer["mistakes"], json!([]));
    assert_eq!(
        (&answer["training"]["practised"], &answer["training"]["passed_on"]),
        (&json!(TODAY), &json!(TODAY))
    );
    assert_eq!(civil.read("window-accounts?learnt=practised").await?["total"], 1);

    let wrong = json!({ "content": { "rows": [
        { "account": Uuid::now_v7(), "practised": "2018-09-19" },
        { "account": account["id"], "films": [{ "film": "cooking", "on": TODAY }] },
    ] } });
    assert_eq!(
        broken(&civil.post("trainings", None, &wrong).await?.expect(422)?),
        [
            ("/rows/0/account", "training.account.unknown"),
            ("/rows/0/practised", "training.date.in_future"),
            ("/rows/1/films/0/film", "training.film.unknown"),
        ]
    );
    Ok(())
}

#[tokio::test]
async fn somebody_learns_everything_on_sqlite() -> Result<()> {
    somebody_learns_everything(On::Sqlite).await
}

#[tokio::test]
async fn somebody_learns_everything_on_postgres() -> Result<()> {
    somebody_learns_everything(On::Postgres).await
}
