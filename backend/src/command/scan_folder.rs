//! `scan-folder`: sends what a scanner drops into a folder.

use crate::error::{Error, Result};
use clap::Args;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};
use ureq::Agent;
use yinzheng_shared::problem::ProblemBody;

/// Which folder, and where to.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder that the scanner writes to
    folder: PathBuf,
    /// Address of the server, such as https://forms.example.cn
    #[arg(long)]
    url: String,
    /// API key of this station
    #[arg(long, env = "YINZHENG_KEY", hide_env_values = true)]
    key: String,
    /// Seconds between two looks at the folder; a file is sent when it did not change between them
    #[arg(long, default_value_t = 5)]
    every: u64,
    /// Send what is there and end
    #[arg(long)]
    once: bool,
}

/// What became of a file.
#[derive(Debug, PartialEq, Eq)]
enum Sent {
    /// The server has it.
    Taken,
    /// The server will never take it, and says why.
    Refused(String),
    /// It cannot be read here; it stays where it is.
    Unreadable(String),
    /// The server cannot be reached or is busy; later.
    Later(String),
}

/// How a file stood when it was looked at.
type Look = (u64, Option<SystemTime>);

/// Watches the folder until it is ended. A file is moved only after the server has answered, so that
/// none is lost; one that was sent but not moved is recognised by the server.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(arguments: &Arguments) -> Result<()> {
    let (done, refused) = (arguments.folder.join("done"), arguments.folder.join("refused"));
    fs::create_dir_all(&done)?;
    fs::create_dir_all(&refused)?;
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(300)));
    let agent: Agent = config.build().into();
    let mut before: HashMap<PathBuf, Look> = HashMap::new();
    let mut wait = arguments.every.max(1);
    loop {
        let looks = look(&arguments.folder)?;
        let mut late = false;
        for path in still(&before, &looks) {
            match send(&agent, arguments, &path)? {
                Sent::Taken => move_into(&path, &done).map(drop)?,
                Sent::Refused(reason) => {
                    let moved = move_into(&path, &refused)?;
                    fs::write(reason_path(&moved), reason)?;
                }
                Sent::Unreadable(cause) => {
                    tracing::warn!(file = %path.display(), cause, "cannot be read; left where it is");
                }
                Sent::Later(cause) => {
                    tracing::warn!(file = %path.display(), cause, "not sent yet");
                    late = true;
                    break;
                }
            }
        }
        if arguments.once && !late && !before.is_empty() | looks.is_empty() {
            return Ok(());
        }
        // An outage is waited out, ever more slowly, up to a minute.
        wait = if late {
            (wait * 2).min(60)
        } else {
            arguments.every.max(1)
        };
        before = looks;
        sleep(Duration::from_secs(wait));
    }
}

/// Files in the folder that are no dot files and no drafts of the scanner.
fn look(folder: &Path) -> Result<HashMap<PathBuf, Look>> {
    let mut looks = HashMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let draft = name.starts_with('.')
            || [".tmp", ".part", ".partial"]
                .iter()
                .any(|ending| name.ends_with(ending));
        // What was taken away meanwhile is not there.
        let Ok(metadata) = entry.metadata() else { continue };
        if metadata.is_file() && !draft {
            looks.insert(entry.path(), (metadata.len(), metadata.modified().ok()));
        }
    }
    Ok(looks)
}

/// Files that are not empty and did not change since the last look, by name.
fn still(before: &HashMap<PathBuf, Look>, now: &HashMap<PathBuf, Look>) -> Vec<PathBuf> {
    let unchanged = now
        .iter()
        .filter(|(path, look)| look.0 > 0 && before.get(*path) == Some(look));
    let mut paths: Vec<PathBuf> = unchanged.map(|(path, _)| path.clone()).collect();
    paths.sort();
    paths
}

fn send(agent: &Agent, arguments: &Arguments, path: &Path) -> Result<Sent> {
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    let (bytes, file) = match opened {
        Ok(opened) => opened,
        Err(error) => return Ok(Sent::Unreadable(error.to_string())),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let answer = agent
        .post(format!("{}/api/v1/scans", arguments.url.trim_end_matches('/')))
        .query("file_name", &name)
        .header("Authorization", format!("Bearer {}", arguments.key))
        .header("Content-Type", "application/octet-stream")
        .header("Content-Length", bytes.to_string())
        .send(file);
    let mut answer = match answer {
        Ok(answer) => answer,
        Err(error) => return Ok(Sent::Later(error.to_string())),
    };
    let mut text = String::new();
    answer.body_mut().as_reader().take(64 << 10).read_to_string(&mut text)?;
    judge(answer.status().as_u16(), &text)
}

/// What an answer means: a wrong key ends the program, for every further file would fail alike.
fn judge(status: u16, text: &str) -> Result<Sent> {
    match status {
        200..=299 => Ok(Sent::Taken),
        401 | 403 => Err(Error::Setting("the server refuses the key".to_owned())),
        400 | 413 | 415 | 422 => {
            let reason =
                serde_json::from_str::<ProblemBody>(text).map_or_else(|_| text.to_owned(), |problem| problem.title);
            Ok(Sent::Refused(format!("{reason}\n")))
        }
        _ => Ok(Sent::Later(format!("status {status}"))),
    }
}

/// Moves a file under a name that is free; its new path.
fn move_into(path: &Path, folder: &Path) -> Result<PathBuf> {
    let name = path.file_name().unwrap_or_default();
    let mut to = folder.join(name);
    let mut number = 1;
    while to.try_exists()? {
        number += 1;
        to = folder.join(format!("{number}-{}", name.to_string_lossy()));
    }
    fs::rename(path, &to)?;
    Ok(to)
}

fn reason_path(moved: &Path) -> PathBuf {
    let mut name = moved.as_os_str().to_owned();
    name.push(".txt");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_sent_only_when_it_stands_still() {
        let path = PathBuf::from("a.pdf");
        let look = |bytes| HashMap::from([(path.clone(), (bytes, None))]);
        assert_eq!(still(&HashMap::new(), &look(5)), Vec::<PathBuf>::new());
        assert_eq!(still(&look(4), &look(5)), Vec::<PathBuf>::new());
        assert_eq!(still(&look(0), &look(0)), Vec::<PathBuf>::new());
        assert_eq!(still(&look(5), &look(5)), std::slice::from_ref(&path));
    }

    #[test]
    fn only_what_the_file_is_at_fault_for_is_refused() {
        assert_eq!(judge(202, "").unwrap(), Sent::Taken);
        assert_eq!(
            judge(415, r#"{"type":"","title":"不支持","status":415,"code":"media_type"}"#).unwrap(),
            Sent::Refused("不支持\n".to_owned())
        );
        assert!(matches!(judge(503, "").unwrap(), Sent::Later(_)));
        assert!(matches!(judge(429, "").unwrap(), Sent::Later(_)));
        assert!(judge(401, "").is_err());
    }
}
