//! Who took part and signs, as several forms list them.

use crate::finding::Path;
use crate::form::field::{self, FieldRules};
use crate::form::text::{filled, sane};
use crate::locale::form as label;
use crate::rule::Findings;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A person who took part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Participant {
    /// Name.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub name: String,
    /// Unit, by its full name.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub unit: String,
    /// Position, for example 业务负责人 or 窗口负责人.
    #[validate(custom(function = filled), length(max = 50), custom(function = sane))]
    pub position: String,
}

/// Notes what is wrong with the fields of one who took part.
pub(crate) fn check(findings: &mut Findings, rules: FieldRules, person: &Participant, path: &Path) {
    let fields = [
        ("name", label::PARTICIPANT_NAME),
        ("unit", label::PARTICIPANT_UNIT),
        ("position", label::PARTICIPANT_POSITION),
    ];
    field::check(findings, rules, person, path, &fields);
}
