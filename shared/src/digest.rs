//! Canonical bytes of a revision and their digests.

use crate::form::{Content, Form};
use serde::{Deserialize, Serialize};
use sha2::Digest as _;

/// Version of the canonical form itself.
pub const CANONICAL_VERSION: u16 = 1;

/// SHA-256 and SM3 over the same bytes, in lower-case hex.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Digests {
    /// SHA-256 (FIPS 180-4).
    pub sha256: String,
    /// SM3 (GB/T 32905).
    pub sm3: String,
}

impl Digests {
    /// Digests of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            sha256: hex(&sha2::Sha256::digest(bytes)),
            sm3: hex(&sm3::Sm3::digest(bytes)),
        }
    }
}

/// The bytes that stand for a revision: a header line with the canonical version, the form and the
/// version of its content, then the content as JSON with sorted keys and no white space.
#[must_use]
pub fn canonical_bytes(content: &Content) -> Vec<u8> {
    let mut bytes = format!("{}\n", header(content.form())).into_bytes();
    // A value's maps are sorted by key; strings, booleans and whole numbers always serialise.
    if let Ok(value) = serde_json::to_value(content)
        && let Ok(json) = serde_json::to_vec(&value)
    {
        bytes.extend(json);
    }
    bytes
}

/// The content that [`canonical_bytes`] of this program wrote; none when the bytes are of another
/// version, or no canonical bytes at all.
#[must_use]
pub fn read_canonical(bytes: &[u8]) -> Option<Content> {
    let (first, json) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
    let form = Form::ALL.into_iter().find(|form| first == header(*form))?;
    Content::from_json(form, json).ok()
}

fn header(form: Form) -> String {
    format!("yinzheng {CANONICAL_VERSION} {} {}", form.code(), form.format())
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| DIGITS.get(usize::from(digit)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_agree_with_the_published_vectors() {
        let digests = Digests::of(b"abc");
        assert_eq!(
            digests.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            digests.sm3,
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
    }

    #[test]
    fn the_order_of_keys_does_not_change_the_canonical_bytes() {
        let one = Content::from_json(Form::Optimization, r#"{"item_name":"甲","item_code":"1"}"#).unwrap();
        let two = Content::from_json(Form::Optimization, r#"{"item_code":"1","item_name":"甲"}"#).unwrap();
        assert_eq!(canonical_bytes(&one), canonical_bytes(&two));
        let text = String::from_utf8(canonical_bytes(&one)).unwrap();
        assert!(text.starts_with("yinzheng 1 optimization 1\n{\"item_code\":\"1\","));
        assert_eq!(read_canonical(text.as_bytes()), Some(one));
    }

    #[test]
    fn bytes_of_another_version_are_not_read_as_ours() {
        for other in [
            "",
            "{}",
            "yinzheng 2 optimization 1\n{}",
            "yinzheng 1 optimization 2\n{}",
            "yinzheng 1 no-form 1\n{}",
        ] {
            assert_eq!(read_canonical(other.as_bytes()), None, "{other}");
        }
    }
}
