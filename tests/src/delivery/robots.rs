//! Group robots.

use super::{MINUTE, move_to, robot, start, unsent};
use crate::api::paper::path;
use crate::app::{On, TestApp};
use crate::outside::robots::{Manner, Robots, SECRET};
use crate::outside::{until, until_async};
use crate::people::{ADMIN, BUREAU, DEPARTMENT, DISTRICT, OTHER_DEPARTMENT};
use crate::sample::submitted;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::time::Duration;
use uuid::Uuid;

fn maker(manner: Manner) -> Result<Robots> {
    Robots::start(manner, Duration::from_millis(MINUTE))
}

async fn organisation(app: &TestApp, login: &str) -> Result<Value> {
    Ok(app.person(login).await?.me["organisation"]["id"].clone())
}

/// A robot tells the matters of its organisation and of those below it, in one message a day.
async fn a_group_hears_its_own(on: On) -> Result<()> {
    let robots = maker(Manner::Speaks)?;
    let app = start(on, None)?;
    let (staff, civil, district) = (
        app.person(DEPARTMENT).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person(DISTRICT).await?,
    );
    let forms = [submitted(&app, &staff).await?, submitted(&app, &staff).await?];
    let other = submitted(&app, &civil).await?;
    let below = submitted(&app, &district).await?;
    let organisations = app.person(ADMIN).await?.read("organisations").await?;
    let city = organisations
        .as_array()
        .and_then(|all| all.iter().find(|one| one["level"] == "city"))
        .context("a city")?;
    robot(&app, &staff.me["organisation"]["id"], &robots.address("market"), SECRET).await?;
    robot(&app, &city["id"], &robots.address("city"), SECRET).await?;
    move_to(&app, "2018-09-20").await?;
    let market = until("the department's group", || {
        Some(robots.said("market")).filter(|said| !said.is_empty())
    })
    .await?;
    let city = until("the city's group", || {
        Some(robots.said("city")).filter(|said| !said.is_empty())
    })
    .await?;
    let names = |text: &str, record: &Value| text.contains(record["reference"].as_str().unwrap_or("?"));
    assert_eq!((market.len(), city.len()), (1, 1), "a digest each");
    assert!(forms.iter().all(|form| names(&market[0].text, form)));
    assert!(!names(&market[0].text, &other) && !names(&market[0].text, &below));
    assert!(
        forms
            .iter()
            .chain([&other, &below])
            .all(|form| names(&city[0].text, form))
    );
    assert_eq!(market[0].body["at"], json!({ "atMobiles": [], "isAtAll": false }));
    assert_eq!(market[0].body["msgtype"], "markdown");
    assert_eq!(robots.faults(), Vec::<String>::new());
    assert_eq!(unsent(&app).await?["waiting"], 0);
    Ok(())
}

#[tokio::test]
async fn a_group_hears_its_own_and_what_is_below_on_sqlite() -> Result<()> {
    a_group_hears_its_own(On::Sqlite).await
}

#[tokio::test]
async fn a_group_hears_its_own_and_what_is_below_on_postgres() -> Result<()> {
    a_group_hears_its_own(On::Postgres).await
}

/// HTTP 200 with another code than 0 is no success; it is said again, once.
#[tokio::test]
async fn a_code_that_is_not_zero_is_a_failure() -> Result<()> {
    let robots = maker(Manner::Refuses(310_000))?;
    let app = start(On::Sqlite, None)?;
    let staff = app.person(DEPARTMENT).await?;
    submitted(&app, &staff).await?;
    robot(&app, &staff.me["organisation"]["id"], &robots.address("market"), SECRET).await?;
    move_to(&app, "2018-09-20").await?;
    until_async("a failure", async || {
        let first = unsent(&app).await?["unsent"][0].clone();
        Ok((first["outcome"] == "errcode_310000" && first["state"] == "waiting").then_some(()))
    })
    .await?;
    robots.change(Manner::Speaks);
    until_async("nothing waits", async || {
        Ok((unsent(&app).await?["waiting"] == 0).then_some(()))
    })
    .await?;
    let said = robots.said("market");
    assert!(said.len() >= 2 && said.iter().all(|one| one.text == said[0].text));
    Ok(())
}

/// Of what a robot heard and did not answer nobody knows: it is not said again by itself, it is shown,
/// and a person decides.
async fn silence_is_uncertain(on: On) -> Result<()> {
    let robots = maker(Manner::Silent)?;
    let mut app = start(on, None)?;
    let staff = app.person(DEPARTMENT).await?;
    submitted(&app, &staff).await?;
    robot(&app, &staff.me["organisation"]["id"], &robots.address("market"), SECRET).await?;
    move_to(&app, "2018-09-20").await?;
    until("a word", || (!robots.said("market").is_empty()).then_some(())).await?;
    app.kill()?;
    robots.change(Manner::Speaks);
    app.restart()?;
    let message = until_async("it is shown", async || {
        let first = unsent(&app).await?["unsent"][0].clone();
        Ok((first["state"] == "uncertain").then_some(first))
    })
    .await?;
    assert_eq!(message["receiver"], "示例群");

    // What comes next is said, and what is uncertain is not said with it.
    move_to(&app, "2018-09-21").await?;
    until("the next day", || (robots.said("market").len() == 2).then_some(())).await?;
    let said = robots.said("market");
    assert!(
        said[1].text.contains("今天到期") && !said[1].text.contains("还有"),
        "{said:#?}"
    );

    let again = format!("messages/{}/send", message["message"].as_str().context("an id")?);
    let admin = app.person(ADMIN).await?;
    assert_eq!(
        app.person(BUREAU).await?.post(&again, None, &json!({})).await?.status,
        403
    );
    assert_eq!(admin.post(&again, None, &json!({})).await?.status, 204);
    until("once more, by hand", || {
        (robots.said("market").len() == 3).then_some(())
    })
    .await?;
    assert_eq!(robots.said("market")[2].text.matches("还有").count(), 1);
    until_async("nothing is left", async || {
        Ok((unsent(&app).await?["unsent"].as_array().is_some_and(Vec::is_empty)).then_some(()))
    })
    .await?;
    assert_eq!(robots.faults(), Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn what_a_robot_may_have_said_is_a_persons_to_say_again_on_sqlite() -> Result<()> {
    silence_is_uncertain(On::Sqlite).await
}

#[tokio::test]
async fn what_a_robot_may_have_said_is_a_persons_to_say_again_on_postgres() -> Result<()> {
    silence_is_uncertain(On::Postgres).await
}

/// Twenty messages go out in a minute; what comes after waits, gathers, and loses nothing.
#[tokio::test]
async fn nobody_speaks_more_than_twenty_times_a_minute() -> Result<()> {
    let minute = Duration::from_secs(20);
    let robots = Robots::start(Manner::Speaks, minute)?;
    let app = TestApp::start_with(
        On::Sqlite,
        &[
            ("YINZHENG_TODAY", crate::sample::TODAY),
            ("YINZHENG_ROBOT_HOSTS", "127.0.0.1"),
            ("YINZHENG_ROBOTS_ON_LOOPBACK", "true"),
            // The pause between two looks is a thirtieth of the minute.
            ("YINZHENG_NOTICE_MINUTE", &minute.as_millis().to_string()),
            ("YINZHENG_ROBOT_URL", &robots.address("all")),
            ("YINZHENG_ROBOT_SECRET", SECRET),
        ],
    )?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let mut told = 0;
    // Each return is an event of its own; sent as fast as they go until twenty messages are out and one more
    // has to wait.
    let mut is_full = false;
    while !is_full || told < 40 {
        is_full = robots.said("all").len() >= 20;
        let record = submitted(&app, &staff).await?;
        let back = format!("{}/return", path(&record));
        bureau
            .post(&back, record["etag"].as_str(), &json!({ "reason": "示例：请更正" }))
            .await?
            .expect(200)?;
        told += 1;
    }
    until_async("nothing waits", async || {
        Ok((unsent(&app).await?["waiting"] == 0).then_some(()))
    })
    .await?;
    let said = robots.said("all");
    let lines: usize = said.iter().map(|one| one.text.matches("已退回").count()).sum();
    assert_eq!(lines, told, "every event once");
    assert!(
        said.len() > 20 && said.len() < told,
        "{} messages for {told} events",
        said.len()
    );
    assert_eq!(robots.faults(), Vec::<String>::new(), "never too fast");
    Ok(())
}

#[tokio::test]
async fn robots_are_the_administrators_and_their_secrets_are_never_shown() -> Result<()> {
    let app = start(On::Sqlite, None)?;
    let unit = organisation(&app, DEPARTMENT).await?;
    let admin = app.person(ADMIN).await?;
    let body = |address: &str| json!({ "id": Uuid::now_v7(), "label": "示例群", "organisation": unit, "address": address, "secret": SECRET });
    let good = body("http://127.0.0.1:9/robot/send?access_token=the-token");
    for login in [DEPARTMENT, BUREAU, "auditor"] {
        let person = app.person(login).await?;
        assert_eq!(person.post("robots", None, &good).await?.status, 403, "{login}");
        let seen = if login == "auditor" { 200 } else { 403 };
        for list in ["robots", "messages"] {
            assert_eq!(person.get(list).await?.status().as_u16(), seen, "{login} {list}");
        }
    }
    for elsewhere in [
        "https://oapi.dingtalk.com/robot/send?access_token=t",
        "http://127.0.0.1.example.cn/robot/send?access_token=t",
        "http://127.0.0.1/robot/send",
        "file:///etc/passwd?access_token=t",
    ] {
        let refused = admin.post("robots", None, &body(elsewhere)).await?.expect(422)?;
        assert_eq!(refused["detail"], "/address", "{elsewhere}");
    }
    for _ in 0..2 {
        let added = admin.post("robots", None, &good).await?.expect(201)?;
        assert_eq!(
            (&added["host"], &added["label"]),
            (&"127.0.0.1".into(), &"示例群".into())
        );
    }
    let mut other = good.clone();
    other["secret"] = json!("SECother");
    assert_eq!(
        admin.post("robots", None, &other).await?.expect(409)?["code"],
        "id_taken"
    );
    for login in [ADMIN, "auditor"] {
        let list = app.person(login).await?.read("robots").await?;
        assert_eq!(list.as_array().map(Vec::len), Some(1));
        for secret in ["the-token", SECRET, "access_token", "secret"] {
            assert!(!list.to_string().contains(secret), "{secret}");
        }
    }
    let log = std::fs::read_to_string(app.data.path().join("server.log"))?;
    assert!(!log.contains("the-token") && !log.contains(SECRET));
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("示例.backup");
    let place = file.to_str().context("a path")?;
    let output = app.run(&["backup", "--passphrase", "示例口令-not-a-real-one", place])?;
    assert!(output.status.success());
    let mut backup = zip::ZipArchive::new(std::fs::File::open(&file)?)?;
    for (table, kept) in [
        ("notices", true),
        ("robots_told", true),
        ("robots", false),
        ("outbox", false),
    ] {
        assert_eq!(
            backup.by_name(&format!("tables/{table}.jsonl")).is_ok(),
            kept,
            "{table}"
        );
    }
    for index in 0..backup.len() {
        let mut bytes = Vec::new();
        std::io::copy(&mut backup.by_index(index)?, &mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("the-token") && !text.contains(SECRET), "entry {index}");
    }
    let remove = format!("robots/{}", good["id"].as_str().context("an id")?);
    assert_eq!(admin.delete(&remove).await?.status, 204);
    assert_eq!(admin.delete(&remove).await?.status, 404);
    Ok(())
}

/// Nothing goes out of an installation that was not told where to.
#[tokio::test]
async fn nothing_goes_out_by_default_and_only_to_listed_hosts() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let seen = unsent(&app).await?;
    assert_eq!(
        (&seen["mail"], &seen["robot"], &seen["hosts"]),
        (&false.into(), &false.into(), &json!([]))
    );
    for setting in [
        [
            ("YINZHENG_SMTP_URL", "smtps://mail.example.cn"),
            ("YINZHENG_MAIL_FROM", "yinzheng@example.cn"),
        ],
        [
            (
                "YINZHENG_ROBOT_URL",
                "https://oapi.dingtalk.com/robot/send?access_token=t",
            ),
            ("YINZHENG_ROBOT_SECRET", SECRET),
        ],
    ] {
        let refused = TestApp::start_with(On::Sqlite, &setting);
        let why = refused.err().context("it must not start")?.to_string();
        assert!(why.contains("_HOSTS"), "{why}");
    }
    Ok(())
}

/// An administrator of the application cannot have the server call ports of its own machine.
#[tokio::test]
async fn no_robot_is_on_the_servers_own_machine() -> Result<()> {
    let hosts = [("YINZHENG_ROBOT_HOSTS", "oapi.dingtalk.com,localhost,127.0.0.1")];
    let app = TestApp::start_with(On::Sqlite, &hosts)?;
    let unit = organisation(&app, DEPARTMENT).await?;
    let admin = app.person(ADMIN).await?;
    for (address, status) in [
        ("http://localhost:5432/robot/send?access_token=t", 422),
        ("http://127.0.0.1:8080/robot/send?access_token=t", 422),
        ("https://127.0.0.1:8080/robot/send?access_token=t", 422),
        ("https://oapi.dingtalk.com:22/robot/send?access_token=t", 422),
        ("https://oapi.dingtalk.com/robot/send?access_token=t", 201),
    ] {
        let body = json!({
            "id": Uuid::now_v7(), "label": "示例群", "organisation": unit, "address": address, "secret": SECRET,
        });
        assert_eq!(admin.post("robots", None, &body).await?.status, status, "{address}");
    }
    Ok(())
}
