//! What 《事项优化确认单》 holds.

use crate::date::Date;
use crate::form::participant::Participant;
use crate::form::text::{filled, sane};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Content of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Optimization {
    /// 一、事项名称.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub item_name: String,
    /// 二、事项编号.
    #[validate(custom(function = filled), length(max = 64), custom(function = sane))]
    pub item_code: String,
    /// 三、材料颗粒化清单, by 材料名称.
    pub material_groups: Vec<MaterialGroup>,
    /// 优化前需提交的材料数: how many materials a person handed in before; absent while nobody told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub materials_before: Option<u16>,
    /// 四、办事场景颗粒化清单: main classes.
    pub scenarios: Vec<Scenario>,
    /// 梳理会日期: the day of the session, from which the days to the stamp are counted; absent where there was
    /// none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_on: Option<Date>,
    /// Who took part in the session and signs on the spot.
    pub participants: Vec<Participant>,
    /// The municipal unit's leader, who confirms.
    #[validate(custom(function = filled), length(max = 50), custom(function = sane))]
    pub leader: String,
}

/// One 材料名称 with the granular materials that it falls into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct MaterialGroup {
    /// 材料名称.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub name: String,
    /// 材料颗粒化: at least one.
    pub materials: Vec<Material>,
}

/// One material at the smallest granularity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Material {
    /// 材料编号: `N` in a group of one, `N.M` in a group of several.
    pub number: String,
    /// 材料颗粒化: one concrete thing.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub name: String,
    /// 共享: fetched from shared data, handed in only when that fails.
    pub shared: bool,
    /// 通用: always required, whatever the scenario.
    pub general: bool,
}

/// 主类.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Scenario {
    /// `1`.
    pub number: String,
    /// Name of the main class.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub name: String,
    /// 次类: at least one.
    pub subclasses: Vec<Subclass>,
}

/// 次类: a question whose answers are attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Subclass {
    /// `1.1`.
    pub number: String,
    /// Name of the subclass.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub name: String,
    /// How many attributes an applicant chooses.
    pub choice: Choice,
    /// 属性: at least one.
    pub attributes: Vec<Attribute>,
}

/// How many attributes of a subclass apply at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// 单选.
    #[default]
    Single,
    /// 多选.
    Multiple,
}

/// 属性: one answer, and what it asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Attribute {
    /// `1.1.1`.
    pub number: String,
    /// Name of the attribute.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub name: String,
    /// 与材料对应关系; absent while unanswered.
    pub needs: Option<Needs>,
}

/// What an attribute asks for: `"none"` or `{"materials": ["2.1"]}` on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// 无需材料.
    None,
    /// Numbers of materials of this form.
    Materials(Vec<String>),
}
