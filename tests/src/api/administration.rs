//! What the lists of users and keys hold. Who may read and change them is walked in [`super::walk`].

use super::paper::text;
use crate::app::{On, TestApp};
use crate::people::{ADMIN, SCANNER_KEY};
use anyhow::{Context as _, Result};
use serde_json::Value;

fn named<'a>(list: &'a Value, field: &str, value: &str) -> Result<&'a Value> {
    let mut entries = list.as_array().context("a list")?.iter();
    entries
        .find(|entry| entry[field] == value)
        .with_context(|| format!("{value} in the list"))
}

/// The lists tell who there is and never what opens the door.
#[tokio::test]
async fn lists_of_users_and_keys_hold_no_secret() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    for login in [ADMIN, "auditor"] {
        let person = app.person(login).await?;
        let (users, keys) = (person.read("users").await?, person.read("keys").await?);
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
