//! The last day: figures, open forms, the archive.

use super::city::Rollout;
use super::plan::{COUNTABLE, DEPARTMENTS};
use crate::api::paper::{said, text};
use crate::people::BUREAU;
use anyhow::{Context as _, Result, ensure};
use serde_json::json;

/// Cases that were reported of all items and months.
const CASES: u64 = 126 + 42 + 24 + 318 + 9 + 88;

impl Rollout<'_> {
    /// The board tells the year on its page: 96 of 120, two of them late, two forms late, every window open.
    pub async fn the_board_tells_the_year(&self) -> Result<()> {
        const HEADLINE: &str = "return document.querySelector('.headline')?.innerText.replace(/\\s+/g, ' ') || null";
        let clerk = self.sits_down(BUREAU).await?;
        clerk.goes_to("/assessment").await?;
        let headline = clerk.browser.until("the figures", HEADLINE, vec![]).await?;
        let headline = headline.as_str().context("a text")?;
        for share in [
            "事项接入率 80.0%",
            "事项发布率 80.0%",
            "按时发布率 97.9%",
            "表单按时率 96.5%",
            "服务中心覆盖率 100.0%",
            format!("办件量 {CASES}").as_str(),
        ] {
            ensure!(headline.contains(share), "{share} of {headline}");
        }
        let board = self.person(BUREAU)?.read("assessment").await?;
        let told = [
            "countable",
            "scheduled",
            "connected",
            "published",
            "due",
            "on_time",
            "overdue",
            "besides",
        ];
        let told = told.map(|count| board["whole"]["items"][count].as_u64().unwrap_or_default());
        ensure!(told == [120, 96, 96, 96, 96, 94, 0, 0], "{}", board["whole"]);
        ensure!(board["whole"]["items"]["cases"] == CASES, "{}", board["whole"]);
        ensure!(
            board["whole"]["lists"] == json!({ "asked": 5, "handed_in": 5, "late": 1, "missing": 0 }),
            "{board}"
        );
        let forms = &board["whole"]["forms"];
        ensure!((&forms["late"], &forms["overdue"]) == (&json!(2), &json!(0)), "{forms}");
        let departments = board["departments"].as_array().context("departments")?;
        for department in DEPARTMENTS {
            let known = departments
                .iter()
                .find(|known| text(&known["department"], "name") == department.name);
            let items = &known.with_context(|| department.name)?["figures"]["items"];
            let told = [&items["countable"], &items["published"]];
            ensure!(
                told == [&json!(COUNTABLE), &json!(department.scheduled())],
                "{}: {items}",
                department.name
            );
        }
        Ok(())
    }

    /// Annex 2 shows all ten tasks as done, and nobody has anything left to do.
    pub async fn all_ten_tasks_are_done(&self) -> Result<()> {
        const DONE: &str = "const rows = [...document.querySelectorAll('.programme-standards tbody tr')]; \
             return rows.length > 0 && rows.filter(row => row.querySelector('.task-standing.is-done')).map(row => row.id)";
        self.clerk.goes_to("/programme").await?;
        let done = self.clerk.browser.until("the tasks", DONE, vec![]).await?;
        let all: Vec<String> = (1..=10).map(|task| format!("task-{task}")).collect();
        ensure!(done == json!(all), "{done} are done");
        for person in self.everybody() {
            let waiting = person.read("me").await?["waiting"].clone();
            let left = ["records", "desk", "unassigned"].map(|kind| waiting[kind].as_u64().unwrap_or_default());
            ensure!(left == [0; 3], "{}: {waiting}", person.me["login"]);
            let owed = person.read("obligations").await?;
            ensure!(owed["total"] == 0, "{}: {owed}", person.me["login"]);
        }
        Ok(())
    }

    /// Every form is in the archive, but for the one that was given up when it came back.
    pub async fn every_form_is_closed(&self) -> Result<()> {
        let mut given_up = 0;
        let mut more = "records?limit=200".to_owned();
        loop {
            let list = self.person(BUREAU)?.read(&more).await?;
            for record in list["entries"].as_array().context("records")? {
                let state = text(record, "state");
                ensure!(matches!(state, "archived" | "void"), "{record}");
                given_up += usize::from(state == "void");
            }
            match list["next"].as_str() {
                Some(next) => more = format!("records?limit=200&cursor={next}"),
                None => break,
            }
        }
        ensure!(given_up == 1, "{given_up} forms are given up");
        let desk = self.person(BUREAU)?.read("desk").await?;
        ensure!(desk["sets"] == json!([]) && desk["unassigned"] == json!([]), "{desk}");
        Ok(())
    }

    /// The program finds nothing amiss in database, store and archive.
    pub fn the_archive_verifies(&self) -> Result<()> {
        let verify = self.app.run(&["verify"])?;
        ensure!(verify.status.success(), "{}", said(&verify));
        Ok(())
    }
}
