//! Scope lists in Chromium: the bureau opens them, a department types in its own.

use super::office::Clerk;
use crate::app::{On, TestApp};
use crate::people::{BUREAU, OTHER_DEPARTMENT};
use anyhow::{Context as _, Result};
use serde_json::json;

const DEPARTMENT: &str = "杭州市民政局（示例）";

impl Clerk<'_> {
    /// Opens the scope list of one's own department.
    async fn opens_ones_own_list(&self) -> Result<()> {
        let me = self.app.person(OTHER_DEPARTMENT).await?;
        let overview = me.read("scope-lists").await?;
        let list = overview["departments"]
            .as_array()
            .context("departments")?
            .iter()
            .find(|one| one["department"]["name"] == DEPARTMENT)
            .and_then(|one| one["list"]["id"].as_str())
            .context("the list")?;
        self.goes_to(&format!("/records/{list}")).await?;
        self.browser.see("#roll tbody tr[data-row]").await?;
        Ok(())
    }

    /// Goes to a cell of the list, types, and leaves it by Enter.
    async fn types_in_the_list(&self, row: usize, column: usize, text: &str) -> Result<()> {
        self.clicks(&format!("tr[data-row=\"{row}\"] td[data-column=\"{column}\"]"))
            .await?;
        let field = self.browser.see("#roll-cell").await?;
        field.send_keys(&format!("{text}\u{e007}")).await?;
        Ok(())
    }

    async fn sees_in_the_list(&self, row: usize, column: usize, text: &str) -> Result<()> {
        const CELL: &str = "const cell = document.querySelector(`tr[data-row=\"${arguments[0]}\"] td[data-column=\"${arguments[1]}\"]`); \
             const field = cell && cell.querySelector('input, select'); \
             return !!cell && (field ? field.value : cell.innerText.trim()) === arguments[2]";
        self.browser
            .until("the cell", CELL, vec![json!(row), json!(column), json!(text)])
            .await
            .map(drop)
    }
}

async fn what_is_typed_in_an_opened_list_is_judged_at_once(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let bureau = Clerk::signs_in(&app, BUREAU).await?;
    bureau.goes_to("/scope").await?;
    bureau.clicks("#open-lists").await?;
    bureau.browser.read("0 / 8 个单位已交").await?;
    bureau.nothing_bars_anyone("scope lists").await?;

    // The department fills its list: what is no number is said at once and stays in sight.
    let clerk = Clerk::signs_in(&app, OTHER_DEPARTMENT).await?;
    clerk.opens_ones_own_list().await?;
    clerk.nothing_bars_anyone("an empty list").await?;
    clerk.types_in_the_list(0, 6, "约一百").await?;
    clerk.browser.read("请填写数字").await?;
    clerk.sees_in_the_list(0, 6, "约一百").await?;
    clerk
        .browser
        .see("#roll-cell")
        .await?
        .send_keys("\u{e009}a\u{e000}")
        .await?;
    clerk.browser.see("#roll-cell").await?.send_keys("1200\u{e007}").await?;
    clerk.sees_in_the_list(0, 6, "1200").await?;
    for who in [clerk, bureau] {
        who.browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_typed_in_an_opened_list_is_judged_at_once_on_sqlite() -> Result<()> {
    what_is_typed_in_an_opened_list_is_judged_at_once(On::Sqlite).await
}

#[tokio::test]
async fn what_is_typed_in_an_opened_list_is_judged_at_once_on_postgres() -> Result<()> {
    what_is_typed_in_an_opened_list_is_judged_at_once(On::Postgres).await
}
