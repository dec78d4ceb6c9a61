//! The loop over HTTP, as a scanner station and a bureau would drive it, on both databases.

use super::paper;
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT, SCANNER_KEY};
use crate::sample;
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use std::process::Command;
use std::time::{Duration, Instant};

/// Uploads by `curl` with the scanner's key, as the README shows it.
pub fn scan_by_curl(app: &TestApp, file_name: &str, bytes: &[u8]) -> Result<Value> {
    let file = app.data.path().join(file_name);
    std::fs::write(&file, bytes)?;
    let output = Command::new("curl")
        .args(["--silent", "--show-error", "--fail-with-body", "-H"])
        .arg(format!("Authorization: Bearer {SCANNER_KEY}"))
        .arg("--data-binary")
        .arg(format!("@{}", file.display()))
        .arg(format!("{}/api/v1/scans?file_name={file_name}", app.url))
        .output()?;
    ensure!(
        output.status.success(),
        "curl: {}",
        String::from_utf8_lossy(&output.stdout)
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The scan, once its pages have been read.
pub async fn once_read(person: &Person, id: &str) -> Result<Value> {
    let started = Instant::now();
    loop {
        let scan = person.read(&format!("scans/{id}")).await?;
        if scan["state"] != "received" {
            return Ok(scan);
        }
        if started.elapsed() > Duration::from_secs(120) {
            bail!("the scan is not read: {scan}");
        }
        tokio::task::yield_now().await;
    }
}

async fn loop_closes(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let (record, pdf) = sample::printed(&app, &staff).await?;
    let path = format!("records/{}", record["id"].as_str().context("an identifier")?);
    let item = record["content"]["item_code"].clone();

    // The unsigned print is uploaded by mistake: it matches, but a person refuses it.
    let mistaken = scan_by_curl(&app, "unsigned.pdf", &paper::unsigned(&pdf)?)?;
    let mistaken = once_read(&staff, mistaken["id"].as_str().context("an identifier")?).await?;
    assert!(
        mistaken["pages"]
            .as_array()
            .context("pages")?
            .iter()
            .all(|page| page["outcome"] == "matched"),
        "{mistaken}"
    );
    assert_eq!(
        staff.read(&path).await?["state"],
        "matched",
        "nothing is archived by itself"
    );
    let reason = "没有签字盖章";
    let seen = json!({ "record": record["id"], "revision": 1, "reason": reason });
    let refuse = format!("scans/{}/refuse", mistaken["id"].as_str().context("an identifier")?);
    bureau.post(&refuse, None, &seen).await?.expect(200)?;
    let after = staff.read(&path).await?;
    assert_eq!(
        (after["state"].as_str(), after["returned_because"].as_str()),
        (Some("printed"), Some(reason))
    );

    // Signed and stamped, it comes back and is confirmed by somebody else.
    let scan = scan_by_curl(&app, "stamped.pdf", &paper::signed_and_stamped(&pdf)?)?;
    let scan = once_read(&staff, scan["id"].as_str().context("an identifier")?).await?;
    assert!(
        scan["pages"]
            .as_array()
            .context("pages")?
            .iter()
            .all(|page| page["outcome"] == "matched"),
        "{scan}"
    );
    let confirm = format!("scans/{}/confirm", scan["id"].as_str().context("an identifier")?);
    let seen = json!({ "record": record["id"], "revision": 1, "marks": ["signatures", "stamp", "date"] });
    assert_eq!(
        staff.post(&confirm, None, &seen).await?.status,
        403,
        "the department does not confirm itself"
    );
    bureau.post(&confirm, None, &seen).await?.expect(200)?;

    let archived = staff.read(&path).await?;
    assert_eq!(archived["state"], "archived");
    let items = staff.read("items").await?;
    let optimised = items["entries"]
        .as_array()
        .context("items")?
        .iter()
        .find(|entry| entry["code"] == item);
    assert!(
        optimised.is_some_and(|item| item["optimised_on"].is_string()),
        "{items}"
    );

    let package = staff
        .get(&format!("{path}/package.zip"))
        .await?
        .error_for_status()?
        .bytes()
        .await?;
    let file = app.data.path().join("package.zip");
    std::fs::write(&file, &package)?;
    let verify = app.run(&["verify", "--package", &file.to_string_lossy()])?;
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
    let verify = app.run(&["verify"])?;
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
    Ok(())
}

#[tokio::test]
async fn the_loop_closes_on_sqlite() -> Result<()> {
    loop_closes(On::Sqlite).await
}

#[tokio::test]
async fn the_loop_closes_on_postgres() -> Result<()> {
    loop_closes(On::Postgres).await
}
