//! The commands, one file each.

mod backup;
mod check;
mod input;
mod key;
mod organisation;
mod scan_folder;
mod serve;
mod user;
mod verify;

use crate::config::{Config, Purpose, Sample, Settings};
use crate::data;
use crate::db::dialect::SchemaAge;
use crate::error::{Error, Result};
use crate::page::Files;
use crate::state::AppState;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Yinzheng 印证: confirmation forms from the browser to the archive.
#[derive(Debug, Parser)]
#[command(name = "yinzheng", version, about, max_term_width = 100)]
pub struct Line {
    /// Settings.
    #[command(flatten)]
    pub settings: Settings,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the page and the API until stopped
    Serve {
        /// Load sample data and demonstration logins; loopback only
        #[arg(long, env = "YINZHENG_DEMO", value_name = "SAMPLE", num_args = 0..=1, require_equals = true, default_missing_value = "records")]
        demo: Option<Sample>,
    },
    /// Bring the schema of the database up to date
    Migrate,
    /// Organisations: add, list
    #[command(subcommand)]
    Organisation(organisation::Command),
    /// People who sign in: add, passwd, list, deactivate
    #[command(subcommand)]
    User(user::Command),
    /// API keys of scanners and other systems: add, list, revoke
    #[command(subcommand)]
    Key(key::Command),
    /// Check the content of a form against the rules
    Check(check::Arguments),
    /// Send what a scanner drops into a folder to a server
    ScanFolder(scan_folder::Arguments),
    /// Read every object, print and package again and name what is damaged
    Verify(verify::Arguments),
    /// Write a backup while the server may run
    Backup(backup::Arguments),
    /// Restore a backup into an empty installation, on either database
    Restore(backup::Arguments),
}

/// Does what the line says; `page` is what browsers are served.
///
/// # Errors
/// What went wrong, for the operator.
pub fn run(line: Line, page: Files) -> Result<ExitCode> {
    let Line { settings, command } = line;
    let work = |settings| Config::new(settings, Purpose::Work);
    match command {
        Command::Serve { demo } => {
            let purpose = demo.map_or(Purpose::Work, Purpose::Demonstration);
            serve::run(Config::new(settings, purpose)?, page)?;
        }
        Command::Migrate => migrate(work(settings)?)?,
        Command::Organisation(command) => organisation::run(&open(work(settings)?)?, command)?,
        Command::User(command) => user::run(&open(work(settings)?)?, command)?,
        Command::Key(command) => key::run(&open(work(settings)?)?, command)?,
        Command::ScanFolder(arguments) => scan_folder::run(&arguments)?,
        Command::Verify(verify::Arguments { package: Some(path) }) => return verify::package(&path),
        Command::Verify(verify::Arguments { package: None }) => return verify::installation(&open(work(settings)?)?),
        Command::Backup(arguments) => backup::write(&open(work(settings)?)?, &arguments)?,
        Command::Restore(arguments) => backup::read(work(settings)?, &arguments)?,
        Command::Check(arguments) => return check::run(&work(settings)?, &arguments),
    }
    Ok(ExitCode::SUCCESS)
}

fn migrate(config: Config) -> Result<()> {
    data::prepare(&config.data.folder)?;
    let state = AppState::open(config)?;
    if state.db.schema_age()? == SchemaAge::Newer {
        return Err(Error::Setting(
            "the database was migrated by a newer release".to_owned(),
        ));
    }
    for name in state.db.migrate()? {
        tracing::info!(migration = name, "migrated");
    }
    Ok(())
}

/// Opens an installation whose schema is the one of this program.
///
/// # Errors
/// [`Error::Setting`] when it is not.
pub fn open(config: Config) -> Result<AppState> {
    data::prepare(&config.data.folder)?;
    let state = AppState::open(config)?;
    if state.db.schema_age()? == SchemaAge::Same {
        Ok(state)
    } else {
        Err(Error::Setting(
            "the schema is not the one of this release: run migrate, or a newer release".to_owned(),
        ))
    }
}
