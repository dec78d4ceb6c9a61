//! Numbers of cases, and cases outside the platform.

use super::*;

async fn numbers_are_kept_by_month_and_centre(on: On) -> Result<()> {
    let app = with_centres(on).await?;
    let item = published(&app).await?;
    let (hall, street, bureau) = (
        app.person("hall").await?,
        app.person("hall-street").await?,
        app.person(BUREAU).await?,
    );
    let here = centre(&hall, CENTRES[2].0).await?;
    let report = |month: &str, centre: &Value, cases: u64| json!({ "item": item, "month": month, "centre": centre, "cases": cases });
    assert_eq!(
        street.put("cases", None, &report("2018-09", &here, 12)).await?.status,
        204
    );
    assert_eq!(
        street.put("cases", None, &report("2018-09", &here, 12)).await?.status,
        204
    );
    assert_eq!(hall.put("cases", None, &report("2018-08", &here, 3)).await?.status, 204);
    assert_eq!(
        bureau.put("cases", None, &report("2018-09", &here, 15)).await?.status,
        204
    );
    let list = street.read("cases?month=2018-09").await?;
    assert_eq!((&list["total"], &list["entries"][0]["cases"]), (&json!(1), &json!(15)));
    assert_eq!(street.read("cases").await?, list, "this month");
    let months = json!([{ "month": "2018-09", "cases": 15 }, { "month": "2018-08", "cases": 3 }]);
    assert_eq!(hall.read("cases/months").await?, months);
    let elsewhere = app.person("xijiang").await?;
    assert_eq!(elsewhere.read("cases/months").await?, json!([]), "another district's");

    let far = centre(&hall, CENTRES[4].0).await?;
    assert_eq!(hall.put("cases", None, &report("2018-09", &far, 1)).await?.status, 403);
    assert_eq!(hall.put("cases", None, &report("2018-10", &here, 1)).await?.status, 422);
    assert_eq!(hall.put("cases", None, &report("2018-13", &here, 1)).await?.status, 422);
    let mut unpublished = report("2018-09", &here, 1);
    unpublished["item"] = json!("许可-90001-000");
    assert_eq!(hall.put("cases", None, &unpublished).await?.status, 404);
    assert_eq!(
        app.person("civil")
            .await?
            .put("cases", None, &report("2018-09", &here, 1))
            .await?
            .status,
        403
    );

    let header = "事项编码,月份,服务中心,办件量";
    let name = CENTRES[2].0;
    let csv = format!("{header}\n{item},2018-09,{name},15\n{item},2018-08,{name},4\n");
    let answer = hall
        .post_bytes("cases/import", "text/csv", csv.into_bytes())
        .await?
        .expect(200)?;
    assert_eq!(
        answer,
        json!({ "added": 0, "changed": 1, "unchanged": 1, "errors": [] })
    );
    let csv = format!(
        "{header}\n{item},2018-09,{name},-1\n没有,2018-11,{name},1\n{item},2018-09,{},1\n",
        CENTRES[4].0
    );
    let answer = hall
        .post_bytes("cases/import", "text/csv", csv.clone().into_bytes())
        .await?
        .expect(200)?;
    assert_eq!(answer["errors"].as_array().map(Vec::len), Some(1), "{answer}");
    let csv = csv.replace(",-1\n", ",1\n");
    let answer = hall
        .post_bytes("cases/import", "text/csv", csv.into_bytes())
        .await?
        .expect(200)?;
    let named: Vec<_> = answer["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|error| (error["line"].as_u64(), text(error, "column")))
        .collect();
    assert_eq!(named, [(Some(3), "事项编码"), (Some(3), "月份"), (Some(4), "服务中心")]);
    assert_eq!(hall.read("cases/months").await?[1]["cases"], 4);
    outside(&app, &item).await
}

/// A case of a published item that was handled outside the platform.
async fn outside(app: &TestApp, item: &str) -> Result<()> {
    let street = app.person("hall-street").await?;
    let body = json!({
        "id": Uuid::now_v7(), "item": item, "on": "2018-09-17", "place": "湖滨街道服务中心（示例）", "note": "窗口手工受理（示例）",
    });
    assert_eq!(street.post("outside-cases", None, &body).await?.status, 201);
    assert_eq!(street.post("outside-cases", None, &body).await?.status, 200);
    let mut other = body.clone();
    other["note"] = json!("别的（示例）");
    assert_eq!(street.post("outside-cases", None, &other).await?.status, 409);
    for (field, value, status) in [
        ("on", json!("2018-09-19"), 422),
        ("item", json!("许可-90001-000"), 404),
        ("place", json!(" "), 422),
    ] {
        let mut wrong = body.clone();
        wrong["id"] = json!(Uuid::now_v7());
        wrong[field] = value;
        assert_eq!(
            street.post("outside-cases", None, &wrong).await?.status,
            status,
            "{field}"
        );
    }
    // The reporter, the district's and the city's office, the unit that owns the item, bureau and auditor.
    for (login, seen) in [
        ("hall-street", 1),
        ("hall", 1),
        ("hall-city", 1),
        ("market", 1),
        ("bureau", 1),
        ("auditor", 1),
        ("civil", 0),
        ("donghu", 0),
    ] {
        let list = app.person(login).await?.read("outside-cases").await?;
        assert_eq!(list["total"], seen, "{login}");
    }
    Ok(())
}

#[tokio::test]
async fn numbers_are_kept_by_month_and_centre_on_sqlite() -> Result<()> {
    numbers_are_kept_by_month_and_centre(On::Sqlite).await
}

#[tokio::test]
async fn numbers_are_kept_by_month_and_centre_on_postgres() -> Result<()> {
    numbers_are_kept_by_month_and_centre(On::Postgres).await
}
