//! A district uses a municipal form for an item whose base code is another, in Chromium.

use super::office::Clerk;
use crate::api::paper::archived;
use crate::app::{On, TestApp};
use crate::people::{DEPARTMENT, DISTRICT};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// The first item of the district that no form covers.
async fn uncovered(app: &TestApp) -> Result<Value> {
    let district = app.person(DISTRICT).await?;
    let list = district.read("items?limit=500").await?;
    let own = &district.me["organisation"]["id"];
    let items = list["entries"].as_array().context("items")?;
    let mut open = items
        .iter()
        .filter(|item| item["owner"]["id"] == *own && item["optimised_on"].is_null());
    open.next().cloned().context("an item that waits for its form")
}

#[tokio::test]
async fn a_district_proposes_and_the_department_consents() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (record, _) = archived(&app, &app.person(DEPARTMENT).await?).await?;
    let at = format!("/records/{}", record["id"].as_str().context("a record")?);
    let item = uncovered(&app).await?;
    let code = item["code"].as_str().context("a code")?;

    // The district reads the archived form and proposes it for its own item.
    let district = Clerk::signs_in(&app, DISTRICT).await?;
    district.goes_to(&at).await?;
    district.clicks("#propose-link").await?;
    district.browser.see("#link-item").await?;
    district.clicks("[role=dialog] .button-primary").await?;
    district.browser.read("请选择一个事项").await?;
    district.nothing_bars_anyone("a proposal with nothing chosen").await?;
    const CHOOSE: &str = "const list = document.getElementById('link-item'); list.value = arguments[0]; \
         list.dispatchEvent(new Event('change', {bubbles: true})); return list.value === arguments[0]";
    district.browser.until(code, CHOOSE, vec![json!(code)]).await?;
    district.clicks("[role=dialog] .button-primary").await?;
    district.browser.read("等市级部门同意").await?;
    district.nothing_bars_anyone("a proposal that waits").await?;

    // The department consents, and the item is optimised.
    let market = Clerk::signs_in(&app, DEPARTMENT).await?;
    market.goes_to(&at).await?;
    market.clicks(".record-links .actions button").await?;
    market.browser.read("该事项由这份确认单覆盖").await?;
    market.nothing_bars_anyone("the question before consent").await?;
    market.clicks("[role=dialog] .button-primary").await?;
    market.browser.read("已沿用").await?;
    let now = app.person(DISTRICT).await?.read(&format!("items?q={code}")).await?;
    assert!(!now["entries"][0]["optimised_on"].is_null(), "{now}");

    // The district takes it back, and says why.
    district.goes_to(&at).await?;
    district.browser.read("已沿用").await?;
    district.clicks(".record-links .actions button").await?;
    district.browser.fill("reason", "本区材料不同（示例）").await?;
    district.clicks("[role=dialog] .button-primary").await?;
    district.browser.read("已撤回").await?;
    district.browser.read("本区材料不同（示例）").await?;
    district.nothing_bars_anyone("a link that was taken back").await?;
    let now = app.person(DISTRICT).await?.read(&format!("items?q={code}")).await?;
    assert!(now["entries"][0]["optimised_on"].is_null(), "{now}");
    district.browser.close().await?;
    market.browser.close().await
}
