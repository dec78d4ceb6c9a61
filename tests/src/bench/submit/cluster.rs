//! What the PostgreSQL cluster promises.

use std::env;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

/// Version and settings of the cluster that `YINZHENG_TEST_POSTGRES` names.
///
/// # Errors
/// When there is none, or it acknowledges what is not on disk: a figure from it would mean nothing.
pub(super) fn durability() -> Result<String> {
    let url = env::var("YINZHENG_TEST_POSTGRES")
        .context("YINZHENG_TEST_POSTGRES names a cluster with fsync on; run `cargo xtask bench`")?;
    for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
        let value = ask(&url, &format!("SHOW {setting}"))?;
        if value != "on" {
            bail!("the PostgreSQL cluster has {setting}={value}: its figures would not be of durable submissions");
        }
    }
    let version = ask(&url, "SHOW server_version")?;
    let version = version.split(' ').next().unwrap_or_default();
    Ok(format!("version {version}, fsync, synchronous_commit"))
}

fn ask(url: &str, statement: &str) -> Result<String> {
    let output = Command::new("psql")
        .args([url, "--no-psqlrc", "--tuples-only", "--no-align", "-c", statement])
        .output()
        .context("psql")?;
    ensure!(
        output.status.success(),
        "{statement}: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
