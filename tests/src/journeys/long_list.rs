//! A list of hundreds of rows, of which only those in view are drawn, is filled by keys.

use super::office::Clerk;
use crate::app::{On, TestApp};
use crate::long_list::open;
use crate::people::OTHER_DEPARTMENT;
use anyhow::{Result, ensure};
use serde_json::json;

const PAGE_DOWN: &str = "\u{e00f}";
const ENTER: &str = "\u{e007}";

impl Clerk<'_> {
    /// The focus is in the field of a row, and what stands there is marked, so that typing replaces it.
    async fn is_in_row(&self, row: usize) -> Result<()> {
        const THERE: &str = "const field = document.activeElement, row = field.closest('tr[data-row]'); \
             return !!row && row.dataset.row === arguments[0] && field.id === 'roll-cell'";
        self.browser
            .until("the focus is in its row", THERE, vec![json!(row.to_string())])
            .await
            .map(drop)
    }

    /// Turns the list to a row without the cursor.
    async fn looks_at_row(&self, row: usize) -> Result<()> {
        const TURN: &str = "const roll = document.getElementById('roll'), line = roll.querySelector('tr[data-row]'); \
             roll.scrollTop = line.clientHeight * arguments[0]; \
             return !!roll.querySelector(`tr[data-row=\"${arguments[0]}\"]`)";
        self.browser.until("the row", TURN, vec![json!(row)]).await.map(drop)
    }
}

#[tokio::test]
async fn a_long_list_is_filled_by_keys() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let list = open(&app, 200).await?;
    let clerk = Clerk::signs_in(&app, OTHER_DEPARTMENT).await?;
    clerk.goes_to(&format!("/records/{list}")).await?;
    clerk.clicks("tr[data-row=\"0\"] td[data-column=\"6\"]").await?;
    clerk.is_in_row(0).await?;

    // The field is still under the fingers after rows came and went.
    for page in 1..=6 {
        clerk.presses(PAGE_DOWN).await?;
        clerk.is_in_row(15 * page).await?;
    }
    clerk.presses(&format!("1200{ENTER}")).await?;
    clerk.is_in_row(91).await?;
    for row in [5, 195, 91] {
        clerk.looks_at_row(row).await?;
        clerk.is_in_row(91).await?;
    }
    clerk.presses(&format!("7{ENTER}")).await?;
    clerk.is_in_row(92).await?;

    // What is still being typed counts when the list is handed in, and is saved.
    clerk.presses("88").await?;
    clerk.submits().await?;
    const REFUSED: &str = "return document.activeElement.id === 'roll-findings-title'";
    clerk
        .browser
        .until("the findings have the focus", REFUSED, Vec::new())
        .await?;
    clerk.sees_it_saved().await?;
    let record = app
        .person(OTHER_DEPARTMENT)
        .await?
        .read(&format!("records/{list}"))
        .await?;
    let cases = |row: usize| record["content"]["rows"][row]["annual_cases"].clone();
    ensure!(
        [cases(90), cases(91), cases(92)] == [json!(1200), json!(7), json!(88)],
        "{:?}",
        cases(90)
    );
    clerk.browser.close().await
}
