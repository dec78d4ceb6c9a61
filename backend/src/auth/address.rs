//! Where a request came from, and the name of the session's cookie.

use crate::config::{Addresses, PublicUrl, neighbourhood};
use actix_web::http::header::HeaderMap;
use std::net::{IpAddr, Ipv4Addr};

/// Name of the session's cookie: bound to host and https where there is https.
#[must_use]
pub fn cookie_name(site: &PublicUrl) -> &'static str {
    if site.is_plain() { "yinzheng" } else { "__Host-yinzheng" }
}

/// The address of the one who asked: the peer, or behind trusted proxies the last address in
/// `X-Forwarded-For` that is not a trusted proxy; in IPv6 its /64.
#[must_use]
pub fn of(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &Addresses) -> IpAddr {
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    if !trusted.contain(peer) {
        return neighbourhood(peer);
    }
    let mut hops: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let mut nearest = peer;
    while let Some(hop) = hops.pop() {
        // What stands before something unreadable could be anything.
        let Ok(address) = hop.parse::<IpAddr>() else { break };
        nearest = address;
        if !trusted.contain(address) {
            break;
        }
    }
    neighbourhood(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn from(peer: &str, forwarded: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.append(
            HeaderName::from_static("x-forwarded-for"),
            HeaderValue::from_str(forwarded).unwrap(),
        );
        of(peer.parse().ok(), &headers, &"10.0.0.0/8".parse().unwrap()).to_string()
    }

    #[test]
    fn a_forwarded_address_is_believed_from_a_trusted_proxy_only() {
        assert_eq!(from("198.51.100.1", "203.0.113.9"), "198.51.100.1");
        assert_eq!(from("10.0.0.1", "203.0.113.9"), "203.0.113.9");
        assert_eq!(from("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2"), "203.0.113.9");
        assert_eq!(from("10.0.0.1", "not an address"), "10.0.0.1");
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_address() {
        assert_eq!(from("10.0.0.1", "2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
