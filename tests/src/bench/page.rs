//! What the first page costs: the bytes that a browser without a cache is sent.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::report::{Shown, Table};
use crate::app::{On, TestApp};
use crate::browser::{Browser, Window};
use crate::loaded::{File, Loaded, loaded};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Results(Loaded);

pub(super) async fn measure() -> Result<Results> {
    let app = TestApp::start(On::Sqlite)?;
    // A profile of its own: nothing is cached.
    let browser = Browser::open(Window::Wide).await?;
    browser.go(&app.url).await?;
    browser.see("main:not(.boot)").await?;
    let mut page = loaded(&browser).await?;
    browser.close().await?;
    page.files.sort_by_key(|file| std::cmp::Reverse(file.transferred));
    Ok(Results(page))
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
            self.0.first_paint_ms, self.0.last_byte_ms
        );
        let mut table = Table::new(title, &["file", "transferred", "body as sent", "unpacked"]);
        for file in &self.0.files {
            table.row([
                file.path.clone(),
                file.transferred.to_string(),
                file.encoded.to_string(),
                file.decoded.to_string(),
            ]);
        }
        let total = |bytes: fn(&File) -> u64| self.0.total(bytes).to_string();
        table.row([
            "total".to_owned(),
            total(|f| f.transferred),
            total(|f| f.encoded),
            total(|f| f.decoded),
        ]);
        vec![table]
    }
}
