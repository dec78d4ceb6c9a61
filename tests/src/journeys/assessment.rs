//! The assessment board: a day is chosen, a number opens its list, who is behind is named; wide and narrow.

use super::office::Clerk;
use super::public::nothing_bars_anyone;
use crate::api::published::something_is_published;
use crate::api::scope_lists::accepted;
use crate::app::{On, TestApp};
use crate::people::{BUREAU, OTHER_DEPARTMENT, REVIEWER};
use crate::sample::TODAY;
use anyhow::{Result, ensure};
use fantoccini::Locator;

#[tokio::test]
async fn a_number_of_any_day_opens_its_list() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    accepted(&app, OTHER_DEPARTMENT, REVIEWER).await?;
    something_is_published(&app).await?;
    let clerk = Clerk::signs_in(&app, BUREAU).await?;
    let browser = &clerk.browser;
    clerk.goes_to("/assessment").await?;
    browser.read("发布进度对照计划").await?;
    let count = async |css: &str| -> Result<usize> { Ok(browser.client.find_all(Locator::Css(css)).await?.len()) };
    ensure!(count(".burn-up-chart .chart-line").await? == 4, "four lines");
    ensure!(
        count("[data-unit=\"杭州市公安局（示例）\"] .shape").await? == 1,
        "marked by a shape"
    );
    browser.read("应报1份，未报1份").await?;
    nothing_bars_anyone(browser, "the board").await?;

    // The picture has its table, the number its list.
    clerk.clicks(".burn-up summary").await?;
    browser.see(".burn-up tr.is-told").await?;
    nothing_bars_anyone(browser, "the table behind the picture").await?;
    clerk.clicks("ul.levels > li:nth-child(2) p.under a").await?;
    browser.read("已发布而不计入范围的事项").await?;
    browser.read("食品经营许可（新办）").await?;
    nothing_bars_anyone(browser, "the list").await?;
    clerk.clicks(".page-head a").await?;

    // A day before anything: nothing counts, and nothing was due. A day to come is refused in words.
    clerk.goes_to("/assessment?on=2018-09-06").await?;
    browser.read("没有单位落后").await?;
    browser.read("尚无可计").await?;
    clerk.goes_to("/assessment?on=2018-09-19").await?;
    browser.read("所选日期还没有到").await?;

    browser.client.set_window_size(390, 844).await?;
    clerk.goes_to("/assessment").await?;
    browser.read("发布进度对照计划").await?;
    nothing_bars_anyone(browser, "the board, narrow").await?;
    browser.client.set_window_size(1440, 1000).await?;
    browser.press("English").await?;
    browser.read("Publication against the plan").await?;
    clerk.clicks("#switch-theme").await?;
    clerk.clicks("#switch-theme").await?;
    nothing_bars_anyone(browser, "the board in English in the dark").await?;
    clerk.browser.close().await
}
