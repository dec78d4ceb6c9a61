//! Task 2: the first batch before the lists are there, the other three from what they propose.

use super::city::Rollout;
use super::lists::BY_HAND;
use super::plan::batch;
use crate::people::BUREAU;
use anyhow::Result;
use fantoccini::Locator;
use serde_json::json;

impl Rollout<'_> {
    /// The office moves an item, sets a day, and issues the first batch while no list is answered.
    pub async fn the_first_batch_is_issued(&self) -> Result<()> {
        const PLAN: &str = "const row = [...document.querySelectorAll('.plan-items tbody tr')].find(r => r.innerText.includes(arguments[0])); \
             if (!row) return false; const list = row.querySelector('select'); list.value = '1'; \
             list.dispatchEvent(new Event('change', {bubbles: true})); return true";
        const COUNT: &str =
            "return document.querySelector('.batch-card .batch-count strong')?.innerText === arguments[0]";
        const DAY: &str = "return document.getElementById('batch-1-optimised_by')?.value === arguments[0] && \
             !document.getElementById('batch-1-optimised_by').readOnly";
        let browser = &self.clerk.browser;
        self.clerk.goes_to("/schedule").await?;
        browser.until("the item", PLAN, vec![json!(BY_HAND.code())]).await?;
        browser
            .until("its batch", COUNT, vec![json!(batch(1).len().to_string())])
            .await?;
        browser.put_day("batch-1-optimised_by", "2018-09-07").await?;
        browser.until("the day", DAY, vec![json!("2018-09-07")]).await?;
        self.a_batch_is_issued(1).await
    }

    /// From the page of schedules.
    async fn a_batch_is_issued(&self, number: u8) -> Result<()> {
        const ISSUED: &str = "const card = document.querySelectorAll('.batch-card')[arguments[0]]; \
             return !!card && card.innerText.includes('与已印发的一致')";
        let clerk = &self.clerk;
        clerk.clicks(&format!("#issue-{number}")).await?;
        clerk.browser.see("#issue-now").await?;
        clerk
            .browser
            .read(&format!("共 {} 个事项", batch(number).len()))
            .await?;
        self.gives_reasons("示例：清单未齐，先行排批").await?;
        clerk.clicks("#issue-now").await?;
        let place = vec![json!(number - 1)];
        clerk
            .browser
            .until("the batch is issued", ISSUED, place)
            .await
            .map(drop)
    }

    /// What the open dialog warns of is answered.
    pub async fn gives_reasons(&self, reason: &str) -> Result<()> {
        for field in self
            .clerk
            .browser
            .client
            .find_all(Locator::Css("textarea[data-rule]"))
            .await?
        {
            field.send_keys(reason).await?;
        }
        Ok(())
    }

    /// What the lists propose is issued batch by batch; one department stays below what it needs.
    pub async fn the_other_batches_are_issued(&self) -> Result<()> {
        let clerk = self.sits_down(BUREAU).await?;
        clerk.goes_to("/schedule").await?;
        clerk.browser.read("还差 4").await?;
        for number in 2..=4 {
            self.a_batch_is_issued(number).await?;
        }
        Ok(())
    }
}
