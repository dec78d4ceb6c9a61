//! `scan-folder`: a scanner that knows nothing but a folder.

use super::paper::{self, file, outcomes, signed, state, uncoded_sheet};
use crate::app::{On, TestApp};
use crate::people::{DEPARTMENT, SCANNER_KEY};
use crate::sample::printed;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::Path;
use std::process::Output;

fn send(app: &TestApp, folder: &Path, key: &str) -> Result<Output> {
    let folder = folder.to_str().context("a path")?;
    app.run(&[
        "scan-folder",
        folder,
        "--url",
        &app.url,
        "--key",
        key,
        "--once",
        "--every",
        "1",
    ])
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder)?.filter_map(|entry| {
        let entry = entry.ok().filter(|entry| entry.path().is_file())?;
        Some(entry.file_name().to_string_lossy().into_owned())
    });
    let mut names: Vec<String> = entries.collect();
    names.sort();
    Ok(names)
}

#[tokio::test]
async fn what_lies_in_a_folder_is_sent_once_and_sorted_by_what_became_of_it() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (record, pdf) = printed(&app, &staff).await?;
    let folder = tempfile::tempdir()?;
    let (folder, done, refused) = (folder.path(), folder.path().join("done"), folder.path().join("refused"));
    fs::write(folder.join("扫描 1.pdf"), file(&signed(&pdf, 1)?))?;
    fs::write(folder.join("扫描 2.pdf"), file([&uncoded_sheet(0)]))?;
    fs::write(folder.join("readme.txt"), "no scan")?;
    fs::write(folder.join("half.pdf.part"), "%PDF-")?;
    fs::write(folder.join("begun.pdf"), "")?;

    let ended = send(&app, folder, SCANNER_KEY)?;
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    assert_eq!(names(&done)?, ["扫描 1.pdf", "扫描 2.pdf"]);
    let sorted_out = names(&refused)?;
    assert!(sorted_out.iter().any(|name| name == "readme.txt"), "{sorted_out:?}");
    assert_eq!(sorted_out.len(), 2, "and the reason beside it: {sorted_out:?}");
    assert_eq!(
        names(folder)?,
        ["begun.pdf", "half.pdf.part"],
        "not finished: left alone"
    );

    let scans = staff.read("scans").await?;
    assert_eq!(scans["total"], 2);
    for scan in scans["entries"].as_array().context("scans")? {
        let read = paper::read(&staff, scan["id"].as_str().context("an identifier")?).await?;
        assert!(["matched", "unreadable"].contains(&outcomes(&read)[0]), "{read}");
    }
    assert_eq!(state(&staff, &record).await?, "matched");

    // Sent, but not moved: the same bytes again make no second scan.
    fs::copy(done.join("扫描 1.pdf"), folder.join("扫描 1.pdf"))?;
    assert!(send(&app, folder, SCANNER_KEY)?.status.success());
    assert_eq!(staff.read("scans").await?["total"], 2);
    assert_eq!(names(&done)?.len(), 3, "and none is written over");
    Ok(())
}

#[tokio::test]
async fn a_wrong_key_ends_it_and_moves_nothing() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.pdf"), file([&uncoded_sheet(0)]))?;
    let ended = send(&app, folder.path(), "yzk_wrong")?;
    assert!(!ended.status.success());
    assert!(
        !String::from_utf8_lossy(&ended.stderr).contains("yzk_wrong"),
        "keys are not shown"
    );
    assert_eq!(names(folder.path())?, ["a.pdf"]);
    Ok(())
}
