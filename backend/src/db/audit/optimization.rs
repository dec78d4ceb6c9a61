//! What was done about sessions, and about links of districts' items to municipal forms.

/// What was laid down of a session (事项梳理会).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Session {
    /// It was convened; the reason gives day and items.
    Convened,
    /// It was changed; the reason gives day and items.
    Changed,
    /// It was called off, for the reason given.
    CalledOff,
}

impl Session {
    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Convened => "session_convened",
            Self::Changed => "session_changed",
            Self::CalledOff => "session_called_off",
        }
    }
}

/// What became of a link of a district's item to a municipal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The district proposed it.
    Proposed,
    /// The department consented; the item is optimised.
    Agreed,
    /// The department did not, with a reason.
    Declined,
    /// One side took it back, with a reason.
    Withdrawn,
}

impl Link {
    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "link_proposed",
            Self::Agreed => "link_agreed",
            Self::Declined => "link_declined",
            Self::Withdrawn => "link_withdrawn",
        }
    }
}
