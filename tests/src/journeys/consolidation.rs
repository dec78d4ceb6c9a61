//! A district's lists in Chromium: they are drawn up, handed over with a reason for what is missing, and accepted.

use super::office::Clerk;
use crate::api::scope_lists::accepted;
use crate::app::{On, TestApp};
use crate::people::{BUREAU, DISTRICT, DISTRICT_REVIEWER, REVIEWER};
use anyhow::Result;
use serde_json::json;

const REASON: &str = "#f-departments-1-reason";

async fn a_district_hands_its_lists_over(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", "2018-09-12")])?;
    let bureau = app.person(BUREAU).await?;
    bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;

    // It waits for the district's reviewer from the day on which the lists were opened.
    let clerk = Clerk::signs_in(&app, DISTRICT_REVIEWER).await?;
    clerk.browser.read("区县事项范围汇总单").await?;
    clerk.goes_to("/scope").await?;
    clerk.browser.read("0 / 2").await?;
    clerk.nothing_bars_anyone("districts beside scope lists").await?;

    // A list that is accepted meanwhile stands in it by itself; nobody types a figure.
    accepted(&app, DISTRICT, DISTRICT_REVIEWER).await?;
    clerk.clicks(".hand-overs tbody a").await?;
    clerk.browser.see(REASON).await?;
    clerk.browser.read("1 / 2 个单位").await?;
    clerk.nothing_bars_anyone("a consolidation").await?;
    clerk.submits().await?;
    clerk.browser.read("请接受它的清单，或说明为什么先报").await?;
    let reason = clerk.browser.see(REASON).await?;
    reason.send_keys("机构改革，月底前补报（示例）\u{e007}").await?;
    clerk.sees_it_saved().await?;
    clerk.submits().await?;
    clerk.browser.read("已报送，等市级审核人").await?;
    let record = clerk.record_in_view().await?;

    // The city reads it, and accepts it.
    let city = Clerk::signs_in(&app, REVIEWER).await?;
    city.goes_to("/scope").await?;
    city.browser.read("1 / 2").await?;
    city.goes_to(&format!("/records/{record}")).await?;
    city.browser.read("机构改革，月底前补报（示例）").await?;
    city.nothing_bars_anyone("a consolidation at the city").await?;
    city.clicks("#consolidation-accept").await?;
    city.clicks("[role=dialog] .button-primary").await?;
    city.browser.read("市里已接受归档").await?;
    Ok(())
}

#[tokio::test]
async fn a_district_hands_its_lists_over_on_sqlite() -> Result<()> {
    a_district_hands_its_lists_over(On::Sqlite).await
}

#[tokio::test]
async fn a_district_hands_its_lists_over_on_postgres() -> Result<()> {
    a_district_hands_its_lists_over(On::Postgres).await
}
