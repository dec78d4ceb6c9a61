//! The digest that says which rules checked a revision.

use crate::calendar::Calendar;
use crate::digest::hex;
use crate::programme::Programme;
use sha2::{Digest as _, Sha256};

include!(concat!(env!("OUT_DIR"), "/rule_sources.rs"));

/// SHA-256, in hex, over the rule sources, the programme and the calendar; message texts are left
/// out. Page and server compute it alike; it travels with every submission and is kept with the
/// revision.
#[must_use]
pub fn digest(programme: &Programme, calendar: &Calendar) -> String {
    let mut hash = Sha256::new();
    hash.update(RULE_SOURCES.as_bytes());
    for part in [serde_json::to_vec(programme), serde_json::to_vec(calendar)] {
        let bytes = part.unwrap_or_default();
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
    hex(&hash.finalize())
}
