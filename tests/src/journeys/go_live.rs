//! Forms go out to two units from one page, and one of them sends rows back, in Chromium.

use super::office::Clerk;
use crate::api::issuing::{import, scheduled};
use crate::api::roles::{CIVIL, MARKET, POLICE};
use crate::app::On;
use crate::people::{BUREAU, DEPARTMENT};
use anyhow::{Context as _, Result, ensure};

/// The items of a unit in the first batch.
fn group(unit: &str) -> String {
    format!(".go-live-group[data-unit=\"{unit}\"][data-batch=\"1\"]")
}

async fn the_bureau_issues_for_two_units_and_one_sends_rows_back(on: On) -> Result<()> {
    let app = scheduled(on).await?;
    let (by_api, unit) = (app.person(BUREAU).await?, app.person(DEPARTMENT).await?);
    let served = format!("许可-90022-000,旅馆业特种行业许可,{POLICE},{MARKET},1,已联调,否");
    import(&by_api, &[served]).await?;

    // What is ready stands by unit; what others lack is one press away.
    let bureau = Clerk::signs_in(&app, BUREAU).await?;
    bureau.goes_to("/go-live").await?;
    bureau.browser.see("#choose-shown").await?;
    bureau.nothing_bars_anyone("what is ready").await?;
    bureau.clicks("[data-lack=both]").await?;
    bureau.browser.see(".go-live-lacks").await?;
    bureau.nothing_bars_anyone("what others lack").await?;
    bureau.clicks("[data-lack=nothing]").await?;
    bureau.browser.see("#choose-shown").await?;
    for unit in [MARKET, CIVIL] {
        bureau.clicks(&format!("{} > header input", group(unit))).await?;
    }
    bureau.browser.read("已选 4 项，将发出 2 份").await?;
    bureau.clicks("#go-live-issue").await?;
    bureau.browser.see("#go-live-issue-now").await?;
    bureau.browser.read("按规定是 2018-09-20").await?;
    bureau.nothing_bars_anyone("forms about to be issued").await?;
    bureau.clicks("#go-live-issue-now").await?;
    bureau.browser.see("#go-live-done").await?;
    let issued = bureau
        .browser
        .client
        .find_all(fantoccini::Locator::Css(".is-issued"))
        .await?;
    ensure!(issued.len() == 2, "{} forms are issued", issued.len());
    bureau.nothing_bars_anyone("issued forms").await?;
    bureau.clicks("#go-live-done").await?;
    bureau
        .browser
        .until(
            "what was issued is no longer offered",
            "return document.querySelector('.go-live-group') && !document.querySelector(arguments[0])",
            vec![serde_json::json!(group(MARKET))],
        )
        .await?;

    // On paper already, two of three rows fail.
    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    let list = unit.read("records?form=go-live").await?;
    let record = list["entries"][0]["id"].as_str().context("the form")?.to_owned();
    clerk.goes_to(&format!("/records/{record}")).await?;
    clerk.prints().await?;
    clerk.clicks("#move-return").await?;
    for item in ["许可-90003-000", "许可-90022-000"] {
        clerk
            .clicks(&format!(".back-row[data-item=\"{item}\"] input[type=checkbox]"))
            .await?;
    }
    clerk.browser.fill("reason", "示例：两项业务内测未通过").await?;
    clerk.clicks("[role=dialog] button[type=submit]").await?;
    clerk.browser.read("请写明这一行的问题").await?;
    clerk.nothing_bars_anyone("rows to send back").await?;
    clerk.browser.fill("fault-2", "示例：受理后查不到办件").await?;
    clerk.browser.fill("fault-3", "示例：出件通知没有送达").await?;
    clerk.clicks("[role=dialog] button[type=submit]").await?;
    clerk.browser.see("article[data-state=returned]").await?;
    clerk.browser.read("有 2 行没有通过").await?;

    // The bureau sees the faults at their rows, and issues what passed.
    bureau.goes_to(&format!("/records/{record}")).await?;
    bureau.browser.see(".sheet-items tr.is-failed .row-fault").await?;
    bureau.browser.read("示例：出件通知没有送达").await?;
    bureau.nothing_bars_anyone("a form that came back").await?;
    bureau.clicks("#reissue").await?;
    bureau.browser.see("#reissue-now").await?;
    bureau.browser.read("通过的 1 项今天重新发出").await?;
    bureau.nothing_bars_anyone("reissuing").await?;
    bureau.clicks("#reissue-now").await?;
    bureau.browser.read("代替原来的一份").await?;
    let next = bureau.record_in_view().await?;
    ensure!(next != record, "another form is in its place");
    let next = unit.read(&format!("records/{next}")).await?;
    ensure!(
        next["state"] == "submitted" && next["content"]["rows"].as_array().map(Vec::len) == Some(1),
        "{next}"
    );
    clerk.goes_to(&format!("/records/{record}")).await?;
    clerk.browser.read("已作废").await?;
    clerk.browser.read("新的开通确认单").await?;
    clerk.nothing_bars_anyone("a form that was given up").await?;
    clerk.browser.close().await?;
    bureau.browser.close().await
}

#[tokio::test]
async fn the_bureau_issues_for_two_units_and_one_sends_rows_back_on_sqlite() -> Result<()> {
    the_bureau_issues_for_two_units_and_one_sends_rows_back(On::Sqlite).await
}

#[tokio::test]
async fn the_bureau_issues_for_two_units_and_one_sends_rows_back_on_postgres() -> Result<()> {
    the_bureau_issues_for_two_units_and_one_sends_rows_back(On::Postgres).await
}
