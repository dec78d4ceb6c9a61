//! Mail.

use super::{address, move_to, start, unsent};
use crate::app::{On, TestApp};
use crate::outside::smtp::{Letter, Manner, Smtp};
use crate::outside::{until, until_async};
use crate::people::{BUREAU, COLLEAGUE, DEPARTMENT};
use crate::sample::{issued_go_live, submitted};
use anyhow::Result;
use std::collections::BTreeSet;
use std::net::TcpListener;

const TO: &str = "market@example.cn";

/// Waits until nothing waits any more.
async fn all_is_sent(app: &TestApp) -> Result<()> {
    until_async("nothing waits", async || {
        let messages = unsent(app).await?;
        let empty = messages["unsent"].as_array().is_some_and(Vec::is_empty);
        Ok((messages["waiting"] == 0 && empty).then_some(()))
    })
    .await
}

fn identifiers(smtp: &Smtp) -> BTreeSet<String> {
    smtp.letters().into_iter().map(|letter| letter.message_id).collect()
}

/// One letter a day and person, however much is due; and none to those without an address.
async fn a_day_is_one_letter(on: On) -> Result<()> {
    let smtp = Smtp::start(Manner::Takes)?;
    let app = start(on, Some(&smtp))?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let form = submitted(&app, &staff).await?;
    let issued = issued_go_live(&app, &bureau, &staff).await?;
    address(&app, DEPARTMENT, TO).await?;
    move_to(&app, "2018-09-21").await?;
    all_is_sent(&app).await?;
    let letters = smtp.letters();
    assert_eq!(letters.len(), 1, "{letters:#?}");
    let letter = &letters[0];
    assert_eq!(letter.to, TO);
    for part in [
        format!(
            "今天到期：事项优化确认单 {}",
            form["reference"].as_str().unwrap_or_default()
        ),
        format!(
            "已逾期 1 个工作日：事项开通确认单 {}",
            issued["reference"].as_str().unwrap_or_default()
        ),
        format!("{}/records/{}", app.url, form["id"].as_str().unwrap_or_default()),
        "期限 2018-09-20".to_owned(),
    ] {
        assert!(letter.text.contains(&part), "{part} in {}", letter.text);
    }
    assert!(letter.raw.contains("From: "), "{}", letter.raw);
    Ok(())
}

#[tokio::test]
async fn what_is_due_on_a_day_is_one_letter_on_sqlite() -> Result<()> {
    a_day_is_one_letter(On::Sqlite).await
}

#[tokio::test]
async fn what_is_due_on_a_day_is_one_letter_on_postgres() -> Result<()> {
    a_day_is_one_letter(On::Postgres).await
}

/// Nobody answers, then the server puts it off, then it takes it: one letter, as it was on the first day.
async fn an_outage_loses_nothing(on: On) -> Result<()> {
    let door = TcpListener::bind("127.0.0.1:0")?;
    let at = door.local_addr()?;
    let absent = Smtp::at(door.try_clone()?, Manner::Takes)?;
    let app = start(on, Some(&absent))?;
    absent.change(Manner::Later);
    let staff = app.person(DEPARTMENT).await?;
    submitted(&app, &staff).await?;
    address(&app, DEPARTMENT, TO).await?;
    move_to(&app, "2018-09-20").await?;
    let tried = until_async("a letter that was put off", async || {
        let messages = unsent(&app).await?;
        let first = messages["unsent"][0].clone();
        Ok((first["outcome"] == "smtp_451").then_some(first))
    })
    .await?;
    assert_eq!(
        (&tried["state"], &tried["receiver"]),
        (&"waiting".into(), &DEPARTMENT.into()),
        "{at}"
    );
    absent.change(Manner::Takes);
    all_is_sent(&app).await?;
    assert!(absent.letters().len() >= 2);
    assert_eq!(identifiers(&absent).len(), 1, "every attempt is the same letter");
    Ok(())
}

#[tokio::test]
async fn a_letter_that_is_put_off_comes_later_on_sqlite() -> Result<()> {
    an_outage_loses_nothing(On::Sqlite).await
}

#[tokio::test]
async fn a_letter_that_is_put_off_comes_later_on_postgres() -> Result<()> {
    an_outage_loses_nothing(On::Postgres).await
}

#[tokio::test]
async fn a_server_that_is_away_is_asked_again() -> Result<()> {
    // Bound and never listened to by anybody: connections are refused once it is closed.
    let door = TcpListener::bind("127.0.0.1:0")?;
    let at = door.local_addr()?;
    drop(door);
    let url = format!("smtp://{at}");
    let app = TestApp::start_with(
        On::Sqlite,
        &[
            ("YINZHENG_TODAY", crate::sample::TODAY),
            ("YINZHENG_MAIL_HOSTS", "127.0.0.1"),
            ("YINZHENG_NOTICE_MINUTE", "1000"),
            ("YINZHENG_SMTP_URL", &url),
            ("YINZHENG_MAIL_FROM", "yinzheng@example.cn"),
        ],
    )?;
    submitted(&app, &app.person(DEPARTMENT).await?).await?;
    address(&app, DEPARTMENT, TO).await?;
    move_to(&app, "2018-09-20").await?;
    until_async("an attempt", async || {
        Ok((unsent(&app).await?["unsent"][0]["outcome"] == "unreachable").then_some(()))
    })
    .await?;
    let smtp = Smtp::at(TcpListener::bind(at)?, Manner::Takes)?;
    all_is_sent(&app).await?;
    assert_eq!(smtp.letters().len(), 1);
    Ok(())
}

/// A mailbox that is not there is said so, and does not stand in anybody's way.
#[tokio::test]
async fn a_receiver_that_is_refused_is_shown_and_others_get_theirs() -> Result<()> {
    let smtp = Smtp::start(Manner::Never)?;
    let app = start(On::Sqlite, Some(&smtp))?;
    submitted(&app, &app.person(DEPARTMENT).await?).await?;
    address(&app, DEPARTMENT, TO).await?;
    move_to(&app, "2018-09-20").await?;
    let failed = until_async("a refusal", async || {
        let first = unsent(&app).await?["unsent"][0].clone();
        Ok((first["state"] == "failed").then_some(first))
    })
    .await?;
    assert_eq!(
        (&failed["outcome"], &failed["attempts"]),
        (&"smtp_550".into(), &1.into())
    );

    smtp.change(Manner::Takes);
    address(&app, COLLEAGUE, "market2@example.cn").await?;
    move_to(&app, "2018-09-21").await?;
    until("the colleague's letter", || {
        smtp.letters()
            .iter()
            .any(|letter| letter.to == "market2@example.cn")
            .then_some(())
    })
    .await?;
    // The administrator mends the mailbox and lets it go.
    let admin = app.person(crate::people::ADMIN).await?;
    let again = format!("messages/{}/send", failed["message"].as_str().unwrap_or_default());
    assert_eq!(admin.post(&again, None, &serde_json::json!({})).await?.status, 204);
    all_is_sent(&app).await?;
    let mine = smtp.letters().into_iter().filter(|letter| letter.to == TO).count();
    assert_eq!(mine, 2, "the one of yesterday and the one of today");
    assert_eq!(admin.post(&again, None, &serde_json::json!({})).await?.status, 404);
    Ok(())
}

/// A line without its address.
fn without_link(line: &str) -> String {
    line.split("http://127.0.0.1:")
        .map(|part| part.trim_start_matches(|letter: char| letter.is_ascii_digit()))
        .collect()
}

/// The server has the letter and the program ends before it knows: the letter comes again under the same
/// Message-ID, by which it is known, and nothing is lost.
async fn a_kill_between_send_and_commit(on: On) -> Result<()> {
    let smtp = Smtp::start(Manner::Silent)?;
    let mut app = start(on, Some(&smtp))?;
    let staff = app.person(DEPARTMENT).await?;
    submitted(&app, &staff).await?;
    address(&app, DEPARTMENT, TO).await?;
    move_to(&app, "2018-09-20").await?;
    until("a letter", || (!smtp.letters().is_empty()).then_some(())).await?;
    app.kill()?;
    smtp.change(Manner::Takes);
    app.restart()?;
    all_is_sent(&app).await?;
    let letters = smtp.letters();
    assert!(letters.len() >= 2, "it came again");
    assert_eq!(identifiers(&smtp).len(), 1, "{letters:#?}");
    // The test's server comes back at another port.
    let lines = |letter: &Letter| letter.text.lines().map(without_link).collect::<Vec<_>>().join("\n");
    let texts: BTreeSet<String> = letters.iter().map(lines).collect();
    assert_eq!(texts.len(), 1, "word for word: {texts:#?}");
    Ok(())
}

#[tokio::test]
async fn a_kill_between_sending_and_knowing_sends_the_same_letter_on_sqlite() -> Result<()> {
    a_kill_between_send_and_commit(On::Sqlite).await
}

#[tokio::test]
async fn a_kill_between_sending_and_knowing_sends_the_same_letter_on_postgres() -> Result<()> {
    a_kill_between_send_and_commit(On::Postgres).await
}

#[tokio::test]
async fn addresses_are_the_administrators_and_sound() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let admin = app.person(crate::people::ADMIN).await?;
    let at = format!("users/{}/email", super::id_of(&admin, DEPARTMENT).await?);
    for wrong in ["market", "a@b@c", "market@example.cn\r\nBcc: all@example.cn"] {
        let body = serde_json::json!({ "email": wrong });
        assert_eq!(admin.put(&at, None, &body).await?.status, 422, "{wrong:?}");
    }
    let body = serde_json::json!({ "email": TO });
    for login in [DEPARTMENT, BUREAU, "auditor"] {
        assert_eq!(
            app.person(login).await?.put(&at, None, &body).await?.status,
            403,
            "{login}"
        );
    }
    assert_eq!(admin.put(&at, None, &body).await?.status, 204);
    assert!(admin.read("users").await?.to_string().contains(TO));
    assert_eq!(admin.put(&at, None, &serde_json::json!({})).await?.status, 204);
    assert!(!admin.read("users").await?.to_string().contains(TO));
    Ok(())
}
