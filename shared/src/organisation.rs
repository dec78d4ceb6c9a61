//! Organisations and the roles of their people.

use crate::id::OrganisationId;
use serde::{Deserialize, Serialize};

/// Where an organisation stands in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 市.
    City,
    /// 区、县(市).
    District,
    /// 街道、乡镇.
    Street,
    /// 社区、村.
    Community,
    /// A department of the city.
    CityDepartment,
    /// A department of a district.
    DistrictDepartment,
}

/// What a person may do; see the table of roles in ARCHITECTURE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 部门填报人: fills, submits, prints, uploads for its own organisation.
    Staff,
    /// 审核人: reviews scope lists of the area that its organisation serves.
    Reviewer,
    /// 市数据资源局: the project office; issues go-live forms, confirms scans, publishes.
    Bureau,
    /// 区县电子政务部门: follows its district.
    Egov,
    /// 建设单位: technical people of a business system.
    Builder,
    /// 审管办 and street administrators.
    Hall,
    /// 监察: sees everything, changes nothing.
    Auditor,
    /// 系统管理员: users, organisations, keys, settings; no form.
    Admin,
}

impl Role {
    /// Every role, in the order in which lists show them.
    pub const ALL: [Self; 8] = [
        Self::Staff,
        Self::Reviewer,
        Self::Bureau,
        Self::Egov,
        Self::Builder,
        Self::Hall,
        Self::Auditor,
        Self::Admin,
    ];
}

/// An organisation as other bodies name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganisationRef {
    /// Identifier.
    pub id: OrganisationId,
    /// Full name.
    pub name: String,
}
