//! What a page loaded, by the browser's own account.

use crate::browser::Browser;
use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

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
pub struct File {
    /// Its address on the server.
    pub path: String,
    /// Bytes on the wire: header (reckoned at 300) and body as sent.
    pub transferred: u64,
    /// Bytes of the body as sent.
    pub encoded: u64,
    /// Bytes of the body, unpacked.
    pub decoded: u64,
}

/// Everything that a page loaded.
#[derive(Debug, Serialize, Deserialize)]
pub struct Loaded {
    /// Files and answers.
    pub files: Vec<File>,
    /// When something was first seen.
    pub first_paint_ms: f64,
    /// When the last byte came.
    pub last_byte_ms: f64,
}

impl Loaded {
    /// A sum over all files.
    pub fn total(&self, bytes: impl Fn(&File) -> u64) -> u64 {
        self.files.iter().map(bytes).sum()
    }
}

/// What the page in view has loaded, once nothing more comes for half a second.
///
/// # Errors
/// When the session is gone.
pub async fn loaded(browser: &Browser) -> Result<Loaded> {
    let answer = browser.client.execute_async(LOADED, vec![]).await?;
    serde_json::from_value(answer).context("what the page loaded")
}
