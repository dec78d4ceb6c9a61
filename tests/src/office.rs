//! LibreOffice, as the spreadsheet program of somebody else.

use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::process::{Command, Stdio};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
    /// Text in UTF-8, every cell as shown.
    Csv,
}

impl Kind {
    const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }

    /// What LibreOffice calls it.
    const fn filter(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx:Calc MS Excel 2007 XML",
            Self::Ods => "ods:calc8",
            // Comma, quotation mark, UTF-8.
            Self::Csv => "csv:Text - txt - csv (StarCalc):44,34,76",
        }
    }
}

/// Opens a file and saves it as another kind, as somebody would who works with LibreOffice.
///
/// # Errors
/// When LibreOffice is not there or does not save.
pub fn convert(bytes: &[u8], from: Kind, to: Kind) -> Result<Vec<u8>> {
    let folder = tempfile::Builder::new().prefix("yinzheng-office-").tempdir()?;
    let (source, target) = (folder.path().join("from"), folder.path().join("to"));
    fs::create_dir(&source)?;
    let source = source.join(format!("table.{}", from.ending()));
    fs::write(&source, bytes)?;
    // A profile of its own, so that conversions may run side by side.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let output = Command::new("soffice")
        .args([
            &profile,
            "--headless",
            "--norestore",
            "--convert-to",
            to.filter(),
            "--outdir",
        ])
        .args([&target, &source])
        .env("HOME", folder.path())
        .stdin(Stdio::null())
        .output()
        .context("soffice of LibreOffice cannot be started")?;
    let saved = target.join(format!("table.{}", to.ending()));
    ensure!(
        saved.is_file(),
        "LibreOffice saved nothing: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(fs::read(saved)?)
}
