//! How a change is judged, and what became of something that a client named itself.

use crate::state::Rules;
use yinzheng_shared::locale::Language;

/// By what a change is judged.
#[derive(Clone, Copy)]
pub struct Judge<'a> {
    /// Programme and calendar.
    pub rules: &'a Rules,
    /// Language of findings.
    pub language: Language,
}

/// Whether something was made now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// Just now.
    Now,
    /// By the same request before.
    Before,
}
