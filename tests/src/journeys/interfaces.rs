//! From an interface in the register to a connected item, in Chromium.

use super::office::Clerk;
use super::paper;
use crate::app::{On, TestApp};
use crate::people::BUREAU;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// 建设单位 of a municipal department.
const BUILDER: &str = "builder";
const ITEM: &str = "许可-90026-000";

impl Clerk<'_> {
    /// Chooses in a list what bears these words.
    pub(super) async fn picks(&self, list: &str, words: &str) -> Result<()> {
        const CHOOSE: &str = "const list = document.getElementById(arguments[0]); \
             const option = list && [...list.options].find(o => o.text.includes(arguments[1])); \
             if (!option) return false; list.value = option.value; \
             list.dispatchEvent(new Event('change', {bubbles: true})); return true";
        let choice = vec![json!(list), json!(words)];
        self.browser.until(words, CHOOSE, choice).await.map(drop)
    }

    /// Ticks the item of this code.
    pub(super) async fn ticks(&self, code: &str) -> Result<()> {
        const TICK: &str = "const label = [...document.querySelectorAll('.options label')]\
             .find(l => l.innerText.includes(arguments[0])); if (!label) return false; label.querySelector('input').click(); return true";
        self.browser.until(code, TICK, vec![json!(code)]).await.map(drop)
    }

    /// Presses the button that says this.
    pub(super) async fn pushes(&self, word: &str) -> Result<()> {
        const FIND: &str = "return [...document.querySelectorAll('main button')].find(b => b.innerText.trim() === arguments[0]) || null";
        let button = self.browser.until(word, FIND, vec![json!(word)]).await?;
        self.browser
            .client
            .execute("arguments[0].click()", vec![button])
            .await?;
        Ok(())
    }
}

async fn an_interface_is_registered_debugged_and_connects_its_item(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let builder = Clerk::signs_in(&app, BUILDER).await?;
    builder.goes_to("/interfaces").await?;
    builder.browser.read("还没有登记接口").await?;
    builder.nothing_bars_anyone("an empty register").await?;

    // What is missing is said at its field, by the rules that the server has.
    builder.clicks("#new-interface").await?;
    builder.browser.see("#interface-name").await?;
    builder
        .clicks("dialog[open] .button-primary, [role=dialog] .button-primary")
        .await?;
    builder.browser.read("请至少选择一个事项").await?;
    builder.nothing_bars_anyone("an interface with findings").await?;
    builder
        .browser
        .fill("interface-system_name", "人社业务系统（示例）")
        .await?;
    builder.picks("interface-system_level", "市").await?;
    builder.browser.fill("interface-name", "受理接口（示例）").await?;
    builder.picks("interface-step", "已注册").await?;
    builder.browser.fill("interface-number", "JK-2018-101").await?;
    builder.browser.put_day("interface-registered", "2018-09-19").await?;
    builder.ticks(ITEM).await?;
    builder
        .clicks("dialog[open] .button-primary, [role=dialog] .button-primary")
        .await?;
    builder.browser.read("已联通 0／1").await?;
    builder.nothing_bars_anyone("a register").await?;

    // From there the form begins with what the register knows.
    builder.pushes("发起联调").await?;
    builder.browser.see("#f-mode").await?;
    let record = builder.record_in_view().await?;
    builder.finds_in("f-interfaces-0-number", "JK-2018-101").await?;
    builder.finds_in("f-rows-0-item_code", ITEM).await?;
    builder.nothing_bars_anyone("a joint debugging form").await?;
    builder.picks("f-mode", "远程").await?;
    builder.browser.read("应到市数据资源局驻场联调").await?;
    builder.picks("f-mode", "驻场").await?;
    for day in ["f-started", "f-finished"] {
        builder.browser.put_day(day, "2018-09-20").await?;
    }
    for case in ["normal", "wrong_data", "timeout", "duplicate"] {
        builder.picks(&format!("f-interfaces-0-{case}"), "通过").await?;
    }
    let people = [["技术甲（示例）", "杭州市人力资源和社会保障局（示例）", "技术负责人"]
        .map(str::to_owned)
        .to_vec()];
    builder.pastes("f-participants-0-name", &people).await?;
    builder.picks("f-conclusion", "通过").await?;
    builder.sees_it_saved().await?;
    builder.submits().await?;
    builder.browser.see("#move-print").await?;
    let pdf = builder.prints().await?;
    builder
        .uploads("signed.pdf", &paper::signed_and_stamped(&pdf)?, "匹配成功")
        .await?;

    // The bureau looks for signatures and day; nobody stamps it.
    let bureau = Clerk::signs_in(&app, BUREAU).await?;
    bureau.matched(&record).await?;
    bureau.opens_at_the_desk(&record).await?;
    let marks = bureau.browser.text().await?;
    assert!(marks.contains("签字齐全") && !marks.contains("已盖公章"), "{marks}");
    bureau.looks_at_everything().await?;
    bureau.confirms().await?;
    bureau.browser.read("已归档").await?;
    builder.goes_to("/interfaces").await?;
    builder.browser.read("已联通 1／1").await?;
    let item: Value = app.person(BUREAU).await?.read(&format!("items?q={ITEM}")).await?;
    let item = item["entries"].get(0).context("the item")?;
    assert_eq!(item["connection"], "joint_debugged");

    // What has no system is handled in the platform.
    bureau.goes_to("/interfaces").await?;
    bureau.browser.read("居住证申领").await?;
    bureau.clicks("[aria-label=\"选择居住证申领\"]").await?;
    bureau.clicks("#full-process").await?;
    bureau.browser.read("1 个事项在平台全流程办理？").await?;
    bureau.clicks("[role=dialog] .button-primary").await?;
    bureau.browser.read("1 个事项改为“全流程办理”").await?;
    bureau.nothing_bars_anyone("what is missing").await?;
    builder.browser.close().await?;
    bureau.browser.close().await
}

#[tokio::test]
async fn an_interface_is_registered_debugged_and_connects_its_item_on_sqlite() -> Result<()> {
    an_interface_is_registered_debugged_and_connects_its_item(On::Sqlite).await
}

#[tokio::test]
async fn an_interface_is_registered_debugged_and_connects_its_item_on_postgres() -> Result<()> {
    an_interface_is_registered_debugged_and_connects_its_item(On::Postgres).await
}
