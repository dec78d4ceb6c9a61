//! What tests need beside crates: PostgreSQL, a browser, a PDF renderer, LibreOffice, the accessibility
//! checker, Python with another calendar of working days.

use super::browser::{self, Browser};
use super::postgres::{self, Durability, Postgres};
use crate::paths;
use crate::process::{find as find_program, run};
use crate::progress::phase;
use crate::setup::{axe, calendar};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Command;

const PYTHON: [&str; 2] = ["python3", "python"];

/// The programs, found.
pub struct Programs {
    postgres: PathBuf,
    browser: Browser,
    axe: PathBuf,
    python: PathBuf,
    calendar: PathBuf,
}

/// A running environment. It ends with this value, or with this process however that ends.
pub struct Environment {
    postgres: Postgres,
    postgres_programs: PathBuf,
    browser: Browser,
    axe: PathBuf,
    python: PathBuf,
    calendar: PathBuf,
}

impl Environment {
    /// Starts a throw-away database cluster.
    pub fn start(programs: &Programs, durability: Durability) -> Result<Self> {
        let postgres = phase("starting PostgreSQL", || {
            Postgres::start(&programs.postgres, durability)
        })?;
        Ok(Self {
            postgres,
            postgres_programs: programs.postgres.clone(),
            browser: programs.browser.clone(),
            axe: programs.axe.clone(),
            python: programs.python.clone(),
            calendar: programs.calendar.clone(),
        })
    }

    /// What tests are told through their environment.
    pub fn variables(&self) -> Vec<(&'static str, OsString)> {
        vec![
            ("YINZHENG_TEST_POSTGRES", self.postgres.url().into()),
            ("YINZHENG_TEST_POSTGRES_PROGRAMS", self.postgres_programs.clone().into()),
            ("YINZHENG_TEST_CHROMIUM", self.browser.browser.clone().into()),
            ("YINZHENG_TEST_CHROMEDRIVER", self.browser.driver.clone().into()),
            ("YINZHENG_TEST_AXE", self.axe.clone().into()),
            ("YINZHENG_TEST_PYTHON", self.python.clone().into()),
            ("YINZHENG_TEST_CALENDAR", self.calendar.clone().into()),
        ]
    }
}

/// Finds the programs, after installing what is missing where we may.
pub fn find() -> Result<Programs> {
    let missing = missing_packages();
    if !missing.is_empty() {
        install(&missing)?;
    }
    Ok(Programs {
        postgres: postgres::locate().context("PostgreSQL's initdb and postgres are not to be found")?,
        browser: browser::locate().context("Chromium and chromedriver are not to be found")?,
        axe: axe::ensure()?,
        python: find_program(&PYTHON).context("Python is not to be found")?,
        calendar: calendar::ensure()?,
    })
}

/// Debian's names of the packages with what is not found.
fn missing_packages() -> Vec<&'static str> {
    let mut missing = Vec::new();
    if browser::locate().is_none() {
        missing.extend(["chromium", "chromium-driver"]);
    }
    if postgres::locate().is_none() {
        missing.push("postgresql");
    }
    if find_program(&PYTHON).is_none() {
        missing.extend(["python3", "python3-pip"]);
    }
    let programs = [
        ("pdftoppm", "poppler-utils"),
        ("psql", "postgresql-client"),
        ("strace", "strace"),
        ("curl", "curl"),
        // The spreadsheet program of somebody else; some 400 MB unpacked.
        ("soffice", "libreoffice-calc"),
    ];
    missing.extend(
        programs
            .iter()
            .filter(|(name, _)| find_program(&[name]).is_none())
            .map(|(_, package)| package),
    );
    missing
}

fn install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if !is_root()? || find_program(&["apt-get"]).is_none() {
        bail!(
            "tests need programs that are not here. Install them with:\n  sudo apt-get install --no-install-recommends {list}"
        );
    }
    phase(&format!("installing {list}"), || {
        let apt = |arguments: &[&str]| {
            run(Command::new("apt-get")
                .args(["--quiet", "--yes"])
                .args(arguments)
                .env("DEBIAN_FRONTEND", "noninteractive"))
        };
        apt(&["update"])?;
        apt(&[&["install", "--no-install-recommends"], packages].concat())
    })
}

/// Whether this process may do everything.
fn is_root() -> Result<bool> {
    // A new file belongs to whom this process acts for.
    let probe = paths::setup().join(format!("owner-{}", std::process::id()));
    fs::create_dir_all(paths::setup())?;
    fs::write(&probe, "")?;
    let owner = fs::metadata(&probe).map(|meta| meta.uid());
    fs::remove_file(&probe)?;
    Ok(owner? == 0)
}
