//! Addresses of pictures and files, and query strings.

use yinzheng_shared::id::{RecordId, ScanId};

/// The query of a list; empty values are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(&'static str, String)>);

impl Query {
    /// Adds a value, unless it is empty.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        if !value.is_empty() {
            self.0.push((name, value.to_owned()));
        }
        self
    }

    /// `path?a=b`, percent-encoded.
    #[must_use]
    pub fn on(&self, path: &str) -> String {
        let mut address = path.to_owned();
        for (index, (name, value)) in self.0.iter().enumerate() {
            address.push(if index == 0 { '?' } else { '&' });
            address.push_str(name);
            address.push('=');
            encode(value, &mut address);
        }
        address
    }
}

/// Percent-encodes all but unreserved characters (RFC 3986).
fn encode(value: &str, into: &mut String) {
    use std::fmt::Write as _;
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            into.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

/// A published item, under the address of the API.
#[must_use]
pub(super) fn published(code: &str) -> String {
    let mut address = "published/".to_owned();
    encode(code, &mut address);
    address
}

/// Picture of a scanned page.
#[must_use]
pub fn picture(scan: ScanId, page: u16) -> String {
    format!("/api/v1/scans/{scan}/pages/{page}")
}

/// Small picture of a scanned page.
#[must_use]
pub fn thumbnail(scan: ScanId, page: u16) -> String {
    format!("/api/v1/scans/{scan}/pages/{page}?size=thumbnail")
}

/// The file as it was uploaded.
#[must_use]
pub fn scan_file(scan: ScanId) -> String {
    format!("/api/v1/scans/{scan}/file")
}

/// Picture of a page of the current print.
#[must_use]
pub fn print_picture(record: RecordId, page: u8) -> String {
    format!("/api/v1/records/{record}/print/{page}.png")
}

/// The current print.
#[must_use]
pub fn print_pdf(record: RecordId) -> String {
    format!("/api/v1/records/{record}/print.pdf")
}

/// The archive package.
#[must_use]
pub fn package(record: RecordId) -> String {
    format!("/api/v1/records/{record}/package.zip")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_encoded_and_leaves_out_what_is_empty() {
        let query = Query::default()
            .with("q", "公司 A&B")
            .with("state", "")
            .with("form", "go-live");
        assert_eq!(query.on("records"), "records?q=%E5%85%AC%E5%8F%B8%20A%26B&form=go-live");
        assert_eq!(Query::default().on("records"), "records");
    }

    #[test]
    fn an_item_code_is_one_step_of_an_address() {
        assert_eq!(published("许可/1-0"), "published/%E8%AE%B8%E5%8F%AF%2F1-0");
    }
}
