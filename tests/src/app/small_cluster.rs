//! A PostgreSQL cluster on a file system that can be filled.

use super::process::{beside, free_address};
use anyhow::{Context as _, Result, bail, ensure};
use std::env;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// Mounts, then becomes a user whom PostgreSQL does not refuse, makes a cluster and serves it.
const SERVE: &str = r#"
mount -t tmpfs -o "size=$3m,mode=700" tmpfs "$0" && exec unshare --user --map-user=1000 --map-group=1000 sh -c '
cd "$0" && echo "$3" > password &&
"$1/initdb" --username=yinzheng --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync \
    --wal-segsize=4 --pwfile=password data >&2 &&
exec "$1/postgres" -D data -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories=
' "$0" "$1" "$2" "$4"
"#;

/// A running cluster of its own. Dropping it ends it with all that it keeps.
#[derive(Debug)]
pub struct SmallCluster {
    /// Address of its database.
    pub url: String,
    folder: TempDir,
    server: Child,
}

impl SmallCluster {
    /// Starts a cluster on so many megabytes, 30 of which it takes itself. Wants to be root, or a
    /// kernel that lets users have namespaces.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn start(megabytes: u32) -> Result<Self> {
        let programs = env::var_os("YINZHENG_TEST_POSTGRES_PROGRAMS")
            .context("YINZHENG_TEST_POSTGRES_PROGRAMS names the folder of initdb; run `cargo xtask test`")?;
        let folder = tempfile::Builder::new().prefix("yinzheng-cluster-").tempdir()?;
        let address = free_address();
        let (_, port) = address.rsplit_once(':').context("a port")?;
        let password = uuid::Uuid::now_v7().simple().to_string();
        let mut server = Command::new("unshare")
            .args(["--mount", "--map-root-user", "sh", "-c", SERVE])
            .arg(folder.path())
            .arg(&programs)
            .args([port, &megabytes.to_string(), &password])
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        let mut lines = BufReader::new(server.stderr.take().context("standard error is piped")?).lines();
        let mut said = String::new();
        while let Some(line) = lines.next().transpose()? {
            if line.ends_with("ready to accept connections") {
                // It goes on speaking; somebody has to listen.
                std::thread::spawn(move || lines.for_each(drop));
                return Ok(Self {
                    url: format!("postgres://yinzheng:{password}@{address}/postgres"),
                    folder,
                    server,
                });
            }
            said.push_str(&line);
            said.push('\n');
        }
        bail!("PostgreSQL did not start: {said}")
    }

    /// Leaves it no free byte.
    ///
    /// # Errors
    /// When its file system cannot be entered.
    pub fn fill(&self) -> Result<()> {
        self.inside(r#"cat /dev/zero > "$0" 2>/dev/null; true"#)
    }

    /// Gives it the room again.
    ///
    /// # Errors
    /// When its file system cannot be entered.
    pub fn empty(&self) -> Result<()> {
        self.inside(r#"rm "$0""#)
    }

    fn inside(&self, script: &str) -> Result<()> {
        let filler = self.folder.path().join("filler");
        let done = beside(&self.server).args(["sh", "-c", script]).arg(filler).output()?;
        ensure!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        Ok(())
    }
}

impl Drop for SmallCluster {
    fn drop(&mut self) {
        // SIGINT ends its children too. Already gone is fine.
        let _ = Command::new("kill")
            .args(["-INT", &self.server.id().to_string()])
            .status();
        let _ = self.server.wait();
    }
}
