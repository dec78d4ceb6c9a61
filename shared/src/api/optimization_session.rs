//! Sessions (事项梳理会).

use crate::date::Date;
use crate::form::optimization::Difference;
use crate::form::participant::Participant;
use crate::id::{OptimizationSessionId, RecordId};
use crate::optimization_session::OptimizationSession;
use crate::organisation::OrganisationRef;
use crate::record::State;
use serde::{Deserialize, Serialize};

/// A session as its list shows it, `GET optimization-sessions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConvenedSession {
    /// Identifier.
    pub id: OptimizationSessionId,
    /// What it is called.
    pub title: String,
    /// The day on which it is held.
    pub held_on: Date,
    /// From when to when, in words.
    pub hours: String,
    /// Where it is held.
    pub place: String,
    /// The items that are gone through and the reader may know, in the order of their codes.
    pub items: Vec<TreatedItem>,
    /// Who is invited besides the departments of the items.
    pub invited: Vec<OrganisationRef>,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// For `If-Match` when it is changed.
    pub etag: String,
    /// Whether the reader may change it, or call it off.
    pub yours: bool,
    /// Since when it is not held, and why; none: it is.
    pub called_off: Option<CalledOff>,
}

/// That a session is not held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalledOff {
    /// The day on which it was called off.
    pub on: Date,
    /// Why.
    pub because: String,
}

/// `POST optimization-sessions/{id}/call-off`, with `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CallOff {
    /// Why, 1 to 500 characters.
    pub reason: String,
}

/// An item that a session goes through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TreatedItem {
    /// Item code.
    pub code: String,
    /// Item name.
    pub name: String,
    /// The department that answers for it.
    pub owner: OrganisationRef,
    /// Release batch.
    pub batch: Option<u8>,
    /// Its optimisation form; none while there is none that the reader may see.
    pub form: Option<TreatedForm>,
    /// Whether it needs no form of its own: that of another item covers it, or it is gone.
    pub settled: bool,
}

impl TreatedItem {
    /// Whether a form of its own is still to be begun.
    #[must_use]
    pub const fn waits_for_form(&self) -> bool {
        self.form.is_none() && !self.settled
    }
}

/// How far the form of an item is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TreatedForm {
    /// The record.
    pub record: RecordId,
    /// Its short readable number.
    pub reference: String,
    /// Where it stands.
    pub state: State,
    /// Materials before and after; none while the form does not tell.
    pub difference: Option<Difference>,
}

/// `POST optimization-sessions`. `PUT optimization-sessions/{id}` takes the `session` alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewOptimizationSession {
    /// Made by the client.
    pub id: OptimizationSessionId,
    /// What is laid down of it.
    pub session: OptimizationSession,
}
