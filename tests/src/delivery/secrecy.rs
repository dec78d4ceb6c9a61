//! What leaves the house names no person, no number to call, and nothing of a secret or sensitive item.

use super::{address, move_to, robot, start, unsent};
use crate::api::paper::{path, text};
use crate::api::roles::MARKET_SECRET;
use crate::api::scope_lists::{answered, own_list};
use crate::api::world::{secret_content, secret_items};
use crate::app::{On, TestApp};
use crate::outside::robots::{Manner as Speech, Robots, SECRET};
use crate::outside::smtp::{Manner, Smtp};
use crate::outside::until_async;
use crate::people::{ADMIN, BUREAU, COLLEAGUE, DEPARTMENT, OTHER_DEPARTMENT, REVIEWER};
use crate::sample::{self, issued_go_live, submitted};
use anyhow::Result;
use serde_json::{Value, json};
use std::time::Duration;
use uuid::Uuid;

/// A form of a secret item, handed in.
async fn secret_form(app: &TestApp) -> Result<Value> {
    let staff = app.person(DEPARTMENT).await?;
    let content = secret_content(&staff, MARKET_SECRET).await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let record = staff.post("records", None, &body).await?.expect(201)?;
    sample::submit(app, &staff, &record, &content).await?.expect(200)
}

async fn nothing_secret_leaves(on: On) -> Result<()> {
    let smtp = Smtp::start(Manner::Takes)?;
    let robots = Robots::start(Speech::Speaks, Duration::from_millis(super::MINUTE))?;
    let app = start(on, Some(&smtp))?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    secret_items(&bureau).await?;
    address(&app, DEPARTMENT, "market@example.cn").await?;
    address(&app, COLLEAGUE, "market2@example.cn").await?;
    robot(&app, &staff.me["organisation"]["id"], &robots.address("market"), SECRET).await?;
    let secret = secret_form(&app).await?;
    let open = submitted(&app, &staff).await?;
    let issued = issued_go_live(&app, &bureau, &staff).await?;
    let because = json!({ "reason": "示例：请联系 13800000000" });
    let back = format!("{}/return", path(&open));
    bureau.post(&back, open["etag"].as_str(), &because).await?.expect(200)?;
    for day in ["2018-09-19", "2018-09-20", "2018-09-21", "2018-09-25"] {
        move_to(&app, day).await?;
        until_async("the day's reminders are out", async || {
            let newest = staff.read("notices?limit=1").await?["entries"][0]["on"].clone();
            let waiting = unsent(&app).await?["waiting"].clone();
            Ok((newest == day && waiting == 0).then_some(()))
        })
        .await?;
    }
    // On the page the owner is told of the secret form as of any other.
    let told = staff.read("notices?limit=200").await?.to_string();
    assert!(told.contains(text(&secret, "reference")));

    let mut sent: Vec<String> = smtp
        .letters()
        .iter()
        .map(|letter| letter.raw.clone() + &letter.text)
        .collect();
    sent.extend(robots.said("market").iter().map(|said| said.body.to_string()));
    assert!(sent.len() >= 6, "{}", sent.len());
    let all = sent.join("\n");
    assert!(all.contains(text(&issued, "reference")) && all.contains(text(&open, "reference")));
    let mut never = vec![
        text(&secret, "reference").to_owned(),
        text(&secret, "id").to_owned(),
        MARKET_SECRET.to_owned(),
        "涉密".to_owned(),
        "13800000000".to_owned(),
        text(&open, "title").to_owned(),
    ];
    for user in app
        .person(ADMIN)
        .await?
        .read("users")
        .await?
        .as_array()
        .into_iter()
        .flatten()
    {
        never.push(text(user, "name").to_owned());
        never.push(format!("{}（", text(user, "login")));
    }
    for participant in open["content"]["participants"].as_array().into_iter().flatten() {
        never.push(text(participant, "name").to_owned());
    }
    for row in issued["content"]["rows"].as_array().into_iter().flatten() {
        never.extend([text(row, "item_name").to_owned(), text(row, "item_code").to_owned()]);
    }
    for word in never {
        assert!(!all.contains(&word), "{word}");
    }
    Ok(())
}

#[tokio::test]
async fn nothing_that_leaves_names_a_person_or_an_item_on_sqlite() -> Result<()> {
    nothing_secret_leaves(On::Sqlite).await
}

#[tokio::test]
async fn nothing_that_leaves_names_a_person_or_an_item_on_postgres() -> Result<()> {
    nothing_secret_leaves(On::Postgres).await
}

/// A list in which something is called secret is told of on the page alone, also when it is returned and
/// when its day has gone by.
#[tokio::test]
async fn a_list_with_a_secret_row_is_told_of_on_the_page_alone() -> Result<()> {
    let robots = Robots::start(Speech::Speaks, Duration::from_millis(super::MINUTE))?;
    let app = start(On::Sqlite, None)?;
    let (bureau, reviewer) = (app.person(BUREAU).await?, app.person(REVIEWER).await?);
    let (keeper, other) = (app.person(OTHER_DEPARTMENT).await?, app.person(DEPARTMENT).await?);
    bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;
    for (staff, group) in [(&keeper, "civil"), (&other, "market")] {
        robot(&app, &staff.me["organisation"]["id"], &robots.address(group), SECRET).await?;
        let list = own_list(staff).await?;
        let mut content = answered(&list)?;
        if group == "civil" {
            content["rows"][2]["privacy"] = json!("secret");
        }
        sample::submit(&app, staff, &list, &content).await?.expect(200)?;
        let seen = reviewer.read(&path(&list)).await?;
        let back = format!("{}/return", path(&list));
        let because = json!({ "reason": "示例：请更正" });
        reviewer
            .post(&back, seen["etag"].as_str(), &because)
            .await?
            .expect(200)?;
    }
    move_to(&app, "2018-09-25").await?;
    until_async("the other list is told of", async || {
        let waiting = unsent(&app).await?["waiting"].clone();
        let told = robots.said("market").iter().any(|said| said.text.contains("已退回"));
        let newest = keeper.read("notices?limit=1").await?["entries"][0]["on"].clone();
        Ok((told && waiting == 0 && newest == "2018-09-25").then_some(()))
    })
    .await?;
    assert!(robots.said("civil").is_empty(), "{:#?}", robots.said("civil"));
    Ok(())
}
