//! What a person is told: that something is due, or that something happened to a form.

use crate::locale::{Text, notice as text};
use crate::obligation::Occasion;
use serde::{Deserialize, Serialize};

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Due in so many working days.
    DueSoon,
    /// Due today.
    DueToday,
    /// Due so many working days ago.
    Overdue,
    /// A form was sent back, with a reason.
    Returned,
    /// Scanned pages were refused at the desk, with a reason.
    Refused,
    /// A form was confirmed and archived.
    Archived,
    /// A go-live form was issued to the organisation.
    Issued,
    /// A form was given up, with a reason, and nothing takes its place.
    Voided,
    /// A bulletin that was issued names the organisation.
    Named,
    /// A district proposes that the form covers an item of its own.
    LinkProposed,
    /// The department whose form it is consented.
    LinkAgreed,
    /// It did not, with a reason.
    LinkDeclined,
    /// The other side took it back, with a reason.
    LinkWithdrawn,
}

impl NoticeKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::DueSoon,
        Self::DueToday,
        Self::Overdue,
        Self::Returned,
        Self::Refused,
        Self::Archived,
        Self::Issued,
        Self::Voided,
        Self::Named,
        Self::LinkProposed,
        Self::LinkAgreed,
        Self::LinkDeclined,
        Self::LinkWithdrawn,
    ];

    /// What reminds on this occasion, and of how many days.
    #[must_use]
    pub const fn of_occasion(occasion: Occasion) -> (Self, u16) {
        match occasion {
            Occasion::Before(days) => (Self::DueSoon, days),
            Occasion::OnTheDay => (Self::DueToday, 0),
            Occasion::After(days) => (Self::Overdue, days),
        }
    }

    /// The sentence.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::DueSoon => text::KIND_DUE_SOON,
            Self::DueToday => text::KIND_DUE_TODAY,
            Self::Overdue => text::KIND_OVERDUE,
            Self::Returned => text::KIND_RETURNED,
            Self::Refused => text::KIND_REFUSED,
            Self::Archived => text::KIND_ARCHIVED,
            Self::Issued => text::KIND_ISSUED,
            Self::Voided => text::KIND_VOIDED,
            Self::Named => text::KIND_NAMED,
            Self::LinkProposed => text::KIND_LINK_PROPOSED,
            Self::LinkAgreed => text::KIND_LINK_AGREED,
            Self::LinkDeclined => text::KIND_LINK_DECLINED,
            Self::LinkWithdrawn => text::KIND_LINK_WITHDRAWN,
        }
    }
}
