//! The program stops, or cannot begin: what the person sees then.

use super::draft::a_complete_draft;
use super::office::Clerk;
use crate::app::{On, TestApp};
use crate::browser::{Browser, Window};
use crate::devtools::before_every_page;
use crate::people::DEPARTMENT;
use anyhow::Result;

/// Makes the running program trap: it is asked for more memory than there can be.
const TRAP: &str = "import(document.querySelector('link[rel=modulepreload]').href) \
     .then(page => { const program = page.initSync(); setTimeout(() => program.__wbindgen_malloc(0xffffffff, 1)); })";

#[tokio::test]
async fn a_trap_shows_the_recovery_page_and_the_draft_is_there_after_loading_again() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let record = a_complete_draft(&app.person(DEPARTMENT).await?).await?;
    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    clerk.opens(&record).await?;
    clerk.browser.fill("f-leader", "示例甲").await?;

    clerk.browser.client.execute(TRAP, vec![]).await?;
    clerk.browser.see("#boot-fault").await?;
    clerk.browser.read("页面意外停止").await?;
    clerk.browser.read("The page stopped unexpectedly").await?;
    clerk.nothing_bars_anyone("the recovery page").await?;
    clerk.clicks("#boot-fault [data-reload]").await?;
    clerk.finds_in("f-leader", "示例甲").await?;
    clerk.sees_the_server_has(&record, "leader", "示例甲").await?;
    clerk.browser.close().await
}

#[tokio::test]
async fn a_browser_that_is_too_old_is_told_so_in_both_languages() -> Result<()> {
    /// A browser that knows WebAssembly but not reference types.
    const OLD: &str = "WebAssembly.Module = function () { throw new WebAssembly.CompileError('unknown type'); }";
    /// A browser that knows nothing of WebAssembly.
    const OLDER: &str = "delete window.WebAssembly";
    let app = TestApp::start(On::Sqlite)?;
    for age in [OLD, OLDER] {
        let browser = Browser::open(Window::Narrow).await?;
        before_every_page(&browser, age).await?;
        browser.go(&app.url).await?;
        browser.see("#boot-too-old").await?;
        browser.read("浏览器版本过低").await?;
        browser.read("This browser is too old").await?;
        browser.read("Chromium 97").await?;
        let found = browser.accessibility().await?;
        assert!(found.is_empty(), "{found:#?}");
        browser.close().await?;
    }
    Ok(())
}
