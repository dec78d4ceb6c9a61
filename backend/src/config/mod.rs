//! Settings: one struct a concern, read from the environment once, at start.

mod delivery;
mod network;
mod settings;

pub use delivery::{Delivery, Mail, Robot, RobotHosts};
pub use network::{Addresses, Network, PublicUrl, neighbourhood};
pub use settings::Settings;

use crate::db::dialect::Place;
use crate::error::{Error, Result};
use crate::keys::{KeySource, Ring};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use yinzheng_shared::date::Date;

/// Everything the operator decides.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where people and machines find the server.
    pub site: Site,
    /// Where its files are.
    pub data: Data,
    /// The database.
    pub database: Place,
    /// The object store: a folder or S3, as a URL.
    pub store: StoreUrl,
    /// Where the MAC keys of the printed code come from.
    pub keys: KeySource,
    /// The programme and its business date.
    pub programme: ProgrammeSettings,
    /// Signing in.
    pub sign_in: SignInSettings,
    /// What a request may cost.
    pub limits: Limits,
    /// What goes out beside the page.
    pub delivery: Delivery,
    /// What the installation is for.
    pub purpose: Purpose,
}

/// Where people and machines find the server.
#[derive(Clone, Debug)]
pub struct Site {
    /// The address that browsers use.
    pub public_url: PublicUrl,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// Where metrics are served; none: nowhere.
    pub metrics_listen: Option<SocketAddr>,
    /// Whose forwarded headers are believed.
    pub trusted_proxies: Addresses,
    /// Threads that answer requests.
    pub workers: usize,
}

/// Where files are.
#[derive(Clone, Debug)]
pub struct Data {
    /// The folder, private to the server.
    pub folder: PathBuf,
}

/// Where objects are kept: `file:` and a folder, or `s3://bucket/prefix`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreUrl(pub String);

/// The programme and its business date.
#[derive(Clone, Debug)]
pub struct ProgrammeSettings {
    /// A programme file; none: the built-in one.
    pub file: Option<PathBuf>,
    /// Business date set for training and demonstration.
    pub today: Option<Date>,
}

/// Signing in.
#[derive(Clone, Copy, Debug)]
pub struct SignInSettings {
    /// A session ends after so long without a request.
    pub idle: Duration,
    /// A session ends so long after it began.
    pub absolute: Duration,
    /// Passwords that are checked at the same time, 19 MiB of memory each.
    pub hashers: usize,
}

/// What a request may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest JSON body, in bytes.
    pub json_bytes: usize,
    /// Largest JSON body of a caller without session and key, in bytes.
    pub stranger_bytes: usize,
    /// Largest uploaded scan, in bytes.
    pub scan_bytes: usize,
    /// Largest uploaded spreadsheet, in bytes.
    pub sheet_bytes: usize,
    /// Requests to `check/{subject}`, and to `published`, a minute from one address.
    pub checks_a_minute: u32,
}

/// What the installation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Real work.
    Work,
    /// A demonstration with sample data, on this machine only.
    Demonstration(Sample),
}

/// What a demonstration begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Sample {
    /// A programme in the middle of its course, with records at every station from the draft to the archive
    Records,
    /// Organisations, people and items only: for training from the first form on
    People,
}

impl Purpose {
    /// Whether the data is sample data.
    #[must_use]
    pub const fn is_demonstration(self) -> bool {
        matches!(self, Self::Demonstration(_))
    }
}

impl Config {
    /// Judges the settings together.
    ///
    /// # Errors
    /// [`Error::Setting`] naming the setting that is wrong.
    pub fn new(settings: Settings, purpose: Purpose) -> Result<Self> {
        let public_url: PublicUrl = settings.public_url.parse().map_err(|error: &str| wrong(error))?;
        if public_url.is_plain() && !(public_url.is_loopback() && settings.listen.ip().is_loopback()) {
            return Err(wrong(
                "YINZHENG_PUBLIC_URL: plain http is for loopback only; put https before the server",
            ));
        }
        if purpose.is_demonstration() && !(public_url.is_loopback() && settings.listen.ip().is_loopback()) {
            return Err(wrong("--demo: demonstration logins exist on loopback only"));
        }
        let delivery = Delivery::new(&settings)?;
        let folder = std::path::absolute(&settings.data)?;
        let database = match settings.database_url {
            Some(url) => url
                .parse()
                .map_err(|error: crate::db::dialect::UnknownScheme| wrong(&error.to_string()))?,
            None => Place::Sqlite(folder.join("yinzheng.sqlite").to_string_lossy().into_owned()),
        };
        let store = settings
            .store_url
            .unwrap_or_else(|| format!("file:{}", folder.join("store").to_string_lossy()));
        let keys = match settings.mac_keys {
            Some(text) => KeySource::Given(Ring::from_setting(&text).map_err(|error| wrong(&error.to_string()))?),
            None => KeySource::Folder(folder.join("keys")),
        };
        let demonstration_day = || purpose.is_demonstration().then(|| "2018-09-20".parse().ok()).flatten();
        Ok(Self {
            site: Site {
                public_url,
                listen: settings.listen,
                metrics_listen: settings.metrics_listen,
                trusted_proxies: settings.trusted_proxies,
                workers: settings.workers.max(1),
            },
            data: Data { folder },
            database,
            store: StoreUrl(store),
            keys,
            programme: ProgrammeSettings {
                file: settings.programme,
                today: settings.today.or_else(demonstration_day),
            },
            sign_in: SignInSettings {
                idle: Duration::from_secs(settings.session_idle_minutes.saturating_mul(60)),
                absolute: Duration::from_secs(settings.session_hours.saturating_mul(3_600)),
                hashers: settings.hashers.max(1),
            },
            limits: Limits {
                json_bytes: settings.json_bytes,
                stranger_bytes: settings.stranger_bytes,
                scan_bytes: settings.scan_bytes,
                sheet_bytes: settings.sheet_bytes,
                checks_a_minute: settings.checks_a_minute.max(1),
            },
            delivery,
            purpose,
        })
    }
}

fn wrong(text: &str) -> Error {
    Error::Setting(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        settings: Settings,
    }

    fn judge(arguments: &[&str], purpose: Purpose) -> Result<Config> {
        let line = Line::parse_from(std::iter::once(&"yinzheng").chain(arguments));
        Config::new(line.settings, purpose)
    }

    #[test]
    fn plain_http_is_refused_beyond_loopback() {
        assert!(judge(&[], Purpose::Work).is_ok());
        assert!(judge(&["--public-url", "http://forms.example.cn"], Purpose::Work).is_err());
        assert!(judge(&["--listen", "0.0.0.0:8080"], Purpose::Work).is_err());
        assert!(
            judge(
                &["--public-url", "https://forms.example.cn", "--listen", "0.0.0.0:8080"],
                Purpose::Work
            )
            .is_ok()
        );
    }

    #[test]
    fn the_demonstration_stays_on_this_machine() {
        let beyond = ["--public-url", "https://forms.example.cn", "--listen", "0.0.0.0:8080"];
        assert!(judge(&beyond, Purpose::Demonstration(Sample::People)).is_err());
        let config = judge(&[], Purpose::Demonstration(Sample::People)).unwrap();
        assert_eq!(config.programme.today, "2018-09-20".parse().ok());
    }

    #[test]
    fn an_unknown_database_is_refused() {
        assert!(judge(&["--database-url", "host=localhost dbname=forms"], Purpose::Work).is_err());
    }
}
