//! From the first field to the archive and the published item, in Chromium.

use super::office::{Clerk, annex_3};
use super::paper;
use super::scanner::scan_by_curl;
use crate::app::{On, TestApp};
use crate::people::{BUREAU, DEPARTMENT, SECOND_BUREAU};
use anyhow::{Context as _, Result};

async fn the_department_and_the_bureau_close_both_loops(on: On) -> Result<()> {
    let app = TestApp::start(on)?;

    // A department fills the annex 3 sample, with two slips that the rules name.
    let clerk = Clerk::signs_in(&app, DEPARTMENT).await?;
    let content = annex_3(&app, DEPARTMENT).await?;
    let field = |name: &str| content[name].as_str().unwrap_or_default().to_owned();
    let record = clerk.begins_an_optimisation_form().await?;
    clerk.nothing_bars_anyone("an empty sheet").await?;
    clerk.browser.fill("f-item_name", &field("item_name")).await?;
    clerk.browser.fill("f-item_code", "许可-00000-000").await?;
    clerk.browser.read("事项目录中没有这个编号").await?;
    clerk.browser.fill("f-item_code", &field("item_code")).await?;
    clerk.pastes_tables(&content).await?;
    clerk.browser.fill("f-leader", &field("leader")).await?;
    let right = content["material_groups"][1]["materials"][1]["name"]
        .as_str()
        .context("a material")?;
    clerk
        .browser
        .fill("f-material_groups-1-materials-1-name", "其他材料")
        .await?;
    clerk.sees_no_suggestions().await?;
    clerk.submits().await?;
    clerk.browser.read("材料名称应是具体的一件东西").await?;
    clerk.nothing_bars_anyone("a sheet with findings").await?;
    clerk
        .browser
        .fill("f-material_groups-1-materials-1-name", right)
        .await?;
    clerk.sees_it_saved().await?;

    // It is submitted and printed.
    clerk.submits().await?;
    clerk.browser.see("#move-print").await?;
    clerk.reads_from_the_top().await?;
    let pdf = clerk.prints().await?;
    assert!(pdf.starts_with(b"%PDF"));
    clerk.nothing_bars_anyone("a printed record").await?;

    // The unsigned print is uploaded by mistake; the desk refuses it and nothing is archived.
    clerk
        .uploads("unsigned.pdf", &paper::unsigned(&pdf)?, "匹配成功")
        .await?;
    clerk.nothing_bars_anyone("scans").await?;
    let bureau = Clerk::signs_in(&app, BUREAU).await?;
    bureau.opens_at_the_desk(&record).await?;
    bureau.nothing_bars_anyone("the desk").await?;
    bureau.refuses("没有签字，也没有盖章").await?;
    clerk.goes_to(&format!("/records/{record}")).await?;
    clerk.browser.read("没有签字，也没有盖章").await?;
    clerk.browser.read("待签章").await?;

    // Signed and stamped, it comes from the scanner; somebody else confirms it.
    scan_by_curl(&app, "stamped.pdf", &paper::signed_and_stamped(&pdf)?)?;
    bureau.matched(&record).await?;
    bureau.opens_at_the_desk(&record).await?;
    bureau.looks_at_everything().await?;
    bureau.confirms().await?;
    bureau.browser.read("已归档").await?;
    clerk.goes_to(&format!("/records/{record}")).await?;
    clerk.browser.read("已归档").await?;
    clerk.nothing_bars_anyone("an archived record").await?;
    let package = clerk
        .downloads(&format!("/api/v1/records/{record}/package.zip"))
        .await?;
    package_verifies(&app, "optimization.zip", &package)?;

    // The bureau issues a go-live form for items that are ready; the department closes it as well.
    let form = bureau
        .issues_a_go_live_form("杭州市市场监督管理局（示例）", "食品经营许可（变更）", "2")
        .await?;
    clerk.goes_to(&format!("/records/{form}")).await?;
    let pdf = clerk.prints().await?;
    scan_by_curl(&app, "go-live.pdf", &paper::signed_and_stamped(&pdf)?)?;
    let second = Clerk::signs_in(&app, SECOND_BUREAU).await?;
    second.matched(&form).await?;
    second.opens_at_the_desk(&form).await?;
    second.looks_at_everything().await?;
    second.confirms().await?;
    second.browser.read("已归档").await?;
    clerk.goes_to("/items?q=食品经营许可（变更）").await?;
    clerk.browser.read("2018-09-20").await?;
    let package = clerk.downloads(&format!("/api/v1/records/{form}/package.zip")).await?;
    package_verifies(&app, "go-live.zip", &package)?;

    let verify = app.run(&["verify"])?;
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
    clerk.browser.close().await?;
    bureau.browser.close().await?;
    second.browser.close().await
}

fn package_verifies(app: &TestApp, name: &str, package: &[u8]) -> Result<()> {
    let file = app.data.path().join(name);
    std::fs::write(&file, package)?;
    let verify = app.run(&["verify", "--package", &file.to_string_lossy()])?;
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
    Ok(())
}

#[tokio::test]
async fn both_forms_travel_from_the_browser_to_the_archive_on_sqlite() -> Result<()> {
    the_department_and_the_bureau_close_both_loops(On::Sqlite).await
}

#[tokio::test]
async fn both_forms_travel_from_the_browser_to_the_archive_on_postgres() -> Result<()> {
    the_department_and_the_bureau_close_both_loops(On::Postgres).await
}
