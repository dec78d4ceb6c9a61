//! What a check says about a form.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Blocks submission.
    Error,
    /// Submission needs a reason, which is kept.
    Warning,
}

/// The place of a field on the wire, a JSON pointer: `/material_groups/1/materials/0/name`.
/// The empty path is the whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Path(String);

impl Path {
    /// The whole form.
    #[must_use]
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// A field of what this path names.
    #[must_use]
    pub fn field(&self, name: &str) -> Self {
        Self(format!("{}/{name}", self.0))
    }

    /// The element at `index`, from 0, of the list that this path names.
    #[must_use]
    pub fn row(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<&str> for Path {
    fn from(pointer: &str) -> Self {
        Self(pointer.to_owned())
    }
}

/// One rule broken at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The field.
    pub path: Path,
    /// Stable code of the rule, for example `optimization.material.unused`.
    pub rule: String,
    /// Whether it blocks.
    pub severity: Severity,
    /// Values for the places of the message. Never content that a person typed; numbers of rows,
    /// limits and dates only.
    pub params: BTreeMap<String, String>,
    /// The sentence in the language asked for.
    pub message: String,
}

/// The result of a check: all findings in form order, and the rules that could not be applied
/// because their facts were absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// In form order.
    pub findings: Vec<Finding>,
    /// Codes of rules whose facts were absent, in the order of the rule list.
    pub skipped: Vec<String>,
}

impl Report {
    /// Whether a finding blocks submission.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}
