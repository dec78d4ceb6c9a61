//! What a newcomer meets: a programme in the middle of its course, as if people had carried it there.

use crate::app::{On, Person, Place, TestApp};
use crate::outside::until;
use crate::people::{BUREAU, DEPARTMENT, OTHER_DEPARTMENT};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::path::Path;

/// The last day of the story.
const TODAY: &str = "2018-10-24";
/// Records that it comes to.
const RECORDS: usize = 56;

async fn records(person: &Person) -> Result<Vec<Value>> {
    let list = person.read("records?limit=500").await?;
    Ok(list["entries"].as_array().context("a list")?.clone())
}

fn of<'a>(records: &'a [Value], form: &str, state: &str) -> Vec<&'a Value> {
    let wanted = |record: &&Value| record["form"] == form && record["state"] == state;
    records.iter().filter(wanted).collect()
}

/// Everything that a second start could change: records with their versions, and the board.
async fn everything(app: &TestApp) -> Result<Value> {
    let bureau = app.person(BUREAU).await?;
    let mut seen = records(&bureau).await?;
    seen.sort_by_key(|record| record["id"].to_string());
    Ok(json!([
        seen,
        bureau.read("assessment").await?,
        bureau.read("coverage").await?,
        bureau.read("items?limit=500").await?,
        bureau.read("interfaces").await?
    ]))
}

/// The figures that the story comes to.
async fn the_board_tells_the_story(app: &TestApp) -> Result<()> {
    let bureau = app.person(BUREAU).await?;
    let board = bureau.read("assessment").await?;
    assert_eq!(board["today"], TODAY);
    let whole = &board["whole"];
    let told = [
        "countable",
        "scheduled",
        "connected",
        "published",
        "due",
        "on_time",
        "overdue",
    ];
    let told = told.map(|count| whole["items"][count].as_u64().unwrap_or_default());
    assert_eq!(told, [58, 49, 24, 18, 17, 13, 4], "{whole}");
    assert_eq!(whole["lists"]["missing"], 2);
    assert_eq!(
        (&whole["forms"]["late"], &whole["forms"]["overdue"]),
        (&json!(2), &json!(2))
    );
    let behind: Vec<&str> = board["behind"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["organisation"]["name"].as_str())
        .collect();
    assert!(behind.contains(&"杭州市公安局（示例）") && !behind.contains(&"杭州市市场监督管理局（示例）"));
    let past = bureau.read("assessment?on=2018-09-19").await?;
    assert_eq!(
        past["whole"]["items"]["published"], 9,
        "past days are told as they were"
    );
    let public = app.nobody().read("published?limit=100").await?;
    assert_eq!(public["total"], 18);
    let ready = bureau.read("go-live/ready").await?;
    assert_eq!(ready["total"], 2, "{ready}");
    Ok(())
}

async fn is_whole(on: On) -> Result<()> {
    let mut app = TestApp::start_demonstration(on)?;
    let (staff, civil, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person(BUREAU).await?,
    );
    the_board_tells_the_story(&app).await?;

    let own = records(&staff).await?;
    let draft = of(&own, "optimization", "draft");
    let draft = draft.first().context("a draft")?;
    let draft = staff
        .read(&format!("records/{}", draft["id"].as_str().context("an identifier")?))
        .await?;
    let request = json!({ "content": draft["content"], "facts": draft["facts"] });
    let report = staff.post("check/optimization", None, &request).await?.expect(200)?;
    let findings = report["findings"].as_array().context("findings")?;
    assert!(findings.len() >= 3, "there is something to mend: {findings:?}");
    assert_eq!(of(&records(&civil).await?, "optimization", "printed").len(), 1);

    let all = records(&bureau).await?;
    assert_eq!(all.len(), RECORDS);
    assert_eq!(of(&all, "scope", "archived").len(), 6);
    assert_eq!(
        of(&all, "scope", "submitted").len(),
        1,
        "one list waits for its reviewer"
    );
    assert_eq!(of(&all, "consolidation", "archived").len(), 1);
    assert_eq!(
        of(&all, "consolidation", "submitted").len(),
        1,
        "one district waits for the city"
    );
    assert_eq!(of(&all, "schedule", "archived").len(), 3);
    assert_eq!(of(&all, "go-live", "void").len(), 1, "one form came back in part");
    assert_eq!(of(&all, "go-live", "printed").len(), 2);
    assert_eq!(of(&all, "bulletin", "archived").len(), 1);
    assert_eq!(bureau.read("optimization-sessions").await?["total"], 2);

    let archived = of(&own, "optimization", "archived");
    let archived = archived.first().context("an archived form")?;
    let package = format!(
        "records/{}/package.zip",
        archived["id"].as_str().context("an identifier")?
    );
    let package = staff.get(&package).await?.error_for_status()?.bytes().await?;
    let path = app.data.path().join("package.zip");
    std::fs::write(&path, package)?;
    verifies(&app, &["verify", "--package", path.to_str().context("a path")?])?;
    verifies(&app, &["verify"])?;

    let before = everything(&app).await?;
    app.kill()?;
    app.restart()?;
    assert_eq!(everything(&app).await?, before, "a second start changes nothing");
    whoever_tries_it_goes_on_from_here(&app).await
}

fn verifies(app: &TestApp, command: &[&str]) -> Result<()> {
    let verified = app.run(command)?;
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );
    Ok(())
}

/// The stamped go-live form at the desk is confirmed, and its item is published.
async fn whoever_tries_it_goes_on_from_here(app: &TestApp) -> Result<()> {
    let bureau = app.person(BUREAU).await?;
    let desk = bureau.read("desk").await?;
    let sets = desk["sets"].as_array().context("sets")?;
    assert_eq!(sets.len(), 2);
    assert_eq!(desk["unassigned"], json!([]));
    let set = sets.iter().find(|set| set["record"]["form"] == "go-live");
    let set = set.context("a go-live form at the desk")?;
    let scan = set["pages"][0]["scan"].as_str().context("a scan")?;
    let seen = json!({
        "record": set["record"]["id"], "revision": set["record"]["revision"], "marks": ["signatures", "stamp", "date"]
    });
    let confirmed = bureau
        .post(&format!("scans/{scan}/confirm"), None, &seen)
        .await?
        .expect(200)?;
    assert_eq!(confirmed["state"], "archived");
    assert_eq!(app.nobody().read("published").await?["total"], 19);
    Ok(())
}

#[tokio::test]
async fn a_demonstration_shows_a_programme_in_the_middle_of_its_course() -> Result<()> {
    is_whole(On::Sqlite).await?;
    is_whole(On::Postgres).await
}

/// How many objects a store holds.
fn objects(data: &Path) -> usize {
    let folders = std::fs::read_dir(data.join("store")).into_iter().flatten().flatten();
    let files = folders.filter_map(|folder| std::fs::read_dir(folder.path()).ok());
    files.map(Iterator::count).sum()
}

#[tokio::test]
async fn a_demonstration_that_was_interrupted_is_told_to_its_end() -> Result<()> {
    let place = Place::empty_demonstration(On::Sqlite)?;
    let mut server = place.begin()?;
    let half = until("half of the story", || (objects(place.data.path()) > 150).then_some(())).await;
    server.kill()?;
    server.wait()?;
    half?;
    let app = place.start()?;
    the_board_tells_the_story(&app).await?;
    let all = records(&app.person(BUREAU).await?).await?;
    assert_eq!(all.len(), RECORDS, "nothing is there twice");
    verifies(&app, &["verify"])
}
