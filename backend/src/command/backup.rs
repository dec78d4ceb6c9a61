//! `backup` and `restore`.

use super::input::{self, print};
use crate::archive::{backup, restore};
use crate::config::Config;
use crate::data;
use crate::error::{Error, Result};
use crate::state::AppState;
use clap::Args;
use std::path::PathBuf;

/// Fewest characters of a passphrase.
const SHORTEST: usize = 10;

/// Which file, and the passphrase of the keys in it.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The backup
    file: PathBuf,
    /// Passphrase of the keys in the backup; absent: the first line of the standard input
    #[arg(long, env = "YINZHENG_BACKUP_PASSPHRASE", hide_env_values = true)]
    passphrase: Option<String>,
}

impl Arguments {
    fn passphrase(&self) -> Result<String> {
        let given = self.passphrase.clone().filter(|given| !given.is_empty());
        let passphrase = given.map_or_else(input::secret_line, Ok)?;
        if passphrase.chars().count() < SHORTEST {
            return Err(Error::Setting(format!(
                "the passphrase has at least {SHORTEST} characters"
            )));
        }
        Ok(passphrase)
    }
}

/// Writes a backup while the server may run.
///
/// # Errors
/// What went wrong, for the operator; no file is left then.
pub fn write(state: &AppState, arguments: &Arguments) -> Result<()> {
    let passphrase = arguments.passphrase()?;
    let written = backup::write(state, &arguments.file, &passphrase);
    let (rows, objects) = actix_web::rt::System::new().block_on(written)?;
    print(&[&format!("{}: {rows} rows, {objects} objects", arguments.file.display())])
}

/// Restores a backup into an empty installation.
///
/// # Errors
/// What went wrong, for the operator.
pub fn read(config: Config, arguments: &Arguments) -> Result<()> {
    let passphrase = arguments.passphrase()?;
    data::prepare(&config.data.folder)?;
    let _lock = data::lock(&config.data.folder)?;
    let state = AppState::open(config)?;
    state.db.migrate()?;
    let restored = restore::read(&state, &arguments.file, &passphrase);
    let (rows, objects) = actix_web::rt::System::new().block_on(restored)?;
    print(&[&format!(
        "{}: {rows} rows, {objects} objects restored",
        arguments.file.display()
    )])
}
