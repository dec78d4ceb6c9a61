//! Formats of item codes (事项编码). They differ by province and year, so they are data of the
//! programme.

use super::credit_code;
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

impl Profile {
    /// Whether a code is of this format.
    #[must_use]
    pub fn matches(&self, code: &str) -> bool {
        self.split(code).is_some()
    }

    /// The part by which districts share a municipal form: what the parts named `base` hold, one
    /// after the other. None when the code is not of this format or the format has no such part.
    #[must_use]
    pub fn base(&self, code: &str) -> Option<String> {
        let parts = self.split(code)?;
        let base: String = self
            .parts
            .iter()
            .zip(parts)
            .filter(|(part, _)| part.name == "base")
            .map(|(_, text)| text)
            .collect();
        (!base.is_empty()).then_some(base)
    }

    fn split<'a>(&self, code: &'a str) -> Option<Vec<&'a str>> {
        let mut rest = code;
        let mut found = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let (text, after) = part.kind.take(rest)?;
            found.push(text);
            rest = after;
        }
        rest.is_empty().then_some(found)
    }
}

impl PartKind {
    /// The part at the beginning of `text` and what follows it.
    fn take<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        match self {
            Self::Digits(count) => {
                let (part, rest) = text.split_at_checked(usize::from(*count))?;
                part.bytes().all(|byte| byte.is_ascii_digit()).then_some((part, rest))
            }
            Self::Literal(literal) => {
                let rest = text.strip_prefix(literal.as_str())?;
                Some((text.split_at_checked(literal.len())?.0, rest))
            }
            Self::OneOf(options) => {
                let option = options.iter().find(|option| text.starts_with(option.as_str()))?;
                text.split_at_checked(option.len())
            }
            Self::CreditCode => {
                let (part, rest) = text.split_at_checked(18)?;
                credit_code::is_valid(part).then_some((part, rest))
            }
        }
    }
}
