//! Task 1: the catalogue, and the lists that departments make of it.

use super::city::Rollout;
use super::plan::{CIVIL, COUNTABLE, DEPARTMENTS, Department, ITEMS, Item, MARKET, items};
use crate::api::paper::text;
use crate::api::scope_lists::own_list;
use crate::journeys::office::Clerk;
use crate::people::BUREAU;
use anyhow::{Context as _, Result, ensure};
use fantoccini::Locator;
use serde_json::json;
use std::path::PathBuf;
use yinzheng_shared::form::scope::{Column, Reason, Scope, reasons};
use yinzheng_shared::locale::Language;
use yinzheng_shared::programme::Programme;
use yinzheng_sheets::{Heading, Out, Table, write};

/// Why a department brings less than it should: its reviewer reads it.
const REASON: &str = "示例：系统改造未完成，年内先接入三分之二";
/// The item of the first batch that the office moves there by hand.
pub const BY_HAND: Item = Item {
    owner: &MARKET,
    number: 5,
};

/// A row of a list as its department's spreadsheet has it.
fn row(item: &Item) -> Vec<String> {
    let change = if item.is_new() {
        ["新增", "", "今年起受理（示例）"]
    } else {
        [""; 3]
    };
    let mut row = vec![item.code(), item.name()];
    row.extend(item.answers());
    row.extend(change.map(str::to_owned));
    row
}

fn headings() -> impl Iterator<Item = String> {
    Column::ALL
        .into_iter()
        .map(|column| column.label().get(Language::Chinese).to_owned())
}

fn workbook(department: &'static Department) -> Result<Vec<u8>> {
    let rows = department
        .items()
        .map(|item| row(&item).into_iter().map(Out::Text).collect());
    let columns = headings().map(|name| Heading {
        name,
        ..Heading::default()
    });
    Ok(write(&Table {
        sheet: "事项范围".to_owned(),
        title: department.name.to_owned(),
        columns: columns.collect(),
        rows: rows.collect(),
        ..Table::default()
    })?)
}

/// Less than four fifths.
fn brings_too_little(department: &Department) -> bool {
    department.scheduled() * 5 < COUNTABLE * 4
}

impl Rollout<'_> {
    fn keeps_a_file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let file = self.app.data.path().join(name);
        std::fs::write(&file, bytes)?;
        Ok(file)
    }

    /// Brings in a file on the page that is open, and reads what became of it.
    pub async fn imports(&self, field: &str, name: &str, bytes: &[u8], outcome: &str) -> Result<()> {
        let file = self.keeps_a_file(name, bytes)?;
        self.clerk.clicks("details.import > summary").await?;
        self.clerk.browser.choose_file(field, &file).await?;
        self.clerk.browser.read(outcome).await
    }

    /// The office brings in the catalogue, with what it means for the first batch.
    pub async fn the_catalogue_comes_in(&self) -> Result<()> {
        let known = items().filter(|item| !item.is_new());
        let lines = known.map(|item| {
            let first = item.batch() == Some(1) && item.code() != BY_HAND.code();
            let (batch, owner) = (if first { "1" } else { "" }, item.owner.name);
            format!(
                "{},{},{owner},{},{batch},,否",
                item.code(),
                item.name(),
                item.serving().name
            )
        });
        let header = "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感".to_owned();
        let csv: Vec<String> = std::iter::once(header).chain(lines).collect();
        let clerk = self.sits_down(BUREAU).await?;
        clerk.goes_to("/items").await?;
        self.imports("#items-table", "catalogue.csv", csv.join("\n").as_bytes(), "新增 149")
            .await
    }

    /// The office opens a list for every department.
    pub async fn lists_are_opened(&self) -> Result<()> {
        self.clerk.goes_to("/scope").await?;
        self.clerk.clicks("#open-lists").await?;
        self.clerk.browser.read("0 / 5 个单位已交").await
    }

    async fn opens_its_list(&self, department: &Department) -> Result<&Clerk<'_>> {
        let list = own_list(self.person(department.login)?).await?;
        let clerk = self.sits_down(department.login).await?;
        clerk.goes_to(&format!("/records/{}", text(&list, "id"))).await?;
        clerk.browser.see("#roll tbody tr[data-row]").await?;
        Ok(clerk)
    }

    /// A department fills its list in a spreadsheet, looks at what that changes, and hands it in.
    pub async fn a_list_comes_from_a_spreadsheet(&self, department: &'static Department) -> Result<()> {
        let clerk = self.opens_its_list(department).await?;
        let file = self.keeps_a_file("list.xlsx", &workbook(department)?)?;
        clerk.browser.choose_file("#roll-import", &file).await?;
        clerk.clicks("#roll-paste-apply").await?;
        self.is_handed_in(department).await
    }

    /// A department adds what is new since the catalogue was made, and pastes its answers.
    pub async fn a_list_is_pasted(&self) -> Result<()> {
        let clerk = self.opens_its_list(&CIVIL).await?;
        clerk.clicks("#roll-add").await?;
        let new = CIVIL.items().find(Item::is_new).context("an item of this year")?;
        clerk.types_in_the_list(ITEMS - 1, 0, &new.code()).await?;
        clerk.types_in_the_list(ITEMS - 1, 1, &new.name()).await?;
        let lines = CIVIL.items().map(|item| row(&item).join("\t"));
        let block: Vec<String> = std::iter::once(headings().collect::<Vec<_>>().join("\t"))
            .chain(lines)
            .collect();
        clerk.pastes_into_the_list(&block.join("\n")).await?;
        self.is_handed_in(&CIVIL).await
    }

    async fn is_handed_in(&self, department: &'static Department) -> Result<()> {
        const FIGURES: &str =
            "return document.querySelector('.roll-figures')?.innerText.replace(/\\s+/g, '').includes(arguments[0])";
        let clerk = &self.clerk;
        // What is new waits for consent and counts from then on.
        let countable = COUNTABLE - department.items().filter(Item::is_new).count();
        let figure = format!("应列入{countable}");
        clerk.browser.until(&figure, FIGURES, vec![json!(figure)]).await?;
        let share = if brings_too_little(department) {
            "is-short"
        } else {
            "is-enough"
        };
        clerk.browser.see(&format!("#roll-share.{share}")).await?;
        for field in clerk
            .browser
            .client
            .find_all(Locator::Css(".roll-findings textarea"))
            .await?
        {
            field.send_keys(&format!("{REASON}\u{e004}")).await?;
        }
        clerk.sees_it_saved().await?;
        clerk.submits().await?;
        clerk.browser.read("等审核人看过变更后接受").await
    }

    /// The reviewer of its area reads what a department hands in, consents to what is new, and accepts.
    pub async fn a_list_is_accepted(&self, department: &'static Department) -> Result<()> {
        let list = own_list(self.person(department.login)?).await?;
        let clerk = self.sits_down(department.reviewer).await?;
        clerk.goes_to(&format!("/records/{}", text(&list, "id"))).await?;
        clerk.browser.see("#roll-accept").await?;
        if brings_too_little(department) {
            clerk.browser.read(REASON).await?;
        }
        for new in clerk
            .browser
            .client
            .find_all(Locator::Css(".roll-review input[type=checkbox]"))
            .await?
        {
            new.click().await?;
        }
        clerk.clicks("#roll-accept").await?;
        clerk.clicks("[role=dialog] .button-primary").await?;
        clerk.browser.read("已接受归档").await
    }

    /// A district hands its departments' accepted lists over to the city, which accepts them.
    pub async fn a_district_hands_over(&self, of_district: &[&'static Department]) -> Result<()> {
        let office = of_district.first().context("a department")?.reviewer;
        let begun = self.person(office)?.read("records?form=consolidation").await?;
        let record = text(&begun["entries"][0], "id");
        let clerk = self.sits_down(office).await?;
        clerk.goes_to(&format!("/records/{record}")).await?;
        let all = of_district.len();
        clerk.browser.read(&format!("{all} / {all} 个单位")).await?;
        let scheduled: usize = of_district.iter().map(|department| department.scheduled()).sum();
        if scheduled * 5 < COUNTABLE * all * 4 {
            let reason = clerk.browser.see(".sheet-reason textarea").await?;
            reason.send_keys(&format!("{REASON}\u{e004}")).await?;
            clerk.sees_it_saved().await?;
        }
        clerk.submits().await?;
        clerk.browser.read("已报送，等市级审核人").await?;

        let clerk = self.sits_down(MARKET.reviewer).await?;
        clerk.goes_to(&format!("/records/{record}")).await?;
        clerk.clicks("#consolidation-accept").await?;
        clerk.clicks("[role=dialog] .button-primary").await?;
        clerk.browser.read("市里已接受归档").await
    }

    /// What the accepted lists say together: 120 of 150 items count, and every reason for leaving out was used once by
    /// each department.
    pub async fn the_lists_say_what_was_planned(&self) -> Result<()> {
        let overview = self.person(BUREAU)?.read("scope-lists").await?;
        let departments = overview["departments"].as_array().context("departments")?;
        ensure!(departments.len() == DEPARTMENTS.len(), "{overview}");
        let programme: Programme =
            serde_json::from_value(self.app.nobody().read("programme").await?["programme"].clone())?;
        for department in departments {
            let told = ["items", "in_scope", "left_out"].map(|count| department[count].as_u64().unwrap_or_default());
            ensure!(told == [30, 24, 6], "{department}");
            let list = self
                .person(BUREAU)?
                .read(&format!("records/{}", text(&department["list"], "id")))
                .await?;
            let list: Scope = serde_json::from_value(list["content"].clone())?;
            let mut given: Vec<Reason> = list
                .rows
                .iter()
                .flat_map(|row| reasons(row, &programme.goals))
                .collect();
            given.sort();
            ensure!(given == Reason::ALL, "{}: {given:?}", list.department);
        }
        Ok(())
    }
}
