//! Users and organisations, kept by the administrator.

use super::paper::text;
use crate::app::{On, Person, TestApp};
use crate::people::{ADMIN, BUREAU, DEPARTMENT};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

const PASSWORD: &str = "示例口令一二三四五六";

fn clerk(organisation: &Value, login: &str) -> Value {
    json!({
        "id": Uuid::now_v7(), "login": login, "name": "新人甲（示例）", "role": "staff",
        "organisation": organisation, "password": PASSWORD,
    })
}

async fn unit(person: &Person) -> Result<Value> {
    Ok(person.read("me").await?["organisation"]["id"].clone())
}

/// A login that is closed is closed at once, in every window.
#[tokio::test]
async fn a_new_user_signs_in_until_the_login_is_closed() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (admin, staff, bureau) = (
        app.person(ADMIN).await?,
        app.person(DEPARTMENT).await?,
        app.person(BUREAU).await?,
    );
    let new = clerk(&unit(&staff).await?, "market.new-1");
    for other in [&staff, &bureau] {
        assert_eq!(other.post("users", None, &new).await?.status, 403);
    }
    assert_eq!(admin.post("users", None, &new).await?.status, 201);
    let users = admin.read("users").await?;
    assert!(
        !users.to_string().contains("argon2") && !users.to_string().contains(PASSWORD),
        "{users}"
    );

    let person = app.sign_in("market.new-1", PASSWORD).await?;
    assert_eq!(
        (&person.me["role"], &person.me["organisation"]),
        (&json!("staff"), &staff.me["organisation"])
    );
    assert_eq!(person.get("records").await?.status().as_u16(), 200);
    let close = format!("users/{}/deactivate", text(&new, "id"));
    assert_eq!(staff.post(&close, None, &json!({})).await?.status, 403);
    assert_eq!(admin.post(&close, None, &json!({})).await?.status, 204);
    assert_eq!(
        person.get("records").await?.status().as_u16(),
        401,
        "the open session ends"
    );
    assert!(app.sign_in("market.new-1", PASSWORD).await.is_err());
    let users = admin.read("users").await?;
    let closed = users
        .as_array()
        .context("a list")?
        .iter()
        .find(|user| user["login"] == "market.new-1");
    assert_eq!(closed.context("who acted once stays listed")?["active"], false);
    Ok(())
}

#[tokio::test]
async fn a_user_that_cannot_be_is_refused_at_its_field() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (admin, staff) = (app.person(ADMIN).await?, app.person(DEPARTMENT).await?);
    let right = clerk(&unit(&staff).await?, "new-1");
    let wrong = [
        ("/login", json!("X")),
        ("/login", json!("有空 格")),
        ("/password", json!("short")),
        ("/name", json!("  ")),
    ];
    for (field, value) in wrong {
        let mut sent = right.clone();
        sent[&field[1..]] = value.clone();
        let refused = admin.post("users", None, &sent).await?.expect(422)?;
        assert_eq!(refused["detail"], field, "{value}");
        assert!(!refused.to_string().contains("short"), "never repeats a password");
    }
    let mut sent = right.clone();
    sent["role"] = json!("emperor");
    assert_eq!(admin.post("users", None, &sent).await?.status, 422);
    sent = right.clone();
    sent["organisation"] = json!(Uuid::now_v7());
    assert!(
        matches!(admin.post("users", None, &sent).await?.status, 404 | 422),
        "a unit that is not there"
    );

    admin.post("users", None, &right).await?.expect(201)?;
    let mut taken = clerk(&unit(&staff).await?, "new-1");
    taken["name"] = json!("别人（示例）");
    assert_eq!(
        admin.post("users", None, &taken).await?.expect(409)?["code"],
        "id_taken"
    );
    Ok(())
}

#[tokio::test]
async fn only_the_administrator_adds_organisations_and_each_once() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (admin, bureau) = (app.person(ADMIN).await?, app.person(BUREAU).await?);
    let before = admin.read("organisations").await?;
    let known = before.as_array().context("a list")?;
    let district = known
        .iter()
        .find(|one| one["level"] == "district")
        .context("a district")?;
    let line = known
        .iter()
        .find(|one| one["level"] == "city_department")
        .context("a city department")?;
    let new = json!({
        "id": Uuid::now_v7(), "name": "示例区新局（示例）", "level": "district_department",
        "parent": district["id"], "line": line["id"],
    });
    assert_eq!(bureau.post("organisations", None, &new).await?.status, 403);
    let added = admin.post("organisations", None, &new).await?.expect(201)?;
    assert_eq!((&added["parent"], &added["line"]), (&district["id"], &line["id"]));
    let mut same_name = new.clone();
    same_name["id"] = json!(Uuid::now_v7());
    assert_eq!(admin.post("organisations", None, &same_name).await?.status, 409);
    let mut orphan = new.clone();
    orphan["id"] = json!(Uuid::now_v7());
    orphan["name"] = json!("另一个新局（示例）");
    orphan["parent"] = json!(Uuid::now_v7());
    let status = admin.post("organisations", None, &orphan).await?.status;
    assert!(matches!(status, 404 | 422), "under a unit that is not there: {status}");
    assert_eq!(
        bureau.read("organisations").await?.as_array().map(Vec::len),
        Some(known.len() + 1)
    );
    Ok(())
}

/// A lost answer or a double click: the same body again adds nobody and is answered as the first;
/// anything else under that identifier is refused.
#[tokio::test]
async fn the_same_user_or_organisation_again_is_answered_as_the_first_on_both_databases() -> Result<()> {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on)?;
        let (admin, staff) = (app.person(ADMIN).await?, app.person(DEPARTMENT).await?);
        let city = admin.read("organisations").await?[0]["id"].clone();
        let user = clerk(&unit(&staff).await?, "market.twice");
        let organisation = json!({
            "id": Uuid::now_v7(), "name": "重复发送局（示例）", "level": "city_department", "parent": city,
        });
        let others = [
            ("users", &user, "name", json!("别人（示例）")),
            ("users", &user, "login", json!("market.other")),
            ("users", &user, "role", json!("builder")),
            ("users", &user, "password", json!("另一个口令一二三四五六")),
            ("organisations", &organisation, "name", json!("另一个局（示例）")),
            ("organisations", &organisation, "level", json!("district_department")),
            ("organisations", &organisation, "line", city.clone()),
        ];
        for (list, body) in [("users", &user), ("organisations", &organisation)] {
            let (one, two) = tokio::join!(admin.post(list, None, body), admin.post(list, None, body));
            let (one, two) = (one?, two?);
            let mut statuses = [one.status, two.status];
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 201], "{on:?} {list} at once: {one:?} {two:?}");
            assert_eq!(one.body, two.body, "{list}");
            assert_eq!(one.body["id"], body["id"], "{list}");
            let again = admin.post(list, None, body).await?.expect(200)?;
            assert_eq!(again, one.body, "{on:?} {list} again");
            assert!(!again.to_string().contains(PASSWORD));
        }
        let before = (admin.read("users").await?, admin.read("organisations").await?);
        for (list, body, field, value) in others {
            let mut other = body.clone();
            other[field] = value;
            let refused = admin.post(list, None, &other).await?.expect(409)?;
            assert_eq!(refused["code"], "id_taken", "{on:?} {list}: another {field}");
        }
        assert_eq!((admin.read("users").await?, admin.read("organisations").await?), before);
        assert!(app.sign_in("market.twice", PASSWORD).await.is_ok());
    }
    Ok(())
}
