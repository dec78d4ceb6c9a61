//! Formats of item codes (事项编码). They differ by province and year, so they are data of the
//! programme.

use serde::{Deserialize, Serialize};

/// A named format: its parts in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Stable name, for example `national-basic`.
    pub name: String,
    /// Parts from left to right; the code has no other letters.
    pub parts: Vec<Part>,
}

/// One part of a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What the part means; `base` marks the part by which districts share a municipal form.
    pub name: String,
    /// What it looks like.
    pub kind: PartKind,
}

/// What a part of a code looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PartKind {
    /// So many digits.
    Digits(u8),
    /// Exactly this text.
    Literal(String),
    /// One of these texts.
    OneOf(Vec<String>),
    /// A unified social credit code, 18 letters, with a right check letter.
    CreditCode,
}
