//! A list comes from a spreadsheet, is wrong, comes back marked, is mended and taken.

use super::office::Clerk;
use crate::app::{On, TestApp};
use crate::people::BUREAU;
use anyhow::Result;

const CIVIL: &str = "杭州市民政局（示例）";

/// Notes the bytes of every file that the page gives to be saved.
const NOTE_SAVED: &str = "window.saved = []; const make = URL.createObjectURL; \
    URL.createObjectURL = file => { window.saved.push(file.size); return make.call(URL, file) }";

fn list(unit: &str) -> String {
    format!(
        "目录（示例）\n事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n\
         许可-98401-000,示例事项（表）,{unit},{CIVIL},1,,\n"
    )
}

#[tokio::test]
async fn a_list_is_imported_once_every_wrong_cell_is_mended() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let clerk = Clerk::signs_in(&app, BUREAU).await?;
    let file = app.data.path().join("list.csv");
    clerk.goes_to("/items").await?;
    clerk.browser.client.execute(NOTE_SAVED, Vec::new()).await?;
    clerk.clicks("details.import summary").await?;

    std::fs::write(&file, list("没有的单位"))?;
    clerk.browser.choose_file("#items-table", &file).await?;
    clerk.browser.read("C3").await?;
    clerk.browser.read("没有这个名称的单位").await?;
    clerk.nothing_bars_anyone("a list with errors").await?;
    clerk.browser.press("下载标出错误的表格").await?;
    let saved = "return window.saved.length === arguments[0] && window.saved.every(bytes => bytes > 4000)";
    clerk.browser.until("the marked list", saved, vec![1.into()]).await?;

    std::fs::write(&file, list(CIVIL))?;
    clerk.browser.choose_file("#items-table", &file).await?;
    clerk.browser.read("新增 1").await?;
    clerk.browser.read("示例事项（表）").await?;
    clerk.browser.press("导出为 XLSX").await?;
    clerk.browser.until("the whole list", saved, vec![2.into()]).await?;
    clerk.browser.close().await
}
