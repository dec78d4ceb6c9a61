//! Endpoints of links of districts' items to municipal forms.

use super::{Api, Failure};
use yinzheng_shared::api::form_link::{FormLink, LinkStep, NewFormLink};
use yinzheng_shared::id::{FormLinkId, RecordId};

impl Api {
    /// The links of a form.
    ///
    /// # Errors
    /// As every function here: [`Failure`].
    pub async fn form_links(&self, record: RecordId) -> Result<Vec<FormLink>, Failure> {
        self.get(&format!("records/{record}/links")).await
    }

    /// Proposes a link; answers those of the form.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn propose_form_link(&self, body: &NewFormLink) -> Result<Vec<FormLink>, Failure> {
        self.post("form-links", None, body).await
    }

    /// Makes a step of a link; answers those of the form.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn form_link_step(&self, id: FormLinkId, etag: &str, step: &LinkStep) -> Result<Vec<FormLink>, Failure> {
        self.post(&format!("form-links/{id}"), Some(etag), step).await
    }
}
