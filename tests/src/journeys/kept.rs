//! Work is kept: while the session is gone, while the server is gone, and when this page cannot read
//! what an earlier one left.

use super::draft::{NOTE_REQUESTS, a_complete_draft, on_the_server};
use super::office::Clerk;
use crate::app::{On, TestApp};
use crate::devtools::before_every_page;
use crate::people::DEPARTMENT;
use anyhow::{Context as _, Result};
use fantoccini::Locator;
use serde_json::json;

#[tokio::test]
async fn the_session_ends_while_somebody_types_and_the_work_is_saved_after_signing_in_again() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    let record = clerk.begins_an_optimisation_form().await?;
    clerk.browser.fill("f-item_name", "食品经营许可（示例）").await?;
    clerk
        .sees_the_server_has(&record, "item_name", "食品经营许可（示例）")
        .await?;

    // The session is gone; the clerk knows nothing of it and types on.
    clerk.browser.client.delete_all_cookies().await?;
    clerk.browser.fill("f-leader", "示例甲").await?;
    clerk.browser.fill("f-material_groups-0-name", "营业执照").await?;
    clerk.browser.see("[role=dialog] #password").await?;
    clerk.browser.read("您的登录已过期").await?;
    clerk.reads_the_status("登录已过期").await?;
    clerk.nothing_bars_anyone("signing in again").await?;
    clerk.stands_in("password").await?;
    assert_eq!(clerk.cell("f-leader").await?, "示例甲", "behind the dialog");

    clerk.browser.fill("password", &app.password(DEPARTMENT).await?).await?;
    clerk.clicks("#sign-in").await?;
    clerk.sees_the_server_has(&record, "leader", "示例甲").await?;
    clerk
        .sees_the_server_has(&record, "material_groups/0/name", "营业执照")
        .await?;
    assert!(
        clerk
            .browser
            .client
            .find_all(Locator::Css("[role=dialog]"))
            .await?
            .is_empty()
    );
    assert_eq!(clerk.cell("f-leader").await?, "示例甲");
    assert_eq!(clerk.cell("f-material_groups-0-name").await?, "营业执照");
    clerk.browser.close().await
}

#[tokio::test]
async fn what_could_not_be_sent_is_there_the_next_time_and_opening_a_record_sends_nothing() -> Result<()> {
    let mut app = TestApp::start_to_stay()?;
    let record = a_complete_draft(&app.person(DEPARTMENT).await?).await?;
    let browser = {
        let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
        before_every_page(&clerk.browser, NOTE_REQUESTS).await?;
        clerk.opens(&record).await?;
        clerk.browser
    };

    // The server goes away; what is typed stays in the browser, and says so.
    app.kill()?;
    let clerk = Clerk { browser, app: &app };
    clerk.browser.fill("f-leader", "示例甲").await?;
    clerk.reads_the_status("离线").await?;
    clerk.browser.go("about:blank").await?;
    let browser = clerk.browser;

    // It comes back, and so does the work: first to the page, then to the server.
    app.restart()?;
    let clerk = Clerk { browser, app: &app };
    clerk.opens(&record).await?;
    clerk.browser.read("已恢复上次未保存的填写内容").await?;
    clerk.finds_in("f-leader", "示例甲").await?;
    clerk.sees_the_server_has(&record, "leader", "示例甲").await?;
    assert_eq!(clerk.has_sent("PUT").await?.len(), 1);

    // Nothing is left to restore: the record is opened and stands for longer than a pause before a
    // save, and nothing is sent.
    let staff = app.person(DEPARTMENT).await?;
    let before = on_the_server(&staff, &record).await?;
    clerk.opens(&record).await?;
    clerk
        .browser
        .until("the page stands", "return performance.now() > 5000", vec![])
        .await?;
    assert_eq!(clerk.has_sent("PUT").await?, Vec::<String>::new());
    assert_eq!(on_the_server(&staff, &record).await?["etag"], before["etag"]);
    clerk.browser.close().await
}

#[tokio::test]
async fn a_kept_draft_that_this_page_cannot_read_is_shown_and_stays_until_it_is_discarded() -> Result<()> {
    const KEPT: &str = r#"{"format":99,"content":{"来日的栏目":"示例乙写的"}}"#;
    const KEEP: &str = "localStorage.setItem(`yinzheng.draft.${arguments[0]}.${arguments[1]}`, arguments[2])";
    const STANDS: &str = "return Object.keys(localStorage).filter(k => localStorage[k] === arguments[0]).length";
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let record = a_complete_draft(&staff).await?;
    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    let keep = vec![json!(staff.me["id"]), json!(record), json!(KEPT)];
    clerk.browser.client.execute(KEEP, keep).await?;

    // The page says so, shows it and hands it out as a file.
    clerk.opens(&record).await?;
    clerk.browser.read("但本页面读不出来").await?;
    clerk.nothing_bars_anyone("unreadable work").await?;
    clerk.clicks("#sheet-unread summary").await?;
    let shown = clerk.browser.see(".sheet-unread-text").await?;
    assert_eq!(shown.prop("value").await?.as_deref(), Some(KEPT));
    let link = clerk.browser.see("#sheet-unread-file").await?;
    let name = link.attr("download").await?.context("a file name")?;
    assert!(name.starts_with("yinzheng-") && name.ends_with(".txt"), "{name}");
    // The page's policy lets no script read the file back; that it has an address is what can be seen.
    let address = link.attr("href").await?.context("an address")?;
    assert!(address.starts_with("blob:"), "{address}");

    // New work takes its own way and does not touch it, not even after the page is opened again.
    clerk.browser.fill("f-leader", "示例甲").await?;
    clerk.sees_the_server_has(&record, "leader", "示例甲").await?;
    clerk.opens(&record).await?;
    clerk.browser.read("但本页面读不出来").await?;
    assert_eq!(clerk.browser.client.execute(STANDS, vec![json!(KEPT)]).await?, 1);

    // Only the person discards it, and is asked first.
    clerk.clicks("#sheet-unread-discard").await?;
    clerk.browser.read("无法找回").await?;
    assert_eq!(clerk.browser.client.execute(STANDS, vec![json!(KEPT)]).await?, 1);
    clerk.clicks("[role=dialog] .button-primary").await?;
    clerk.browser.read("已丢弃").await?;
    assert_eq!(clerk.browser.client.execute(STANDS, vec![json!(KEPT)]).await?, 0);
    clerk.browser.close().await
}
