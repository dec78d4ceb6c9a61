//! `GET programme`: what the page needs before anyone signs in, and to check forms as the server
//! does.

use crate::calendar::Calendar;
use crate::date::Date;
use crate::programme::Programme;
use serde::{Deserialize, Serialize};

/// Programme, calendar and rule-set digest of this installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeBody {
    /// The programme.
    pub programme: Programme,
    /// Working days.
    pub calendar: Calendar,
    /// Digest of the rule set on the server.
    pub rule_set: String,
    /// The business date.
    pub today: Date,
    /// Whether the business date was set by the operator.
    pub today_is_set: bool,
    /// Whether this installation holds demonstration data.
    pub demonstration: bool,
    /// Logins of the demonstration: login, password, and role; empty otherwise.
    pub demonstration_logins: Vec<DemonstrationLogin>,
}

/// `POST business-date`, and its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BusinessDate {
    /// The business date from now on: not earlier than it is, at most 366 days later.
    pub today: Date,
}

/// A login of the demonstration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemonstrationLogin {
    /// Login name.
    pub login: String,
    /// Password.
    pub password: String,
    /// Role.
    pub role: crate::organisation::Role,
    /// Organisation by name.
    pub organisation: String,
}
