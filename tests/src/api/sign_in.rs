//! Signing in, staying signed in, and keeping others out.

use crate::app::{On, TestApp};
use crate::people::DEPARTMENT;
use anyhow::Result;
use reqwest::Client;
use serde_json::json;

async fn attempt(app: &TestApp, from: &str, login: &str, password: &str) -> Result<u16> {
    let answer = Client::builder()
        .local_address(Some(from.parse()?))
        .build()?
        .post(format!("{}/api/v1/session", app.url))
        .header("X-Requested-With", "yinzheng")
        .json(&json!({ "login": login, "password": password }))
        .send()
        .await?;
    Ok(answer.status().as_u16())
}

/// Guessing slows down, yet the one whose account is attacked still gets in from elsewhere.
#[tokio::test]
async fn guessing_is_throttled_by_address_and_the_owner_still_signs_in() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let password = app.password(DEPARTMENT).await?;
    let mut answers = Vec::new();
    for _ in 0..12 {
        answers.push(attempt(&app, "127.0.0.2", DEPARTMENT, "wrong-password").await?);
    }
    assert_eq!(answers.first(), Some(&401));
    assert_eq!(answers.last(), Some(&429), "{answers:?}");
    assert_eq!(
        attempt(&app, "127.0.0.2", DEPARTMENT, &password).await?,
        429,
        "even the right one has to wait"
    );
    assert_eq!(attempt(&app, "127.0.0.3", DEPARTMENT, &password).await?, 200);
    Ok(())
}

/// A name that does not exist is answered in the same words as a wrong password.
#[tokio::test]
async fn unknown_names_are_answered_like_wrong_passwords() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let mut bodies = Vec::new();
    for login in [DEPARTMENT, "nobody-of-that-name"] {
        let answer = app
            .nobody()
            .post("session", None, &json!({ "login": login, "password": "wrong" }))
            .await?;
        let mut body = answer.expect(401)?;
        body["request"] = json!(null);
        bodies.push(body);
    }
    assert_eq!(bodies[0], bodies[1]);
    Ok(())
}

#[tokio::test]
async fn signing_out_ends_the_session_for_good() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let client = Client::new();
    let password = app.password(DEPARTMENT).await?;
    let answer = client
        .post(format!("{}/api/v1/session", app.url))
        .header("X-Requested-With", "yinzheng")
        .json(&json!({ "login": DEPARTMENT, "password": password }))
        .send()
        .await?;
    let cookie = answer.headers()["set-cookie"].to_str()?.to_owned();
    for word in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(word), "{word} in {cookie}");
    }
    let pair = cookie.split(';').next().unwrap_or_default().to_owned();
    let me = |client: &Client| client.get(format!("{}/api/v1/me", app.url)).header("Cookie", &pair);
    assert_eq!(me(&client).send().await?.status(), 200);
    let out = client
        .delete(format!("{}/api/v1/session", app.url))
        .header("Cookie", &pair)
        .header("X-Requested-With", "yinzheng")
        .send()
        .await?;
    assert!(out.status().is_success());
    assert_eq!(
        me(&client).send().await?.status(),
        401,
        "a stolen cookie is worth nothing afterwards"
    );
    Ok(())
}

/// Another site's page can send the cookie, but not get anything done with it.
#[tokio::test]
async fn a_request_from_another_site_is_refused() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let client = Client::builder().cookie_store(true).build()?;
    let password = app.password(DEPARTMENT).await?;
    let address = format!("{}/api/v1/session", app.url);
    let body = json!({ "login": DEPARTMENT, "password": password });
    client
        .post(&address)
        .header("X-Requested-With", "yinzheng")
        .json(&body)
        .send()
        .await?
        .error_for_status()?;
    let record = json!({ "id": uuid::Uuid::now_v7(), "form": "optimization", "content": {} });
    for (header, value) in [("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site")] {
        let answer = client
            .post(format!("{}/api/v1/records", app.url))
            .header(header, value)
            .json(&record)
            .send()
            .await?;
        assert_eq!(answer.status(), 403, "{header}");
    }
    let bare = client
        .post(format!("{}/api/v1/records", app.url))
        .json(&record)
        .send()
        .await?;
    assert_eq!(bare.status(), 403, "no header at all");
    Ok(())
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect_the_page() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    for path in ["/", "/api/v1/programme", "/api/v1/nothing", "/healthz"] {
        let answer = Client::new().get(format!("{}{path}", app.url)).send().await?;
        let header = |name: &str| {
            answer
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .to_owned()
        };
        let policy = header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(
            !policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"),
            "{path}: {policy}"
        );
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert!(!header("referrer-policy").is_empty(), "{path}");
    }
    Ok(())
}
