//! Task 3: sessions, and the optimisation forms that come of them.

use super::city::Rollout;
use super::papers::STAMPED;
use super::plan::{CIVIL, DONGHU_MARKET, Department, Item, MARKET, XIJIANG_MARKET, to_optimise};
use crate::api::paper::text;
use crate::journeys::paper::signed_and_stamped;
use crate::people::{BUREAU, SECOND_BUREAU};
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use uuid::Uuid;

/// Who fills in forms for their own items.
const WRITERS: [&Department; 3] = [&MARKET, &CIVIL, &DONGHU_MARKET];

/// What an item asks for, at its smallest: two kinds of applicants, three materials.
fn content(item: &Item, held_on: &str) -> Value {
    let person = |name: &str, position: &str| json!({ "name": name, "unit": item.owner.name, "position": position });
    json!({
        "item_name": item.name(), "item_code": item.code(), "session_on": held_on, "materials_before": 9,
        "material_groups": [
            { "name": "申请表", "materials": [{ "number": "1", "name": "申请表", "shared": false, "general": true }] },
            { "name": "身份证明", "materials": [
                { "number": "2.1", "name": "居民身份证", "shared": true, "general": false },
                { "number": "2.2", "name": "营业执照", "shared": true, "general": false },
            ] },
        ],
        "scenarios": [{ "number": "1", "name": "申请人", "subclasses": [
            { "number": "1.1", "name": "申请人类型", "choice": "single", "attributes": [
                { "number": "1.1.1", "name": "自然人", "needs": { "materials": ["2.1"] } },
                { "number": "1.1.2", "name": "法人", "needs": { "materials": ["2.2"] } },
            ] },
        ] }],
        "participants": [person("业务甲（示例）", "业务负责人"), person("窗口甲（示例）", "窗口负责人")],
        "leader": "分管领导（示例）",
    })
}

impl Rollout<'_> {
    /// The office convenes a session on the page: its items, and who takes part.
    pub async fn a_session_is_convened(&self, batch: u8, held_on: &str) -> Result<()> {
        let clerk = self.sits_down(BUREAU).await?;
        clerk.goes_to("/sessions").await?;
        clerk.clicks("#new-session").await?;
        let title = format!("第{batch}批事项梳理会（示例）");
        clerk.browser.fill("session-title", &title).await?;
        clerk.browser.put_day("session-held_on", held_on).await?;
        clerk.browser.fill("session-place", "市民中心会议室（示例）").await?;
        for item in to_optimise(batch) {
            clerk.ticks(&item.code()).await?;
        }
        for (row, department) in [&MARKET, &CIVIL].into_iter().enumerate() {
            clerk.clicks("#add-participant").await?;
            let field = |field: &str| format!("session-person-{row}-{field}");
            clerk.browser.fill(&field("name"), "业务甲（示例）").await?;
            clerk.browser.fill(&field("unit"), department.name).await?;
            clerk.browser.fill(&field("position"), "业务负责人").await?;
        }
        clerk.clicks("[role=dialog] .button-primary").await?;
        clerk
            .browser
            .read(&format!("0／{} 已归档", to_optimise(batch).len()))
            .await
    }

    /// A session like the first, convened over HTTP.
    pub async fn another_session_is_convened(&self, batch: u8, held_on: &str) -> Result<()> {
        let codes: Vec<String> = to_optimise(batch).iter().map(Item::code).collect();
        let session = json!({
            "title": format!("第{batch}批事项梳理会（示例）"), "held_on": held_on, "hours": "", "place": "市民中心会议室（示例）",
            "items": codes, "invited": [], "participants": [],
        });
        let body = json!({ "id": Uuid::now_v7(), "session": session });
        self.person(BUREAU)?
            .post("optimization-sessions", None, &body)
            .await?
            .expect(201)
            .map(drop)
    }

    /// A department begins the form of its first item from the session, fills it, prints it, uploads what was signed;
    /// the office confirms. Begun, filled and confirmed on the page.
    pub async fn a_form_is_filled_from_the_session(&self, held_on: &str) -> Result<()> {
        let item = MARKET.item(1);
        let content = content(&item, held_on);
        let clerk = self.sits_down(MARKET.login).await?;
        clerk.goes_to("/sessions").await?;
        clerk.clicks(".session-items button").await?;
        clerk.finds_in("f-item_code", &item.code()).await?;
        clerk.finds_in("f-session_on", held_on).await?;
        clerk.pastes_tables(&content).await?;
        clerk.browser.fill("f-leader", "分管领导（示例）").await?;
        clerk.sees_it_saved().await?;
        clerk.submits().await?;
        clerk.browser.see("#move-print").await?;
        let record = clerk.record_in_view().await?;
        let pdf = clerk.prints().await?;
        clerk
            .uploads("form.pdf", &signed_and_stamped(&pdf)?, "匹配成功")
            .await?;
        self.is_confirmed_at_the_desk(&record).await
    }

    /// Somebody of the office looks at every page of a set and confirms it, on the page.
    pub async fn is_confirmed_at_the_desk(&self, record: &str) -> Result<()> {
        let clerk = self.sits_down(SECOND_BUREAU).await?;
        clerk.matched(record).await?;
        clerk.opens_at_the_desk(record).await?;
        clerk.looks_at_everything().await?;
        clerk.confirms().await?;
        clerk.browser.read("已归档").await
    }

    /// The other forms of a batch are handed in, but for those that are there already.
    pub async fn forms_are_handed_in(&self, batch: u8, held_on: &str) -> Result<Vec<Value>> {
        let mut records = Vec::new();
        for item in to_optimise(batch) {
            if item.code() != MARKET.item(1).code() {
                let content = content(&item, held_on);
                records.push(self.hands_in(item.owner.login, "optimization", &content).await?);
            }
        }
        Ok(records)
    }

    /// Each department's forms come back stamped, and are confirmed.
    pub async fn forms_come_back(&self, records: &[Value]) -> Result<()> {
        for department in WRITERS {
            let own = records
                .iter()
                .filter(|record| record["owner"]["name"] == department.name);
            let own: Vec<Value> = own.cloned().collect();
            if !own.is_empty() {
                self.carries(department.login, &own, &STAMPED).await?;
            }
        }
        Ok(())
    }

    /// A district's item that nobody else has uses the form of a similar one, and its department consents.
    pub async fn a_district_uses_a_municipal_form(&self) -> Result<()> {
        const CHOOSE: &str = "const list = document.getElementById('link-item'); if (!list) return false; list.value = arguments[0]; \
             list.dispatchEvent(new Event('change', {bubbles: true})); return list.value === arguments[0]";
        let similar = MARKET.item(20).code();
        let known = self.person(BUREAU)?.read(&format!("items?q={similar}")).await?;
        let record = known["entries"][0]["optimised_by"].as_str().context("a form")?;
        let at = format!("/records/{record}");
        let item = XIJIANG_MARKET.item(20).code();
        let clerk = self.sits_down(XIJIANG_MARKET.login).await?;
        clerk.goes_to(&at).await?;
        clerk.clicks("#propose-link").await?;
        clerk.browser.until(&item, CHOOSE, vec![json!(item)]).await?;
        clerk.clicks("[role=dialog] .button-primary").await?;
        clerk.browser.read("等市级部门同意").await?;
        let clerk = self.sits_down(MARKET.login).await?;
        clerk.goes_to(&at).await?;
        clerk.clicks(".record-links .actions button").await?;
        clerk.clicks("[role=dialog] .button-primary").await?;
        clerk.browser.read("已沿用").await
    }

    /// So many items are optimised.
    pub async fn are_optimised(&self, items: &[Item]) -> Result<()> {
        let list = self.person(BUREAU)?.read("items?limit=500").await?;
        let list = list["entries"].as_array().context("items")?;
        for item in items {
            let known = list.iter().find(|known| text(known, "code") == item.code());
            let known = known.with_context(|| item.code())?;
            ensure!(known["optimised_on"].is_string(), "{known}");
        }
        Ok(())
    }
}
