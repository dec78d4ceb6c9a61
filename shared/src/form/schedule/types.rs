//! What 《事项发布进度安排表》 holds.

use crate::date::Date;
use crate::form::text::{filled, sane};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Content of the form: one batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Schedule {
    /// The issuing bureau, by its full name.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub issuer: String,
    /// 批次.
    pub batch: Option<u8>,
    /// Last day for the optimisation form, included; so are the other days.
    pub optimised_by: Option<Date>,
    /// Last day for developing and registering the interface.
    pub registered_by: Option<Date>,
    /// Last day for joint debugging.
    pub debugged_by: Option<Date>,
    /// Last day for the stamped go-live form.
    pub confirmed_by: Option<Date>,
    /// Last day for publication.
    pub published_by: Option<Date>,
    /// The items.
    pub rows: Vec<Row>,
}

/// One item of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Row {
    /// 事项名称.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub item_name: String,
    /// 事项编码.
    #[validate(custom(function = filled), length(max = 64), custom(function = sane))]
    pub item_code: String,
    /// The department that owns it, by its full name.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub department: String,
}

/// A day of the schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Milestone {
    /// 优化.
    Optimised,
    /// 接口注册.
    Registered,
    /// 联调.
    Debugged,
    /// 开通确认.
    Confirmed,
    /// 发布.
    Published,
}

impl Milestone {
    /// Every day, in the order in which they come.
    pub const ALL: [Self; 5] = [
        Self::Optimised,
        Self::Registered,
        Self::Debugged,
        Self::Confirmed,
        Self::Published,
    ];

    /// Name of the field on the wire.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Optimised => "optimised_by",
            Self::Registered => "registered_by",
            Self::Debugged => "debugged_by",
            Self::Confirmed => "confirmed_by",
            Self::Published => "published_by",
        }
    }

    /// The day that a schedule sets.
    #[must_use]
    pub const fn day(self, form: &Schedule) -> Option<Date> {
        match self {
            Self::Optimised => form.optimised_by,
            Self::Registered => form.registered_by,
            Self::Debugged => form.debugged_by,
            Self::Confirmed => form.confirmed_by,
            Self::Published => form.published_by,
        }
    }
}
