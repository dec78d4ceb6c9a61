//! How far the programme is: each figure is what the person's own lists say, and no more.

use super::published::something_is_published;
use super::schedule::issue;
use super::scope_lists::accepted;
use crate::app::{On, Person, TestApp};
use crate::people::{
    ADMIN, AUDITOR, BUREAU, DEPARTMENT, DISTRICT, DISTRICT_REVIEWER, OTHER_DEPARTMENT, REVIEWER, SCANNER_KEY,
};
use crate::sample::TODAY;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// Done and all of the task of this number; none when it is not to be seen.
fn figure(state: &Value, number: usize) -> Option<(u64, u64)> {
    let figure = &state["tasks"][number - 1]["figure"];
    Some((figure["done"].as_u64()?, figure["of"].as_u64()?))
}

fn count<'a>(list: &'a Value, wanted: impl Fn(&'a Value) -> bool) -> u64 {
    let wanted = list.as_array().into_iter().flatten().filter(|entry| wanted(entry));
    wanted.count() as u64
}

/// What a person's own lists come to: tasks 1, 3 to 7.
async fn by_lists(person: &Person) -> Result<Vec<(usize, (u64, u64))>> {
    let lists = person.read("scope-lists").await?;
    let lists = &lists["departments"];
    let items = person.read("items?limit=500").await?;
    let in_batch = |item: &Value| !item["batch"].is_null() && item["scope"] != "cancelled" && item["scope"] != "moving";
    let items = |wanted: &dyn Fn(&Value) -> bool| count(&items["entries"], |item| in_batch(item) && wanted(item));
    let forms = person.read("records?form=go-live&limit=200").await?;
    let forms = |wanted: &dyn Fn(&Value) -> bool| count(&forms["entries"], wanted);
    let all = items(&|_| true);
    Ok(vec![
        (
            1,
            (
                count(lists, |one| one["list"]["state"] == "archived"),
                count(lists, |_| true),
            ),
        ),
        (3, (items(&|item| !item["optimised_on"].is_null()), all)),
        (4, (items(&|item| item["connection"] != "none"), all)),
        (
            5,
            (
                items(&|item| item["connection"] == "joint_debugged"),
                items(&|item| item["connection"] != "full_process"),
            ),
        ),
        (
            6,
            (
                forms(&|form| form["state"] == "archived"),
                forms(&|form| form["state"] != "draft" && form["state"] != "void"),
            ),
        ),
        (7, (items(&|item| !item["published_on"].is_null()), all)),
    ])
}

async fn figures_are_those_of_ones_own_lists(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let bureau = app.person(BUREAU).await?;
    let before = bureau.read("programme/state").await?;
    assert_eq!(before["tasks"].as_array().map(Vec::len), Some(10));
    assert_eq!(
        (figure(&before, 2), figure(&before, 7).map(|(done, _)| done)),
        (Some((0, 4)), Some(0))
    );
    assert_eq!(before["tasks"][0]["due"], "2018-09-14");

    // A list is accepted, a batch issued, items are optimised and published, a secret one among them.
    accepted(&app, OTHER_DEPARTMENT, REVIEWER).await?;
    something_is_published(&app).await?;
    issue(&app, &bureau, 2, Uuid::now_v7()).await?.expect(200)?;

    for login in [
        BUREAU,
        AUDITOR,
        DEPARTMENT,
        OTHER_DEPARTMENT,
        DISTRICT,
        REVIEWER,
        DISTRICT_REVIEWER,
        "egov",
        "hall",
    ] {
        let person = app.person(login).await?;
        let state = person.read("programme/state").await?;
        for (task, expected) in by_lists(&person).await? {
            assert_eq!(figure(&state, task), Some(expected), "{login}: task {task}");
        }
        let sees_windows = figure(&state, 10).is_some();
        assert_eq!(
            sees_windows,
            person.get("coverage").await?.status() == 200,
            "{login}: tasks 8 to 10"
        );
        assert_eq!(figure(&state, 8).is_some(), sees_windows);
        assert_eq!(figure(&state, 9).is_some(), sees_windows);
    }
    let after = bureau.read("programme/state").await?;
    assert_eq!(figure(&after, 1).map(|(done, _)| done), Some(1));
    assert_eq!(figure(&after, 2), Some((1, 4)));
    assert_eq!(figure(&after, 6), Some((2, 2)));
    assert!(figure(&after, 7).context("a figure")?.0 >= 5, "{after}");

    // Whose items are in no issued batch has none.
    let district = app.person(DISTRICT).await?.read("programme/state").await?;
    assert_eq!(figure(&district, 6), Some((1, 1)));
    Ok(())
}

#[tokio::test]
async fn figures_are_those_of_ones_own_lists_on_sqlite() -> Result<()> {
    figures_are_those_of_ones_own_lists(On::Sqlite).await
}

#[tokio::test]
async fn figures_are_those_of_ones_own_lists_on_postgres() -> Result<()> {
    figures_are_those_of_ones_own_lists(On::Postgres).await
}

#[tokio::test]
async fn whoever_sees_no_forms_sees_the_annexes_without_figures() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let state = app.person(ADMIN).await?.read("programme/state").await?;
    assert_eq!(count(&state["tasks"], |task| task["figure"].is_null()), 10, "{state}");
    assert_eq!(state["phases"].as_array().map(Vec::len), Some(4));
    let functions = state["modules"].as_array().context("modules")?.iter();
    let functions: u64 = functions.map(|module| count(&module["functions"], |_| true)).sum();
    assert_eq!(functions, 16);
    assert_eq!(app.nobody().get("programme/state").await?.status(), 401);
    let machine = app.machine(SCANNER_KEY)?;
    assert_eq!(machine.get("programme/state").await?.status(), 403);
    let before_sign_in = app.nobody().read("programme").await?;
    assert_eq!(
        before_sign_in["programme"]["tasks"],
        json!(null),
        "the door needs no annex"
    );
    Ok(())
}
