//! Endpoints of going live.

use super::{Api, Failure, Query};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::go_live::{GoLiveState, IssueForms, IssuedForms, ReadyItem, ReissueRecord};
use yinzheng_shared::api::record::{Record, ReturnRecord};
use yinzheng_shared::id::RecordId;

impl Api {
    /// How many items could go live, and what the others lack.
    ///
    /// # Errors
    /// As every function here: [`Failure`].
    pub async fn go_live_state(&self) -> Result<GoLiveState, Failure> {
        self.get("go-live").await
    }

    /// Items that could go live, or that lack something.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn ready_items(&self, query: &Query) -> Result<Listing<ReadyItem>, Failure> {
        self.get(&query.on("go-live/ready")).await
    }

    /// Issues forms, one part after the other; what became of each. When a part fails, those before it are
    /// issued: the same again answers them as they are.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn issue_forms(&self, parts: &[IssueForms]) -> Result<IssuedForms, Failure> {
        let mut forms = Vec::new();
        for part in parts {
            let answer: IssuedForms = self.post("go-live/issue", None, part).await?;
            forms.extend(answer.forms);
        }
        Ok(IssuedForms { forms })
    }

    /// Sends a record back.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn return_record(&self, id: RecordId, etag: &str, body: &ReturnRecord) -> Result<Record, Failure> {
        self.post(&format!("records/{id}/return"), Some(etag), body).await
    }

    /// Gives up a form that came back, and issues what passed of it.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn reissue_record(&self, id: RecordId, etag: &str, body: &ReissueRecord) -> Result<Record, Failure> {
        self.post(&format!("records/{id}/reissue"), Some(etag), body).await
    }
}
