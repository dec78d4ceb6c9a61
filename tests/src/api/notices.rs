//! What people are told, once for each occasion, and by the business date.

use super::paper::{confirmation, matched, path, text};
use crate::app::{On, Person, TestApp};
use crate::outside::until_async;
use crate::people::{ADMIN, BUREAU, COLLEAGUE, DEPARTMENT, OTHER_DEPARTMENT, SCANNER_KEY, SECOND_BUREAU};
use crate::sample::{TODAY, issued_go_live, submitted};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// Kinds and days of a person's notices, newest first.
async fn told(person: &Person) -> Result<Vec<(String, u64)>> {
    let list = person.read("notices?limit=200").await?;
    let entries = list["entries"].as_array().context("a list")?;
    assert_eq!(list["total"], entries.len());
    Ok(entries
        .iter()
        .map(|notice| {
            (
                text(notice, "kind").to_owned(),
                notice["days"].as_u64().unwrap_or_default(),
            )
        })
        .collect())
}

fn kinds(of: &[(&str, u64)]) -> Vec<(String, u64)> {
    of.iter().map(|(kind, days)| ((*kind).to_owned(), *days)).collect()
}

async fn becomes(person: &Person, expected: &[(&str, u64)]) -> Result<()> {
    let expected = kinds(expected);
    until_async(&format!("{expected:?}"), async || {
        Ok((told(person).await? == expected).then_some(()))
    })
    .await
}

async fn move_to(admin: &Person, day: &str) -> Result<()> {
    admin
        .post("business-date", None, &json!({ "today": day }))
        .await?
        .expect(200)
        .map(drop)
}

async fn unread(person: &Person) -> Result<Value> {
    Ok(person.read("me").await?["waiting"]["notices"].clone())
}

async fn reminders_follow_the_business_date(on: On) -> Result<()> {
    let mut app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let (staff, colleague, bureau, admin) = (
        app.person(DEPARTMENT).await?,
        app.person(COLLEAGUE).await?,
        app.person(BUREAU).await?,
        app.person(ADMIN).await?,
    );
    let issued = issued_go_live(&app, &bureau, &staff).await?;
    assert_eq!(told(&staff).await?, kinds(&[("issued", 0)]));

    move_to(&admin, "2018-09-19").await?;
    becomes(&staff, &[("due_soon", 1), ("issued", 0)]).await?;
    move_to(&admin, "2018-09-20").await?;
    becomes(&staff, &[("due_today", 0), ("due_soon", 1), ("issued", 0)]).await?;
    move_to(&admin, "2018-09-21").await?;
    let late = [("overdue", 1), ("due_today", 0), ("due_soon", 1), ("issued", 0)];
    becomes(&staff, &late).await?;
    becomes(&colleague, &late).await?;

    // A weekend and mid-autumn bring nothing; the same day again brings nothing; nor does a restart.
    move_to(&admin, "2018-09-24").await?;
    app.kill()?;
    app.restart()?;
    let (staff, admin) = (app.person(DEPARTMENT).await?, app.person(ADMIN).await?);
    move_to(&admin, "2018-09-26").await?;
    becomes(
        &staff,
        &[
            ("overdue", 3),
            ("overdue", 1),
            ("due_today", 0),
            ("due_soon", 1),
            ("issued", 0),
        ],
    )
    .await?;
    let newest = &staff.read("notices").await?["entries"][0];
    assert_eq!(
        (
            &newest["record"],
            &newest["due"],
            &newest["on"],
            &newest["organisation"]
        ),
        (
            &issued["id"],
            &json!("2018-09-20"),
            &json!("2018-09-26"),
            &staff.me["organisation"]
        )
    );
    for other in [OTHER_DEPARTMENT, BUREAU, SECOND_BUREAU, "auditor", "reviewer", ADMIN] {
        assert!(told(&app.person(other).await?).await?.is_empty(), "{other}");
    }
    assert_eq!(app.machine(SCANNER_KEY)?.get("notices").await?.status().as_u16(), 403);
    assert_eq!(app.nobody().get("notices").await?.status().as_u16(), 401);
    Ok(())
}

#[tokio::test]
async fn reminders_follow_the_business_date_on_sqlite() -> Result<()> {
    reminders_follow_the_business_date(On::Sqlite).await
}

#[tokio::test]
async fn reminders_follow_the_business_date_on_postgres() -> Result<()> {
    reminders_follow_the_business_date(On::Postgres).await
}

/// Nobody is told on Wednesday that something is due on the Thursday before.
#[tokio::test]
async fn a_jump_tells_the_latest_occasion_alone() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let staff = app.person(DEPARTMENT).await?;
    submitted(&app, &staff).await?;
    move_to(&app.person(ADMIN).await?, "2018-09-28").await?;
    becomes(&staff, &[("overdue", 3)]).await
}

async fn events_are_told(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let (staff, colleague, bureau, second) = (
        app.person(DEPARTMENT).await?,
        app.person(COLLEAGUE).await?,
        app.person(BUREAU).await?,
        app.person(SECOND_BUREAU).await?,
    );
    // Sent back by the bureau: the department hears of it, with the reason.
    let record = submitted(&app, &staff).await?;
    let back = format!("{}/return", path(&record));
    let because = json!({ "reason": "示例：缺少参会人员" });
    for _ in 0..2 {
        bureau
            .post(&back, record["etag"].as_str(), &because)
            .await?
            .expect(200)?;
    }
    for person in [&staff, &colleague] {
        assert_eq!(
            told(person).await?,
            kinds(&[("returned", 0)]),
            "once, also when sent twice"
        );
        let notice = &person.read("notices").await?["entries"][0];
        assert_eq!(
            (&notice["reason"], &notice["record"], &notice["title"]),
            (&because["reason"], &record["id"], &record["title"])
        );
    }
    assert!(told(&bureau).await?.is_empty() && told(&second).await?.is_empty());

    // Sent back by the unit: the bureau hears of it, and not whoever sent it back.
    let issued = issued_go_live(&app, &bureau, &staff).await?;
    let back = format!("{}/return", path(&issued));
    staff
        .post(&back, issued["etag"].as_str(), &because)
        .await?
        .expect(200)?;
    assert_eq!(told(&second).await?, kinds(&[("returned", 0)]));
    assert_eq!(told(&staff).await?, kinds(&[("issued", 0), ("returned", 0)]));

    // Refused at the desk, and confirmed there.
    let (record, scan) = matched(&app, &staff).await?;
    let at = format!("scans/{}", text(&scan, "id"));
    let refusal = json!({ "record": record["id"], "revision": record["revision"], "reason": "示例：缺印章" });
    bureau
        .post(&format!("{at}/refuse"), None, &refusal)
        .await?
        .expect(200)?;
    assert_eq!(told(&colleague).await?[0], ("refused".to_owned(), 0));
    let (record, scan) = matched(&app, &staff).await?;
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    bureau.post(&confirm, None, &confirmation(&record)).await?.expect(200)?;
    assert_eq!(told(&colleague).await?[0], ("archived".to_owned(), 0));
    Ok(())
}

#[tokio::test]
async fn what_happens_to_a_form_is_told_to_those_who_wait_for_it_on_sqlite() -> Result<()> {
    events_are_told(On::Sqlite).await
}

#[tokio::test]
async fn what_happens_to_a_form_is_told_to_those_who_wait_for_it_on_postgres() -> Result<()> {
    events_are_told(On::Postgres).await
}

#[tokio::test]
async fn everybody_reads_their_own() -> Result<()> {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
        let (staff, colleague, bureau, civil) = (
            app.person(DEPARTMENT).await?,
            app.person(COLLEAGUE).await?,
            app.person(BUREAU).await?,
            app.person(OTHER_DEPARTMENT).await?,
        );
        for _ in 0..3 {
            let record = submitted(&app, &staff).await?;
            let back = format!("{}/return", path(&record));
            let because = json!({ "reason": "示例：请更正" });
            bureau
                .post(&back, record["etag"].as_str(), &because)
                .await?
                .expect(200)?;
        }
        assert_eq!(unread(&staff).await?, 3, "{on:?}");
        let list = staff.read("notices?limit=2").await?;
        let next = text(&list, "next");
        let rest = staff.read(&format!("notices?limit=2&cursor={next}")).await?;
        assert_eq!(rest["entries"].as_array().map(Vec::len), Some(1));
        let read = format!("notices/{}/read", text(&list["entries"][0], "id"));
        assert_eq!(civil.post(&read, None, &json!({})).await?.status, 404);
        for _ in 0..2 {
            assert_eq!(staff.post(&read, None, &json!({})).await?.status, 204);
        }
        assert_eq!((unread(&staff).await?, unread(&colleague).await?), (json!(2), json!(3)));
        assert_eq!(staff.read("notices?unread=true").await?["total"], 2);
        assert_eq!(staff.post("notices/read", None, &json!({})).await?.status, 204);
        assert_eq!((unread(&staff).await?, unread(&colleague).await?), (json!(0), json!(3)));
        assert_eq!(staff.read("notices").await?["total"], 3, "what is read stays");
        for wrong in ["cursor=x", "unread=perhaps", "limit=many", "unknown=1"] {
            let status = staff.get(&format!("notices?{wrong}")).await?.status().as_u16();
            assert_eq!(status, 400, "{wrong}");
        }
    }
    Ok(())
}
