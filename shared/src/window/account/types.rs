//! What the roster holds.

use crate::date::Date;
use crate::form::text::{filled, sane};
use crate::window::Tier;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A change of the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Roster {
    /// Accounts: at least one.
    pub rows: Vec<Account>,
}

/// An account on the provincial platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Account {
    /// 姓名.
    #[validate(custom(function = filled), length(max = 50), custom(function = sane))]
    pub name: String,
    /// 手机号.
    #[validate(custom(function = filled), length(max = 20), custom(function = sane))]
    pub mobile: String,
    /// 所在单位: the unit that employs the person, by its full name.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub organisation: String,
    /// Which of the four levels; absent while unanswered.
    pub level: Option<Tier>,
    /// 服务中心, by its full name.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub centre: String,
    /// 注册: absent until it is done.
    pub registered: Option<Date>,
    /// 授权: absent until it is done.
    pub authorised: Option<Date>,
    /// 分发到个人: absent until it is done.
    pub handed_over: Option<Date>,
}
