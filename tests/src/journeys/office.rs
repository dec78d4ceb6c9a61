//! What people press and type, by what they see.

use crate::app::TestApp;
use crate::browser::{Browser, Window};
use crate::sample;
use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use fantoccini::Locator;
use serde_json::{Value, json};

/// Somebody of the demonstration, signed in, in a window of their own.
#[derive(Debug)]
pub struct Clerk<'a> {
    /// The window.
    pub browser: Browser,
    /// The server.
    pub app: &'a TestApp,
}

impl<'a> Clerk<'a> {
    /// Opens the page and signs in.
    pub async fn signs_in(app: &'a TestApp, login: &str) -> Result<Self> {
        let browser = Browser::open(Window::Wide).await?;
        browser.go(&app.url).await?;
        let clerk = Self { browser, app };
        clerk.browser.see("#login").await?;
        clerk.nothing_bars_anyone("sign-in").await?;
        clerk.browser.sign_in(login, &app.password(login).await?).await?;
        Ok(clerk)
    }

    /// Goes to a place of the page, as by a link.
    pub async fn goes_to(&self, path: &str) -> Result<()> {
        self.browser.go(&format!("{}{path}", self.app.url)).await
    }

    /// Presses what a selector finds.
    pub async fn clicks(&self, css: &str) -> Result<()> {
        let element = self.browser.see(css).await?;
        self.browser.centre(&element).await?;
        element.click().await.with_context(|| format!("clicking {css}"))
    }

    /// Begins an optimisation form; its identifier.
    pub async fn begins_an_optimisation_form(&self) -> Result<String> {
        self.goes_to("/records").await?;
        self.clicks("#new-optimization").await?;
        self.browser.see("#f-item_name").await?;
        self.record_in_view().await
    }

    /// The record whose page is open.
    pub async fn record_in_view(&self) -> Result<String> {
        let url = self.browser.client.current_url().await?;
        let id = url.path().rsplit('/').next().unwrap_or_default();
        ensure!(id.len() == 36, "{url} is the page of a record");
        Ok(id.to_owned())
    }

    /// Pastes a block copied from a spreadsheet at a cell, looks at the preview and takes it.
    pub async fn pastes(&self, cell: &str, rows: &[Vec<String>]) -> Result<()> {
        const PASTE: &str = "const data = new DataTransfer(); data.setData('text/plain', arguments[1]); \
             const cell = document.getElementById(arguments[0]); cell.focus(); \
             cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))";
        let block: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
        self.browser.see(&format!("[id=\"{cell}\"]")).await?;
        self.browser
            .client
            .execute(PASTE, vec![json!(cell), json!(block.join("\n"))])
            .await?;
        self.clicks("#sheet-paste-apply").await
    }

    /// Pastes the three tables of an optimisation form, as a spreadsheet holds them.
    pub async fn pastes_tables(&self, content: &Value) -> Result<()> {
        self.pastes("f-material_groups-0-name", &tables::materials(content))
            .await?;
        self.pastes("f-scenarios-0-name", &tables::scenarios(content)).await?;
        self.pastes("f-participants-0-name", &tables::participants(content))
            .await
    }

    /// Waits until the server has what is on the screen.
    pub async fn sees_it_saved(&self) -> Result<()> {
        self.browser.sees_it_saved().await
    }

    /// No list of suggestions stays open over fields that were left.
    pub async fn sees_no_suggestions(&self) -> Result<()> {
        let open = self.browser.client.find_all(Locator::Css(".sheet-list")).await?.len();
        ensure!(open == 0, "{open} lists of suggestions stay open");
        Ok(())
    }

    /// The heading of the page has the focus and is in view.
    pub async fn reads_from_the_top(&self) -> Result<()> {
        const AT_THE_TOP: &str = "const heading = document.querySelector('#main h1'); \
             return document.activeElement === heading && heading.getBoundingClientRect().top >= 0";
        self.browser
            .until("the heading is in view", AT_THE_TOP, vec![])
            .await
            .map(drop)
    }

    /// Hands in, and waits for the state that follows.
    pub async fn submits(&self) -> Result<()> {
        self.clicks("#sheet-submit").await
    }

    /// Freezes and prints the record in view; the PDF, read with the session of the same window.
    pub async fn prints(&self) -> Result<Vec<u8>> {
        self.clicks("#move-print").await?;
        self.clicks("dialog[open] .button-primary, [role=dialog] .button-primary")
            .await?;
        self.browser.read("待签章").await?;
        self.downloads(&format!("/api/v1/records/{}/print.pdf", self.record_in_view().await?))
            .await
    }

    /// A file of the server, read with the session of the window.
    pub async fn downloads(&self, path: &str) -> Result<Vec<u8>> {
        const READ: &str = "const done = arguments[arguments.length - 1]; \
             fetch(arguments[0]).then(r => r.ok ? r.arrayBuffer() : Promise.reject(r.status)) \
             .then(b => { let s = ''; for (const x of new Uint8Array(b)) s += String.fromCharCode(x); done(btoa(s)); }, e => done({failed: '' + e}))";
        let answer = self.browser.client.execute_async(READ, vec![json!(path)]).await?;
        let text = answer.as_str().with_context(|| format!("{path}: {answer}"))?;
        Ok(base64::engine::general_purpose::STANDARD.decode(text)?)
    }

    /// Chooses a file on the page of scans and waits for its outcome in words.
    pub async fn uploads(&self, file_name: &str, bytes: &[u8], outcome: &str) -> Result<()> {
        let file = self.app.data.path().join(file_name);
        std::fs::write(&file, bytes)?;
        self.goes_to("/scans").await?;
        self.browser.see("#main h1").await?;
        self.browser
            .until(
                "the place to upload",
                "return !!document.getElementById('scan-files')",
                vec![],
            )
            .await?;
        self.browser.choose_file("#scan-files", &file).await?;
        self.browser.read(outcome).await
    }

    /// Opens the complete set of a record at the desk.
    pub async fn opens_at_the_desk(&self, record: &str) -> Result<()> {
        self.goes_to(&format!("/desk/{record}")).await?;
        self.browser.see("#desk-refuse").await.map(drop)
    }

    /// Looks at every page of the set and ticks every mark.
    pub async fn looks_at_everything(&self) -> Result<()> {
        let tabs = self.browser.client.find_all(Locator::Css(".page-tab")).await?.len();
        for tab in 1..=tabs {
            self.clicks(&format!(
                ".page-tab:nth-of-type({tab}), li:nth-of-type({tab}) > .page-tab"
            ))
            .await?;
        }
        for mark in self
            .browser
            .client
            .find_all(Locator::Css(".check input[type=checkbox]"))
            .await?
        {
            mark.click().await?;
        }
        Ok(())
    }

    /// Confirms the set in view.
    pub async fn confirms(&self) -> Result<()> {
        self.clicks("#desk-confirm").await?;
        self.clicks("dialog[open] .button-primary, [role=dialog] .button-primary")
            .await
    }

    /// Refuses the set in view.
    pub async fn refuses(&self, reason: &str) -> Result<()> {
        self.clicks("#desk-refuse").await?;
        self.browser.fill("reason", reason).await?;
        self.clicks("dialog[open] .button-primary, [role=dialog] .button-primary")
            .await
    }

    /// Waits until every page of a record's print has been read from scans.
    pub async fn matched(&self, record: &str) -> Result<()> {
        const STATE: &str = "const done = arguments[arguments.length - 1]; \
             fetch(arguments[0]).then(r => r.json()).then(r => done(r.state === 'matched'), () => done(false))";
        let path = format!("/api/v1/records/{record}");
        let started = std::time::Instant::now();
        while self.browser.client.execute_async(STATE, vec![json!(path)]).await? != true {
            ensure!(
                started.elapsed().as_secs() < 120,
                "the pages of {record} are not matched"
            );
        }
        Ok(())
    }

    /// Issues a go-live form to a unit for one of its items in a batch; its identifier.
    pub async fn issues_a_go_live_form(&self, addressee: &str, item: &str, batch: &str) -> Result<String> {
        const CHOOSE: &str = "const list = document.getElementById(arguments[0]); \
             const option = [...list.options].find(o => o.text.includes(arguments[1])); \
             if (!option) return false; list.value = option.value; \
             list.dispatchEvent(new Event('change', {bubbles: true})); return true";
        self.goes_to("/records").await?;
        self.clicks("#new-go-live").await?;
        self.browser.see("#addressee").await?;
        self.browser
            .until(
                "the addressee is listed",
                CHOOSE,
                vec![json!("addressee"), json!(addressee)],
            )
            .await?;
        self.clicks("dialog[open] .button-primary, [role=dialog] .button-primary")
            .await?;
        self.browser.see("#f-batch").await?;
        self.browser
            .until("the batch is listed", CHOOSE, vec![json!("f-batch"), json!(batch)])
            .await?;
        self.clicks(".sheet-chooser > button").await?;
        self.browser.read(item).await?;
        let labels = "return [...document.querySelectorAll('.sheet-options label')].find(l => l.innerText.includes(arguments[0])) || null";
        let label = self
            .browser
            .until("the item is offered", labels, vec![json!(item)])
            .await?;
        self.browser
            .client
            .execute("arguments[0].querySelector('input').click()", vec![label])
            .await?;
        self.clicks(".sheet-chosen > button").await?;
        self.sees_it_saved().await?;
        self.nothing_bars_anyone("a go-live form").await?;
        self.submits().await?;
        self.browser.read("已提交").await?;
        self.record_in_view().await
    }

    /// No accessibility violation on the page as it stands.
    pub async fn nothing_bars_anyone(&self, page: &str) -> Result<()> {
        let found = self.browser.accessibility().await?;
        ensure!(found.is_empty(), "{page}: {found:#?}");
        Ok(())
    }
}

/// The tables of a content as a spreadsheet holds them.
pub mod tables {
    use super::Value;

    fn text(value: &Value) -> String {
        value.as_str().unwrap_or_default().to_owned()
    }

    fn list(value: &Value) -> &[Value] {
        value.as_array().map_or(&[], Vec::as_slice)
    }

    fn tick(value: &Value) -> String {
        if value == true { "✓".to_owned() } else { String::new() }
    }

    /// 三、材料颗粒化清单.
    #[must_use]
    pub fn materials(content: &Value) -> Vec<Vec<String>> {
        let groups = list(&content["material_groups"]).iter();
        groups
            .flat_map(|group| {
                list(&group["materials"])
                    .iter()
                    .enumerate()
                    .map(move |(place, material)| {
                        let name = if place == 0 {
                            text(&group["name"])
                        } else {
                            String::new()
                        };
                        vec![
                            name,
                            text(&material["name"]),
                            tick(&material["shared"]),
                            text(&material["number"]),
                            tick(&material["general"]),
                        ]
                    })
            })
            .collect()
    }

    /// 四、办事场景颗粒化清单.
    #[must_use]
    pub fn scenarios(content: &Value) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for main in list(&content["scenarios"]) {
            for (s, sub) in list(&main["subclasses"]).iter().enumerate() {
                for (a, attribute) in list(&sub["attributes"]).iter().enumerate() {
                    let needs = match &attribute["needs"] {
                        Value::Object(needs) => list(&needs["materials"])
                            .iter()
                            .map(text)
                            .collect::<Vec<_>>()
                            .join("、"),
                        _ => "无需材料".to_owned(),
                    };
                    rows.push(vec![
                        if s == 0 && a == 0 {
                            text(&main["name"])
                        } else {
                            String::new()
                        },
                        if a == 0 { text(&sub["name"]) } else { String::new() },
                        text(&attribute["name"]),
                        needs,
                    ]);
                }
            }
        }
        rows
    }

    /// Participants.
    #[must_use]
    pub fn participants(content: &Value) -> Vec<Vec<String>> {
        let people = list(&content["participants"]).iter();
        people
            .map(|person| vec![text(&person["name"]), text(&person["unit"]), text(&person["position"])])
            .collect()
    }
}

/// The annex 3 sample for an item of this clerk's organisation.
pub async fn annex_3(app: &TestApp, login: &str) -> Result<Value> {
    sample::optimization(&app.person(login).await?).await
}
