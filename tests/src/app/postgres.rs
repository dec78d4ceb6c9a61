//! Databases in the cluster that `cargo xtask test` starts.

use anyhow::{Context as _, Result, ensure};
use std::env;
use std::process::Command;
use uuid::Uuid;

/// A database of its own in the test cluster, dropped with the test.
#[derive(Debug)]
pub(super) struct PostgresDatabase {
    cluster: String,
    name: String,
    pub(super) url: String,
}

impl PostgresDatabase {
    pub(super) fn create() -> Result<Self> {
        let cluster = env::var("YINZHENG_TEST_POSTGRES")
            .context("YINZHENG_TEST_POSTGRES names the cluster; run the tests by `cargo xtask test`")?;
        let name = format!("test_{}", Uuid::now_v7().simple());
        psql(&cluster, &format!("CREATE DATABASE {name}"))?;
        let (server, _) = cluster
            .rsplit_once('/')
            .context("the address of the cluster ends in a database")?;
        let url = format!("{server}/{name}");
        Ok(Self { cluster, name, url })
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        // A cluster that is already stopped has nothing to clean.
        let _ = psql(
            &self.cluster,
            &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name),
        );
    }
}

/// Runs a statement; its rows, one a line, columns between bars.
pub(super) fn psql(url: &str, statement: &str) -> Result<String> {
    let output = Command::new("psql")
        .args([
            url,
            "--quiet",
            "--no-psqlrc",
            "--no-align",
            "--tuples-only",
            "-c",
            statement,
        ])
        .output()?;
    ensure!(
        output.status.success(),
        "psql: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}
