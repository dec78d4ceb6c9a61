//! Somebody who speaks to the server over HTTP, and what is answered.

use anyhow::{Result, ensure};
use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::Value;

/// A person signed in over HTTP.
#[derive(Clone, Debug)]
pub struct Person {
    pub(super) url: String,
    pub(super) client: Client,
    /// Answer of `GET me`.
    pub me: Value,
}

impl Person {
    /// `GET /api/v1/{path}`.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn get(&self, path: &str) -> Result<Response> {
        Ok(self.client.get(self.address(path)).send().await?)
    }

    /// `GET` that must be answered 200 with JSON.
    ///
    /// # Errors
    /// When it is not.
    pub async fn read(&self, path: &str) -> Result<Value> {
        let answer = self.get(path).await?;
        let status = answer.status();
        let text = answer.text().await?;
        ensure!(status == StatusCode::OK, "GET {path}: {status} {text}");
        Ok(serde_json::from_str(&text)?)
    }

    /// `POST` with a JSON body, and `If-Match` when an ETag is given.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn post(&self, path: &str, etag: Option<&str>, body: &Value) -> Result<Answer> {
        self.send(self.client.post(self.address(path)), etag, body).await
    }

    /// `PUT` with a JSON body, and `If-Match` when an ETag is given.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn put(&self, path: &str, etag: Option<&str>, body: &Value) -> Result<Answer> {
        self.send(self.client.put(self.address(path)), etag, body).await
    }

    /// Uploads a scan as raw bytes.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn upload(&self, file_name: &str, bytes: Vec<u8>) -> Result<Answer> {
        let request = self
            .client
            .post(self.address("scans"))
            .query(&[("file_name", file_name)])
            .header("X-Requested-With", "yinzheng")
            .header("Content-Type", "application/octet-stream")
            .body(bytes);
        Answer::of(request.send().await?).await
    }

    /// Uploads a scan as a page's form does.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn upload_form(&self, part: &str, file_name: &str, bytes: Vec<u8>) -> Result<Answer> {
        let file = Part::bytes(bytes).file_name(file_name.to_owned());
        let form = Form::new().text("note", "示例").part(part.to_owned(), file);
        let request = self
            .client
            .post(self.address("scans"))
            .header("X-Requested-With", "yinzheng");
        Answer::of(request.multipart(form).send().await?).await
    }

    /// `POST` with a body that is no JSON.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn post_bytes(&self, path: &str, media: &str, bytes: Vec<u8>) -> Result<Answer> {
        let request = self
            .client
            .post(self.address(path))
            .header("X-Requested-With", "yinzheng");
        Answer::of(request.header("Content-Type", media).body(bytes).send().await?).await
    }

    /// Imports a table as somebody who reads this language.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn import_in(&self, language: &str, path: &str, table: Vec<u8>) -> Result<Answer> {
        let request = self
            .client
            .post(self.address(path))
            .header("X-Requested-With", "yinzheng")
            .header("Accept-Language", language);
        Answer::of(request.body(table).send().await?).await
    }

    /// `POST` with a body that is no JSON, answered with a file.
    ///
    /// # Errors
    /// When it is answered otherwise.
    pub async fn post_for_file(&self, path: &str, bytes: Vec<u8>) -> Result<Vec<u8>> {
        let request = self
            .client
            .post(self.address(path))
            .header("X-Requested-With", "yinzheng");
        let answer = request.body(bytes).send().await?.error_for_status()?;
        Ok(answer.bytes().await?.to_vec())
    }

    /// `GET` that must be answered with a file.
    ///
    /// # Errors
    /// When it is not.
    pub async fn file(&self, path: &str) -> Result<Vec<u8>> {
        Ok(self.get(path).await?.error_for_status()?.bytes().await?.to_vec())
    }

    /// Sends a JSON body as it is, which no honest library would write, with `If-Match` when an ETag is
    /// given.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn send_raw(&self, method: Method, path: &str, etag: Option<&str>, body: Vec<u8>) -> Result<Response> {
        let mut request = self.client.request(method, self.address(path));
        request = request
            .header("X-Requested-With", "yinzheng")
            .header("Content-Type", "application/json");
        if let Some(etag) = etag {
            request = request.header("If-Match", format!("\"{etag}\""));
        }
        Ok(request.body(body).send().await?)
    }

    /// `DELETE`.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn delete(&self, path: &str) -> Result<Answer> {
        let request = self
            .client
            .delete(self.address(path))
            .header("X-Requested-With", "yinzheng");
        Answer::of(request.send().await?).await
    }

    async fn send(&self, request: reqwest::RequestBuilder, etag: Option<&str>, body: &Value) -> Result<Answer> {
        let mut request = request.header("X-Requested-With", "yinzheng").json(body);
        if let Some(etag) = etag {
            request = request.header("If-Match", format!("\"{etag}\""));
        }
        Answer::of(request.send().await?).await
    }

    fn address(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.url)
    }
}

/// Status and body of an answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON body; null when there is none.
    pub body: Value,
}

impl Answer {
    /// Reads a response to its end.
    ///
    /// # Errors
    /// When it breaks off.
    pub async fn of(response: Response) -> Result<Self> {
        let status = response.status().as_u16();
        let text = response.text().await?;
        Ok(Self {
            status,
            body: serde_json::from_str(&text).unwrap_or(Value::Null),
        })
    }

    /// The body, when the status is as expected.
    ///
    /// # Errors
    /// When it is another status.
    pub fn expect(self, status: u16) -> Result<Value> {
        ensure!(
            self.status == status,
            "expected {status}, got {} {}",
            self.status,
            self.body
        );
        Ok(self.body)
    }
}

/// A client that opens a connection for each request: while a test draws pages, the server closes the
/// idle ones, and a request sent into a closed one is lost.
pub(super) fn fresh() -> reqwest::ClientBuilder {
    Client::builder().pool_max_idle_per_host(0)
}
