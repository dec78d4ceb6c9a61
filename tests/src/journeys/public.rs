//! What is published, read by somebody who has never signed in, and by somebody who has.

use super::office::Clerk;
use crate::api::published::{GUIDED, something_is_published};
use crate::app::{On, TestApp};
use crate::browser::{Browser, Window};
use crate::people::DEPARTMENT;
use crate::sample::TODAY;
use anyhow::{Result, ensure};
use fantoccini::Locator;

/// Nothing that axe knows stands in anybody's way, and nothing is wider than the window.
pub(super) async fn nothing_bars_anyone(browser: &Browser, place: &str) -> Result<()> {
    let found = browser.accessibility().await?;
    ensure!(found.is_empty(), "{place}: {found:#?}");
    const FITS: &str = "return document.documentElement.scrollWidth <= window.innerWidth";
    let fits = browser.client.execute(FITS, vec![]).await?;
    ensure!(fits == true, "{place} is wider than the window");
    Ok(())
}

async fn clicks(browser: &Browser, css: &str) -> Result<()> {
    let element = browser.see(css).await?;
    browser.centre(&element).await?;
    Ok(element.click().await?)
}

/// From the door to the list to the materials, without a session, wide and narrow, light and dark.
#[tokio::test]
async fn anybody_finds_an_item_and_its_materials() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    something_is_published(&app).await?;
    for window in [Window::Wide, Window::Narrow] {
        let browser = Browser::open(window).await?;
        browser.go(&app.url).await?;
        browser.see("#login").await?;
        browser.press("查看已发布事项").await?;
        browser.read("食品经营许可（变更）").await?;
        ensure!(browser.client.find_all(Locator::Css("#login")).await?.is_empty());
        ensure!(!browser.text().await?.contains("涉密"), "nothing secret is here");
        nothing_bars_anyone(&browser, "the list").await?;

        // By keyboard alone: typed, and entered.
        browser.fill("search", GUIDED).await?;
        browser.read("已显示 1").await?;
        let link = browser.see("tbody th a").await?;
        link.send_keys("\u{e007}").await?;
        browser.read("还有问题没有选择").await?;
        let url = browser.client.current_url().await?;
        ensure!(url.path().starts_with("/public/"), "{url}");
        for attribute in ["attribute-2.1.2", "attribute-2.2.2"] {
            clicks(&browser, &format!("[id=\"{attribute}\"]")).await?;
        }
        browser.read("商品房预售证").await?;
        nothing_bars_anyone(&browser, "the guide").await?;
        clicks(&browser, "#switch-theme").await?;
        clicks(&browser, "#switch-theme").await?;
        nothing_bars_anyone(&browser, "the guide in the dark").await?;

        // The address alone leads here too, in English as well.
        browser.go(url.as_str()).await?;
        browser.press("English").await?;
        browser.read("Back to the published items").await?;
        nothing_bars_anyone(&browser, "the guide in English").await?;
        browser.go(&format!("{}/public/none", app.url)).await?;
        browser.see("[role=alert]").await?;
        nothing_bars_anyone(&browser, "what is not public").await?;
        browser.close().await?;
    }

    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    clerk.goes_to("/public").await?;
    clerk.browser.read("食品经营许可（变更）").await?;
    clerk.browser.see("#sign-out").await?;
    clerk.nothing_bars_anyone("the list, signed in").await?;
    clerk.browser.close().await
}
