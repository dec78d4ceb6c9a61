//! What 《事项范围确认单》 holds.

use crate::form::text::{filled, sane};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Content of the form: one department's items in one edition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    /// The department, by its full name.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub department: String,
    /// The edition of the list, for example 8月版.
    #[validate(custom(function = filled), length(max = 50), custom(function = sane))]
    pub edition: String,
    /// The items, in the order of the catalogue; added ones at the end.
    pub rows: Vec<Row>,
}

/// One item with its nine columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Row {
    /// 事项编码, from the catalogue; of an added row the department's own.
    #[validate(custom(function = filled), length(max = 64), custom(function = sane))]
    pub code: String,
    /// 事项名称, from the catalogue; of an added row the department's own.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub name: String,
    /// ① 业务系统层级.
    pub system_level: Option<SystemLevel>,
    /// ② 业务系统名称.
    #[validate(length(max = 100), custom(function = sane))]
    pub system_name: String,
    /// ③ 业务系统覆盖范围.
    #[validate(length(max = 100), custom(function = sane))]
    pub coverage: String,
    /// ④ 是否涉密或敏感.
    pub privacy: Option<Privacy>,
    /// ⑤ 年办件量, of the whole city.
    pub annual_cases: Option<u32>,
    /// ⑥ 是否在实体窗口办理.
    pub at_window: Option<bool>,
    /// ⑦ 专项领域.
    pub special_domain: Option<SpecialDomain>,
    /// ⑧ 是否在专网: a private network that provincial authorities do not let us reach yet.
    pub private_network: Option<bool>,
    /// ⑨ 发布批次; none for an item that is not to be connected.
    pub batch: Option<u8>,
    /// How the item differs from the catalogue; none: it does not.
    pub change: Option<Change>,
    /// The department that an item moves to, by its full name.
    #[validate(length(max = 100), custom(function = sane))]
    pub receiver: String,
    /// 备注.
    #[validate(length(max = 500), custom(function = sane))]
    pub remark: String,
}

/// Who runs the business system that handles an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SystemLevel {
    /// 国家.
    National,
    /// 省.
    Provincial,
    /// 市.
    Municipal,
    /// 区县.
    District,
    /// 无: no system; the item is handled in the platform itself (全流程办理).
    None,
}

impl SystemLevel {
    /// Every level, in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::National,
        Self::Provincial,
        Self::Municipal,
        Self::District,
        Self::None,
    ];
}

/// Whether an item may be spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// 否.
    Open,
    /// 涉密.
    Secret,
    /// 敏感.
    Sensitive,
}

impl Privacy {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Open, Self::Secret, Self::Sensitive];
}

/// A domain that has a platform of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SpecialDomain {
    /// 无.
    None,
    /// 投资项目.
    Investment,
    /// 商事.
    Commerce,
    /// 不动产.
    RealEstate,
}

impl SpecialDomain {
    /// Every domain, in the order of the form.
    pub const ALL: [Self; 4] = [Self::None, Self::Investment, Self::Commerce, Self::RealEstate];
}

/// How an item differs from the catalogue. The reviewer consents to each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// 已取消.
    Cancelled,
    /// 部门调整: another department handles it, and accepts it.
    Moved,
    /// 新增: not in the catalogue yet.
    New,
    /// 其他, told in the remark.
    Other,
}

impl Change {
    /// Every change, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Cancelled, Self::Moved, Self::New, Self::Other];

    /// Whether the department still handles the item, so that its columns are to be filled.
    #[must_use]
    pub const fn stays(self) -> bool {
        matches!(self, Self::New | Self::Other)
    }
}

impl Row {
    /// Whether the department handles the item as far as this list says.
    #[must_use]
    pub fn stays(&self) -> bool {
        self.change.is_none_or(Change::stays)
    }

    /// Whether the item is secret or sensitive.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        matches!(self.privacy, Some(Privacy::Secret | Privacy::Sensitive))
    }
}
