//! Signing in.

use crate::date::Date;
use crate::id::UserId;
use crate::organisation::{Level, OrganisationRef, Role};
use serde::{Deserialize, Serialize};

/// `POST session`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Login name.
    pub login: String,
    /// Password.
    pub password: String,
}

/// `GET me`: who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The person.
    pub id: UserId,
    /// Name as shown to others.
    pub name: String,
    /// Login name.
    pub login: String,
    /// What the person may do.
    pub role: Role,
    /// Where the person works.
    pub organisation: OrganisationRef,
    /// Where that organisation stands.
    pub level: Level,
    /// The business date.
    pub today: Date,
    /// What waits for this person.
    pub waiting: Waiting,
}

/// Counts of what waits, for the navigation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Records on which this person can take the next step.
    pub records: u64,
    /// Complete sets of pages that wait at the desk for confirmation.
    pub desk: u64,
    /// Scan pages that nobody has assigned yet.
    pub unassigned: u64,
    /// Notices that this person has not read.
    pub notices: u64,
}
