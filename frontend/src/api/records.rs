//! Endpoints of records.

use super::{Api, Failure, Payload, Query, json, read};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::record::{
    Event, NewRecord, Record, RecordSummary, SaveRecord, Saved, SubmitRecord, WarningReason, WithReason,
};
use yinzheng_shared::api::scope_list::AcceptRecord;
use yinzheng_shared::id::RecordId;

/// The most entries that the server puts on a page of records.
const LONGEST_PAGE: &str = "200";

/// The body of a save, written without a copy in between.
#[derive(serde::Serialize)]
struct Content<'a, T> {
    content: &'a T,
    reasons: &'a [WarningReason],
}

impl Api {
    /// A page of records.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn records(&self, query: &Query) -> Result<Listing<RecordSummary>, Failure> {
        self.get(&query.on("records")).await
    }

    /// Every record that a query finds, read page by page.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn every_record(&self, query: &Query) -> Result<Vec<RecordSummary>, Failure> {
        let (mut records, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = query.clone().with("limit", LONGEST_PAGE).with("cursor", &cursor);
            let page = self.records(&page).await?;
            records.extend(page.entries);
            match page.next {
                Some(next) => cursor = next,
                None => return Ok(records),
            }
        }
    }

    /// Begins a record.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_record(&self, body: &NewRecord) -> Result<Record, Failure> {
        self.post("records", None, body).await
    }

    /// A record.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn record(&self, id: RecordId) -> Result<Record, Failure> {
        self.get(&format!("records/{id}")).await
    }

    /// Saves a draft.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn save_record(&self, id: RecordId, etag: &str, body: &SaveRecord) -> Result<Record, Failure> {
        self.put(&format!("records/{id}"), Some(etag), body).await
    }

    /// Saves the content of a draft and asks for no more than its new version.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn save_content(
        &self,
        id: RecordId,
        etag: &str,
        content: &impl serde::Serialize,
        reasons: &[WarningReason],
    ) -> Result<Saved, Failure> {
        let body = json(&Content { content, reasons })?;
        read(
            &self
                .send_for_brief("PUT", &format!("records/{id}"), body, Some(etag))
                .await?,
        )
    }

    /// Accepts a handed-in list.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn accept_record(&self, id: RecordId, etag: &str, body: &AcceptRecord) -> Result<Record, Failure> {
        self.post(&format!("records/{id}/accept"), Some(etag), body).await
    }

    /// Hands a record in.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn submit_record(&self, id: RecordId, etag: &str, body: &SubmitRecord) -> Result<Record, Failure> {
        self.post(&format!("records/{id}/submit"), Some(etag), body).await
    }

    /// Gives a record up.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn void_record(&self, id: RecordId, etag: &str, reason: String) -> Result<Record, Failure> {
        self.post(&format!("records/{id}/void"), Some(etag), &WithReason { reason })
            .await
    }

    /// Freezes a record and stores its print.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn print_record(&self, id: RecordId, etag: &str) -> Result<Record, Failure> {
        read(
            &self
                .send("POST", &format!("records/{id}/print"), Payload::Nothing, Some(etag))
                .await?,
        )
    }

    /// Opens the next revision.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn revise_record(&self, id: RecordId, etag: &str) -> Result<Record, Failure> {
        read(
            &self
                .send("POST", &format!("records/{id}/revise"), Payload::Nothing, Some(etag))
                .await?,
        )
    }

    /// What happened to a record, oldest first.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn history(&self, id: RecordId) -> Result<Vec<Event>, Failure> {
        self.get(&format!("records/{id}/history")).await
    }
}
