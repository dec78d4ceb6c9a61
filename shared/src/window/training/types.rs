//! What is kept of training.

use crate::date::Date;
use crate::form::text::{filled, sane};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// What people at windows learnt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Lessons {
    /// By account: at least one.
    pub rows: Vec<Trainee>,
}

/// What one of them learnt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Trainee {
    /// The window account, by its identifier.
    #[validate(custom(function = filled), length(max = 36), custom(function = sane))]
    pub account: String,
    /// Training films seen to the end.
    pub films: Vec<FilmSeen>,
    /// The day on which the demonstration item (“示范”事项) was practised without a mistake; absent until
    /// then.
    pub practised: Option<Date>,
}

/// A film and when it was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct FilmSeen {
    /// Code of the film in the programme.
    #[validate(custom(function = filled), length(max = 50), custom(function = sane))]
    pub film: String,
    /// When; absent while unanswered.
    pub on: Option<Date>,
}
