//! What the first page costs: the bytes that a browser without a cache is sent.

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use super::report::{Shown, Table};
use crate::app::{On, TestApp};
use crate::browser::{Browser, Window};

/// Waits until the page has been idle, then lists what was loaded.
const LOADED: &str = "const done = arguments[arguments.length - 1]; \
    const list = () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]; \
    let before = -1; \
    const look = () => { \
        const entries = list(); \
        if (entries.length !== before || entries.some(e => !e.responseEnd)) { before = entries.length; setTimeout(look, 500); return; } \
        const paint = performance.getEntriesByName('first-contentful-paint')[0]; \
        done({ \
            files: entries.map(e => ({ \
                path: new URL(e.name).pathname, transferred: e.transferSize, encoded: e.encodedBodySize, decoded: e.decodedBodySize, \
            })), \
            first_paint_ms: paint ? paint.startTime : 0, \
            last_byte_ms: Math.max(...entries.map(e => e.responseEnd)), \
        }); \
    }; \
    look()";

/// One file or answer.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    path: String,
    /// Bytes on the wire: header (reckoned at 300) and body as sent.
    transferred: u64,
    /// Bytes of the body as sent.
    encoded: u64,
    /// Bytes of the body, unpacked.
    decoded: u64,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Results {
    files: Vec<File>,
    first_paint_ms: f64,
    last_byte_ms: f64,
}

pub(super) async fn measure() -> Result<Results> {
    let app = TestApp::start(On::Sqlite)?;
    // A profile of its own: nothing is cached.
    let browser = Browser::open(Window::Wide).await?;
    browser.go(&app.url).await?;
    browser.see("main:not(.boot)").await?;
    let answer = browser.client.execute_async(LOADED, vec![]).await?;
    browser.close().await?;
    let mut results: Results = serde_json::from_value(answer).context("what the page loaded")?;
    results.files.sort_by_key(|file| std::cmp::Reverse(file.transferred));
    Ok(results)
}

impl Results {
    fn total(&self, bytes: impl Fn(&File) -> u64) -> u64 {
        self.files.iter().map(bytes).sum()
    }
}

impl Shown for Results {
    const METHOD: &'static [&'static str] = &[
        "Chromium with an empty profile opens the address; entries `navigation` and `resource` of the page's own",
        "performance timeline, after nothing more is loaded for half a second. Transferred = body as sent and a",
        "header, which Chromium reckons at 300 bytes. Times are over the loopback: they show work, not a network.",
    ];

    fn tables(&self) -> Vec<Table> {
        let title = format!(
            "First page, bytes (first paint {:.0} ms, last byte {:.0} ms)",
            self.first_paint_ms, self.last_byte_ms
        );
        let mut table = Table::new(title, &["file", "transferred", "body as sent", "unpacked"]);
        for file in &self.files {
            table.row([
                file.path.clone(),
                file.transferred.to_string(),
                file.encoded.to_string(),
                file.decoded.to_string(),
            ]);
        }
        let total = |bytes: fn(&File) -> u64| self.total(bytes).to_string();
        table.row([
            "total".to_owned(),
            total(|f| f.transferred),
            total(|f| f.encoded),
            total(|f| f.decoded),
        ]);
        vec![table]
    }
}
