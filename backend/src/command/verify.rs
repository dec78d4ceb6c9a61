//! `verify`.

use super::input::print;
use crate::archive::{check, verify};
use crate::error::Result;
use crate::state::AppState;
use clap::Args;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to verify.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A downloaded package alone; neither database nor store is asked
    #[arg(long)]
    pub package: Option<PathBuf>,
}

/// Reads everything again and names what is missing or damaged.
///
/// # Errors
/// When database or store cannot be read at all.
pub fn installation(state: &AppState) -> Result<ExitCode> {
    let account = actix_web::rt::System::new().block_on(verify::all(state))?;
    account.faults.iter().try_for_each(|fault| print(&[fault]))?;
    print(&[&format!(
        "{} objects ({} bytes), {} revisions, {} packages read; {} objects without a row; {} faults",
        account.objects,
        account.bytes,
        account.revisions,
        account.packages,
        account.unnamed,
        account.faults.len()
    )])?;
    Ok(if account.faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Checks a package by its own manifests.
///
/// # Errors
/// When it cannot be read at all.
pub fn package(path: &Path) -> Result<ExitCode> {
    let faults = check::check(File::open(path)?)?;
    faults.iter().try_for_each(|fault| print(&[&fault.to_string()]))?;
    print(&[&format!("{}: {} faults", path.display(), faults.len())])?;
    Ok(if faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
