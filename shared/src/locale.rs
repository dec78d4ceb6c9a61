//! Every sentence a person reads, in Simplified Chinese and English.

use serde::{Deserialize, Serialize};

/// A language of the page and of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The best language for an `Accept-Language` header; Chinese when none is known.
    #[must_use]
    pub fn from_accept(header: &str) -> Self {
        let first_known = header.split(',').find_map(|part| {
            let tag = part.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            if tag.starts_with("zh") {
                Some(Self::Chinese)
            } else if tag.starts_with("en") {
                Some(Self::English)
            } else {
                None
            }
        });
        first_known.unwrap_or_default()
    }
}

/// One sentence in every language. `{name}` marks a place that [`Text::with`] fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where the sentence stands: file and key.
    pub key: &'static str,
    chinese: &'static str,
    english: &'static str,
}

impl Text {
    const fn new(key: &'static str, chinese: &'static str, english: &'static str) -> Self {
        Self { key, chinese, english }
    }

    /// The sentence as it is written.
    #[must_use]
    pub const fn get(&self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.chinese,
            Language::English => self.english,
        }
    }

    /// The sentence with its places filled: `[("count", "3")]` replaces `{count}`.
    #[must_use]
    pub fn with(&self, language: Language, places: &[(&str, &str)]) -> String {
        let mut rest = self.get(language);
        let mut filled = String::with_capacity(rest.len());
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            match places.iter().find(|(key, _)| *key == name) {
                Some((_, value)) => filled.push_str(value),
                None => {
                    filled.push('{');
                    filled.push_str(name);
                    filled.push('}');
                }
            }
            rest = tail;
        }
        filled.push_str(rest);
        filled
    }
}

include!(concat!(env!("OUT_DIR"), "/text.rs"));
