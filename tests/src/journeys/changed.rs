//! The world moves on between checking and handing in: the catalogue, and the rules themselves.

use super::draft::{a_complete_draft, on_the_server};
use super::office::Clerk;
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT};
use anyhow::{Context as _, Result};

/// The catalogue's entry of an item.
async fn item(person: &Person, code: &str) -> Result<serde_json::Value> {
    let items = person.read(&format!("items?q={code}")).await?;
    let entries = items["entries"].as_array().context("items")?.clone();
    entries
        .into_iter()
        .find(|item| item["code"] == code)
        .context("the item")
}

#[tokio::test]
async fn an_item_changes_before_the_form_is_handed_in_and_the_sentence_names_it() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let record = a_complete_draft(&staff).await?;
    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    clerk.opens(&record).await?;
    clerk.browser.fill("f-leader", "示例甲").await?;
    clerk.sees_the_server_has(&record, "leader", "示例甲").await?;
    clerk.browser.read("可以提交").await?;

    // The bureau puts the item into another batch.
    let code = clerk.cell("f-item_code").await?;
    let before = item(&bureau, &code).await?;
    let batch = if before["batch"] == 3 { 4 } else { 3 };
    let csv = format!(
        "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n{code},{},{},{},{batch},已联调,否\n",
        before["name"].as_str().context("a name")?,
        before["owner"]["name"].as_str().context("an owner")?,
        before["serving"]["name"].as_str().context("a unit")?,
    );
    let imported = bureau
        .post_bytes("items/import", "text/csv", csv.into_bytes())
        .await?
        .expect(200)?;
    assert_eq!(imported["changed"], 1, "{imported}");

    // Handing in is refused with the reason; nothing of the draft is touched.
    clerk.submits().await?;
    clerk.browser.read(&format!("事项信息：{code}")).await?;
    clerk.nothing_bars_anyone("changed circumstances").await?;
    assert_eq!(clerk.cell("f-leader").await?, "示例甲");
    let draft = on_the_server(&staff, &record).await?;
    assert_eq!(
        (&draft["state"], &draft["content"]["leader"]),
        (&"draft".into(), &"示例甲".into())
    );

    // The page has looked at it anew, and the second time it goes.
    clerk.submits().await?;
    clerk.browser.see("#move-print").await?;
    let submitted = on_the_server(&staff, &record).await?;
    assert_eq!(submitted["state"], "submitted");
    assert_eq!(submitted["facts"]["items"][0]["batch"], batch);
    clerk.browser.close().await
}

#[tokio::test]
async fn the_rules_change_and_the_page_keeps_the_draft_reloads_itself_and_checks_again() -> Result<()> {
    let mut app = TestApp::start_to_stay()?;
    let record = a_complete_draft(&app.person(DEPARTMENT).await?).await?;
    let browser = {
        let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
        clerk.opens(&record).await?;
        clerk.browser.read("可以提交").await?;
        clerk.browser
    };

    // The installation goes over to a programme that wants another person at the table.
    let programme = include_str!("../../../shared/programmes/hangzhou-2018.toml")
        .replace("[\"业务负责人\", \"窗口负责人\"]", "[\"首席代表\"]");
    let file = app.data.path().join("programme.toml");
    std::fs::write(&file, programme)?;
    app.restart_with("YINZHENG_PROGRAMME", &file.to_string_lossy())?;

    // The open page still says that all is well; the server does not take its word.
    let clerk = Clerk { browser, app: &app };
    clerk.browser.fill("f-leader", "示例甲").await?;
    clerk.submits().await?;
    clerk.browser.read("页面已刷新并重新校验").await?;
    clerk.finds_in("f-leader", "示例甲").await?;
    clerk.browser.read("参会人员中没有业务负责人").await?;
    clerk.nothing_bars_anyone("newer rules").await?;
    let staff = app.person(DEPARTMENT).await?;
    assert_eq!(on_the_server(&staff, &record).await?["state"], "draft");

    // With the other person at the table it is handed in.
    clerk.browser.fill("f-participants-1-position", "首席代表").await?;
    clerk.sees_the_server_has(&record, "leader", "示例甲").await?;
    clerk.submits().await?;
    clerk.browser.see("#move-print").await?;
    assert_eq!(on_the_server(&staff, &record).await?["state"], "submitted");
    clerk.browser.close().await
}
