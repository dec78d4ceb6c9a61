//! Scans: states of an uploaded file and what each page turned out to be.

use serde::{Deserialize, Serialize};

/// Where an uploaded file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScanState {
    /// Stored, not read yet.
    Received,
    /// Its pages have been read; each has an outcome.
    Read,
    /// Could not be read; the reason is kept.
    SetAside,
}

/// What one page turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A page of the current print of a record.
    Matched,
    /// The same page of the same print is already in this file or waiting.
    Duplicate,
    /// A page of a print whose record has moved on to a later revision.
    Superseded,
    /// A page of a record that has been given up.
    Void,
    /// The record is already archived.
    AlreadyArchived,
    /// Nothing stands on it: the back of a sheet.
    Blank,
    /// No code could be read.
    Unreadable,
    /// Codes were read, none of them ours.
    Foreign,
    /// Looks like ours, but its check value is wrong.
    Forged,
    /// Genuine by its check value, but no such print is known here.
    UnknownHere,
    /// Issued by another installation, or under a key that is not known here.
    AnotherInstallation,
    /// A page of another organisation's record; the uploader learns no more.
    NotYours,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 12] = [
        Self::Matched,
        Self::Duplicate,
        Self::Superseded,
        Self::Void,
        Self::AlreadyArchived,
        Self::Blank,
        Self::Unreadable,
        Self::Foreign,
        Self::Forged,
        Self::UnknownHere,
        Self::AnotherInstallation,
        Self::NotYours,
    ];

    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Duplicate => "duplicate",
            Self::Superseded => "superseded",
            Self::Void => "void",
            Self::AlreadyArchived => "already_archived",
            Self::Blank => "blank",
            Self::Unreadable => "unreadable",
            Self::Foreign => "foreign",
            Self::Forged => "forged",
            Self::UnknownHere => "unknown_here",
            Self::AnotherInstallation => "another_installation",
            Self::NotYours => "not_yours",
        }
    }

    /// Whether a person may type the code of such a page: nothing was read that says what it is.
    #[must_use]
    pub const fn may_be_assigned(self) -> bool {
        matches!(self, Self::Unreadable | Self::Foreign | Self::Blank)
    }

    /// The outcome of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}
