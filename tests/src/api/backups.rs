//! A backup is the same archive in another place, on either database, or it is refused.

use super::paper::{archived, bytes, file, matched, outcomes, path, said, signed, text, uncoded_sheet, upload};
use crate::app::{On, Place, TestApp};
use crate::people::{BUREAU, COLLEAGUE, DEPARTMENT};
use crate::sample::{self, printed};
use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;
use uuid::Uuid;

const PASSPHRASE: &str = "示例口令-not-a-real-one";

/// Everything of the installation that a person can read, by its address.
async fn everything(app: &TestApp) -> Result<BTreeMap<String, Vec<u8>>> {
    let bureau = app.person(BUREAU).await?;
    let mut addresses = vec![
        "records?limit=200".to_owned(),
        "scans?limit=200".to_owned(),
        "items?limit=500".to_owned(),
        "organisations".to_owned(),
    ];
    let records = bureau.read("records?limit=200").await?;
    for record in records["entries"].as_array().context("records")? {
        addresses.extend([path(record), format!("{}/history", path(record))]);
        for file in ["print.pdf", "package.zip"] {
            let at = format!("{}/{file}", path(record));
            if bureau.get(&at).await?.status().is_success() {
                addresses.push(at);
            }
        }
    }
    for scan in bureau.read("scans?limit=200").await?["entries"]
        .as_array()
        .context("scans")?
    {
        let at = format!("scans/{}", text(scan, "id"));
        addresses.extend([format!("{at}/file"), format!("{at}/pages/1")]);
    }
    let mut all = BTreeMap::new();
    for address in addresses {
        let body = bytes(&bureau, &address).await?;
        all.insert(address, body);
    }
    Ok(all)
}

fn backup(app: &TestApp, file: &Path) -> Result<()> {
    let output = app.run(&["backup", "--passphrase", PASSPHRASE, file.to_str().context("a path")?])?;
    ensure!(output.status.success(), "{}", said(&output));
    Ok(())
}

fn restore(place: &Place, file: &Path, passphrase: &str) -> Result<Output> {
    place.run(&["restore", "--passphrase", passphrase, file.to_str().context("a path")?])
}

/// The road from one database to the other: the same records, packages and pictures, and paper printed
/// by the former installation still certifies.
async fn a_backup_is_the_same_archive(from: On, to: On) -> Result<()> {
    let app = TestApp::start(from)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    archived(&app, &staff).await?;
    matched(&app, &staff).await?;
    sample::go_live(&bureau, &staff).await?;
    let (waiting, pdf) = printed(&app, &staff).await?;
    upload(&staff, file([&uncoded_sheet(1)])).await?;
    let before = everything(&app).await?;
    assert!(before.keys().any(|address| address.ends_with("package.zip")));
    let folder = tempfile::tempdir()?;
    let backed = folder.path().join("示例.backup");
    backup(&app, &backed)?;

    let place = Place::empty(to)?;
    let restored = restore(&place, &backed, PASSPHRASE)?;
    assert!(restored.status.success(), "{}", said(&restored));
    let moved = place.start()?;
    let after = everything(&moved).await?;
    for (address, body) in &before {
        let (body, after) = (
            String::from_utf8_lossy(body),
            after.get(address).map(|after| String::from_utf8_lossy(after)),
        );
        assert!(
            Some(&body) == after.as_ref(),
            "{address}: {:.400} became {:.400}",
            body,
            after.unwrap_or_default()
        );
    }
    assert_eq!(before.len(), after.len());
    let verified = moved.run(&["verify"])?;
    assert!(verified.status.success(), "{}", said(&verified));

    let staff = moved.person(DEPARTMENT).await?;
    let scan = upload(&staff, file(&signed(&pdf, 1)?)).await?;
    assert!(outcomes(&scan).iter().all(|outcome| *outcome == "matched"), "{scan}");
    assert_eq!(staff.read(&path(&waiting)).await?["state"], "matched");
    Ok(())
}

#[tokio::test]
async fn a_backup_is_the_road_from_sqlite_to_postgres() -> Result<()> {
    a_backup_is_the_same_archive(On::Sqlite, On::Postgres).await
}

#[tokio::test]
async fn a_backup_is_the_road_from_postgres_to_sqlite() -> Result<()> {
    a_backup_is_the_same_archive(On::Postgres, On::Sqlite).await
}

/// A backup that cannot be trusted is refused before anything is written: the place stays empty.
#[tokio::test]
async fn a_backup_that_is_not_whole_is_refused() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    archived(&app, &staff).await?;
    let before = everything(&app).await?;
    let folder = tempfile::tempdir()?;
    let (whole, spoilt) = (folder.path().join("whole"), folder.path().join("spoilt"));
    backup(&app, &whole)?;
    let bytes = fs::read(&whole)?;
    let again = app.run(&["backup", "--passphrase", PASSPHRASE, whole.to_str().context("a path")?])?;
    assert!(!again.status.success(), "a backup is never written over");
    assert!(fs::read(&whole)? == bytes);

    let place = Place::empty(On::Sqlite)?;
    for share in [0, 1, 10, 50, 90, 99] {
        fs::write(&spoilt, &bytes[..bytes.len() * share / 100])?;
        let refused = restore(&place, &spoilt, PASSPHRASE)?;
        assert!(!refused.status.success(), "{share} % of a backup was taken");
    }
    for place_of_flip in [bytes.len() / 3, bytes.len() / 2, bytes.len() * 4 / 5] {
        let mut flipped = bytes.clone();
        flipped[place_of_flip] ^= 1;
        fs::write(&spoilt, &flipped)?;
        let refused = restore(&place, &spoilt, PASSPHRASE)?;
        assert!(!refused.status.success(), "a flipped bit at {place_of_flip} was taken");
    }
    let wrong = restore(&place, &whole, "another passphrase")?;
    assert!(!wrong.status.success(), "the keys were opened with a wrong passphrase");

    let restored = restore(&place, &whole, PASSPHRASE)?;
    assert!(
        restored.status.success(),
        "after all that the place is still empty: {}",
        said(&restored)
    );
    let twice = restore(&place, &whole, PASSPHRASE)?;
    assert!(!twice.status.success(), "an installation is never restored over");
    let moved = place.start()?;
    assert!(everything(&moved).await? == before);
    Ok(())
}

/// Files and forms come in while the backup is written: what was acknowledged before is in it, and what
/// is in it is whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_backup_of_a_busy_server_is_whole() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, colleague) = (app.person(DEPARTMENT).await?, app.person(COLLEAGUE).await?);
    let (record, _) = archived(&app, &staff).await?;
    let (begun, mut told) = tokio::sync::mpsc::unbounded_channel();
    let busy = tokio::spawn(async move {
        for number in 0.. {
            let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": { "item_name": format!("示例 {number}") } });
            let draft = colleague.post("records", None, &body).await?.expect(201)?;
            let sheet = uncoded_sheet(number % 60);
            colleague
                .upload(&format!("{number}.pdf"), file([&sheet]))
                .await?
                .expect(202)?;
            if begun.send(text(&draft, "id").to_owned()).is_err() {
                break;
            }
        }
        anyhow::Ok(())
    });
    let mut before = Vec::new();
    while before.len() < 5 {
        before.push(told.recv().await.context("the server is busy")?);
    }
    let folder = tempfile::tempdir()?;
    let backed = folder.path().join("busy");
    backup(&app, &backed)?;
    before.push(told.recv().await.context("the server went on")?);
    drop(told);
    busy.await??;

    let place = Place::empty(On::Sqlite)?;
    let restored = restore(&place, &backed, PASSPHRASE)?;
    assert!(restored.status.success(), "{}", said(&restored));
    let moved = place.start()?;
    let staff = moved.person(DEPARTMENT).await?;
    for id in &before[..5] {
        assert_eq!(staff.read(&format!("records/{id}")).await?["state"], "draft");
    }
    assert_eq!(staff.read(&path(&record)).await?["state"], "archived");
    let verified = moved.run(&["verify"])?;
    assert!(verified.status.success(), "{}", said(&verified));
    Ok(())
}
