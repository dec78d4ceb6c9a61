//! What goes out beside the page: mail and group robots, to allowed hosts only. Nothing by default.

use super::wrong;
use crate::config::Settings;
use crate::db::outbox::{Channels, Switch};
use crate::error::Result;
use lettre::message::Mailbox;
use std::time::Duration;
use url::{Host, Url};

/// What goes out beside the page.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Mail to people; none: not sent.
    pub mail: Option<Mail>,
    /// A robot for the whole installation; none: only those that the administrator adds.
    pub robot: Option<Robot>,
    /// Where group robots may be.
    pub robots: RobotHosts,
    /// Hosts that mail may go to.
    mail_hosts: Hosts,
    /// The minute of the limits and delays; shorter in tests alone.
    pub minute: Duration,
}

/// Mail to people.
#[derive(Clone)]
pub struct Mail {
    /// The SMTP server, with what signs in there.
    pub url: Url,
    /// Who sends.
    pub from: Mailbox,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Mail({})", self.url.host_str().unwrap_or_default())
    }
}

/// A group robot.
#[derive(Clone)]
pub struct Robot {
    /// With the token.
    pub address: String,
    /// What signs.
    pub secret: String,
}

impl std::fmt::Debug for Robot {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Robot")
    }
}

/// Hosts that something may be sent to, each with a port where it is not the usual one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Hosts(Vec<String>);

impl Hosts {
    /// Reads names with commas between them.
    fn of(list: &str) -> Self {
        let names = list.split(',').map(|name| name.trim().to_ascii_lowercase());
        Self(names.filter(|name| !name.is_empty()).collect())
    }

    fn hold(&self, wanted: &str) -> bool {
        self.0.iter().any(|name| name == wanted)
    }
}

/// Where group robots may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RobotHosts {
    listed: Hosts,
    reach: Reach,
}

/// How far robots may be called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Reach {
    /// Outside this machine, by https.
    #[default]
    Outside,
    /// This machine too, by http and at any port: for tests.
    Loopback,
}

impl RobotHosts {
    /// Whether there may be any.
    #[must_use]
    pub fn are_allowed(&self) -> bool {
        !self.listed.0.is_empty()
    }

    /// Whether this is the address of a group robot at an allowed host: https, with a token, not on this
    /// machine. Whoever adds a robot learns nothing of other ports and hosts.
    #[must_use]
    pub fn allow(&self, address: &str) -> bool {
        Url::parse(address).is_ok_and(|url| {
            let token = url
                .query_pairs()
                .any(|(name, value)| name == "access_token" && !value.is_empty());
            let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
            token && bare && self.reach(&url)
        })
    }

    fn reach(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        if is_loopback(url) {
            return self.reach == Reach::Loopback && matches!(url.scheme(), "http" | "https") && self.listed.hold(host);
        }
        let place = url
            .port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        url.scheme() == "https" && self.listed.hold(&place)
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Some(Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(Host::Ipv6(address)) => {
            let mapped = address
                .to_ipv4_mapped()
                .is_some_and(|address| address.is_loopback() || address.is_unspecified());
            address.is_loopback() || address.is_unspecified() || mapped
        }
        None => false,
    }
}

impl Delivery {
    /// Judges the settings.
    ///
    /// # Errors
    /// [`crate::error::Error::Setting`] naming the one that is wrong: half of a pair, a host that is not
    /// listed, a password that would travel in the open.
    pub fn new(settings: &Settings) -> Result<Self> {
        let mail_hosts = Hosts::of(&settings.mail_hosts);
        let robots = RobotHosts {
            listed: Hosts::of(&settings.robot_hosts),
            reach: if settings.robots_on_loopback {
                Reach::Loopback
            } else {
                Reach::Outside
            },
        };
        let mail = match (&settings.smtp_url, &settings.mail_from) {
            (None, None) => None,
            (Some(url), Some(from)) => Some(Mail {
                url: smtp(url, &mail_hosts)?,
                from: from
                    .parse()
                    .map_err(|_| wrong("YINZHENG_MAIL_FROM: an address such as 印证 <yinzheng@example.cn>"))?,
            }),
            _ => return Err(wrong("YINZHENG_SMTP_URL and YINZHENG_MAIL_FROM go together")),
        };
        let robot = match (&settings.robot_url, &settings.robot_secret) {
            (None, None) => None,
            (Some(address), Some(secret)) if robots.allow(address) => Some(Robot {
                address: address.clone(),
                secret: secret.clone(),
            }),
            (Some(_), Some(_)) => {
                return Err(wrong(
                    "YINZHENG_ROBOT_URL: https, with an access_token, at a host that YINZHENG_ROBOT_HOSTS lists",
                ));
            }
            _ => return Err(wrong("YINZHENG_ROBOT_URL and YINZHENG_ROBOT_SECRET go together")),
        };
        Ok(Self {
            mail,
            robot,
            robots,
            mail_hosts,
            minute: Duration::from_millis(settings.notice_minute.max(1)),
        })
    }

    /// Hosts that something may be sent to: those of mail, then those of robots.
    #[must_use]
    pub fn hosts(&self) -> Vec<String> {
        let mut names = self.mail_hosts.0.clone();
        let robots = self.robots.listed.0.iter().filter(|name| !self.mail_hosts.hold(name));
        names.extend(robots.cloned());
        names
    }

    /// The channels that are open.
    #[must_use]
    pub fn channels(&self) -> Channels {
        Channels {
            mail: self.mail.as_ref().map_or(Switch::Off, |_| Switch::On),
            robot: self.robot.as_ref().map_or(Switch::Off, |_| Switch::On),
        }
    }
}

/// An SMTP server: `smtps://`, `smtp://…?tls=required`, or plain where nothing secret travels.
fn smtp(text: &str, hosts: &Hosts) -> Result<Url> {
    let url = Url::parse(text).map_err(|_| wrong("YINZHENG_SMTP_URL: smtps://USER:PASSWORD@HOST"))?;
    if !matches!(url.scheme(), "smtp" | "smtps") {
        return Err(wrong("YINZHENG_SMTP_URL starts with smtp: or smtps:"));
    }
    if !url.host_str().is_some_and(|host| hosts.hold(host)) {
        return Err(wrong("YINZHENG_SMTP_URL: YINZHENG_MAIL_HOSTS does not list its host"));
    }
    let encrypted = url.scheme() == "smtps"
        || url
            .query_pairs()
            .any(|(name, value)| name == "tls" && value == "required");
    if !encrypted && url.password().is_some() {
        return Err(wrong(
            "YINZHENG_SMTP_URL: a password travels encrypted only; use smtps: or ?tls=required",
        ));
    }
    Ok(url)
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

    fn judge(arguments: &[&str]) -> Result<Delivery> {
        let line = Line::parse_from(std::iter::once(&"yinzheng").chain(arguments));
        Delivery::new(&line.settings)
    }

    #[test]
    fn nothing_goes_out_by_default() {
        let delivery = judge(&[]).unwrap();
        assert!(delivery.mail.is_none() && delivery.robot.is_none());
        assert_eq!(delivery.channels(), Channels::default());
        assert!(
            !delivery
                .robots
                .allow("https://oapi.dingtalk.com/robot/send?access_token=t")
        );
    }

    #[test]
    fn mail_goes_to_a_listed_host_and_passwords_travel_encrypted() {
        let mail = |url: &str, hosts: &str| {
            judge(&[
                "--smtp-url",
                url,
                "--mail-from",
                "印证 <a@example.cn>",
                "--mail-hosts",
                hosts,
            ])
        };
        for good in [
            "smtps://user:secret@mail.example.cn",
            "smtp://user:secret@mail.example.cn:587?tls=required",
            "smtp://mail.example.cn",
        ] {
            assert!(mail(good, "oapi.dingtalk.com, Mail.example.cn").is_ok(), "{good}");
            assert!(mail(good, "other.example.cn").is_err(), "{good}");
        }
        for wrong in [
            "smtp://user:secret@mail.example.cn",
            "http://mail.example.cn",
            "mail.example.cn",
        ] {
            assert!(mail(wrong, "mail.example.cn").is_err(), "{wrong}");
        }
        assert!(
            judge(&[
                "--smtp-url",
                "smtps://mail.example.cn",
                "--mail-hosts",
                "mail.example.cn"
            ])
            .is_err()
        );
    }

    #[test]
    fn robots_are_called_at_listed_hosts_by_https() {
        let list = "oapi.dingtalk.com,relay.example.cn:8443,127.0.0.1,localhost,[::1]";
        let robots = judge(&["--robot-hosts", list, "--mail-hosts", "mail.example.cn"])
            .unwrap()
            .robots;
        for good in [
            "https://oapi.dingtalk.com/robot/send?access_token=t",
            "https://oapi.dingtalk.com:443/robot/send?access_token=t",
            "https://relay.example.cn:8443/robot/send?access_token=t",
        ] {
            assert!(robots.allow(good), "{good}");
        }
        for wrong in [
            "http://oapi.dingtalk.com/robot/send?access_token=t",
            "https://oapi.dingtalk.com:22/robot/send?access_token=t",
            "https://relay.example.cn/robot/send?access_token=t",
            "https://mail.example.cn/robot/send?access_token=t",
            "https://oapi.dingtalk.com/robot/send",
            "https://oapi.dingtalk.com/robot/send?access_token=",
            "https://oapi.dingtalk.com.example.cn/robot/send?access_token=t",
            "https://oapi.dingtalk.com@example.cn/robot/send?access_token=t",
            "ftp://oapi.dingtalk.com/?access_token=t",
            "http://127.0.0.1:9/robot/send?access_token=t",
            "https://127.0.0.1/robot/send?access_token=t",
            "https://localhost/robot/send?access_token=t",
            "http://localhost:5432/robot/send?access_token=t",
            "https://[::1]/robot/send?access_token=t",
            "",
        ] {
            assert!(!robots.allow(wrong), "{wrong}");
        }
    }

    #[test]
    fn this_machine_is_called_when_a_test_says_so() {
        let robots = judge(&["--robot-hosts", "127.0.0.1", "--robots-on-loopback"])
            .unwrap()
            .robots;
        assert!(robots.allow("http://127.0.0.1:9/robot/send?access_token=t"));
        for wrong in [
            "http://localhost:9/robot/send?access_token=t",
            "http://oapi.dingtalk.com/robot/send?access_token=t",
            "ftp://127.0.0.1/?access_token=t",
        ] {
            assert!(!robots.allow(wrong), "{wrong}");
        }
    }
}
