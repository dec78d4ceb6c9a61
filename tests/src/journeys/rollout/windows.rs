//! Tasks 8 to 10: accounts, training, opened windows and their cases.

use super::city::{COMMUNITY, Rollout, STREET};
use super::plan::{CITY, CIVIL, DONGHU, DONGHU_CIVIL, DONGHU_MARKET, Item, MARKET, XIJIANG, XIJIANG_MARKET};
use crate::api::paper::text;
use crate::journeys::windows::chooses;
use anyhow::{Context as _, Result, ensure};
use serde_json::json;

/// Centres: name, level, the area that it serves.
const CENTRES: [(&str, &str, &str); 5] = [
    ("市民中心（示例）", "市级", CITY),
    ("东湖区服务中心（示例）", "区县级", DONGHU),
    ("西江区服务中心（示例）", "区县级", XIJIANG),
    ("湖滨街道服务中心（示例）", "街道级", STREET),
    ("湖滨一社区服务站（示例）", "社区级", COMMUNITY),
];

/// Who keeps whose account: login, employer, centre.
const STAFF: [(&str, &str, usize); 7] = [
    (MARKET.login, MARKET.name, 0),
    (CIVIL.login, CIVIL.name, 0),
    (DONGHU_MARKET.login, DONGHU_MARKET.name, 1),
    (DONGHU_CIVIL.login, DONGHU_CIVIL.name, 1),
    (XIJIANG_MARKET.login, XIJIANG_MARKET.name, 2),
    ("hall-street", STREET, 3),
    ("hall-street", COMMUNITY, 4),
];

/// Administrators of areas and the areas whose groups they confirm.
const GROUPS: [(&str, &str); 3] = [("hall-city", CITY), ("hall-donghu", DONGHU), ("hall-xijiang", XIJIANG)];

fn roster(keeper: &str) -> String {
    let header = "姓名,手机号,所在单位,层级,服务中心,注册日期,授权日期,分发日期,说明".to_owned();
    let own = STAFF.iter().enumerate().filter(|(_, (login, ..))| *login == keeper);
    let lines = own.map(|(place, (_, employer, centre))| {
        let (centre, level, _) = CENTRES[*centre];
        format!("窗口{place}（示例）,1380013800{place},{employer},{level},{centre},2018-09-10,2018-09-11,2018-09-12,")
    });
    std::iter::once(header).chain(lines).collect::<Vec<_>>().join("\n")
}

impl Rollout<'_> {
    /// The city's administrator registers the centres from a file, a street's its people; units keep their own.
    pub async fn accounts_are_opened(&self) -> Result<()> {
        let rows = CENTRES.map(|(name, level, area)| format!("{name},{level},{area},2018-09-03"));
        let csv = format!("服务中心,层级,服务区域,注册日期\n{}", rows.join("\n"));
        let clerk = self.sits_down("hall-city").await?;
        clerk.goes_to("/windows/centres").await?;
        self.imports("#centres-csv", "centres.csv", csv.as_bytes(), "新增 5")
            .await?;
        let clerk = self.sits_down("hall-street").await?;
        clerk.goes_to("/windows/accounts").await?;
        self.imports(
            "#accounts-csv",
            "roster.csv",
            roster("hall-street").as_bytes(),
            "新增 2",
        )
        .await?;
        for (keeper, ..) in STAFF.iter().filter(|(keeper, ..)| *keeper != "hall-street") {
            let own = roster(keeper).into_bytes();
            let answer = self
                .person(keeper)?
                .post_bytes("window-accounts/import", "text/csv", own)
                .await?
                .expect(200)?;
            ensure!(answer["added"] == 1, "{answer}");
        }
        Ok(())
    }

    /// Films and the demonstration item, at the windows of everybody but one district; the first visitors are served
    /// on the page.
    pub async fn window_staff_are_trained(&self, on: &str) -> Result<()> {
        self.somebody_practises().await?;
        for (keeper, ..) in STAFF.iter().filter(|(keeper, ..)| *keeper != XIJIANG_MARKET.login) {
            self.learn_everything(keeper, on).await?;
        }
        for (login, area) in &GROUPS[..2] {
            self.confirms_the_group(login, area).await?;
        }
        Ok(())
    }

    /// The other district comes after.
    pub async fn the_last_district_is_trained(&self, on: &str) -> Result<()> {
        self.learn_everything(XIJIANG_MARKET.login, on).await?;
        let (login, area) = GROUPS[2];
        self.confirms_the_group(login, area).await
    }

    async fn somebody_practises(&self) -> Result<()> {
        let clerk = self.sits_down("hall-street").await?;
        clerk.goes_to("/windows/training").await?;
        clerk.clicks("td a.button").await?;
        clerk.browser.read("一位市民本人来办").await?;
        for choice in [
            "choose-1.1.1",
            "choose-1.2.1",
            "choose-2.1.2",
            "material-1",
            "material-2.1",
            "material-3.2",
            "result-granted",
        ] {
            chooses(clerk, choice).await?;
        }
        clerk.clicks("#exercise-hand-in").await?;
        clerk.browser.read("示范操作合格，已记录").await
    }

    /// Those whose accounts somebody keeps see the films and practise, if they have not.
    async fn learn_everything(&self, keeper: &str, on: &str) -> Result<()> {
        let keeper = self.person(keeper)?;
        let accounts = keeper.read("window-accounts?limit=100").await?;
        let mine = accounts["entries"].as_array().context("accounts")?.iter();
        for account in mine.filter(|account| account["yours"] == true) {
            let films = ["sign-in", "take-in", "hand-out"].map(|film| json!({ "film": film, "on": on }));
            let lessons = json!({ "content": { "rows": [{ "account": account["id"], "films": films }] } });
            keeper.post("trainings", None, &lessons).await?.expect(200)?;
            let right = json!({
                "case": "tenant", "attributes": ["1.1.1", "1.2.1", "2.1.2"], "materials": ["1", "2.1", "3.2"], "result": "granted",
            });
            let exercise = format!("window-accounts/{}/exercise", text(account, "id"));
            let answer = keeper.post(&exercise, None, &right).await?.expect(200)?;
            ensure!(answer["training"]["passed_on"] == on, "{answer}");
        }
        Ok(())
    }

    async fn confirms_the_group(&self, login: &str, area: &str) -> Result<()> {
        let clerk = self.sits_down(login).await?;
        clerk.goes_to("/windows").await?;
        let group = format!("fieldset[data-area=\"{area}\"]");
        for part in ["films", "manual", "maintainers"] {
            clerk.clicks(&format!("{group} input[id$=\"-{part}\"]")).await?;
        }
        clerk.clicks(&format!("{group} button")).await?;
        clerk.browser.read("已确认").await
    }

    /// Every centre of every level is opened, or all but the last district's.
    pub async fn windows_are_opened(&self, districts: usize) -> Result<()> {
        const CARD: &str =
            "return (document.querySelector(`[data-level=${arguments[0]}]`)?.innerText || '').includes(arguments[1])";
        let clerk = self.sits_down("hall-city").await?;
        clerk.goes_to("/windows").await?;
        for (level, opened, all) in [
            ("city", 1, 1),
            ("district", districts, 2),
            ("street", 1, 1),
            ("community", 1, 1),
        ] {
            let words = format!("已开通 {opened} 个，共 {all} 个");
            clerk
                .browser
                .until(&words, CARD, vec![json!(level), json!(words)])
                .await?;
        }
        Ok(())
    }

    /// A month's numbers come from a file; they are of items that were published by then.
    pub async fn cases_are_reported(&self, month: &str, numbers: &[(Item, usize, u64)]) -> Result<()> {
        let rows = numbers
            .iter()
            .map(|(item, centre, cases)| format!("{},{month},{},{cases}", item.code(), CENTRES[*centre].0));
        let header = "事项编码,月份,服务中心,办件量".to_owned();
        let csv: Vec<String> = std::iter::once(header).chain(rows).collect();
        let clerk = self.sits_down("hall-city").await?;
        clerk.goes_to("/windows/cases").await?;
        let outcome = format!("新增 {}", numbers.len());
        self.imports("#cases-csv", "cases.csv", csv.join("\n").as_bytes(), &outcome)
            .await
    }
}
