//! The register of interfaces.

use crate::date::Date;
use crate::facts::Connection;
use crate::form::scope::SystemLevel;
use crate::id::InterfaceId;
use crate::interface::{Interface, Progress};
use crate::organisation::OrganisationRef;
use crate::programme::Bearer;
use serde::{Deserialize, Serialize};

/// An interface as its list shows it, `GET interfaces`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegisteredInterface {
    /// Identifier.
    pub id: InterfaceId,
    /// The unit whose system it belongs to.
    pub unit: OrganisationRef,
    /// 业务系统名称.
    pub system_name: String,
    /// 业务系统层级.
    pub system_level: SystemLevel,
    /// Who pays for the connection; none where the programme does not say.
    pub bearer: Option<Bearer>,
    /// 接口名称.
    pub name: String,
    /// How far it is.
    pub progress: Progress,
    /// 注册编号; empty before.
    pub number: String,
    /// 注册日期.
    pub registered: Option<Date>,
    /// By when the schedule wants it registered; none while no item of it is in an issued batch.
    pub due: Option<Date>,
    /// The items that it serves and the reader may know, in the order of their codes; its own unit sees all.
    pub items: Vec<InterfaceItem>,
    /// For `If-Match` when it is changed.
    pub etag: String,
    /// Whether the reader may change it.
    pub yours: bool,
}

/// An item that an interface serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InterfaceItem {
    /// Item code.
    pub code: String,
    /// Item name; empty when the reader may not know it any more.
    pub name: String,
    /// Release batch.
    pub batch: Option<u8>,
    /// How it is connected.
    pub connection: Connection,
    /// Whether another unit's system serves it by now: the interface cannot be kept with it.
    #[serde(default)]
    pub moved: bool,
}

/// `POST interfaces`: one of the sender's unit. `PUT interfaces/{id}` takes the `interface` alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewInterface {
    /// Made by the client.
    pub id: InterfaceId,
    /// What is known of it.
    pub interface: Interface,
}

/// `POST items/full-process`: items that have no business system are handled in the platform (全流程办理).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FullProcess {
    /// Item codes, at most 1,000.
    pub codes: Vec<String>,
}

/// `POST items/full-process/withdraw`: items that are not handled in the platform after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithdrawFullProcess {
    /// Item codes, at most 1,000.
    pub codes: Vec<String>,
    /// Why, 1 to 500 characters; the audit trail keeps it.
    pub reason: String,
}

/// An item that no interface serves yet, `GET interfaces/missing`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnservedItem {
    /// Item code.
    pub code: String,
    /// Item name.
    pub name: String,
    /// The unit whose system serves it.
    pub serving: OrganisationRef,
    /// Release batch.
    pub batch: Option<u8>,
    /// Level of its system as the accepted scope list gives it.
    pub system_level: Option<SystemLevel>,
    /// Name of its system as the accepted scope list gives it.
    pub system_name: String,
    /// Who leads it when it is handled in the platform.
    pub lead: OrganisationRef,
}
