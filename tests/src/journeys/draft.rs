//! A draft in somebody's hands, seen from the page and from the server.

use super::office::Clerk;
use crate::app::Person;
use crate::sample;
use anyhow::{Context as _, Result};
use fantoccini::Locator;
use serde_json::{Value, json};
use uuid::Uuid;

/// Notes what the page sends, from before its first script on; for [`Clerk::has_sent`].
pub const NOTE_REQUESTS: &str = "window.sent = []; const send = window.fetch; \
     window.fetch = (what, how) => { window.sent.push((how?.method || what.method || 'GET') + ' ' + (what.url || what)); return send(what, how); }";

/// The annex 3 sample as a saved draft of this person, ready to be handed in; its identifier.
pub async fn a_complete_draft(staff: &Person) -> Result<String> {
    let content = sample::optimization(staff).await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let record = staff.post("records", None, &body).await?.expect(201)?;
    Ok(record["id"].as_str().context("an identifier")?.to_owned())
}

impl Clerk<'_> {
    /// Opens a draft to fill it.
    pub async fn opens(&self, record: &str) -> Result<()> {
        self.goes_to(&format!("/records/{record}")).await?;
        self.browser.see("#sheet-submit").await.map(drop)
    }

    /// What a cell holds.
    pub async fn cell(&self, id: &str) -> Result<String> {
        let cell = self.browser.see(&format!("[id=\"{id}\"]")).await?;
        Ok(cell.prop("value").await?.unwrap_or_default())
    }

    /// Waits until a cell holds a text.
    pub async fn finds_in(&self, id: &str, text: &str) -> Result<()> {
        const HOLDS: &str = "return document.getElementById(arguments[0])?.value === arguments[1]";
        let what = format!("{id} holds {text}");
        self.browser
            .until(&what, HOLDS, vec![json!(id), json!(text)])
            .await
            .map(drop)
    }

    /// Waits until the focus is in a field.
    pub async fn stands_in(&self, id: &str) -> Result<()> {
        const STANDS: &str = "return document.activeElement?.id === arguments[0]";
        let what = format!("the focus is in {id}");
        self.browser.until(&what, STANDS, vec![json!(id)]).await.map(drop)
    }

    /// Waits until the server has a text in a place of the record's content, and the page says so.
    pub async fn sees_the_server_has(&self, record: &str, place: &str, text: &str) -> Result<()> {
        const HAS: &str = "const [path, place, text, done] = arguments; \
             fetch(path).then(r => r.json()).then(r => done(place.split('/').reduce((at, step) => at?.[step], r.content) === text), () => done(false))";
        let path = format!("/api/v1/records/{record}");
        let started = std::time::Instant::now();
        let arguments = vec![json!(path), json!(place), json!(text)];
        while self.browser.client.execute_async(HAS, arguments.clone()).await? != true {
            anyhow::ensure!(
                started.elapsed().as_secs() < 60,
                "the server does not have {text}; the page says: {}",
                self.browser.text().await?
            );
        }
        self.sees_it_saved().await
    }

    /// Waits for a sentence about where the work stands.
    pub async fn reads_the_status(&self, sentence: &str) -> Result<()> {
        const SAYS: &str = "return document.getElementById('sheet-save-status')?.innerText.includes(arguments[0])";
        let what = format!("the status says “{sentence}”");
        self.browser.until(&what, SAYS, vec![json!(sentence)]).await.map(drop)
    }

    /// What the page in view has sent since it was loaded, of one method.
    pub async fn has_sent(&self, method: &str) -> Result<Vec<String>> {
        let sent = self.browser.client.execute("return window.sent", vec![]).await?;
        let sent: Vec<String> = serde_json::from_value(sent).context("requests were noted")?;
        Ok(sent.into_iter().filter(|one| one.starts_with(method)).collect())
    }

    /// The texts of everything that a selector finds.
    pub async fn reads_all(&self, css: &str) -> Result<Vec<String>> {
        let mut texts = Vec::new();
        for element in self.browser.client.find_all(Locator::Css(css)).await? {
            texts.push(element.text().await?);
        }
        Ok(texts)
    }
}

/// The record as the server has it.
pub async fn on_the_server(person: &Person, record: &str) -> Result<Value> {
    person.read(&format!("records/{record}")).await
}
