//! From a session to the form that is begun from it, in Chromium.

use super::office::{Clerk, annex_3};
use crate::api::paper::archived;
use crate::app::{On, TestApp};
use crate::people::{BUREAU, DEPARTMENT, DISTRICT};
use anyhow::{Context as _, Result};
use serde_json::json;

const UNIT: &str = "杭州市市场监督管理局（示例）";

impl Clerk<'_> {
    /// Takes over the lists of the archived form of this title.
    async fn copies(&self, title: &str) -> Result<()> {
        const COPY: &str = "const button = [...document.querySelectorAll('.sheet-chosen button')]\
             .find(b => b.innerText.trim() === arguments[0]); if (!button) return false; button.click(); return true";
        self.clicks("#similar").await?;
        self.browser.until(title, COPY, vec![json!(title)]).await.map(drop)
    }

    /// Invites a unit besides.
    async fn invites(&self, unit: &str) -> Result<()> {
        const INVITE: &str = "const list = document.getElementById('session-invited'); \
             const option = list && [...list.options].find(o => o.text === arguments[0]); \
             if (!option) return false; list.value = option.value; \
             list.dispatchEvent(new Event('change', {bubbles: true})); return true";
        self.browser.until(unit, INVITE, vec![json!(unit)]).await.map(drop)
    }
}

async fn a_session_is_convened_and_a_form_begins_from_it(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let market = app.person(DEPARTMENT).await?;
    let similar = archived(&app, &market).await?.0["title"]
        .as_str()
        .context("a title")?
        .to_owned();
    let content = annex_3(&app, DEPARTMENT).await?;
    let first_group = content["material_groups"][0]["name"]
        .as_str()
        .context("a group")?
        .to_owned();
    let field = |name: &str| content[name].as_str().unwrap_or_default().to_owned();

    // The bureau convenes; what is missing is said at its field.
    let bureau = Clerk::signs_in(&app, BUREAU).await?;
    bureau.goes_to("/sessions").await?;
    bureau.browser.read("还没有梳理会").await?;
    bureau.nothing_bars_anyone("no session").await?;
    bureau.clicks("#new-session").await?;
    bureau.browser.see("#session-title").await?;
    bureau.clicks("[role=dialog] .button-primary").await?;
    bureau.browser.read("请至少选择一个要梳理的事项").await?;
    bureau.nothing_bars_anyone("a session with findings").await?;
    bureau.browser.fill("session-title", "第一批事项梳理会（示例）").await?;
    bureau.browser.put_day("session-held_on", "2018-09-19").await?;
    bureau.browser.fill("session-hours", "9:00至11:30").await?;
    bureau.browser.fill("session-place", "市民中心会议室（示例）").await?;
    bureau.ticks(&field("item_code")).await?;
    bureau.invites("东湖区市场监督管理局（示例）").await?;
    bureau.clicks("#add-participant").await?;
    bureau.browser.fill("session-person-0-name", "示例甲").await?;
    bureau.browser.fill("session-person-0-unit", UNIT).await?;
    bureau.browser.fill("session-person-0-position", "业务负责人").await?;
    bureau.clicks("[role=dialog] .button-primary").await?;
    bureau.browser.read("0／1 已归档").await?;
    bureau.browser.read("未开始").await?;
    bureau.nothing_bars_anyone("sessions").await?;

    // The department begins the form of its item: day and people are there.
    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    clerk.browser.read("本单位 1 个事项还没有确认单").await?;
    clerk.nothing_bars_anyone("a first page with a session").await?;
    clerk.goes_to("/sessions").await?;
    clerk.clicks(".session-items button").await?;
    clerk.browser.see("#f-item_name").await?;
    for (place, expected) in [
        ("f-item_code", field("item_code").as_str()),
        ("f-session_on", "2018-09-19"),
        ("f-participants-0-unit", UNIT),
    ] {
        clerk.finds_in(place, expected).await?;
    }

    // Materials and scenarios come from the archived form of a similar item; what was typed comes back.
    clerk
        .browser
        .fill("f-material_groups-0-name", "先写的材料（示例）")
        .await?;
    clerk.copies(&similar).await?;
    clerk.finds_in("f-material_groups-0-name", &first_group).await?;
    clerk.nothing_bars_anyone("lists that were taken over").await?;
    clerk.clicks("#similar-back").await?;
    clerk.finds_in("f-material_groups-0-name", "先写的材料（示例）").await?;
    clerk.copies(&similar).await?;
    clerk.finds_in("f-material_groups-0-name", &first_group).await?;
    clerk.finds_in("f-item_code", &field("item_code")).await?;

    // It tells what is spared, on the sheet and in the session.
    clerk.browser.fill("f-materials_before", "20").await?;
    clerk.browser.fill("f-leader", &field("leader")).await?;
    clerk.browser.read("优化前 20 份").await?;
    clerk.sees_it_saved().await?;
    clerk.nothing_bars_anyone("a form from a session").await?;
    clerk.submits().await?;
    clerk.browser.see("#move-print").await?;
    clerk.browser.read("2018-09-25").await?;
    clerk.goes_to("/sessions").await?;
    clerk.browser.read("优化前 20 份").await?;
    clerk.nothing_bars_anyone("a session with its form").await?;

    // The district that is invited sees the session, and nothing of the form before it is archived.
    let district = Clerk::signs_in(&app, DISTRICT).await?;
    district.goes_to("/sessions").await?;
    district.browser.read("市民中心会议室（示例）").await?;
    let text = district.browser.text().await?;
    assert!(!text.contains("优化前 20 份") && !text.contains("填写确认单"), "{text}");
    // The bureau calls it off; whoever was invited sees why.
    bureau.goes_to("/sessions").await?;
    bureau.clicks(".session-call-off").await?;
    bureau.nothing_bars_anyone("calling a session off").await?;
    bureau.browser.fill("reason", "会场另有安排（示例）").await?;
    bureau.clicks("[role=dialog] .button-primary").await?;
    bureau.browser.read("已撤销：").await?;
    bureau.nothing_bars_anyone("a session that was called off").await?;
    district.goes_to("/sessions").await?;
    district.browser.read("会场另有安排（示例）").await?;
    for clerk in [bureau, clerk, district] {
        clerk.browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_session_is_convened_and_a_form_begins_from_it_on_sqlite() -> Result<()> {
    a_session_is_convened_and_a_form_begins_from_it(On::Sqlite).await
}

#[tokio::test]
async fn a_session_is_convened_and_a_form_begins_from_it_on_postgres() -> Result<()> {
    a_session_is_convened_and_a_form_begins_from_it(On::Postgres).await
}
