//! The cover page of a package: read without us, by anyone, in any browser.

use super::paper::{bytes, confirmation, file, path, signed, text, upload};
use crate::app::{On, TestApp};
use crate::people::{BUREAU, DEPARTMENT};
use crate::sample::{optimization, submit};
use anyhow::{Context as _, Result};
use serde_json::json;
use std::io::{Cursor, Read as _};
use uuid::Uuid;
use zip::ZipArchive;

/// What people typed stands on the page as they typed it and can do nothing there.
#[tokio::test]
async fn the_cover_shows_what_was_typed_and_loads_nothing() -> Result<()> {
    const NAME: &str = "示例<b onload=x>&\"甲\"'乙'";
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let mut content = optimization(&staff).await?;
    content["item_name"] = json!(NAME);
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let draft = staff.post("records", None, &body).await?.expect(201)?;
    let record = submit(&app, &staff, &draft, &content).await?.expect(200)?;
    let record = staff
        .post(&format!("{}/print", path(&record)), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let pdf = bytes(&staff, &format!("{}/print.pdf", path(&record))).await?;
    let scan = upload(&staff, file(&signed(&pdf, 1)?)).await?;
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    bureau.post(&confirm, None, &confirmation(&record)).await?.expect(200)?;

    let mut package = ZipArchive::new(Cursor::new(
        bytes(&bureau, &format!("{}/package.zip", path(&record))).await?,
    ))?;
    let name = package
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .find(|name| name.ends_with(".html"))
        .context("a cover page")?;
    let mut page = String::new();
    package.by_name(&name)?.read_to_string(&mut page)?;
    assert!(page.contains("示例&lt;b onload=x&gt;&amp;"), "{page}");
    assert!(!page.contains("<b onload"), "{page}");
    for loaded in ["<script", " src=", "<link", "@import", "url("] {
        assert!(!page.contains(loaded), "{loaded}");
    }
    for told in [
        text(&record, "reference"),
        text(&record["digests"], "sha256"),
        text(&record["digests"], "sm3"),
        "lang=\"en\"",
    ] {
        assert!(page.contains(told), "{told} is not on {page}");
    }
    Ok(())
}
