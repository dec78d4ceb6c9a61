//! What a newcomer meets: sample records at every station, as if people had carried them there.

use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT, OTHER_DEPARTMENT};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

const POLICE: &str = "police";

async fn records(person: &Person) -> Result<Vec<Value>> {
    let list = person.read("records").await?;
    Ok(list["entries"].as_array().context("a list")?.clone())
}

fn titles(records: &[Value], state: &str) -> Vec<String> {
    let of_state = records.iter().filter(|record| record["state"] == state);
    of_state.map(|record| record["title"].to_string()).collect()
}

async fn is_whole(on: On) -> Result<()> {
    let mut app = TestApp::start_demonstration(on)?;
    let (staff, civil, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person(BUREAU).await?,
    );

    let own = records(&staff).await?;
    let draft = own
        .iter()
        .find(|record| record["state"] == "draft")
        .context("a draft")?;
    let draft = staff
        .read(&format!("records/{}", draft["id"].as_str().context("an identifier")?))
        .await?;
    let request = json!({ "content": draft["content"], "facts": draft["facts"] });
    let report = staff.post("check/optimization", None, &request).await?.expect(200)?;
    let findings = report["findings"].as_array().context("findings")?;
    assert!(findings.len() >= 3, "there is something to mend: {findings:?}");

    assert_eq!(titles(&records(&civil).await?, "printed").len(), 1);

    let desk = bureau.read("desk").await?;
    let sets = desk["sets"].as_array().context("sets")?;
    assert_eq!(sets.len(), 1);
    assert_eq!(sets[0]["record"]["owner"], app.person(POLICE).await?.me["organisation"]);
    assert_eq!(desk["unassigned"], json!([]));
    let scan = sets[0]["pages"][0]["scan"].as_str().context("a scan")?;
    let seen = json!({ "record": sets[0]["record"]["id"], "revision": 1, "marks": ["signatures", "stamp", "date"] });
    let confirmed = bureau
        .post(&format!("scans/{scan}/confirm"), None, &seen)
        .await?
        .expect(200)?;
    assert_eq!(confirmed["state"], "archived", "whoever tries it goes on from here");

    let archived = own
        .iter()
        .find(|record| record["state"] == "archived")
        .context("an archived form")?;
    let package = format!(
        "records/{}/package.zip",
        archived["id"].as_str().context("an identifier")?
    );
    let package = staff.get(&package).await?.error_for_status()?.bytes().await?;
    let path = app.data.path().join("package.zip");
    std::fs::write(&path, package)?;
    let verified = app.run(&["verify", "--package", path.to_str().context("a path")?])?;
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );
    let installation = app.run(&["verify"])?;
    assert!(
        installation.status.success(),
        "{}",
        String::from_utf8_lossy(&installation.stdout)
    );

    app.kill()?;
    app.restart()?;
    let again = records(&app.person(BUREAU).await?).await?;
    assert_eq!(
        again.len(),
        4,
        "what is there stays as it is, and nothing is there twice"
    );
    assert_eq!(titles(&again, "archived").len(), 2);
    let coverage = app.person(BUREAU).await?.read("coverage").await?;
    let street = &coverage["levels"][2];
    assert_eq!(
        (&street["level"], &street["opened"], &street["registered"]),
        (&json!("street"), &json!(1), &json!(1)),
        "one street is opened"
    );
    let registered: u64 = coverage["levels"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|level| level["registered"].as_u64())
        .sum();
    assert_eq!(registered, 5, "and no centre is there twice");
    Ok(())
}

#[tokio::test]
async fn a_demonstration_shows_every_station_of_the_loop() -> Result<()> {
    is_whole(On::Sqlite).await?;
    is_whole(On::Postgres).await
}
