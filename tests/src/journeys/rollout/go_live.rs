//! Tasks 6 and 7: go-live forms are issued, one is sent back in part, stamped ones publish their items the same day.

use super::city::Rollout;
use super::papers::{Print, STAMPED};
use super::plan::{DEPARTMENTS, DONGHU_CIVIL, Item, MARKET};
use crate::api::paper::{path, text};
use crate::journeys::paper::signed_and_stamped;
use crate::people::BUREAU;
use anyhow::{Context as _, Result, ensure};
use fantoccini::Locator;
use serde_json::Value;
use std::collections::BTreeSet;

/// Rows of the first batch that its unit sends back.
pub const FAILED: [Item; 2] = [
    Item {
        owner: &DONGHU_CIVIL,
        number: 3,
    },
    Item {
        owner: &DONGHU_CIVIL,
        number: 4,
    },
];

/// Who fills in for the unit that a form is addressed to.
fn login_of(unit: &str) -> &'static str {
    let department = DEPARTMENTS.into_iter().find(|department| department.name == unit);
    department.map_or(BUREAU, |department| department.login)
}

impl Rollout<'_> {
    /// The office issues forms for everything that is ready, from one page: so many items, a form for each unit.
    pub async fn go_live_forms_are_issued(&self, items: &[Item]) -> Result<()> {
        let units: BTreeSet<&str> = items.iter().map(Item::unit).collect();
        let clerk = self.sits_down(BUREAU).await?;
        clerk.goes_to("/go-live").await?;
        clerk.clicks("#choose-shown").await?;
        let said = format!("已选 {} 项，将发出 {} 份", items.len(), units.len());
        clerk.browser.read(&said).await?;
        clerk.clicks("#go-live-issue").await?;
        clerk.browser.see("#go-live-issue-now").await?;
        self.gives_reasons("示例：上次退回后重新联调").await?;
        clerk.clicks("#go-live-issue-now").await?;
        clerk.browser.see("#go-live-done").await?;
        let issued = clerk.browser.client.find_all(Locator::Css(".is-issued")).await?.len();
        ensure!(issued == units.len(), "{issued} forms are issued, of {}", units.len());
        clerk.clicks("#go-live-done").await
    }

    /// The forms that wait for a stamp, by the login of their unit.
    pub async fn waiting_for_a_stamp(&self) -> Result<Vec<(&'static str, Value)>> {
        let list = self
            .person(BUREAU)?
            .read("records?form=go-live&state=submitted&limit=100")
            .await?;
        let mut forms = Vec::new();
        for entry in list["entries"].as_array().context("records")? {
            let record = self.person(BUREAU)?.read(&path(entry)).await?;
            forms.push((login_of(text(&record["owner"], "name")), record));
        }
        Ok(forms)
    }

    /// The form that waits for a unit's stamp.
    async fn form_of(&self, login: &str) -> Result<Value> {
        let forms = self.waiting_for_a_stamp().await?;
        let found = forms.into_iter().find(|(unit, _)| *unit == login);
        Ok(found.with_context(|| format!("a form for {login}"))?.1)
    }

    /// A unit prints its form on the page, has it stamped, and uploads it; the office confirms it there.
    pub async fn a_form_is_stamped_on_the_page(&self) -> Result<()> {
        let record = self.form_of(MARKET.login).await?;
        let clerk = self.sits_down(MARKET.login).await?;
        clerk.goes_to(&format!("/{}", path(&record))).await?;
        let pdf = clerk.prints().await?;
        clerk
            .uploads("go-live.pdf", &signed_and_stamped(&pdf)?, "匹配成功")
            .await?;
        self.is_confirmed_at_the_desk(text(&record, "id")).await
    }

    /// A unit finds faults in two rows and sends its form back; what passed is issued anew, what failed is not
    /// connected any more.
    pub async fn a_form_is_sent_back_in_part(&self) -> Result<()> {
        let record = self.form_of(DONGHU_CIVIL.login).await?;
        let at = format!("/{}", path(&record));
        let clerk = self.sits_down(DONGHU_CIVIL.login).await?;
        clerk.goes_to(&at).await?;
        clerk.prints().await?;
        clerk.clicks("#move-return").await?;
        for item in FAILED {
            clerk
                .clicks(&format!(
                    ".back-row[data-item=\"{}\"] input[type=checkbox]",
                    item.code()
                ))
                .await?;
        }
        clerk.browser.fill("reason", "示例：两项业务内测未通过").await?;
        for fault in ["fault-3", "fault-4"] {
            clerk.browser.fill(fault, "示例：受理后查不到办件").await?;
        }
        clerk.clicks("[role=dialog] button[type=submit]").await?;
        clerk.browser.see("article[data-state=returned]").await?;
        let clerk = self.sits_down(BUREAU).await?;
        clerk.goes_to(&at).await?;
        clerk.clicks("#reissue").await?;
        clerk.browser.read("通过的 2 项今天重新发出").await?;
        clerk.clicks("#reissue-now").await?;
        clerk.browser.read("代替原来的一份").await
    }

    /// The forms of all units but these come back stamped today, and their items are published.
    pub async fn stamped_forms_publish(&self, but: &[&str]) -> Result<()> {
        for (login, record) in self.waiting_for_a_stamp().await? {
            if !but.contains(&login) {
                let print = self.prints(login, &record).await?;
                self.is_published(login, print).await?;
            }
        }
        Ok(())
    }

    async fn is_published(&self, login: &str, print: Print) -> Result<()> {
        let prints = [print];
        let scan = self.scans(login, &prints).await?;
        self.confirms(&scan, &prints, &STAMPED).await
    }

    /// So many items are published, as everybody may read without a session.
    pub async fn are_published(&self, count: usize) -> Result<()> {
        let public = self.app.nobody().read("published?limit=1").await?;
        ensure!(
            public["total"] == count,
            "{} are published, not {count}",
            public["total"]
        );
        Ok(())
    }
}
