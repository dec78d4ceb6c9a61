//! A scope list as long as one likes.

use crate::app::TestApp;
use crate::people::BUREAU;
use anyhow::{Context as _, Result};
use serde_json::json;

/// The department whose list it is: that of [`crate::people::OTHER_DEPARTMENT`].
const UNIT: &str = "杭州市民政局（示例）";

/// The code of the item in a row, from 0.
#[must_use]
pub fn code(row: usize) -> String {
    format!("许可-{:05}-000", 10_000 + row)
}

/// Opens a list with so many more rows than the demonstration's, none of them answered: its identifier.
///
/// # Errors
/// When the server refuses.
pub async fn open(app: &TestApp, rows: usize) -> Result<String> {
    let item = |row: usize| format!("{},示例事项第{row}项（示例）,{UNIT},{UNIT},,,\n", code(row));
    let items: String = (0..rows).map(item).collect();
    let head = "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n";
    let bureau = app.person(BUREAU).await?;
    bureau
        .post_bytes("items/import", "text/csv", format!("{head}{items}").into_bytes())
        .await?
        .expect(200)?;
    bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let overview = bureau.read("scope-lists").await?;
    let departments = overview["departments"].as_array().context("departments")?;
    let list = departments
        .iter()
        .find(|one| one["department"]["name"] == UNIT)
        .and_then(|one| one["list"]["id"].as_str());
    list.map(ToOwned::to_owned).context("the list")
}
