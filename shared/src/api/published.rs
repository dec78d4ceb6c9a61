//! What is public: published items and their guides, `GET published`, for anybody without a session.

use crate::date::Date;
use crate::form::optimization::{MaterialGroup, Scenario};
use crate::organisation::OrganisationRef;
use serde::{Deserialize, Serialize};

/// A published item as its list shows it. Secret, sensitive and cancelled items are never among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedItem {
    /// 事项编码.
    pub code: String,
    /// 事项名称.
    pub name: String,
    /// The organisation whose item it is.
    pub owner: OrganisationRef,
    /// Since when it is published.
    pub published_on: Date,
    /// Whether there is a guide (智慧导办).
    pub has_guide: bool,
}

/// `GET published/{code}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Published {
    /// The item.
    pub item: PublishedItem,
    /// What to hand in, by situation; absent while no form that anybody may read covers the item.
    pub guide: Option<PublishedGuide>,
}

/// 智慧导办: materials and scenarios of the archived optimisation form that covers an item. The people
/// whom the form names are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedGuide {
    /// 材料颗粒化清单.
    pub material_groups: Vec<MaterialGroup>,
    /// 办事场景颗粒化清单.
    pub scenarios: Vec<Scenario>,
    /// The business date on which the form was archived.
    pub archived_on: Date,
}
