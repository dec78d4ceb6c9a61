//! `serve`.

use crate::config::Config;
use crate::demo;
use crate::error::Result;
use crate::page::Files;
use crate::server;
use std::io::Write as _;

/// Serves until a signal stops it.
///
/// # Errors
/// What keeps the server from starting.
pub fn run(config: Config, page: Files) -> Result<()> {
    actix_web::rt::System::new().block_on(async {
        let purpose = config.purpose;
        let origin = config.site.public_url.origin().to_owned();
        let running = server::start(config, page).await?;
        if purpose.is_demonstration() {
            print_logins(&origin)?;
        }
        running.wait().await
    })
}

fn print_logins(origin: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{origin}")?;
    for login in demo::logins() {
        writeln!(
            out,
            "{:<14} {}  {:?}  {}",
            login.login, login.password, login.role, login.organisation
        )?;
    }
    writeln!(out, "Authorization: Bearer {}", demo::SCANNER_KEY)?;
    Ok(())
}
