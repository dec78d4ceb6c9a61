//! 督查考核: the board is read, and who is behind is named in a bulletin.

use super::city::Rollout;
use crate::journeys::paper::signed_and_stamped;
use crate::people::BUREAU;
use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use std::collections::BTreeSet;

impl Rollout<'_> {
    /// The office drafts a bulletin from today's board, which names exactly these, stamps and issues it.
    pub async fn a_bulletin_names(&self, number: &str, today: &str, named: &[&str]) -> Result<()> {
        const NAMED: &str = "const fields = [...document.querySelectorAll('[id^=f-named-][id$=-unit]')]; \
             return fields.length > 0 && fields.map(f => f.value)";
        let clerk = self.sits_down(BUREAU).await?;
        clerk.goes_to("/assessment").await?;
        clerk.clicks("#begin-bulletin").await?;
        clerk.browser.see("#f-number").await?;
        let record = clerk.record_in_view().await?;
        let found = clerk.browser.until("who is named", NAMED, vec![]).await?;
        let found = found.as_array().context("a list")?.iter().filter_map(Value::as_str);
        let (found, named): (BTreeSet<&str>, BTreeSet<&str>) = (found.collect(), named.iter().copied().collect());
        ensure!(found == named, "{found:?} are named, not {named:?}");
        clerk.browser.fill("f-number", number).await?;
        clerk.browser.put_day("f-issued", today).await?;
        clerk.sees_it_saved().await?;
        clerk.submits().await?;
        clerk.browser.see("#move-print").await?;
        let pdf = clerk.prints().await?;
        clerk
            .uploads("bulletin.pdf", &signed_and_stamped(&pdf)?, "匹配成功")
            .await?;
        self.is_confirmed_at_the_desk(&record).await
    }
}
