//! Tasks 4 and 5: interfaces are registered and debugged; what has no system is handled in the platform.

use super::city::Rollout;
use super::papers::SIGNED;
use super::plan::{CITY, DEPARTMENTS, Department, Item, Way, batch, items};
use crate::api::paper::text;
use crate::journeys::paper::signed_and_stamped;
use crate::people::BUREAU;
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use uuid::Uuid;

/// 建设单位 of the first department.
const BUILDER: &str = "builder";

/// A registered interface of a unit for these items.
struct Interface<'a> {
    unit: &'static Department,
    number: &'a str,
    registered: &'a str,
    items: &'a [Item],
}

impl Interface<'_> {
    fn level(&self) -> &'static str {
        if self.unit.area == CITY {
            "municipal"
        } else {
            "district"
        }
    }

    /// As the register keeps it.
    fn entry(&self) -> Value {
        json!({
            "number": self.number, "name": "受理接口（示例）", "system_level": self.level(), "system_name": self.unit.system,
            "progress": "registered", "registered": self.registered,
            "items": self.items.iter().map(Item::code).collect::<Vec<_>>(),
        })
    }

    /// 《接口联调确认单》, passed on this day.
    fn form(&self, on: &str) -> Value {
        let rows: Vec<Value> = (1..)
            .zip(self.items)
            .map(|(number, item)| json!({ "number": number, "item_name": item.name(), "item_code": item.code() }))
            .collect();
        let mode = if self.unit.area == CITY { "on_site" } else { "remote" };
        json!({
            "unit": self.unit.name, "system_level": self.level(), "system_name": self.unit.system, "mode": mode,
            "started": on, "finished": on,
            "interfaces": [{
                "number": self.number, "name": "受理接口（示例）", "registered": self.registered, "normal": "passed",
                "wrong_data": "passed", "timeout": "passed", "duplicate": "passed", "note": "",
            }],
            "rows": rows, "conclusion": "passed",
            "participants": [{ "name": "技术甲（示例）", "unit": self.unit.name, "position": "技术负责人" }],
        })
    }
}

/// What a unit's system serves of a batch.
fn served(unit: &'static Department, number: u8) -> Vec<Item> {
    let of_unit = |item: &Item| item.way() == Way::Debugged && item.serving().name == unit.name;
    batch(number).into_iter().filter(of_unit).collect()
}

impl Rollout<'_> {
    /// Builders type an interface into the register, one for a batch, and debug it with the platform: on the page.
    pub async fn the_first_interface_is_registered(&self, registered: &str) -> Result<()> {
        let unit = DEPARTMENTS[0];
        let clerk = self.sits_down(BUILDER).await?;
        clerk.goes_to("/interfaces").await?;
        clerk.clicks("#new-interface").await?;
        clerk.browser.fill("interface-system_name", unit.system).await?;
        clerk.picks("interface-system_level", "市").await?;
        clerk.browser.fill("interface-name", "受理接口（示例）").await?;
        clerk.picks("interface-step", "已注册").await?;
        clerk.browser.fill("interface-number", "JK-1-0").await?;
        clerk.browser.put_day("interface-registered", registered).await?;
        let items = served(unit, 1);
        for item in &items {
            clerk.ticks(&item.code()).await?;
        }
        clerk.clicks("[role=dialog] .button-primary").await?;
        clerk.browser.read(&format!("已联通 0／{}", items.len())).await
    }

    /// The form of the first interface, from the register to the desk.
    pub async fn the_first_interface_is_debugged(&self, on: &str) -> Result<()> {
        let clerk = self.sits_down(BUILDER).await?;
        clerk.goes_to("/interfaces").await?;
        clerk.pushes("发起联调").await?;
        clerk.finds_in("f-interfaces-0-number", "JK-1-0").await?;
        let record = clerk.record_in_view().await?;
        clerk.picks("f-mode", "驻场").await?;
        for day in ["f-started", "f-finished"] {
            clerk.browser.put_day(day, on).await?;
        }
        for case in ["normal", "wrong_data", "timeout", "duplicate"] {
            clerk.picks(&format!("f-interfaces-0-{case}"), "通过").await?;
        }
        let person = ["技术甲（示例）", DEPARTMENTS[0].name, "技术负责人"].map(str::to_owned);
        clerk.pastes("f-participants-0-name", &[person.to_vec()]).await?;
        clerk.picks("f-conclusion", "通过").await?;
        clerk.sees_it_saved().await?;
        clerk.submits().await?;
        clerk.browser.see("#move-print").await?;
        let pdf = clerk.prints().await?;
        clerk
            .uploads("signed.pdf", &signed_and_stamped(&pdf)?, "匹配成功")
            .await?;
        self.is_confirmed_at_the_desk(&record).await
    }

    /// The other units register one interface each for a batch; the first only where it has not by hand.
    pub async fn interfaces_are_registered(&self, number: u8, on: &str) -> Result<()> {
        for (place, unit, items) in others(number) {
            let number = format!("JK-{number}-{place}");
            let interface = Interface {
                unit,
                number: &number,
                registered: on,
                items: &items,
            };
            let body = json!({ "id": Uuid::now_v7(), "interface": interface.entry() });
            self.person(unit.login)?
                .post("interfaces", None, &body)
                .await?
                .expect(201)?;
        }
        Ok(())
    }

    /// They are debugged: handed in, signed on the spot, scanned, confirmed.
    pub async fn interfaces_are_debugged(&self, number: u8, registered: &str, on: &str) -> Result<()> {
        for (place, unit, items) in others(number) {
            let number = format!("JK-{number}-{place}");
            let interface = Interface {
                unit,
                number: &number,
                registered,
                items: &items,
            };
            let record = self.hands_in(unit.login, "joint-debug", &interface.form(on)).await?;
            self.carries(unit.login, &[record], &SIGNED).await?;
        }
        Ok(())
    }

    /// A batch on its way to the platform: its session and its interfaces, on the days of session, registration and
    /// joint debugging.
    pub async fn is_connected(&self, number: u8, [session, registered, debugged]: [&str; 3]) -> Result<()> {
        self.another_session_is_convened(number, session).await?;
        self.comes_to(session).await?;
        let forms = self.forms_are_handed_in(number, session).await?;
        self.comes_to(registered).await?;
        self.interfaces_are_registered(number, registered).await?;
        self.comes_to(debugged).await?;
        self.forms_come_back(&forms).await?;
        self.interfaces_are_debugged(number, registered, debugged).await
    }

    /// Items of the first batch that fell out are debugged again with the interface that they have.
    pub async fn items_are_debugged_again(&self, items: &[Item], registered: &str, on: &str) -> Result<()> {
        let unit = items.first().context("an item")?.serving();
        let place = others(1)
            .find(|(_, one, _)| one.name == unit.name)
            .context("its interface")?
            .0;
        let number = format!("JK-1-{place}");
        let interface = Interface {
            unit,
            number: &number,
            registered,
            items,
        };
        let record = self.hands_in(unit.login, "joint-debug", &interface.form(on)).await?;
        self.carries(unit.login, &[record], &SIGNED).await
    }

    /// The office decides that what has no system is handled in the platform, and reads who leads it.
    pub async fn what_has_no_system_is_led(&self) -> Result<()> {
        const TICK: &str = "const row = [...document.querySelectorAll('main tbody tr')].find(r => r.querySelector('.code')?.innerText.trim() === arguments[0]); \
             const box = row && row.querySelector('input[type=checkbox]'); if (!box) return false; if (!box.checked) box.click(); return true";
        let alone: Vec<Item> = items()
            .filter(|item| item.way() == Way::InPlatform && item.batch().is_some())
            .collect();
        let clerk = self.sits_down(BUREAU).await?;
        clerk.goes_to("/interfaces").await?;
        clerk.picks("missing-batch", "第 4 批").await?;
        for item in &alone {
            clerk
                .browser
                .until(&item.code(), TICK, vec![json!(item.code())])
                .await?;
        }
        clerk.clicks("#full-process").await?;
        clerk.clicks("[role=dialog] .button-primary").await?;
        clerk
            .browser
            .read(&format!("{} 个事项改为“全流程办理”", alone.len()))
            .await?;
        let list = self.person(BUREAU)?.read("items?limit=500").await?;
        for item in alone {
            let mut known = list["entries"].as_array().context("items")?.iter();
            let known = known
                .find(|known| text(known, "code") == item.code())
                .context("an item")?;
            ensure!(text(&known["serving"], "name") == item.unit(), "{known}");
        }
        Ok(())
    }
}

/// Units whose systems serve something of a batch, beside what is done by hand.
fn others(number: u8) -> impl Iterator<Item = (usize, &'static Department, Vec<Item>)> {
    let units = DEPARTMENTS.into_iter().enumerate();
    let all = units.map(move |(place, unit)| (place, unit, served(unit, number)));
    all.filter(move |(place, _, items)| !items.is_empty() && (number, *place) != (1, 0))
}
