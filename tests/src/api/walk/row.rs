//! A line of the walk: a route with an example, and who gets through.

use crate::app::{Person, TestApp};
use crate::people::AUDITOR;
use anyhow::{Context as _, Result};
use reqwest::{Method, Response};
use serde_json::{Value, json};

/// Who gets through.
#[derive(Clone, Copy, Debug)]
pub(super) enum Who {
    /// Without a session.
    Anyone,
    /// Every person.
    SignedIn,
    /// Everybody in one of these roles.
    Roles(&'static [&'static str]),
    /// These alone.
    Logins(&'static [&'static str]),
}

impl Who {
    pub(super) fn admits(self, login: &str, role: &str) -> bool {
        match self {
            Self::Anyone | Self::SignedIn => true,
            Self::Roles(roles) => roles.contains(&role),
            Self::Logins(logins) => logins.contains(&login),
        }
    }
}

/// Where the version of a thing is read: an address, and a place in its answer.
pub(super) struct Version(pub String, pub &'static str);

/// A line.
pub(super) struct Row {
    pub method: Method,
    /// As `routes.rs` has it.
    pub route: &'static str,
    /// With the example's arguments.
    pub at: String,
    pub who: Who,
    /// Bytes that are sent.
    pub body: Vec<u8>,
    pub version: Option<Version>,
    /// Who gets through the door and is stopped by a rule or by the state.
    pub stopped: &'static [&'static str],
    /// Whether a key gets through.
    pub keys: bool,
    /// Whether it is a list of items, of which the reviewer reads secret rows too.
    pub is_list: bool,
}

/// A line that reads.
pub(super) fn get(route: &'static str, arguments: &[&str], who: Who) -> Row {
    row(Method::GET, route, arguments, who)
}

/// A line that posts this.
pub(super) fn post(route: &'static str, arguments: &[&str], who: Who, body: &Value) -> Row {
    row(Method::POST, route, arguments, who).sending(body.to_string().into_bytes())
}

/// A line that puts this.
pub(super) fn put(route: &'static str, arguments: &[&str], who: Who, body: &Value) -> Row {
    row(Method::PUT, route, arguments, who).sending(body.to_string().into_bytes())
}

/// A line that removes.
pub(super) fn delete(route: &'static str, arguments: &[&str], who: Who) -> Row {
    row(Method::DELETE, route, arguments, who)
}

/// A line that asks for the head of an answer.
pub(super) fn head(route: &'static str) -> Row {
    row(Method::HEAD, route, &[], Who::Anyone)
}

fn row(method: Method, route: &'static str, arguments: &[&str], who: Who) -> Row {
    let mut pieces = route.split(['{', '}']);
    let mut at = pieces.next().unwrap_or_default().to_owned();
    for argument in arguments {
        // The name of the argument, and what stands after it.
        at += argument;
        at += pieces.nth(1).unwrap_or_default();
    }
    Row {
        method,
        route,
        // The interface stands two steps below what is beside it.
        at: if at.starts_with('/') { format!("../..{at}") } else { at },
        who,
        body: Vec::new(),
        version: None,
        stopped: &[],
        keys: false,
        is_list: false,
    }
}

impl Row {
    /// Asks with these parameters.
    pub(super) fn asking(mut self, query: &str) -> Self {
        self.at += "?";
        self.at += query;
        self
    }

    /// Sends these bytes.
    pub(super) fn sending(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    /// Says which version was seen.
    pub(super) fn seen(mut self, at: &str, place: &'static str) -> Self {
        self.version = Some(Version(at.to_owned(), place));
        self
    }

    /// These are stopped by a rule or by the state.
    pub(super) const fn stopping(mut self, logins: &'static [&'static str]) -> Self {
        self.stopped = logins;
        self
    }

    /// A key gets through.
    pub(super) const fn for_keys(mut self) -> Self {
        self.keys = true;
        self
    }

    /// It is a list of items.
    pub(super) const fn of_a_list(mut self) -> Self {
        self.is_list = true;
        self
    }

    /// As [`super::routes::all`] names the route.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.method, self.route)
    }

    /// The version as it is now; supervision reads everything.
    pub(super) async fn version_now(&self, auditor: &Person) -> Result<Option<String>> {
        let Some(Version(at, place)) = &self.version else {
            return Ok(None);
        };
        let found = auditor.read(at).await?;
        let tag = found.pointer(place).and_then(Value::as_str);
        Ok(Some(
            tag.with_context(|| format!("a version at {place} of {at}"))?.to_owned(),
        ))
    }

    /// Sends it.
    pub(super) async fn send(&self, person: &Person, version: Option<&str>) -> Result<Response> {
        let (method, body) = (self.method.clone(), self.body.clone());
        person.send_raw(method, &self.at, version, body).await
    }
}

/// Everybody of the demonstration: login, role, and the person.
pub(super) async fn everybody(app: &TestApp) -> Result<Vec<(String, String, Person)>> {
    let programme = app.nobody().read("programme").await?;
    let mut all = Vec::new();
    for login in programme["demonstration_logins"].as_array().context("logins")? {
        let word = |field: &str| login[field].as_str().map(ToOwned::to_owned).context("a word");
        let (login, role) = (word("login")?, word("role")?);
        let person = app.person(&login).await?;
        all.push((login, role, person));
    }
    assert!(all.iter().any(|(login, ..)| login == AUDITOR));
    Ok(all)
}

/// Nothing that is sent.
pub(super) fn nothing() -> Value {
    json!({})
}
