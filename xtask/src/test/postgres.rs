//! A throw-away PostgreSQL cluster.

use crate::process::{is_executable, output};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

const START_LIMIT: Duration = Duration::from_secs(60);

/// Whether what the cluster acknowledges survives a power cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// As in use: measurements would mean nothing otherwise.
    Kept,
    /// Given up for speed: tests throw the cluster away.
    GivenUp,
}

impl Durability {
    fn settings(self) -> Vec<String> {
        match self {
            // As its manual has it for a server of its own.
            Self::Kept => quarter_of_memory()
                .map(|megabytes| format!("shared_buffers={megabytes}MB"))
                .into_iter()
                .collect(),
            Self::GivenUp => ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]
                .map(str::to_owned)
                .to_vec(),
        }
    }
}

/// A quarter of the machine's memory, in megabytes, where it says how much there is.
fn quarter_of_memory() -> Option<u64> {
    let memory = fs::read_to_string("/proc/meminfo").ok()?;
    let total = memory.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kilobytes: u64 = total.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes / 4 / 1024)
}

/// A running cluster, on the loopback address alone.
pub struct Postgres {
    server: Child,
    keeper: Child,
    url: String,
}

/// The folder of `initdb` and `postgres`: on the search path, or where Debian puts the newest.
pub fn locate() -> Option<PathBuf> {
    let own = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&own).collect();
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    versions.sort_by_key(|path| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
    folders.extend(versions.iter().rev().map(|version| version.join("bin")));
    folders.into_iter().find(|folder| {
        ["initdb", "postgres"]
            .iter()
            .all(|name| is_executable(&folder.join(name)))
    })
}

impl Postgres {
    /// Makes a cluster below the folder for temporary files and waits until it answers.
    pub fn start(programs: &Path, durability: Durability) -> Result<Self> {
        let folder = env::temp_dir().join(format!("yinzheng-postgres-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        let user = unprivileged(&folder)?;
        let password = random_word()?;
        fs::write(folder.join("password"), &password)?;
        if let Some((uid, gid)) = user {
            chown(&folder, Some(uid), Some(gid))?;
            chown(folder.join("password"), Some(uid), Some(gid))?;
        }
        let started = Self::start_in(programs, &folder, user, &password, durability);
        if started.is_err() {
            let _ = fs::remove_dir_all(&folder);
        }
        started
    }

    fn start_in(
        programs: &Path,
        folder: &Path,
        user: Option<(u32, u32)>,
        password: &str,
        durability: Durability,
    ) -> Result<Self> {
        output(
            as_user(&mut Command::new(programs.join("initdb")), user)
                .args([
                    "--username=yinzheng",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync",
                ])
                .arg(format!("--pwfile={}", folder.join("password").display()))
                .arg(folder.join("data"))
                .current_dir(folder),
        )?;
        let port = free_port()?;
        let server = as_user(&mut Command::new(programs.join("postgres")), user)
            .arg("-D")
            .arg(folder.join("data"))
            .args([
                "-p",
                &port.to_string(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
            ])
            .args(["-c", "max_connections=300"])
            .args(durability.settings().iter().flat_map(|setting| ["-c", setting]))
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(File::create(folder.join("log"))?)
            .stderr(File::options().append(true).open(folder.join("log"))?)
            .process_group(0)
            .spawn()
            .context("cannot start PostgreSQL")?;
        let keeper = keeper(&server, folder).spawn().context("cannot start sh")?;
        let url = format!("postgres://yinzheng:{password}@127.0.0.1:{port}/postgres");
        let mut cluster = Self { server, keeper, url };
        cluster.wait(folder)?;
        Ok(cluster)
    }

    /// The address of its database, for a user who may make more.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn wait(&mut self, folder: &Path) -> Result<()> {
        let start = Instant::now();
        // The last line of this file says `ready` once connections are taken.
        let status = folder.join("data/postmaster.pid");
        while !fs::read_to_string(&status).is_ok_and(|text| text.trim_end().ends_with("ready")) {
            if self.server.try_wait()?.is_some() || start.elapsed() > START_LIMIT {
                bail!(
                    "PostgreSQL did not start:\n{}",
                    fs::read_to_string(folder.join("log")).unwrap_or_default()
                );
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.server.wait();
        let _ = self.keeper.wait();
    }
}

/// A shell that waits until its standard input ends, which happens when this process drops
/// it or is ended in any way, then stops the server and removes its folder.
fn keeper(server: &Child, folder: &Path) -> Command {
    const SCRIPT: &str = r#"
        cat >/dev/null
        kill -INT "$1" 2>/dev/null
        turns=0
        while kill -0 "$1" 2>/dev/null && [ $turns -lt 100 ]; do sleep 0.1; turns=$((turns + 1)); done
        rm -rf "$2"
    "#;
    let mut command = Command::new("sh");
    command.args(["-c", SCRIPT, "sh", &server.id().to_string()]).arg(folder);
    command.stdin(Stdio::piped()).current_dir("/").process_group(0);
    command
}

fn as_user(command: &mut Command, user: Option<(u32, u32)>) -> &mut Command {
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command
}

/// PostgreSQL refuses root: whom to run it as, where the owner of a new folder is root.
fn unprivileged(folder: &Path) -> Result<Option<(u32, u32)>> {
    if fs::metadata(folder)?.uid() != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let found = ["postgres", "nobody"].iter().find_map(|name| ids(&users, name));
    found
        .map(Some)
        .context("PostgreSQL refuses root, and there is neither a user postgres nor nobody")
}

fn ids(users: &str, name: &str) -> Option<(u32, u32)> {
    let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut numbers = line.split(':').skip(2).map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn random_word() -> Result<String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_are_those_of_the_named_user() {
        let users = "root:x:0:0::/root:/bin/sh\npostgres:x:103:109:x:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(super::ids(users, "postgres"), Some((103, 109)));
        assert_eq!(super::ids(users, "post"), None);
    }
}
