//! The page comes in parts: little at first, the rest when it is needed, and again when it did not come.

use super::draft::a_complete_draft;
use super::office::Clerk;
use crate::app::{On, TestApp};
use crate::browser::{Browser, Window};
use crate::devtools::block;
use crate::loaded::loaded;
use crate::people::DEPARTMENT;
use anyhow::Result;

#[tokio::test]
async fn the_first_page_costs_at_most_200_000_bytes_and_home_brings_no_form() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    // A profile of its own: nothing is cached.
    let browser = Browser::open(Window::Wide).await?;
    browser.go(&app.url).await?;
    browser.see("#login").await?;
    let first = loaded(&browser).await?;
    let bytes = first.total(|file| file.transferred);
    assert!(bytes > 0 && bytes <= 200_000, "{bytes} bytes: {:#?}", first.files);
    browser.close().await?;

    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    clerk.browser.see("#main h1").await?;
    let home = loaded(&clerk.browser).await?;
    let came = |part: &str| home.files.iter().any(|file| file.path.contains(part));
    assert!(came("split_office"), "{:#?}", home.files);
    assert!(!came("split_record"), "{:#?}", home.files);
    clerk.browser.close().await
}

#[tokio::test]
async fn a_part_that_does_not_come_says_so_and_comes_when_tried_again() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let record = a_complete_draft(&app.person(DEPARTMENT).await?).await?;
    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    block(&clerk.browser, &["*split_record*"]).await?;
    clerk.goes_to(&format!("/records/{record}")).await?;
    clerk.browser.read("这个页面没有取到").await?;
    clerk.nothing_bars_anyone("a part that did not come").await?;

    // The network is still away.
    clerk.browser.press("再试一次").await?;
    clerk.browser.read("这个页面没有取到").await?;

    block(&clerk.browser, &[]).await?;
    clerk.browser.press("再试一次").await?;
    clerk.browser.see("#sheet-submit").await?;
    clerk.finds_in("f-leader", "示例丁").await?;
    clerk.browser.close().await
}
