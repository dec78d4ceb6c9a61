//! What a check needs to know beside the form: read by the server, handed to the page.

use crate::assessment::Reason;
use crate::date::Date;
use crate::form::bulletin::AreaProgress;
use crate::form::consolidation::AcceptedList;
use crate::form::scope::SystemLevel;
use crate::item::ItemScope;
use crate::organisation::Level;
use crate::window::Tier;
use serde::{Deserialize, Serialize};

/// Facts for one check. An absent group skips the rules that need it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Facts {
    /// The organisation that owns the record: for a go-live form, its addressee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<OwnerFact>,
    /// The items that the form names, as far as the catalogue knows them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ItemFact>>,
    /// The owner's catalogue, for a scope list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catalogue: Option<CatalogueFacts>,
    /// The register of interfaces and the days of issued schedules, for a joint debugging form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debugging: Option<DebuggingFacts>,
    /// What is known of windows: centres, units, and which of the mobiles asked about are taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowFacts>,
    /// The assessment board of the day that a bulletin tells of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessment: Option<AssessmentFacts>,
    /// Days of the sessions that go through the item of an optimisation form and were not called off, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sessions: Option<Vec<Date>>,
    /// The accepted scope lists of the district that a consolidation hands over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<DistrictFacts>,
}

/// What a scope list is held against.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CatalogueFacts {
    /// The owner's items, in the order of their codes.
    pub items: Vec<CatalogueFact>,
    /// Full names of the departments that an item can move to.
    pub departments: Vec<String>,
    /// Those codes of added rows that the catalogue has elsewhere, in order.
    #[serde(default)]
    pub taken: Vec<String>,
}

/// An item of the owner's catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CatalogueFact {
    /// Item code.
    pub code: String,
    /// Item name.
    pub name: String,
    /// Cases a year that accepted lists of other units give for items of the same base code.
    #[serde(default)]
    pub cases_elsewhere: u64,
}

/// What a consolidation is held against.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DistrictFacts {
    /// Full name of the district.
    pub district: String,
    /// Its departments that have items, in the order of the tree.
    pub lists: Vec<DistrictList>,
}

/// A department of a district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DistrictList {
    /// Its full name.
    pub department: String,
    /// Its list of the edition, as it was accepted last; none: not yet.
    pub list: Option<AcceptedList>,
}

/// The owner of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnerFact {
    /// Full name of the organisation.
    pub name: String,
    /// Where it stands.
    pub level: Level,
}

/// What the catalogue says of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemFact {
    /// Item code.
    pub code: String,
    /// Item name.
    pub name: String,
    /// Name of the organisation that owns the item.
    pub owner: String,
    /// Name of the unit whose system serves the item, or that leads it when it is handled in the
    /// platform (全流程办理).
    pub serving: String,
    /// What accepted scope lists say of the item.
    #[serde(default = "catalogued")]
    pub scope: ItemScope,
    /// The batch that its department proposes.
    #[serde(default)]
    pub proposed_batch: Option<u8>,
    /// Release batch, 1 to 4; none while unscheduled.
    pub batch: Option<u8>,
    /// How it is connected.
    pub connection: Connection,
    /// Covered by an archived optimisation form.
    pub optimised: bool,
    /// Already published.
    pub published: bool,
}

const fn catalogued() -> ItemScope {
    ItemScope::Catalogued
}

/// What a joint debugging form, and an entry of the register of interfaces, is held against.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DebuggingFacts {
    /// Full name of the district that the owner is of; none for a department of the city.
    pub district: Option<String>,
    /// The owner's registered interfaces that the form names, in the order of their numbers.
    pub interfaces: Vec<InterfaceFact>,
    /// Days of the issued schedules that the items are in, in the order of the batches.
    pub days: Vec<BatchDay>,
    /// Those of the registration numbers asked about that another interface has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<String>,
}

/// A registered interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InterfaceFact {
    /// 注册编号.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Name of the business system.
    pub system_name: String,
    /// Who runs the system.
    pub system_level: SystemLevel,
    /// 注册日期.
    pub registered: Date,
    /// Codes of the items of the form that it serves, in order.
    pub items: Vec<String>,
}

/// Until when the items of a batch are to be debugged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BatchDay {
    /// Batch, from 1.
    pub batch: u8,
    /// The last day, included.
    pub debugged_by: Date,
}

/// What a bulletin is held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssessmentFacts {
    /// The day at whose end.
    pub on: Date,
    /// City and districts in the order of the tree.
    pub areas: Vec<AreaProgress>,
    /// Who is behind: areas first, then departments.
    pub behind: Vec<BehindFact>,
}

/// A unit that is behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BehindFact {
    /// Full name.
    pub unit: String,
    /// Why; at least one reason.
    pub reasons: Vec<Reason>,
}

/// What is known of the windows that rows speak of. Nothing in it tells more of anybody than the one
/// who asks has written there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct WindowFacts {
    /// Service centres that are open to have staff.
    pub centres: Vec<CentreFact>,
    /// Those of the units asked about that exist, by full name.
    pub units: Vec<String>,
    /// Those of the mobiles asked about, in their plain form, that another active account has.
    pub taken: Vec<String>,
    /// Those of the accounts asked about that are active and kept by the one who asks.
    pub accounts: Vec<String>,
}

/// A service centre (服务中心).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CentreFact {
    /// Full name.
    pub name: String,
    /// Which of the four levels it serves.
    pub level: Tier,
}

/// How an item reaches the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// Not connected yet.
    None,
    /// Its own system passed joint debugging (接口联调).
    JointDebugged,
    /// No system of its own; handled in the platform (全流程办理).
    FullProcess,
}
