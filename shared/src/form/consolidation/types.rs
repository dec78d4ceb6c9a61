//! What 《区县事项范围汇总单》 holds.

use crate::date::Date;
use crate::form::text::{filled, sane};
use crate::id::RecordId;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Content of the consolidation, drawn up by the office that reviews a district's scope lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Consolidation {
    /// Full name of the district.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub district: String,
    /// The edition that was answered.
    #[validate(custom(function = filled), length(max = 32), custom(function = sane))]
    pub edition: String,
    /// Every department of the district that has items, in the order of the tree.
    pub departments: Vec<DepartmentRow>,
}

/// A department, with its accepted list or with the reason why there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DepartmentRow {
    /// Its full name.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub department: String,
    /// Its list, as it was accepted last; none: it has none yet.
    pub list: Option<AcceptedList>,
    /// Why the district is handed over without its list; empty where there is one.
    #[validate(length(max = 500), custom(function = sane))]
    pub reason: String,
}

/// An accepted scope list. Its digest binds the consolidation to every row of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptedList {
    /// The archived record.
    pub record: RecordId,
    /// Its reference.
    pub reference: String,
    /// The day of its acceptance.
    pub accepted_on: Date,
    /// SHA-256 of its canonical bytes.
    pub sha256: String,
    /// Its rows.
    pub items: u32,
    /// Rows that count for the share.
    pub countable: u32,
    /// Of these, those with a batch.
    pub batched: u32,
}
