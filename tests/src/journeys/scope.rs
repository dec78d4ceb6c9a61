//! From the catalogue to the issued batch, in Chromium: a list is opened, filled, accepted, and scheduled.

use super::office::Clerk;
use crate::app::{On, TestApp};
use crate::people::{BUREAU, OTHER_DEPARTMENT, REVIEWER};
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

const DEPARTMENT: &str = "杭州市民政局（示例）";

impl Clerk<'_> {
    /// The scope list of one's own department; its identifier.
    async fn opens_ones_own_list(&self) -> Result<String> {
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
        Ok(list.to_owned())
    }

    /// Goes to a cell of the list, types, and leaves it by Enter.
    pub(super) async fn types_in_the_list(&self, row: usize, column: usize, text: &str) -> Result<()> {
        self.clicks(&format!("tr[data-row=\"{row}\"] td[data-column=\"{column}\"]"))
            .await?;
        let field = self.browser.see("#roll-cell").await?;
        field.send_keys(&format!("{text}\u{e007}")).await?;
        Ok(())
    }

    /// Pastes a block from a spreadsheet into the list, looks at the preview and takes it.
    pub(super) async fn pastes_into_the_list(&self, block: &str) -> Result<()> {
        const PASTE: &str = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]); \
             document.getElementById('roll').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))";
        self.browser.client.execute(PASTE, vec![json!(block)]).await?;
        self.nothing_bars_anyone("the preview of a pasted block").await?;
        self.clicks("#roll-paste-apply").await
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

/// The answers of a department, as it keeps them in its own spreadsheet.
fn answers(list: &Value) -> Result<String> {
    let header = "事项编码\t业务系统层级\t业务系统名称\t业务系统覆盖范围\t是否涉密或敏感\t年办件量\t是否在实体窗口办理\t是否属于专项领域\t是否在专网\t发布批次";
    let rows = list["content"]["rows"].as_array().context("rows")?.iter().enumerate();
    let lines = rows.map(|(place, row)| {
        let code = row["code"].as_str().unwrap_or_default();
        format!(
            "{code}\t市\t民政业务系统（示例）\t全市\t否\t1,200\t是\t无\t否\t{}",
            place % 4 + 1
        )
    });
    Ok(std::iter::once(header.to_owned())
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n"))
}

impl Clerk<'_> {
    /// Every row is drawn when the page goes to the printer.
    pub(super) async fn prints_its_part(&self) -> Result<()> {
        const PRINTER: &str = "window.print = () => { window.printed = document.querySelectorAll('#schedule tbody tr').length }; return true";
        const PRINTED: &str =
            "return window.printed > 0 && window.printed === document.querySelectorAll('#schedule tbody tr').length";
        self.browser.until("a printer", PRINTER, Vec::new()).await?;
        self.clicks("#print-schedule").await?;
        self.browser
            .until("the rows on paper", PRINTED, Vec::new())
            .await
            .map(drop)
    }
}

async fn a_department_lists_its_items_and_the_bureau_schedules_them(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let bureau = Clerk::signs_in(&app, BUREAU).await?;
    bureau.goes_to("/scope").await?;
    bureau.clicks("#open-lists").await?;
    bureau.browser.read("0 / 8 个单位已交").await?;
    bureau.nothing_bars_anyone("scope lists").await?;

    // The department fills its list: what is no number is said at once and stays in sight.
    let clerk = Clerk::signs_in(&app, OTHER_DEPARTMENT).await?;
    let list = clerk.opens_ones_own_list().await?;
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

    // The rest comes from its spreadsheet, columns in any order.
    let record = app
        .person(OTHER_DEPARTMENT)
        .await?
        .read(&format!("records/{list}"))
        .await?;
    clerk.pastes_into_the_list(&answers(&record)?).await?;
    clerk.browser.read("已达到").await?;
    clerk.sees_in_the_list(1, 3, "民政业务系统（示例）").await?;

    // An item is added; without a remark it cannot be handed in.
    clerk.clicks("#roll-add").await?;
    let added = record["content"]["rows"].as_array().context("rows")?.len();
    clerk.types_in_the_list(added, 0, "许可-97001-000").await?;
    clerk.types_in_the_list(added, 1, "新增事项（示例）").await?;
    let block = answers(&json!({ "content": { "rows": [{ "code": "许可-97001-000" }] } }))?;
    clerk.pastes_into_the_list(&block).await?;
    clerk.submits().await?;
    clerk.browser.read("请在备注中说明变化").await?;
    clerk.nothing_bars_anyone("a list with findings").await?;
    clerk.types_in_the_list(added, 13, "今年新增（示例）").await?;
    clerk.sees_it_saved().await?;
    clerk.submits().await?;
    clerk.browser.read("等审核人看过变更后接受").await?;

    // The reviewer looks at what differs, consents, and accepts.
    let reviewer = Clerk::signs_in(&app, REVIEWER).await?;
    reviewer.goes_to(&format!("/records/{list}")).await?;
    let accept = reviewer.browser.see("#roll-accept").await?;
    ensure!(
        !accept.is_enabled().await?,
        "nothing is accepted before it is looked at"
    );
    reviewer.nothing_bars_anyone("the reviewer's list").await?;
    reviewer.clicks(".roll-review input[type=checkbox]").await?;
    reviewer.clicks("#roll-accept").await?;
    reviewer.clicks("[role=dialog] .button-primary").await?;
    reviewer.browser.read("已接受归档").await?;

    // The bureau moves an item and issues the second batch.
    bureau.goes_to("/schedule").await?;
    bureau.browser.see(".plan-items select").await?;
    bureau.nothing_bars_anyone("the plan").await?;
    bureau.clicks("#issue-2").await?;
    bureau.browser.see("#issue-now").await?;
    bureau.nothing_bars_anyone("the dialog that issues").await?;
    let reasons = bureau
        .browser
        .client
        .find_all(fantoccini::Locator::Css("textarea[data-rule]"))
        .await?;
    for reason in reasons {
        reason.send_keys("示例：清单未齐，先行排批").await?;
    }
    bureau.clicks("#issue-now").await?;
    bureau.browser.read("与已印发的一致").await?;

    // The department reads its own items of what was issued.
    clerk.goes_to("/schedule").await?;
    clerk.clicks(".batches a").await?;
    clerk.browser.read("这里只列出贵单位负责或承办的事项").await?;
    clerk.nothing_bars_anyone("an issued schedule").await?;
    clerk.prints_its_part().await?;
    for who in [clerk, reviewer, bureau] {
        who.browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_department_lists_its_items_and_the_bureau_schedules_them_on_sqlite() -> Result<()> {
    a_department_lists_its_items_and_the_bureau_schedules_them(On::Sqlite).await
}

#[tokio::test]
async fn a_department_lists_its_items_and_the_bureau_schedules_them_on_postgres() -> Result<()> {
    a_department_lists_its_items_and_the_bureau_schedules_them(On::Postgres).await
}
