//! Links by hand: a district's item that a municipal optimisation form covers although its base code differs. The
//! district proposes, the department whose form it is consents; “各区、县(市)共享使用”, task 3.

use serde::{Deserialize, Serialize};

/// How a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// Waits for the department whose form it is.
    Proposed,
    /// The form covers the item.
    Agreed,
    /// It does not, with a reason.
    Declined,
    /// Taken back, with a reason; the form no longer covers the item.
    Withdrawn,
}

/// A step of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LinkMove {
    /// The form covers the item.
    Agree,
    /// It does not.
    Decline,
    /// The link is taken back.
    Withdraw,
}

/// How a person's organisation stands to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkSide {
    /// The district department whose item it is.
    Proposer,
    /// The municipal department whose form it is.
    Owner,
}

impl LinkMove {
    /// Every step.
    pub const ALL: [Self; 3] = [Self::Agree, Self::Decline, Self::Withdraw];

    /// How the link stands after it.
    #[must_use]
    pub const fn leads_to(self) -> LinkState {
        match self {
            Self::Agree => LinkState::Agreed,
            Self::Decline => LinkState::Declined,
            Self::Withdraw => LinkState::Withdrawn,
        }
    }
}

impl LinkState {
    /// Whether this side may make the step from here. Once the form covers the item, either side takes that back.
    #[must_use]
    pub const fn allows(self, step: LinkMove, side: LinkSide) -> bool {
        matches!(
            (self, step, side),
            (Self::Proposed, LinkMove::Agree | LinkMove::Decline, LinkSide::Owner)
                | (Self::Proposed, LinkMove::Withdraw, LinkSide::Proposer)
                | (Self::Agreed, LinkMove::Withdraw, LinkSide::Owner | LinkSide::Proposer)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_consents_to_their_own_proposal_and_what_has_ended_stays() {
        for step in LinkMove::ALL {
            for state in [LinkState::Declined, LinkState::Withdrawn] {
                assert!(!state.allows(step, LinkSide::Owner) && !state.allows(step, LinkSide::Proposer));
            }
        }
        assert!(LinkState::Proposed.allows(LinkMove::Agree, LinkSide::Owner));
        assert!(!LinkState::Proposed.allows(LinkMove::Agree, LinkSide::Proposer));
        assert!(
            !LinkState::Proposed.allows(LinkMove::Withdraw, LinkSide::Owner),
            "that is declining"
        );
        assert!(LinkState::Agreed.allows(LinkMove::Withdraw, LinkSide::Owner));
        assert!(LinkState::Agreed.allows(LinkMove::Withdraw, LinkSide::Proposer));
        assert!(!LinkState::Agreed.allows(LinkMove::Agree, LinkSide::Owner));
    }
}
