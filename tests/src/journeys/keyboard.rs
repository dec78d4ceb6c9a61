//! A form filled by somebody who has no mouse.

use super::office::{Clerk, annex_3};
use crate::app::{On, TestApp};
use crate::devtools::copy_elsewhere;
use crate::people::DEPARTMENT;
use anyhow::{Context as _, Result, bail};

const TAB: &str = "\u{e004}";
const BACK: &str = "\u{e008}\u{e004}\u{e000}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";
const UNDO: &str = "\u{e009}z\u{e000}";
const REDO: &str = "\u{e009}y\u{e000}";
const PASTE: &str = "\u{e009}v\u{e000}";
const ROW_UP: &str = "\u{e00a}\u{e013}\u{e000}";

const FIRST_GROUP: &str = "f-material_groups-0-name";
const FIRST_MATERIAL: &str = "f-material_groups-0-materials-0-name";
const SECOND_GROUP: &str = "f-material_groups-1-name";
const NEEDS: &str = "f-scenarios-0-subclasses-0-attributes-0-needs";

#[tokio::test]
async fn a_form_is_filled_pasted_into_and_rearranged_by_keyboard_alone() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let item = annex_3(&app, DEPARTMENT).await?;
    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    clerk.goes_to("/records").await?;
    clerk.browser.see("#new-optimization").await?;
    clerk.walks_to("new-optimization", TAB).await?;
    clerk.presses(ENTER).await?;
    clerk.browser.see("#f-item_name").await?;
    let record = clerk.record_in_view().await?;

    // From field to field with Tab; Esc takes back what is not confirmed.
    clerk.walks_to("f-item_name", TAB).await?;
    clerk.presses("打错的名称").await?;
    clerk.finds_in("f-item_name", "打错的名称").await?;
    clerk.reads_the_status("即将保存").await?;
    let page = clerk.browser.text().await?;
    assert!(
        !page.contains("请填写“事项名称”"),
        "a cell is not at fault for having been blank: {page}"
    );
    clerk.presses(ESCAPE).await?;
    clerk.presses(ESCAPE).await?;
    clerk.finds_in("f-item_name", "").await?;
    clerk.presses(item["item_name"].as_str().context("a name")?).await?;
    clerk.walks_to("f-item_code", TAB).await?;
    clerk.presses(item["item_code"].as_str().context("a code")?).await?;

    // From cell to cell with the arrows; Enter goes down and makes the next row.
    clerk.walks_to(FIRST_GROUP, TAB).await?;
    clerk.presses("申请书").await?;
    clerk.presses(RIGHT).await?;
    clerk.stands_in(FIRST_MATERIAL).await?;
    clerk.presses("变更登记申请书").await?;
    clerk.walks_to(FIRST_GROUP, LEFT).await?;
    clerk.presses(ENTER).await?;
    clerk.stands_in(SECOND_GROUP).await?;

    // A block from a spreadsheet is looked at first, then pasted, taken back and brought again.
    copy_elsewhere(&clerk.browser, "住所使用证明\t不动产权证书\n\t场地租赁合同").await?;
    clerk.presses(PASTE).await?;
    clerk.browser.see("#sheet-paste-apply").await?;
    clerk.browser.read("场地租赁合同").await?;
    clerk.nothing_bars_anyone("the preview of pasting").await?;
    clerk.walks_to("sheet-paste-apply", TAB).await?;
    clerk.presses(ENTER).await?;
    clerk
        .finds_in("f-material_groups-1-materials-1-name", "场地租赁合同")
        .await?;
    clerk.walks_to(SECOND_GROUP, TAB).await?;
    clerk.presses(UNDO).await?;
    clerk.finds_in(SECOND_GROUP, "").await?;
    clerk.walks_to(SECOND_GROUP, TAB).await?;
    clerk.presses(REDO).await?;
    clerk.finds_in(SECOND_GROUP, "住所使用证明").await?;

    // An attribute needs the first material of the second group.
    clerk.walks_to("f-scenarios-0-name", TAB).await?;
    clerk.presses("人员结构").await?;
    clerk.walks_to(NEEDS, TAB).await?;
    clerk.presses("2.1").await?;
    clerk.presses(TAB).await?;

    // The group moves up, and what is needed moves with it.
    clerk.walks_to(SECOND_GROUP, BACK).await?;
    clerk.presses(ROW_UP).await?;
    clerk.finds_in(FIRST_GROUP, "住所使用证明").await?;
    clerk.finds_in(NEEDS, "1.1").await?;
    clerk.stands_in(FIRST_GROUP).await?;

    let needed = "scenarios/0/subclasses/0/attributes/0/needs/materials/0";
    clerk.sees_the_server_has(&record, needed, "1.1").await?;
    clerk
        .sees_the_server_has(&record, "material_groups/0/materials/1/name", "场地租赁合同")
        .await?;
    clerk
        .sees_the_server_has(&record, "material_groups/1/materials/0/name", "变更登记申请书")
        .await?;
    clerk.browser.close().await
}

impl Clerk<'_> {
    /// Presses keys, or types, wherever the focus is.
    pub(super) async fn presses(&self, keys: &str) -> Result<()> {
        Ok(self.browser.client.active_element().await?.send_keys(keys).await?)
    }

    /// Where the focus is.
    async fn place(&self) -> Result<String> {
        let active = self.browser.client.active_element().await?;
        Ok(active.attr("id").await?.unwrap_or_default())
    }

    /// Presses a key until the focus is in a place; nobody presses it more often than this.
    async fn walks_to(&self, id: &str, key: &str) -> Result<()> {
        let mut passed = Vec::new();
        for _ in 0..120 {
            let place = self.place().await?;
            if place == id {
                return Ok(());
            }
            passed.push(place);
            self.presses(key).await?;
        }
        bail!("{id} cannot be reached; passed: {passed:?}")
    }
}
