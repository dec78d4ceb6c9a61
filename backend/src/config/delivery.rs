//! What goes out beside the page: mail and group robots, to allowed hosts only. Nothing by default.

use super::wrong;
use crate::config::Settings;
use crate::db::outbox::{Channels, Switch};
use crate::error::Result;
use lettre::message::Mailbox;
use std::net::IpAddr;
use std::time::Duration;
use url::{Host, Url};

/// What goes out beside the page.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Mail to people; none: not sent.
    pub mail: Option<Mail>,
    /// A robot for the whole installation; none: only those that the administrator adds.
    pub robot: Option<Robot>,
    /// Hosts that messages may go to.
    pub hosts: Hosts,
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

/// Hosts that messages may go to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// Reads names with commas between them.
    #[must_use]
    pub fn of(list: &str) -> Self {
        let names = list.split(',').map(|name| name.trim().to_ascii_lowercase());
        Self(names.filter(|name| !name.is_empty()).collect())
    }

    /// The names.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.0.clone()
    }

    fn hold(&self, url: &Url) -> bool {
        url.host_str()
            .is_some_and(|host| self.0.iter().any(|name| name == host))
    }

    /// Whether this is the address of a group robot at an allowed host: https (http on loopback), with a
    /// token.
    #[must_use]
    pub fn allow_robot(&self, address: &str) -> bool {
        Url::parse(address).is_ok_and(|url| {
            let safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
            let token = url
                .query_pairs()
                .any(|(name, value)| name == "access_token" && !value.is_empty());
            let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
            safe && token && bare && self.hold(&url)
        })
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        // The URL standard knows no hosts of other schemes: `smtp://127.0.0.1` has a name.
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
        let hosts = Hosts::of(&settings.notice_hosts);
        let mail = match (&settings.smtp_url, &settings.mail_from) {
            (None, None) => None,
            (Some(url), Some(from)) => Some(Mail {
                url: smtp(url, &hosts)?,
                from: from
                    .parse()
                    .map_err(|_| wrong("YINZHENG_MAIL_FROM: an address such as 印证 <yinzheng@example.cn>"))?,
            }),
            _ => return Err(wrong("YINZHENG_SMTP_URL and YINZHENG_MAIL_FROM go together")),
        };
        let robot = match (&settings.robot_url, &settings.robot_secret) {
            (None, None) => None,
            (Some(address), Some(secret)) if hosts.allow_robot(address) => Some(Robot {
                address: address.clone(),
                secret: secret.clone(),
            }),
            (Some(_), Some(_)) => {
                return Err(wrong(
                    "YINZHENG_ROBOT_URL: https, with an access_token, at a host that YINZHENG_NOTICE_HOSTS lists",
                ));
            }
            _ => return Err(wrong("YINZHENG_ROBOT_URL and YINZHENG_ROBOT_SECRET go together")),
        };
        Ok(Self {
            mail,
            robot,
            hosts,
            minute: Duration::from_millis(settings.notice_minute.max(1)),
        })
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
    if !hosts.hold(&url) {
        return Err(wrong("YINZHENG_SMTP_URL: YINZHENG_NOTICE_HOSTS does not list its host"));
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
                .hosts
                .allow_robot("https://oapi.dingtalk.com/robot/send?access_token=t")
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
                "--notice-hosts",
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
                "--notice-hosts",
                "mail.example.cn"
            ])
            .is_err()
        );
    }

    #[test]
    fn robots_are_called_at_listed_hosts_by_https() {
        let hosts = Hosts::of("oapi.dingtalk.com,127.0.0.1");
        for good in [
            "https://oapi.dingtalk.com/robot/send?access_token=t",
            "http://127.0.0.1:9/robot/send?access_token=t",
        ] {
            assert!(hosts.allow_robot(good), "{good}");
        }
        for wrong in [
            "http://oapi.dingtalk.com/robot/send?access_token=t",
            "https://oapi.dingtalk.com/robot/send",
            "https://oapi.dingtalk.com/robot/send?access_token=",
            "https://oapi.dingtalk.com.example.cn/robot/send?access_token=t",
            "https://oapi.dingtalk.com@example.cn/robot/send?access_token=t",
            "ftp://oapi.dingtalk.com/?access_token=t",
            "",
        ] {
            assert!(!hosts.allow_robot(wrong), "{wrong}");
        }
    }
}
