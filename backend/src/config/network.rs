//! The public address, and networks of trusted proxies.

use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

/// The address that browsers use: scheme and host, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    scheme: Scheme,
    host: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

impl PublicUrl {
    /// `https://host` or `http://host:port`, as `Origin` headers carry it.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether it is plain http.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.scheme == Scheme::Http
    }

    /// Whether the host is this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "YINZHENG_PUBLIC_URL: scheme and host without a path, such as https://forms.example.cn";
        let uri: actix_web::http::Uri = text.parse().map_err(|_| WRONG)?;
        let scheme = match uri.scheme_str() {
            Some("http") => Scheme::Http,
            Some("https") => Scheme::Https,
            _ => return Err(WRONG),
        };
        let (Some(host), Some(authority)) = (uri.host(), uri.authority()) else {
            return Err(WRONG);
        };
        if uri.path() != "/" || uri.query().is_some() || authority.as_str().contains('@') {
            return Err(WRONG);
        }
        let port = match (scheme, uri.port_u16()) {
            (Scheme::Http, None | Some(80)) | (Scheme::Https, None | Some(443)) => String::new(),
            (_, Some(port)) => format!(":{port}"),
        };
        let name = if scheme == Scheme::Http { "http" } else { "https" };
        let host = host.to_ascii_lowercase();
        Ok(Self {
            origin: format!("{name}://{host}{port}"),
            scheme,
            host,
        })
    }
}

/// Addresses and networks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses(Vec<Network>);

impl Addresses {
    /// Whether one of the networks holds `address`.
    #[must_use]
    pub fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }
}

impl FromStr for Addresses {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

/// A network such as `10.0.0.0/8`, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    bits: u128,
    mask: u128,
}

impl Network {
    fn contains(self, address: IpAddr) -> bool {
        number(address) & self.mask == self.bits
    }
}

impl FromStr for Network {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "an address such as 10.0.0.1 or a network such as 10.0.0.0/8";
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| WRONG)?;
        let width: u32 = if address.is_ipv4() { 32 } else { 128 };
        let length = length.map_or(Ok(width), str::parse).map_err(|_| WRONG)?;
        if length > width {
            return Err(WRONG);
        }
        let mask = u128::MAX.checked_shl(width - length).unwrap_or(0);
        Ok(Self {
            bits: number(address) & mask,
            mask,
        })
    }
}

/// IPv4 addresses count as their mapped IPv6 ones.
fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(address.to_ipv6_mapped()),
        IpAddr::V6(address) => u128::from(address),
    }
}

/// The network that one attacker can be assumed to hold: the address itself, or its /64 in IPv6.
#[must_use]
pub fn neighbourhood(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => IpAddr::V4(four),
            None => IpAddr::V6(Ipv6Addr::from(u128::from(six) & (u128::MAX << 64))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_has_no_path_and_no_default_port() {
        let url: PublicUrl = "https://Forms.example.cn:443".parse().unwrap();
        assert_eq!(url.origin(), "https://forms.example.cn");
        assert!("https://forms.example.cn/app".parse::<PublicUrl>().is_err());
        assert!("ftp://forms.example.cn".parse::<PublicUrl>().is_err());
        assert!("http://[::1]:8080".parse::<PublicUrl>().unwrap().is_loopback());
        assert!(
            !"http://127.0.0.1.example.cn"
                .parse::<PublicUrl>()
                .unwrap()
                .is_loopback()
        );
    }

    #[test]
    fn networks_hold_their_addresses_only() {
        let trusted: Addresses = "10.0.0.0/8, 192.0.2.7, 2001:db8::/32".parse().unwrap();
        for inside in ["10.255.0.1", "192.0.2.7", "2001:db8:1::1", "::ffff:10.0.0.1"] {
            assert!(trusted.contain(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["11.0.0.1", "192.0.2.8", "2001:db9::1"] {
            assert!(!trusted.contain(outside.parse().unwrap()), "{outside}");
        }
        assert!("10.0.0.0/33".parse::<Addresses>().is_err());
        assert!(!Addresses::default().contain("127.0.0.1".parse().unwrap()));
    }
}
