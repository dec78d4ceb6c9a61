//! What a person cannot do to a browser but the world can: take a file away, be an old browser.

use crate::browser::Browser;
use anyhow::Result;
use fantoccini::wd::WebDriverCompatibleCommand;
use reqwest::{Method, Url};
use serde_json::{Value, json};
use std::str::FromStr;

/// A command of Chromium's developer tools.
#[derive(Debug)]
struct Tool {
    name: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for Tool {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as FromStr>::Err> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.name, "params": self.parameters });
        (Method::POST, Some(body.to_string()))
    }
}

async fn use_tool(browser: &Browser, name: &'static str, parameters: Value) -> Result<Value> {
    Ok(browser.client.issue_cmd(Tool { name, parameters }).await?)
}

/// Runs a script before those of every page from now on.
///
/// # Errors
/// When the session is gone.
pub async fn before_every_page(browser: &Browser, script: &str) -> Result<()> {
    let name = "Page.addScriptToEvaluateOnNewDocument";
    use_tool(browser, name, json!({ "source": script })).await.map(drop)
}

/// Keeps addresses from being loaded, `*` standing for anything; nothing given: all can be loaded.
///
/// # Errors
/// When the session is gone.
pub async fn block(browser: &Browser, addresses: &[&str]) -> Result<()> {
    use_tool(browser, "Network.enable", json!({})).await?;
    let name = "Network.setBlockedURLs";
    use_tool(browser, name, json!({ "urls": addresses })).await.map(drop)
}

/// Lets the page of an address use the clipboard without asking, and puts a text there.
///
/// # Errors
/// When the session is gone.
pub async fn copy_elsewhere(browser: &Browser, text: &str) -> Result<()> {
    const COPY: &str =
        "const [text, done] = arguments; navigator.clipboard.writeText(text).then(() => done(true), e => done('' + e))";
    let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    use_tool(browser, "Browser.grantPermissions", permissions).await?;
    let copied = browser.client.execute_async(COPY, vec![json!(text)]).await?;
    anyhow::ensure!(copied == true, "the clipboard: {copied}");
    Ok(())
}
