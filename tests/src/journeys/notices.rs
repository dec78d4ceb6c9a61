//! A deadline on the page: the list, the bell, and the day that goes on under them.

use super::office::Clerk;
use crate::app::{On, TestApp};
use crate::people::{ADMIN, DEPARTMENT};
use crate::sample::{TODAY, submitted};
use anyhow::Result;

#[tokio::test]
async fn a_clerk_is_reminded_as_the_administrator_moves_the_day() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let record = submitted(&app, &app.person(DEPARTMENT).await?).await?;
    let id = record["id"].as_str().unwrap_or_default();

    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    clerk.goes_to("/deadlines").await?;
    clerk.browser.see(&format!("[data-record=\"{id}\"]")).await?;
    clerk.browser.read("还有 3 个工作日").await?;
    clerk.browser.read("签章后上传").await?;
    clerk.nothing_bars_anyone("deadlines").await?;
    clerk.clicks("#bell").await?;
    clerk.browser.read("没有提醒").await?;

    let admin = Clerk::signs_in(&app, ADMIN).await?;
    admin.goes_to("/admin/settings").await?;
    admin.browser.see("#next-day").await?;
    admin.browser.read("页面以外的提醒").await?;
    admin.nothing_bars_anyone("settings").await?;
    // One day at a time, as offered: to Friday, the day itself.
    for day in ["2018-09-19", "2018-09-20", "2018-09-21"] {
        admin.clicks(".line-form .button-primary").await?;
        admin.browser.read(&format!("业务日期已改为 {day}")).await?;
        admin.browser.read(&format!("今天 {day}")).await?;
    }
    admin.browser.close().await?;

    // The clerk's page turns to the new day with the next place that it goes to.
    clerk.goes_to("/deadlines").await?;
    clerk.browser.read("今天 2018-09-21").await?;
    clerk.browser.read("今天到期").await?;
    clerk.browser.see("#bell .count").await?;
    clerk.clicks("#bell").await?;
    clerk
        .browser
        .see(&format!(".notice.is-unread[data-record=\"{id}\"]"))
        .await?;
    clerk.nothing_bars_anyone("notices").await?;
    clerk.clicks(".notice.is-unread a").await?;
    clerk.browser.see("#move-print").await?;
    assert_eq!(clerk.record_in_view().await?, id);
    clerk
        .browser
        .until(
            "one less is unread",
            "return document.querySelector('#bell .count')?.innerText === '1'",
            vec![],
        )
        .await?;
    clerk.clicks("#bell").await?;
    clerk.clicks("#read-notices").await?;
    clerk
        .browser
        .until(
            "nothing is unread",
            "return !document.querySelector('#bell .count')",
            vec![],
        )
        .await?;
    clerk.browser.close().await
}
