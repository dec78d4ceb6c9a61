//! The program under test as a process.

use anyhow::{Context as _, Result, anyhow};
use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The program under test: `YINZHENG_TEST_SERVER`, or what was built last for development or tests.
#[must_use]
pub fn server_path() -> PathBuf {
    env::var_os("YINZHENG_TEST_SERVER").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/yinzheng"),
        PathBuf::from,
    )
}

pub(super) fn program(data: &Path, settings: &[(String, String)]) -> Command {
    let mut command = Command::new(server_path());
    let address = free_address();
    command
        .env_clear()
        .env("YINZHENG_DATA", data)
        .env("YINZHENG_DEMO", "people");
    command
        .env("YINZHENG_LISTEN", &address)
        .env("YINZHENG_PUBLIC_URL", format!("http://{address}"));
    for (name, value) in settings {
        // A setting without a value is not set.
        if value.is_empty() {
            command.env_remove(name);
        } else {
            command.env(name, value);
        }
    }
    command
}

/// A command that sees the files of a process, also those mounted for it alone.
pub(super) fn beside(process: &Child) -> Command {
    let mut command = Command::new("nsenter");
    command.arg(format!("--target={}", process.id()));
    command.args(["--mount", "--user", "--preserve-credentials"]);
    command
}

/// An address that nobody listens on: below the ports that the system gives to whoever asks for any, so that it is
/// still free when the server takes it, and each given once.
pub(super) fn free_address() -> String {
    const FIRST: u32 = 10_000;
    const PORTS: u32 = 20_000;
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    // Processes that run side by side begin at other ports.
    let start = std::process::id().wrapping_mul(97);
    loop {
        let turn = start.wrapping_add(GIVEN.fetch_add(1, Ordering::Relaxed));
        let address = format!("127.0.0.1:{}", FIRST + turn % PORTS);
        if std::net::TcpListener::bind(&address).is_ok() {
            return address;
        }
    }
}

/// Starts a server; the process, and where it serves. A demonstration says so itself, a server for real work answers
/// where it was told to listen.
pub(super) fn spawn(command: &mut Command, data: &Path) -> Result<(Child, String)> {
    let log = std::fs::File::options()
        .create(true)
        .append(true)
        .open(data.join("server.log"))?;
    let setting = |name: &str| {
        let found = command.get_envs().find(|(known, _)| *known == name);
        found.and_then(|(_, value)| Some(value?.to_string_lossy().into_owned()))
    };
    let (says_where, address) = (setting("YINZHENG_DEMO").is_some(), setting("YINZHENG_LISTEN"));
    let mut server = command.arg("serve").stdout(Stdio::piped()).stderr(log).spawn()?;
    let output = server.stdout.take().context("standard output is piped")?;
    let mut lines = BufReader::new(output).lines();
    let url = if says_where {
        told(&mut lines)?
    } else {
        answering(&mut server, &address.context("an address to listen on")?)?
    };
    let Some(url) = url else {
        let log = std::fs::read_to_string(data.join("server.log")).unwrap_or_default();
        return Err(anyhow!("the server ended before it listened: {log}"));
    };
    // The server goes on printing; somebody has to read.
    std::thread::spawn(move || lines.for_each(drop));
    Ok((server, url))
}

/// The address that a demonstration prints; none when it ends before.
fn told(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> Result<Option<String>> {
    while let Some(line) = lines.next().transpose()? {
        if let Some(at) = line.find("http://127.0.0.1:") {
            let url: String = line
                .chars()
                .skip(line[..at].chars().count())
                .take_while(|c| !c.is_whitespace())
                .collect();
            return Ok(Some(url.trim_end_matches('/').to_owned()));
        }
    }
    Ok(None)
}

/// The address, once the server takes connections there; none when it ends before.
fn answering(server: &mut Child, address: &str) -> Result<Option<String>> {
    while server.try_wait()?.is_none() {
        if std::net::TcpStream::connect(address).is_ok() {
            return Ok(Some(format!("http://{address}")));
        }
        std::thread::yield_now();
    }
    Ok(None)
}
