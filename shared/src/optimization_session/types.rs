//! What is laid down of a session.

use crate::date::Date;
use crate::form::participant::Participant;
use crate::form::text::{filled, sane};
use crate::id::OrganisationId;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A session in which departments and the project office go through items.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct OptimizationSession {
    /// What it is called.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub title: String,
    /// The day on which it is held; absent while unanswered. The stamp is due so many working days after it.
    pub held_on: Option<Date>,
    /// From when to when, in words; may be empty.
    #[validate(length(max = 50), custom(function = sane))]
    pub hours: String,
    /// Where it is held.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub place: String,
    /// Codes of the items that are gone through. Their departments are invited by that.
    pub items: Vec<String>,
    /// Who is invited besides, for example districts.
    pub invited: Vec<OrganisationId>,
    /// Who takes part, as far as it is known; the forms begin with them.
    pub participants: Vec<Participant>,
}
