//! What is to be printed.

use serde_json::Value;

/// One revision of a form, ready to be frozen.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// Which form.
    pub template: Template,
    /// Its content, as on the wire.
    pub content: &'a Value,
    /// The record's short reference.
    pub reference: &'a str,
    /// Revision, from 1.
    pub revision: u16,
    /// SHA-256 of the canonical bytes, hex.
    pub digest_sha256: &'a str,
    /// SM3 of the canonical bytes, hex.
    pub digest_sm3: &'a str,
    /// When the revision is frozen, seconds since 1970 UTC.
    pub printed_at: i64,
    /// Whether the paper counts.
    pub marking: Marking,
    /// Text of the QR code of page `n` of `N`, in QR's alphanumeric set: 66 characters.
    pub code: &'a dyn Fn(u8, u8) -> String,
    /// The short code of page `n` in letters under it.
    pub letters: &'a dyn Fn(u8) -> String,
}

/// Which form is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// 《事项优化确认单》, annex 3.
    Optimization,
    /// 《接口联调确认单》, task 5.
    JointDebug,
    /// 《事项开通确认单》, annex 4.
    GoLive,
    /// 《通报》.
    Bulletin,
}

/// Whether the paper counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    /// A form in use.
    Official,
    /// From a demonstration: marked 样张 on every page.
    Sample,
}
