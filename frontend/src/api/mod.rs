//! The only HTTP of the page. Bodies are those of `yinzheng_shared::api`.

mod address;
mod admin;
mod assessment;
mod failure;
mod form_links;
mod go_live;
mod interfaces;
mod items;
mod notices;
mod optimization_sessions;
mod programme;
mod published;
mod records;
mod scans;
mod schedule;
mod scope_lists;
mod session;
mod upload;
mod windows;

pub use address::{Query, package, picture, print_pdf, print_picture, scan_file, thumbnail};
pub use failure::Failure;
pub use upload::{Upload, Uploading};

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Headers, RequestCredentials, RequestInit, Response};
use yew::Callback;
use yinzheng_shared::locale::Language;
use yinzheng_shared::problem::{Problem, ProblemBody};

/// Speaks to the server in a language, and says when the session has ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// Language of messages.
    pub language: Language,
    /// Called when the server no longer knows who is asking.
    pub signed_out: Callback<()>,
}

/// What a request carries.
enum Payload {
    Nothing,
    Json(String),
    File(web_sys::File),
}

impl Api {
    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        read(&self.send("GET", path, Payload::Nothing, None).await?)
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        etag: Option<&str>,
        body: &impl Serialize,
    ) -> Result<T, Failure> {
        read(&self.send("POST", path, json(body)?, etag).await?)
    }

    async fn put<T: DeserializeOwned>(
        &self,
        path: &str,
        etag: Option<&str>,
        body: &impl Serialize,
    ) -> Result<T, Failure> {
        read(&self.send("PUT", path, json(body)?, etag).await?)
    }

    /// Sends a request under `/api/v1/` and gives the body of a good answer.
    async fn send(&self, method: &str, path: &str, payload: Payload, etag: Option<&str>) -> Result<String, Failure> {
        let answer = self.ask(method, path, payload, etag, self.headers()).await?;
        text(&answer).await
    }

    /// [`Api::send`], for an answer that says no more than it must.
    async fn send_for_brief(
        &self,
        method: &str,
        path: &str,
        payload: Payload,
        etag: Option<&str>,
    ) -> Result<String, Failure> {
        let headers = self.headers().and_then(|headers| {
            headers.set("Prefer", "return=minimal")?;
            Ok(headers)
        });
        let answer = self.ask(method, path, payload, etag, headers).await?;
        text(&answer).await
    }

    /// As [`Api::send`], for a file.
    async fn download(&self, method: &str, path: &str, payload: Payload) -> Result<Blob, Failure> {
        let answer = self.ask(method, path, payload, None, self.headers()).await?;
        let blob = answer.blob().map_err(|_| Failure::Unreachable)?;
        let blob = JsFuture::from(blob).await.map_err(|_| Failure::Unreachable)?;
        blob.dyn_into().map_err(|_| Failure::Garbled)
    }

    /// A good answer, whose body is still to come.
    async fn ask(
        &self,
        method: &str,
        path: &str,
        payload: Payload,
        etag: Option<&str>,
        headers: Result<Headers, JsValue>,
    ) -> Result<Response, Failure> {
        let headers = headers.map_err(|_| Failure::Unreachable)?;
        let answer = self
            .fetch(method, path, payload, etag, headers)
            .await
            .map_err(|_| Failure::Unreachable)?;
        if answer.ok() {
            return Ok(answer);
        }
        Err(self.refusal(&text(&answer).await?))
    }

    /// Reads a refusal; a session that ended is also told to the page.
    fn refusal(&self, body: &str) -> Failure {
        let failure =
            serde_json::from_str::<ProblemBody>(body).map_or(Failure::Garbled, |body| Failure::Refused(Box::new(body)));
        if failure.is(Problem::SignedOut) {
            self.signed_out.emit(());
        }
        failure
    }

    async fn fetch(
        &self,
        method: &str,
        path: &str,
        payload: Payload,
        etag: Option<&str>,
        headers: Headers,
    ) -> Result<Response, JsValue> {
        let init = RequestInit::new();
        init.set_method(method);
        init.set_credentials(RequestCredentials::SameOrigin);
        match payload {
            Payload::Nothing => {}
            Payload::Json(text) => {
                headers.set("Content-Type", "application/json")?;
                init.set_body(&JsValue::from_str(&text));
            }
            Payload::File(file) => {
                headers.set("Content-Type", "application/octet-stream")?;
                init.set_body(file.as_ref());
            }
        }
        if let Some(etag) = etag {
            headers.set("If-Match", &format!("\"{etag}\""))?;
        }
        init.set_headers(&headers);
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let answer = JsFuture::from(window.fetch_with_str_and_init(&format!("/api/v1/{path}"), &init)).await?;
        answer.dyn_into()
    }

    fn headers(&self) -> Result<Headers, JsValue> {
        let headers = Headers::new()?;
        headers.set("Accept-Language", self.language.tag())?;
        headers.set("X-Requested-With", "yinzheng")?;
        Ok(headers)
    }
}

/// The body of an answer.
async fn text(answer: &Response) -> Result<String, Failure> {
    let body = answer.text().map_err(|_| Failure::Unreachable)?;
    let body = JsFuture::from(body).await.map_err(|_| Failure::Unreachable)?;
    Ok(body.as_string().unwrap_or_default())
}

fn json(body: &impl Serialize) -> Result<Payload, Failure> {
    serde_json::to_string(body)
        .map(Payload::Json)
        .map_err(|_| Failure::Garbled)
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T, Failure> {
    serde_json::from_str(body).map_err(|_| Failure::Garbled)
}
