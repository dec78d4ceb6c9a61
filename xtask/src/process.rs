//! Other programs.

use crate::paths;
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

/// A program that ended with a failure.
#[derive(Debug)]
struct Failed {
    line: String,
    code: Option<i32>,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "`{}` failed with exit code {code}", self.line),
            None => write!(f, "`{}` was ended by a signal", self.line),
        }
    }
}

impl std::error::Error for Failed {}

/// The exit code that tells of an error: that of the program that failed, else 1.
pub fn exit_code(error: &anyhow::Error) -> ExitCode {
    let failed = error.downcast_ref::<Failed>();
    let code = failed
        .and_then(|failed| failed.code)
        .and_then(|code| u8::try_from(code).ok());
    ExitCode::from(code.filter(|code| *code != 0).unwrap_or(1))
}

/// Runs a program to its end, its output going to ours.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if status.success() {
        return Ok(());
    }
    Err(Failed {
        line: line(command),
        code: status.code(),
    }
    .into())
}

/// Runs a program silently to its end and gives its standard output; a failure shows what it said.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| cannot_start(command))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let failed = Failed {
        line: line(command),
        code: output.status.code(),
    };
    Err(anyhow::Error::new(failed).context(said))
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", line(command))
}

fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}

/// Cargo, at the root of the checkout, with the tools that setup fetched and
/// without what the cargo that started us told us about our own package.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(paths::root()).env("PATH", search_path());
    command.env("CARGO_TARGET_DIR", paths::target());
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
        {
            command.env_remove(&*name);
        }
    }
    command
}

/// The search path with fetched tools behind the machine's own.
fn search_path() -> OsString {
    let own = env::var_os("PATH").unwrap_or_default();
    let fetched = fetched_tools();
    env::join_paths(env::split_paths(&own).chain(fetched)).unwrap_or(own)
}

fn fetched_tools() -> impl Iterator<Item = PathBuf> {
    ["cmake/cmake/data/bin", "cmake/bin"]
        .into_iter()
        .map(|folder| paths::setup().join(folder))
}

/// The first of these programs found on the search path or among the fetched tools.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let own = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&own).chain(fetched_tools()).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| is_executable(path))
}

/// Whether this is a file that may be run.
pub fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}
