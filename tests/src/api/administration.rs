//! What only some may do beside the forms: users, organisations, keys, and typing the code of a page;
//! every login and every other caller tries all of it.

use super::paper::{file, text, uncoded_sheet, upload};
use crate::app::{On, Person, TestApp};
use crate::people::{ADMIN, DEPARTMENT, SCANNER_KEY};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// Tries everything that the administrator may do, with fresh identifiers; what is answered.
async fn administer(person: &Person, unit: &Value, victim: &Value, key: &Value) -> Result<Vec<u16>> {
    let login = format!("new-{}", Uuid::now_v7().simple());
    let user = json!({
        "id": Uuid::now_v7(), "login": login, "name": "新人甲（示例）", "role": "staff", "organisation": unit,
        "password": "示例口令一二三四五六",
    });
    let organisation = json!({ "id": Uuid::now_v7(), "name": format!("{login}局（示例）"), "level": "city_department", "parent": unit });
    let posts = [
        ("users".to_owned(), user),
        ("organisations".to_owned(), organisation),
        (
            "keys".to_owned(),
            json!({ "label": "扫描仪（示例）", "organisation": unit }),
        ),
        (format!("users/{}/deactivate", text(victim, "id")), json!({})),
    ];
    let mut statuses = Vec::new();
    for (path, body) in posts {
        statuses.push(person.post(&path, None, &body).await?.status);
    }
    statuses.push(person.delete(&format!("keys/{}", text(key, "id"))).await?.status);
    Ok(statuses)
}

async fn lists(admin: &Person) -> Result<[Value; 3]> {
    Ok([
        admin.read("users").await?,
        admin.read("organisations").await?,
        admin.read("keys").await?,
    ])
}

fn named<'a>(list: &'a Value, field: &str, value: &str) -> Result<&'a Value> {
    let mut entries = list.as_array().context("a list")?.iter();
    entries
        .find(|entry| entry[field] == value)
        .with_context(|| format!("{value} in the list"))
}

#[tokio::test]
async fn only_the_administrator_administers() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (admin, staff) = (app.person(ADMIN).await?, app.person(DEPARTMENT).await?);
    let unit = &staff.me["organisation"]["id"];
    let before = lists(&admin).await?;
    let victim = named(&before[0], "login", "police")?;
    let key = before[2].get(0).context("the demonstration's key")?;
    let programme = app.nobody().read("programme").await?;
    for login in programme["demonstration_logins"].as_array().context("logins")? {
        let login = text(login, "login");
        if login != ADMIN {
            let person = app.person(login).await?;
            assert_eq!(administer(&person, unit, victim, key).await?, [403; 5], "{login}");
        }
    }
    assert_eq!(
        administer(&app.machine(SCANNER_KEY)?, unit, victim, key).await?,
        [403; 5]
    );
    assert_eq!(administer(&app.nobody(), unit, victim, key).await?, [401; 5]);
    let same = |lists: &[Value; 3]| {
        let mut lists = lists.clone();
        // The scanner's key has just been used.
        for key in lists[2].as_array_mut().into_iter().flatten() {
            key["used_at"] = Value::Null;
        }
        lists
    };
    assert_eq!(same(&lists(&admin).await?), same(&before), "nothing came of it");
    assert_eq!(administer(&admin, unit, victim, key).await?, [201, 201, 201, 204, 204]);
    Ok(())
}

/// The lists tell who there is and never what opens the door.
#[tokio::test]
async fn lists_of_users_and_keys_hold_no_secret() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    for login in [ADMIN, "auditor"] {
        let person = app.person(login).await?;
        let [users, _, keys] = lists(&person).await?;
        let programme = app.nobody().read("programme").await?;
        for login in programme["demonstration_logins"].as_array().context("logins")? {
            let user = named(&users, "login", text(login, "login"))?;
            let fields: Vec<&String> = user.as_object().context("an object")?.keys().collect();
            assert_eq!(
                fields,
                ["active", "email", "id", "login", "name", "organisation", "role"]
            );
        }
        let key = keys.get(0).context("the demonstration's key")?;
        let fields: Vec<&String> = key.as_object().context("an object")?.keys().collect();
        assert_eq!(
            fields,
            ["created_at", "id", "label", "organisation", "revoked_at", "used_at"]
        );
        for list in [users, keys] {
            for secret in ["argon2", "password", SCANNER_KEY, "secret", "hash"] {
                assert!(!list.to_string().contains(secret), "{secret}");
            }
        }
    }
    Ok(())
}

/// Typing a page's code is for those whose file it is and for the bureau; others learn nothing of it.
#[tokio::test]
async fn only_those_whose_page_it_is_type_its_code() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let scan = upload(&staff, file([&uncoded_sheet(1)])).await?;
    let assign = format!("scans/{}/assign", text(&scan, "id"));
    let typed = json!({ "page": 1, "code": "K7QF2M9-R1-P1-T6" });
    let programme = app.nobody().read("programme").await?;
    for login in programme["demonstration_logins"].as_array().context("logins")? {
        let (login, role) = (text(login, "login"), text(login, "role"));
        let expected = match (login, role) {
            ("market" | "market2", _) | (_, "bureau") => 422,
            (_, "staff" | "builder") => 404,
            _ => 403,
        };
        let status = app.person(login).await?.post(&assign, None, &typed).await?.status;
        assert_eq!(status, expected, "{login}");
    }
    assert_eq!(app.machine(SCANNER_KEY)?.post(&assign, None, &typed).await?.status, 403);
    assert_eq!(app.nobody().post(&assign, None, &typed).await?.status, 401);
    let after = staff.read(&format!("scans/{}", text(&scan, "id"))).await?;
    assert_eq!(after["pages"], scan["pages"]);
    Ok(())
}
