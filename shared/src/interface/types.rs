//! What the register holds of an interface.

use crate::date::Date;
use crate::form::scope::SystemLevel;
use crate::form::text::{filled, sane};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// An interface by which a business system reaches the platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Interface {
    /// 注册编号 on the municipal sharing platform; empty before.
    #[validate(length(max = 64), custom(function = sane))]
    pub number: String,
    /// 接口名称.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub name: String,
    /// 业务系统层级; absent while unanswered.
    pub system_level: Option<SystemLevel>,
    /// 业务系统名称.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub system_name: String,
    /// How far it is.
    pub progress: Progress,
    /// 注册日期; absent before.
    pub registered: Option<Date>,
    /// Codes of the items that it serves.
    pub items: Vec<String>,
}

/// How far an interface is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// 待开发: named, not begun.
    #[default]
    Planned,
    /// 开发中.
    Developing,
    /// 已注册 on the municipal sharing platform.
    Registered,
}

impl Progress {
    /// Every step, in order.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Developing, Self::Registered];
}
