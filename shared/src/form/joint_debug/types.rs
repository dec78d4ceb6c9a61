//! What 《接口联调确认单》 holds.

use crate::date::Date;
use crate::form::item_row::ItemRow;
use crate::form::participant::Participant;
use crate::form::scope::SystemLevel;
use crate::form::text::{filled, sane};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Content of the form, written by the unit whose business system is connected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct JointDebug {
    /// 建设单位: the unit whose system serves the items, by its full name; it owns the record.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub unit: String,
    /// 业务系统层级; absent while unanswered.
    pub system_level: Option<SystemLevel>,
    /// 业务系统名称.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub system_name: String,
    /// 驻场 or 远程; absent while unanswered.
    pub mode: Option<Mode>,
    /// First day; absent while unanswered.
    pub started: Option<Date>,
    /// Last day; absent while unanswered.
    pub finished: Option<Date>,
    /// Interfaces that were debugged, each with its test cases.
    pub interfaces: Vec<Interface>,
    /// Items that they serve.
    pub rows: Vec<ItemRow>,
    /// Technicians of the unit and of the platform, who sign.
    pub participants: Vec<Participant>,
    /// 联调结论; absent while unanswered.
    pub conclusion: Option<Outcome>,
}

/// Where the technicians worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 驻场联调, at the data resources bureau.
    OnSite,
    /// 远程联调.
    Remote,
}

/// How a test case, or the whole, ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 通过.
    Passed,
    /// 未通过.
    Failed,
}

/// One interface as the sharing platform has registered it, and its four test cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Interface {
    /// 注册编号 on the municipal sharing platform.
    #[validate(custom(function = filled), length(max = 64), custom(function = sane))]
    pub number: String,
    /// 接口名称.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub name: String,
    /// 注册日期; absent while unanswered.
    pub registered: Option<Date>,
    /// 正常数据; absent while unanswered, as the others.
    pub normal: Option<Outcome>,
    /// 错误数据.
    pub wrong_data: Option<Outcome>,
    /// 超时.
    pub timeout: Option<Outcome>,
    /// 重复提交.
    pub duplicate: Option<Outcome>,
    /// What a case that did not pass ran into.
    #[validate(length(max = 500), custom(function = sane))]
    pub note: String,
}

impl Interface {
    /// The test cases by their names on the wire, in the order of the form.
    #[must_use]
    pub const fn cases(&self) -> [(&'static str, Option<Outcome>); 4] {
        [
            ("normal", self.normal),
            ("wrong_data", self.wrong_data),
            ("timeout", self.timeout),
            ("duplicate", self.duplicate),
        ]
    }

    /// Whether a case did not pass.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.cases()
            .iter()
            .any(|(_, outcome)| *outcome == Some(Outcome::Failed))
    }

    /// Whether every case passed.
    #[must_use]
    pub fn has_passed(&self) -> bool {
        self.cases()
            .iter()
            .all(|(_, outcome)| *outcome == Some(Outcome::Passed))
    }
}
