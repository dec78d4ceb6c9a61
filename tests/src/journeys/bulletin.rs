//! From the assessment board to an issued bulletin, in Chromium.

use super::office::Clerk;
use super::paper;
use crate::app::{On, TestApp};
use crate::people::{BUREAU, OTHER_DEPARTMENT, SECOND_BUREAU};
use anyhow::Result;
use serde_json::json;

impl Clerk<'_> {
    /// Waits until the text of a cell begins so.
    async fn finds_beginning(&self, id: &str, text: &str) -> Result<()> {
        const BEGINS: &str = "return !!document.getElementById(arguments[0])?.value.startsWith(arguments[1])";
        let sought = vec![json!(id), json!(text)];
        self.browser.until(text, BEGINS, sought).await.map(drop)
    }
}

async fn a_bulletin_is_drafted_from_the_board_and_reaches_whom_it_names(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", "2018-09-26")])?;
    let bureau = Clerk::signs_in(&app, BUREAU).await?;
    bureau.goes_to("/assessment?on=2018-09-25").await?;
    bureau.browser.read("还没有印发过通报").await?;
    bureau.nothing_bars_anyone("a board with bulletins").await?;
    bureau.clicks("#begin-bulletin").await?;
    bureau.browser.see("#f-number").await?;
    let record = bureau.record_in_view().await?;
    bureau.finds_in("f-named-0-unit", "杭州市（示例）").await?;
    bureau.browser.read("东湖区（示例）").await?;
    bureau.nothing_bars_anyone("a bulletin's draft").await?;

    // Another day, and the figures of that day with one press.
    bureau.browser.put_day("f-figures_on", "2018-09-26").await?;
    bureau.clicks("#take-figures").await?;
    bureau.finds_beginning("f-opening", "截至2018年9月26日").await?;
    bureau.browser.fill("f-number", "示例〔2018〕1号").await?;
    bureau.browser.put_day("f-issued", "2018-09-26").await?;
    bureau.sees_it_saved().await?;
    bureau.submits().await?;
    bureau.browser.see("#move-print").await?;
    let pdf = bureau.prints().await?;
    bureau
        .uploads("stamped.pdf", &paper::signed_and_stamped(&pdf)?, "匹配成功")
        .await?;

    // Another person of the bureau looks for the seal, and for nothing else.
    let second = Clerk::signs_in(&app, SECOND_BUREAU).await?;
    second.matched(&record).await?;
    second.opens_at_the_desk(&record).await?;
    let marks = second.browser.text().await?;
    assert!(marks.contains("已盖公章") && !marks.contains("签字齐全"), "{marks}");
    second.looks_at_everything().await?;
    second.confirms().await?;
    second.browser.read("已归档").await?;

    // Who is named finds it among the notices, and on the board.
    let civil = Clerk::signs_in(&app, OTHER_DEPARTMENT).await?;
    civil.clicks("#bell").await?;
    civil.browser.read("通报中提到贵单位").await?;
    civil.goes_to("/assessment").await?;
    civil.browser.read("关于“一窗受理”").await?;
    civil.goes_to(&format!("/records/{record}")).await?;
    civil.browser.read("示例〔2018〕1号").await?;
    civil.nothing_bars_anyone("an issued bulletin").await?;
    for clerk in [bureau, second, civil] {
        clerk.browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_bulletin_is_drafted_from_the_board_and_reaches_whom_it_names_on_sqlite() -> Result<()> {
    a_bulletin_is_drafted_from_the_board_and_reaches_whom_it_names(On::Sqlite).await
}

#[tokio::test]
async fn a_bulletin_is_drafted_from_the_board_and_reaches_whom_it_names_on_postgres() -> Result<()> {
    a_bulletin_is_drafted_from_the_board_and_reaches_whom_it_names(On::Postgres).await
}
