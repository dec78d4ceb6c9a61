//! The settings as the environment or the command line gives them.

use super::Addresses;
use std::net::SocketAddr;
use std::path::PathBuf;
use yinzheng_shared::date::Date;

/// Settings, each with its variable.
#[derive(Clone, Debug, clap::Args)]
pub struct Settings {
    /// Address that browsers use; https, or http on loopback
    #[arg(
        long,
        global = true,
        env = "YINZHENG_PUBLIC_URL",
        default_value = "http://127.0.0.1:8080"
    )]
    pub public_url: String,
    /// Address and port to listen on
    #[arg(long, global = true, env = "YINZHENG_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Address and port for Prometheus metrics; absent: no metrics
    #[arg(long, global = true, env = "YINZHENG_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// Proxies whose X-Forwarded-For is believed: addresses or networks, separated by commas
    #[arg(long, global = true, env = "YINZHENG_TRUSTED_PROXIES", default_value = "")]
    pub trusted_proxies: Addresses,
    /// Threads that answer requests
    #[arg(long, global = true, env = "YINZHENG_WORKERS", default_value_t = 4)]
    pub workers: usize,
    /// Folder for database, store and keys; private to the server
    #[arg(long, global = true, env = "YINZHENG_DATA", default_value = "data")]
    pub data: PathBuf,
    /// sqlite:FILE or postgres://…; absent: SQLite in the data folder
    #[arg(long, global = true, env = "YINZHENG_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// file:FOLDER or s3://BUCKET/PREFIX; absent: a folder in the data folder
    #[arg(long, global = true, env = "YINZHENG_STORE_URL", hide_env_values = true)]
    pub store_url: Option<String>,
    /// MAC keys of the printed code, as `key setting` prints them, for servers that share database and
    /// store; absent: files in the data folder
    #[arg(long, global = true, env = "YINZHENG_MAC_KEYS", hide_env_values = true)]
    pub mac_keys: Option<String>,
    /// Programme file; absent: the built-in hangzhou-2018
    #[arg(long, global = true, env = "YINZHENG_PROGRAMME")]
    pub programme: Option<PathBuf>,
    /// Business date for training, YYYY-MM-DD; the page shows that it is set
    #[arg(long, global = true, env = "YINZHENG_TODAY")]
    pub today: Option<Date>,
    /// Minutes without a request after which a session ends
    #[arg(long, global = true, env = "YINZHENG_SESSION_IDLE_MINUTES", default_value_t = 480)]
    pub session_idle_minutes: u64,
    /// Hours after which a session ends in any case
    #[arg(long, global = true, env = "YINZHENG_SESSION_HOURS", default_value_t = 24)]
    pub session_hours: u64,
    /// Passwords that are checked at the same time
    #[arg(long, global = true, env = "YINZHENG_HASHERS", default_value_t = 2)]
    pub hashers: usize,
    /// Largest JSON body, in bytes
    #[arg(long, global = true, env = "YINZHENG_JSON_BYTES", default_value_t = 25_165_824)]
    pub json_bytes: usize,
    /// Largest JSON body of a caller without session and key, in bytes
    #[arg(long, global = true, env = "YINZHENG_STRANGER_BYTES", default_value_t = 1_048_576)]
    pub stranger_bytes: usize,
    /// Largest uploaded scan, in bytes
    #[arg(long, global = true, env = "YINZHENG_SCAN_BYTES", default_value_t = 52_428_800)]
    pub scan_bytes: usize,
    /// Largest uploaded spreadsheet, in bytes
    #[arg(long, global = true, env = "YINZHENG_SHEET_BYTES", default_value_t = 10_485_760)]
    pub sheet_bytes: usize,
    /// Requests to check/{subject}, and to published, a minute from one address
    #[arg(long, global = true, env = "YINZHENG_CHECKS_A_MINUTE", default_value_t = 600)]
    pub checks_a_minute: u32,
    /// Hosts of mail servers that mail may go to, separated by commas; absent: no mail
    #[arg(long, global = true, env = "YINZHENG_MAIL_HOSTS", default_value = "")]
    pub mail_hosts: String,
    /// Hosts at which group robots may be, by https, separated by commas, with a port unless it is 443;
    /// absent: no robots
    #[arg(long, global = true, env = "YINZHENG_ROBOT_HOSTS", default_value = "")]
    pub robot_hosts: String,
    /// SMTP server: smtps://USER:PASSWORD@HOST or smtp://…?tls=required; absent: no mail
    #[arg(long, global = true, env = "YINZHENG_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Who mail is from
    #[arg(long, global = true, env = "YINZHENG_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Address of a group robot that tells everything, with its access_token; absent: only the robots that
    /// the administrator adds
    #[arg(long, global = true, env = "YINZHENG_ROBOT_URL", hide_env_values = true)]
    pub robot_url: Option<String>,
    /// Secret that signs that robot's messages
    #[arg(long, global = true, env = "YINZHENG_ROBOT_SECRET", hide_env_values = true)]
    pub robot_secret: Option<String>,
    /// Lets robots be on this machine, by http; for tests only
    #[arg(long, global = true, env = "YINZHENG_ROBOTS_ON_LOOPBACK", hide = true)]
    pub robots_on_loopback: bool,
    /// Milliseconds of the minute in which a robot takes 20 messages, after one, two, four … of which a failed
    /// message is tried again; shorter for tests only
    #[arg(
        long,
        global = true,
        env = "YINZHENG_NOTICE_MINUTE",
        default_value_t = 60_000,
        hide = true
    )]
    pub notice_minute: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Args as _, Command};

    #[test]
    fn the_sample_lists_every_setting() {
        let sample = include_str!("../../../.env.sample");
        let command = Settings::augment_args(Command::new("yinzheng"));
        for argument in command.get_arguments() {
            let variable = argument.get_env().unwrap().to_str().unwrap();
            assert!(sample.contains(&format!("#{variable}=")), "{variable}");
        }
    }
}
