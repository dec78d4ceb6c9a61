//! Chromium and the driver that steers it.

use crate::process::find;
use std::path::PathBuf;

/// A browser and its driver.
#[derive(Clone)]
pub struct Browser {
    /// Chromium or Chrome.
    pub browser: PathBuf,
    /// The WebDriver server that fits it.
    pub driver: PathBuf,
}

/// Those of this machine, where it has both.
pub fn locate() -> Option<Browser> {
    let browser = find(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])?;
    let driver = find(&["chromedriver", "chromium-driver", "chromium.chromedriver"])?;
    Some(Browser { browser, driver })
}
