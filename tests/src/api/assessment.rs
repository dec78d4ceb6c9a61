//! The assessment board: figures before and after, of any past day, and each the length of its list.

use super::published::something_is_published;
use super::roles::{CIVIL, EVERY_SECRET, MARKET, POLICE, TABLE};
use super::schedule::issue;
use super::scope_lists::accepted;
use super::windows::adds_centres;
use crate::app::{On, Person, TestApp};
use crate::people::{
    ADMIN, AUDITOR, BUREAU, DEPARTMENT, DISTRICT, DISTRICT_REVIEWER, OTHER_DEPARTMENT, REVIEWER, SCANNER_KEY,
};
use crate::sample::{TODAY, submitted};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// The day after the first batch.
const AFTER: &str = "2018-09-26";

const KINDS: [(&str, &[&str]); 4] = [
    (
        "items",
        &[
            "countable",
            "scheduled",
            "connected",
            "published",
            "due",
            "on_time",
            "overdue",
            "besides",
            "with_cases",
        ],
    ),
    ("forms", &["due", "on_time", "late", "overdue"]),
    ("lists", &["asked", "handed_in", "late", "missing"]),
    ("centres", &["registered", "opened"]),
];

async fn moves_to(app: &TestApp, day: &str) -> Result<()> {
    let admin = app.person(ADMIN).await?;
    let moved = admin.post("business-date", None, &json!({ "today": day })).await?;
    moved.expect(200).map(drop)
}

/// What a board says, without the day on which it was asked.
async fn board(person: &Person, on: &str) -> Result<Value> {
    let mut board = person.read(&format!("assessment?on={on}")).await?;
    board["today"].take();
    Ok(board)
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

/// The board of a unit, by its name.
fn of<'a>(board: &'a Value, units: &str, unit: &str, name: &str) -> &'a Value {
    let units = board[units].as_array().into_iter().flatten();
    let found = units.into_iter().find(|one| one[unit]["name"] == name);
    found.map_or(&Value::Null, |one| &one["figures"])
}

/// A list, page by page; how many there are of it.
async fn length(person: &Person, path: &str) -> Result<u64> {
    let (mut length, mut cursor) = (0, String::new());
    loop {
        let page = person.read(&format!("{path}&limit=7{cursor}")).await?;
        length += page["entries"].as_array().context("entries")?.len() as u64;
        let Some(next) = page["next"].as_str() else {
            assert_eq!(page["total"], length, "{path}");
            return Ok(length);
        };
        cursor = format!("&cursor={next}");
    }
}

/// Every number of a unit is the length of the list it opens.
async fn assert_lists(person: &Person, who: &str, on: &str, figures: &Value, narrowed: &str) -> Result<()> {
    for (kind, counts) in KINDS {
        if figures[kind].is_null() {
            continue;
        }
        for count in counts {
            let path = format!("assessment/{kind}?on={on}&count={count}{narrowed}");
            assert_eq!(figures[kind][count], length(person, &path).await?, "{who}: {path}");
        }
    }
    Ok(())
}

/// So is every number of a board: of all, of areas, departments, batches, levels and days.
async fn assert_numbers(person: &Person, who: &str, on: &str) -> Result<()> {
    let board = board(person, on).await?;
    assert_lists(person, who, on, &board["whole"], "").await?;
    for one in board["areas"].as_array().context("areas")? {
        let narrowed = format!("&area={}", text(&one["area"], "id"));
        assert_lists(person, who, on, &one["figures"], &narrowed).await?;
    }
    for one in board["departments"].as_array().context("departments")? {
        let narrowed = format!("&department={}", text(&one["department"], "id"));
        assert_lists(person, who, on, &one["figures"], &narrowed).await?;
    }
    for one in board["batches"].as_array().context("batches")? {
        let narrowed = format!("&batch={}", one["batch"].as_u64().unwrap_or_default());
        assert_lists(person, who, on, &json!({ "items": one["items"] }), &narrowed).await?;
    }
    for one in board["levels"].as_array().into_iter().flatten() {
        let narrowed = format!("&level={}", text(one, "level"));
        assert_lists(person, who, on, &json!({ "centres": one["centres"] }), &narrowed).await?;
    }
    for mark in board["burn_up"].as_array().context("burn-up")? {
        for count in ["scheduled", "connected", "published"] {
            let path = format!("assessment/items?on={on}&count={count}&until={}", text(mark, "day"));
            if !mark[count].is_null() {
                assert_eq!(mark[count], length(person, &path).await?, "{who}: {path}");
            }
        }
    }
    Ok(())
}

/// Nothing secret is in what a board opens for those who are not entitled, and so in no number.
async fn assert_secrets(person: &Person, who: &str, entitled: &[&str], on: &str) -> Result<()> {
    for count in KINDS[0].1 {
        let list = person
            .read(&format!("assessment/items?on={on}&count={count}&limit=500"))
            .await?;
        for secret in EVERY_SECRET.iter().filter(|secret| !entitled.contains(secret)) {
            assert!(!list.to_string().contains(secret), "{who}: {count}: {list}");
        }
    }
    Ok(())
}

/// The overview of scope lists counts the items that the person sees, as the board does.
async fn assert_overview(person: &Person, who: &str) -> Result<()> {
    let items = person.read("items?limit=500").await?;
    let items = items["entries"].as_array().context("items")?;
    let overview = person.read("scope-lists").await?;
    for one in overview["departments"].as_array().context("departments")? {
        let seen = items.iter().filter(|item| item["owner"] == one["department"]);
        assert_eq!(one["items"], seen.count(), "{who}: {one}");
    }
    Ok(())
}

/// Cases of the first item that is published, in September.
async fn reports_cases(app: &TestApp, centre: &str, cases: u64) -> Result<()> {
    let hall = app.person("hall").await?;
    let published = app.nobody().read("published").await?;
    let item = published["entries"][0]["code"].clone();
    let centre = super::windows::centre(&hall, centre).await?;
    let report = json!({ "item": item, "month": "2018-09", "centre": centre, "cases": cases });
    hall.put("cases", None, &report).await?.expect(204).map(drop)
}

/// From the first list to the day after the first batch, by steps on days of their own; what the bureau saw at
/// the end of each.
async fn a_month(app: &TestApp) -> Result<Vec<(&'static str, Value)>> {
    let (bureau, market) = (app.person(BUREAU).await?, app.person(DEPARTMENT).await?);
    let centre = adds_centres(app).await?;
    let mut days = vec![("2018-09-03", board(&bureau, "2018-09-03").await?)];
    moves_to(app, "2018-09-05").await?;
    accepted(app, OTHER_DEPARTMENT, REVIEWER).await?;
    days.push(("2018-09-05", board(&bureau, "2018-09-05").await?));
    moves_to(app, "2018-09-08").await?;
    accepted(app, DEPARTMENT, REVIEWER).await?;
    days.push(("2018-09-08", board(&bureau, "2018-09-08").await?));
    moves_to(app, TODAY).await?;
    for batch in [1, 2] {
        issue(app, &bureau, batch, Uuid::now_v7()).await?.expect(200)?;
    }
    something_is_published(app).await?;
    reports_cases(app, centre, 12).await?;
    submitted(app, &market).await?;
    days.push((TODAY, board(&bureau, TODAY).await?));
    moves_to(app, AFTER).await?;
    days.push((AFTER, board(&bureau, AFTER).await?));
    Ok(days)
}

async fn a_past_day_is_told_as_it_was(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", "2018-09-03")])?;
    let bureau = app.person(BUREAU).await?;
    let days = a_month(&app).await?;
    let items = |place: usize| &days[place].1["whole"]["items"];

    // What steps make of the figures.
    assert_eq!(items(0)["countable"], 0, "no list is accepted");
    let civil = of(&days[1].1, "departments", "department", CIVIL)["items"]["countable"].clone();
    assert!(civil.as_u64() > Some(0), "{civil}");
    assert_eq!(items(1)["countable"], civil);
    assert!(items(2)["countable"].as_u64() > civil.as_u64());
    assert_eq!((&items(2)["scheduled"], &items(2)["published"]), (&json!(0), &json!(0)));
    assert!(items(3)["scheduled"].as_u64() > Some(0) && items(3)["published"].as_u64() > Some(0));
    assert!(
        items(3)["besides"].as_u64() > Some(0),
        "no list speaks of what came later"
    );
    assert_eq!((&items(3)["cases"], &items(3)["with_cases"]), (&json!(12), &json!(1)));
    assert_eq!(items(3)["due"], 0, "the 25th is still to come");
    let due = items(4)["due"].as_u64().context("a count")?;
    let (on_time, overdue) = (items(4)["on_time"].as_u64(), items(4)["overdue"].as_u64());
    assert!(due > 0 && on_time > Some(0) && overdue > Some(0), "{}", items(4));
    assert_eq!(on_time.zip(overdue).map(|(one, other)| one + other), Some(due));

    // Lists and forms: one list came late, others never; a form is back, another one is not.
    let lists = |place: usize, name: &str| of(&days[place].1, "departments", "department", name)["lists"].clone();
    assert_eq!(lists(1, CIVIL)["asked"], 0, "it is not due yet");
    let (handed_in, late) = (json!(1), json!(1));
    assert_eq!(
        (&lists(2, CIVIL)["handed_in"], &lists(2, CIVIL)["late"]),
        (&handed_in, &json!(0))
    );
    assert_eq!(
        (&lists(2, MARKET)["handed_in"], &lists(2, MARKET)["late"]),
        (&handed_in, &late)
    );
    assert_eq!(lists(2, POLICE)["missing"], 1);
    let forms = &of(&days[4].1, "departments", "department", MARKET)["forms"];
    assert_eq!(forms["overdue"], 1, "{forms}");
    assert_eq!((&forms["on_time"], &forms["late"]), (&json!(3), &json!(0)), "{forms}");

    // Who is behind, and why.
    let behind = |place: usize, name: &str, reason: &str| {
        let behind = days[place].1["behind"].as_array().into_iter().flatten();
        let mut named = behind.filter(|one| one["organisation"]["name"] == name);
        named.any(|one| one["reasons"].to_string().contains(reason))
    };
    assert!(behind(2, POLICE, "lists") && !behind(2, CIVIL, "lists"));
    assert!(!behind(1, POLICE, "lists"), "nothing is due before its day has passed");
    assert!(behind(4, MARKET, "forms") && !behind(3, MARKET, "forms"));
    assert!(behind(4, CIVIL, "items_overdue"));
    assert!(behind(4, "杭州市（示例）", "centres") && !behind(3, "杭州市（示例）", "centres"));

    // What comes later changes nothing of it: other schedules, another list, another form.
    later(&app).await?;
    for (day, before) in &days {
        assert_eq!(board(&bureau, day).await?, *before, "{day}");
    }
    assert_ne!(board(&bureau, "2018-10-08").await?["whole"], days[4].1["whole"]);
    Ok(())
}

/// Two weeks more.
async fn later(app: &TestApp) -> Result<()> {
    let bureau = app.person(BUREAU).await?;
    moves_to(app, "2018-10-08").await?;
    accepted(app, DISTRICT, DISTRICT_REVIEWER).await?;
    let planned = bureau.read("schedule/items?limit=500&batch=2").await?;
    let moved = planned["entries"][0]["code"].clone();
    let out = json!({ "codes": [moved], "batch": 3 });
    bureau.put("schedule/items", None, &out).await?.expect(204)?;
    for batch in [1, 2, 3] {
        issue(app, &bureau, batch, Uuid::now_v7()).await?.expect(200)?;
    }
    submitted(app, &app.person(DEPARTMENT).await?).await.map(drop)
}

async fn numbers_are_the_lists_they_open(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", "2018-09-03")])?;
    a_month(&app).await?;
    for sees in TABLE {
        let person = app.person(sees.login).await?;
        if sees.login == ADMIN {
            for path in [
                "",
                "/items?count=due",
                "/forms?count=due",
                "/lists?count=asked",
                "/centres?count=opened",
            ] {
                assert_eq!(person.get(&format!("assessment{path}")).await?.status(), 403, "{path}");
            }
            continue;
        }
        assert_secrets(&person, sees.login, sees.secrets, AFTER).await?;
        let board = board(&person, AFTER).await?;
        let sees_windows = person.get("coverage").await?.status() == 200;
        assert_eq!(board["levels"].is_array(), sees_windows, "{}", sees.login);
        assert_eq!(
            board["whole"]["items"]["cases"].is_u64(),
            sees_windows,
            "{}",
            sees.login
        );
        let centres = person.get("assessment/centres?count=opened").await?.status();
        assert_eq!(centres, if sees_windows { 200 } else { 403 }, "{}", sees.login);
        if [DISTRICT, DISTRICT_REVIEWER, "egov", "hall"].contains(&sees.login) {
            let city = of(&board, "departments", "department", MARKET);
            assert!(
                city.is_null(),
                "{}: what the city shares is the city's: {city}",
                sees.login
            );
        }
        if [BUREAU, DEPARTMENT, DISTRICT, REVIEWER, "egov"].contains(&sees.login) {
            assert_overview(&person, sees.login).await?;
        }
        if [BUREAU, DEPARTMENT, DISTRICT, REVIEWER, "egov", "hall", "builder"].contains(&sees.login) {
            assert_numbers(&person, sees.login, AFTER).await?;
        }
    }
    let bureau = app.person(BUREAU).await?;
    assert_numbers(&bureau, "on a past day", TODAY).await?;

    let of_market = of(&board(&bureau, AFTER).await?, "departments", "department", MARKET)["forms"]["due"].clone();
    assert_ne!(of_market, 0, "the city's own forms are due");

    // A secret item is in the numbers of those who are entitled, and in no other.
    let published = async |login: &str| -> Result<u64> {
        let board = board(&app.person(login).await?, AFTER).await?;
        let items = &of(&board, "departments", "department", MARKET)["items"];
        let sum = items["published"].as_u64().zip(items["besides"].as_u64());
        sum.map(|(one, other)| one + other).context("numbers")
    };
    let all = published(BUREAU).await?;
    assert_eq!(published(AUDITOR).await?, all);
    assert_eq!(published(DEPARTMENT).await?, all);
    assert_eq!(published(REVIEWER).await?, all - 1);

    // A day to come is refused in words; so is a count that there is not.
    let refused = bureau.get("assessment?on=2018-09-27").await?;
    assert_eq!(refused.status(), 400);
    assert_eq!(refused.json::<Value>().await?["code"], "day_to_come");
    for path in [
        "items?count=all",
        "items",
        "forms?count=countable",
        "items?count=due&on=2018-09-27",
        "items?count=due&on=x",
    ] {
        assert_eq!(bureau.get(&format!("assessment/{path}")).await?.status(), 400, "{path}");
    }
    assert_eq!(app.nobody().get("assessment").await?.status(), 401);
    assert_eq!(app.machine(SCANNER_KEY)?.get("assessment").await?.status(), 403);
    Ok(())
}

#[tokio::test]
async fn a_past_day_is_told_as_it_was_on_sqlite() -> Result<()> {
    a_past_day_is_told_as_it_was(On::Sqlite).await
}

#[tokio::test]
async fn a_past_day_is_told_as_it_was_on_postgres() -> Result<()> {
    a_past_day_is_told_as_it_was(On::Postgres).await
}

#[tokio::test]
async fn numbers_are_the_lists_they_open_on_sqlite() -> Result<()> {
    numbers_are_the_lists_they_open(On::Sqlite).await
}

#[tokio::test]
async fn numbers_are_the_lists_they_open_on_postgres() -> Result<()> {
    numbers_are_the_lists_they_open(On::Postgres).await
}
