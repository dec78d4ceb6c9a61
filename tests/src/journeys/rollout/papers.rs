//! Forms on paper: handed in, printed, signed and stamped, through the scanner, confirmed by somebody else.

use super::city::Rollout;
use crate::api::paper::{path, read, text};
use crate::journeys::paper::stack;
use crate::people::SECOND_BUREAU;
use crate::sample;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use uuid::Uuid;

/// A form of a unit that waits for its signatures.
#[derive(Debug)]
pub struct Print {
    pub record: Value,
    pub pdf: Vec<u8>,
}

impl Rollout<'_> {
    /// A form that its unit fills in and hands in.
    pub async fn hands_in(&self, login: &str, form: &str, content: &Value) -> Result<Value> {
        let person = self.person(login)?;
        let body = json!({ "id": Uuid::now_v7(), "form": form, "content": content });
        let record = person.post("records", None, &body).await?.expect(201)?;
        sample::submit(self.app, person, &record, content).await?.expect(200)
    }

    /// Freezes and prints a form that was handed in.
    pub async fn prints(&self, login: &str, record: &Value) -> Result<Print> {
        let (person, at) = (self.person(login)?, path(record));
        let print = format!("{at}/print");
        let record = person
            .post(&print, record["etag"].as_str(), &json!({}))
            .await?
            .expect(200)?;
        let pdf = person.file(&format!("{at}/print.pdf")).await?;
        Ok(Print { record, pdf })
    }

    /// The signed and stamped prints go in one stack through the unit's scanner, and are read.
    pub async fn scans(&self, login: &str, prints: &[Print]) -> Result<Value> {
        let file = stack(prints.iter().map(|print| print.pdf.as_slice()))?;
        let scan = self.scanner(login)?.upload("stack.pdf", file).await?.expect(202)?;
        read(self.person(login)?, text(&scan, "id")).await
    }

    /// Somebody of the project office looks at each form of a scan and confirms what it has to bear.
    pub async fn confirms(&self, scan: &Value, prints: &[Print], marks: &[&str]) -> Result<()> {
        let receiver = self.person(SECOND_BUREAU)?;
        let confirm = format!("scans/{}/confirm", text(scan, "id"));
        for Print { record, .. } in prints {
            let seen = json!({ "record": record["id"], "revision": record["revision"], "marks": marks });
            let archived = receiver.post(&confirm, None, &seen).await?.expect(200)?;
            ensure!(archived["state"] == "archived", "{archived}");
        }
        Ok(())
    }

    /// All of it on one day: printed, signed, scanned, confirmed.
    pub async fn carries(&self, login: &str, records: &[Value], marks: &[&str]) -> Result<()> {
        let mut prints = Vec::with_capacity(records.len());
        for record in records {
            prints.push(self.prints(login, record).await?);
        }
        let scan = self.scans(login, &prints).await?;
        self.confirms(&scan, &prints, marks).await
    }
}

/// What a stamped form has to bear.
pub const STAMPED: [&str; 3] = ["signatures", "stamp", "date"];
/// What a joint debugging form has to bear.
pub const SIGNED: [&str; 2] = ["signatures", "date"];
