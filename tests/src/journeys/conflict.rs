//! Two hands on one form.

use super::draft::{a_complete_draft, on_the_server};
use super::office::Clerk;
use crate::app::{On, TestApp};
use crate::people::{COLLEAGUE, DEPARTMENT};
use anyhow::{Context as _, Result};
use fantoccini::Locator;
use serde_json::json;

#[tokio::test]
async fn both_versions_stand_side_by_side_and_what_is_chosen_is_what_the_server_gets() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let colleague = app.person(COLLEAGUE).await?;
    let record = a_complete_draft(&app.person(DEPARTMENT).await?).await?;
    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    clerk.opens(&record).await?;
    clerk.finds_in("f-leader", "示例丁").await?;

    // A colleague changes three fields behind the page.
    let now = on_the_server(&colleague, &record).await?;
    let mut content = now["content"].clone();
    content["leader"] = json!("同事选的领导");
    content["material_groups"][1]["materials"][1]["name"] = json!("同事写的合同");
    content["participants"][2]["position"] = json!("同事写的职务");
    let path = format!("records/{record}");
    colleague
        .put(&path, now["etag"].as_str(), &json!({ "content": content }))
        .await?
        .expect(200)?;

    // The clerk changes two of the same.
    clerk.browser.fill("f-leader", "我选的领导").await?;
    clerk
        .browser
        .fill("f-material_groups-1-materials-1-name", "我写的合同")
        .await?;
    clerk.browser.see(".sheet-conflict").await?;
    clerk.nothing_bars_anyone("two versions").await?;
    let rows = clerk.reads_all(".sheet-conflict tbody tr").await?;
    let both = |mine: &str, theirs: &str| rows.iter().any(|row| row.contains(mine) && row.contains(theirs));
    assert!(both("我选的领导", "同事选的领导"), "{rows:#?}");
    assert!(both("我写的合同", "同事写的合同"), "{rows:#?}");
    let apply = clerk.browser.see("#sheet-conflict-apply").await?;
    assert!(!apply.is_enabled().await?, "nothing is decided for anybody");

    // The clerk keeps one and takes the other.
    clerk.chooses("我选的领导", "我的填写").await?;
    clerk.chooses("我写的合同", "服务器上的").await?;
    clerk.clicks("#sheet-conflict-apply").await?;
    clerk.sees_the_server_has(&record, "leader", "我选的领导").await?;
    clerk.finds_in("f-leader", "我选的领导").await?;
    clerk
        .finds_in("f-material_groups-1-materials-1-name", "同事写的合同")
        .await?;
    let after = on_the_server(&colleague, &record).await?["content"].clone();
    assert_eq!(after["leader"], "我选的领导");
    assert_eq!(after["material_groups"][1]["materials"][1]["name"], "同事写的合同");
    assert_eq!(
        after["participants"][2]["position"], "同事写的职务",
        "what only the colleague changed is kept as well"
    );
    clerk.browser.close().await
}

impl Clerk<'_> {
    /// Chooses a side in the row of the comparison that shows a text.
    async fn chooses(&self, text: &str, side: &str) -> Result<()> {
        for row in self
            .browser
            .client
            .find_all(Locator::Css(".sheet-conflict tbody tr"))
            .await?
        {
            if row.text().await?.contains(text) {
                let css = format!("[data-label=\"{side}\"] input");
                return Ok(row.find(Locator::Css(&css)).await?.click().await?);
            }
        }
        None.with_context(|| format!("no row shows {text}"))
    }
}
