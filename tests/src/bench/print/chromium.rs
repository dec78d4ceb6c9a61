//! Chromium as a printer.

use std::fs;
use std::time::Instant;

use anyhow::{Context as _, Result};
use fantoccini::wd::PrintConfiguration;
use tempfile::TempDir;

use super::html::page;
use super::{Timed, WARM_UP};
use crate::bench::samples::{Sample, reworded};
use crate::bench::statistics::Spread;
use crate::browser::{Browser, Window};

/// A browser and a folder for the pages it prints.
pub(super) struct Peer {
    browser: Browser,
    folder: TempDir,
}

impl Peer {
    pub(super) async fn open() -> Result<Self> {
        Ok(Self {
            browser: Browser::open(Window::Wide).await?,
            folder: tempfile::Builder::new().prefix("yinzheng-bench-").tempdir()?,
        })
    }

    pub(super) async fn measure(&self, sample: &Sample, rounds: u64) -> Result<[Timed; 2]> {
        let path = self.folder.path().join("form.html");
        let (mut printing, mut both) = (Vec::new(), Vec::new());
        let mut bytes = 0;
        for round in 0..WARM_UP + rounds {
            fs::write(&path, page(&sample.name, &reworded(&sample.content, round)))?;
            let start = Instant::now();
            self.browser.go(&format!("file://{}", path.display())).await?;
            let loaded = Instant::now();
            let pdf = self
                .browser
                .client
                .print(PrintConfiguration::default())
                .await
                .context("Chromium prints")?;
            if round >= WARM_UP {
                printing.push(loaded.elapsed().as_secs_f64() * 1000.0);
                both.push(start.elapsed().as_secs_f64() * 1000.0);
            }
            bytes = pdf.len();
        }
        let row = |work, times: &[f64]| Timed {
            form: sample.name.clone(),
            program: "Chromium",
            work,
            pages: None,
            bytes,
            milliseconds: Spread::of(times),
        };
        Ok([row("print alone", &printing), row("load and print", &both)])
    }

    pub(super) async fn close(self) -> Result<()> {
        self.browser.close().await
    }
}
