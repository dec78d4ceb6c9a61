//! What goes out beside the page: to real servers that are away, slow, or refuse, and over a kill.

mod mail;
mod robots;
mod secrecy;
mod slow;

use crate::app::{On, Person, TestApp};
use crate::outside::smtp::Smtp;
use crate::people::ADMIN;
use crate::sample::TODAY;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// Milliseconds of the minute of limits and delays.
const MINUTE: u64 = 4_000;

/// A server that sends mail to `smtp` and robots' messages to loopback.
fn start(on: On, smtp: Option<&Smtp>) -> Result<TestApp> {
    let minute = MINUTE.to_string();
    let mut settings = vec![
        ("YINZHENG_TODAY", TODAY),
        ("YINZHENG_MAIL_HOSTS", "127.0.0.1"),
        ("YINZHENG_ROBOT_HOSTS", "127.0.0.1"),
        ("YINZHENG_ROBOTS_ON_LOOPBACK", "true"),
        ("YINZHENG_NOTICE_MINUTE", &minute),
    ];
    if let Some(smtp) = smtp {
        settings.push(("YINZHENG_SMTP_URL", &smtp.url));
        settings.push(("YINZHENG_MAIL_FROM", "印证 <yinzheng@example.cn>"));
    }
    TestApp::start_with(on, &settings)
}

async fn id_of(admin: &Person, login: &str) -> Result<String> {
    let users = admin.read("users").await?;
    let user = users
        .as_array()
        .and_then(|users| users.iter().find(|user| user["login"] == login));
    Ok(user.context("a user")?["id"].as_str().context("an id")?.to_owned())
}

/// Gives somebody a mail address.
pub(crate) async fn address(app: &TestApp, login: &str, email: &str) -> Result<()> {
    let admin = app.person(ADMIN).await?;
    let at = format!("users/{}/email", id_of(&admin, login).await?);
    let answer = admin.put(&at, None, &json!({ "email": email })).await?;
    assert_eq!(answer.status, 204, "{answer:?}");
    Ok(())
}

/// Adds a robot to an organisation.
pub(crate) async fn robot(app: &TestApp, organisation: &Value, address: &str, secret: &str) -> Result<Value> {
    let body = json!({
        "id": Uuid::now_v7(), "label": "示例群", "organisation": organisation, "address": address, "secret": secret,
    });
    app.person(ADMIN).await?.post("robots", None, &body).await?.expect(201)
}

async fn move_to(app: &TestApp, day: &str) -> Result<()> {
    let body = json!({ "today": day });
    app.person(ADMIN)
        .await?
        .post("business-date", None, &body)
        .await?
        .expect(200)
        .map(drop)
}

/// What the administrator sees of messages that were not sent.
pub(crate) async fn unsent(app: &TestApp) -> Result<Value> {
    app.person(ADMIN).await?.read("messages").await
}
