//! A printed revision never changes, and nobody signs a former one by mistake.

use super::paper::{code_of, letters, path, plain, text};
use super::roles::MARKET_SECRET;
use super::world::{secret_content, secret_items};
use crate::app::{On, Person, TestApp};
use crate::people::{AUDITOR, BUREAU, COLLEAGUE, DEPARTMENT};
use crate::sample::{self, printed};
use anyhow::{Context as _, Result};
use reqwest::header::CACHE_CONTROL;
use serde_json::{Value, json};
use std::str::FromStr as _;
use uuid::Uuid;
use yinzheng_shared::code::print_code::{PrintCode, ShortCode};
use yinzheng_shared::digest::Digests;

#[tokio::test]
async fn only_what_was_handed_in_is_printed_and_only_once() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let record = sample::submitted(&app, &staff).await?;
    let (at, etag) = (path(&record), record["etag"].as_str());
    assert_eq!(
        staff.get(&format!("{at}/print.pdf")).await?.status().as_u16(),
        404,
        "nothing is printed yet"
    );
    assert_eq!(bureau.post(&format!("{at}/print"), etag, &json!({})).await?.status, 403);
    assert_eq!(staff.post(&format!("{at}/print"), None, &json!({})).await?.status, 428);

    let print = format!("{at}/print");
    let body = json!({});
    let (one, two) = tokio::join!(staff.post(&print, etag, &body), staff.post(&print, etag, &body));
    let (one, two) = (one?.expect(200)?, two?.expect(200)?);
    assert_eq!(one["print"], two["print"], "a double click makes one print");
    let pdf = staff.get(&format!("{at}/print.pdf")).await?.bytes().await?;
    assert_eq!(Digests::of(&pdf).sha256, one["print"]["sha256"]);
    let pages = plain(&pdf)?;
    assert_eq!(one["print"]["pages"], pages.len());
    for (number, page) in (1..).zip(&pages) {
        let code = PrintCode::read(&code_of(page)?).ok().context("a code of ours")?.0;
        assert_eq!(
            (code.record.to_string(), code.revision, code.page),
            (text(&one, "id").to_owned(), 1, number)
        );
        assert_eq!(usize::from(code.pages), pages.len());
        assert!(ShortCode::from_str(&letters(&one, number)?).is_ok());
    }
    let beyond = format!("{at}/print/{}.png", pages.len() + 1);
    assert_eq!(staff.get(&beyond).await?.status().as_u16(), 404);
    Ok(())
}

/// After an edit the same address gives the new print; the former one stays byte for byte under its
/// revision.
#[tokio::test]
async fn a_former_print_stays_and_is_never_taken_for_the_new_one() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (record, former) = printed(&app, &staff).await?;
    let at = path(&record);
    let draft = staff
        .post(&format!("{at}/revise"), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    assert_eq!(
        (&draft["state"], &draft["revision"], &draft["print"]),
        (&json!("draft"), &json!(2), &json!(null))
    );
    assert_eq!(
        staff.get(&format!("{at}/print.pdf")).await?.status().as_u16(),
        404,
        "the new revision has no print"
    );
    let again = sample::submit(&app, &staff, &draft, &draft["content"])
        .await?
        .expect(200)?;
    staff
        .post(&format!("{at}/print"), again["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;

    let answer = staff.get(&format!("{at}/print.pdf")).await?;
    let caching = answer
        .headers()
        .get(CACHE_CONTROL)
        .context("a rule for caches")?
        .to_str()?
        .to_owned();
    let current = answer.bytes().await?;
    assert!(current != former, "another revision, another code");
    let kept = staff.get(&format!("{at}/print.pdf?revision=1")).await?.bytes().await?;
    assert!(kept == former);
    let fresh = caching.contains("no-cache") || caching.contains("no-store");
    assert!(
        fresh,
        "a browser that keeps {caching} shows the former print at the address of the new one"
    );
    let caching = staff
        .get(&format!("{at}/print/1.png"))
        .await?
        .headers()
        .get(CACHE_CONTROL)
        .context("a rule")?
        .to_str()?
        .to_owned();
    assert!(
        caching.contains("no-cache") || caching.contains("no-store"),
        "{caching}"
    );
    Ok(())
}

/// A print names the items of its own revision: when the next one names an open item, whoever reads
/// the area reads that one, and still not the secret one before it.
#[tokio::test]
async fn a_former_print_that_named_a_secret_item_stays_secret_on_both_databases() -> Result<()> {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on)?;
        let (staff, bureau, reader) = (
            app.person(DEPARTMENT).await?,
            app.person(BUREAU).await?,
            app.person("reviewer").await?,
        );
        secret_items(&bureau).await?;
        let (open, secret) = (
            sample::optimization(&staff).await?,
            secret_content(&staff, MARKET_SECRET).await?,
        );
        let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": secret });
        let record = staff.post("records", None, &body).await?.expect(201)?;
        let record = printed_with(&app, &staff, &record, &secret).await?;
        let at = path(&record);
        assert_eq!(status(&reader, &at).await?, 404, "{on:?}: secret");

        let draft = staff
            .post(&format!("{at}/revise"), record["etag"].as_str(), &json!({}))
            .await?
            .expect(200)?;
        printed_with(&app, &staff, &draft, &open).await?;
        for shown in [
            at.clone(),
            format!("{at}/print.pdf"),
            format!("{at}/print.pdf?revision=2"),
        ] {
            assert_eq!(status(&reader, &shown).await?, 200, "{on:?}: {shown}");
        }
        let former = format!("{at}/print.pdf?revision=1");
        assert_eq!(status(&reader, &former).await?, 404, "{on:?}: names a secret item");
        for (who, person) in [
            ("the owner", &staff),
            ("a colleague", &app.person(COLLEAGUE).await?),
            ("the bureau", &bureau),
            ("supervision", &app.person(AUDITOR).await?),
        ] {
            assert_eq!(status(person, &former).await?, 200, "{on:?}: {who}");
        }
    }
    Ok(())
}

async fn status(person: &Person, path: &str) -> Result<u16> {
    Ok(person.get(path).await?.status().as_u16())
}

async fn printed_with(app: &TestApp, staff: &Person, draft: &Value, content: &Value) -> Result<Value> {
    let record = sample::submit(app, staff, draft, content).await?.expect(200)?;
    let print = format!("{}/print", path(&record));
    staff
        .post(&print, record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)
}
