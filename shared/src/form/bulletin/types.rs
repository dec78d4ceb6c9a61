//! What 《通报》 holds.

use crate::date::Date;
use crate::form::text::{filled, sane};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Content of the bulletin, written by the project office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Bulletin {
    /// 发文字号.
    #[validate(custom(function = filled), length(max = 64), custom(function = sane))]
    pub number: String,
    /// 标题.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub title: String,
    /// 主送机关.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub recipients: String,
    /// The day whose figures they are, as the board told them when it was handed in; absent while unanswered.
    pub figures_on: Option<Date>,
    /// The first paragraph.
    #[validate(custom(function = filled), length(max = 1_000), custom(function = sane))]
    pub opening: String,
    /// How far city and districts are, as the assessment board says.
    pub areas: Vec<AreaProgress>,
    /// Units that are behind.
    pub named: Vec<NamedUnit>,
    /// What is asked of them.
    pub demands: Vec<Demand>,
    /// 发文机关, by its full name.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub issuer: String,
    /// 成文日期; absent while unanswered.
    pub issued: Option<Date>,
    /// 抄送机关; may be empty.
    #[validate(length(max = 200), custom(function = sane))]
    pub copies: String,
}

/// How far a city (its own departments) or a district is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct AreaProgress {
    /// Its full name.
    pub area: String,
    /// Items that count for the share.
    pub countable: u64,
    /// Of these, those that are connected.
    pub connected: u64,
    /// Of these, those that are published.
    pub published: u64,
    /// Of these, those whose day of publication has passed and which are not published.
    pub overdue: u64,
}

/// A unit that is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct NamedUnit {
    /// Its full name: a city, a district or a department.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub unit: String,
    /// Why.
    #[validate(custom(function = filled), length(max = 1_000), custom(function = sane))]
    pub because: String,
}

/// What is asked of those who are behind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Demand {
    /// A paragraph.
    #[validate(custom(function = filled), length(max = 1_000), custom(function = sane))]
    pub text: String,
}
