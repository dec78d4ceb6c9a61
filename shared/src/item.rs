//! Where an item stands on its way: 事项的生命周期.

use serde::{Deserialize, Serialize};

/// What the scope lists say of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemScope {
    /// In the catalogue; no accepted list speaks of it.
    Catalogued,
    /// It counts for the share that is to be connected.
    InScope,
    /// It may be left out, for one of the reasons of the notice.
    LeftOut,
    /// It waits for another department to take it over (部门调整).
    Moving,
    /// 已取消.
    Cancelled,
}

/// A dated step of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// An accepted list says that it counts.
    InScope,
    /// An accepted list gives a reason for leaving it out.
    LeftOut,
    /// An accepted list says that another department handles it.
    Moving,
    /// The receiving department took it over.
    Moved,
    /// The receiving department refused it; it stays where it was.
    Stayed,
    /// An accepted list says that there is no such item any more.
    Cancelled,
    /// A schedule put it into a batch.
    Scheduled,
    /// A later schedule took it out of its batch.
    Withdrawn,
    /// Covered by an archived optimisation form.
    Optimised,
    /// The link by hand through which a municipal form covered it was taken back.
    Uncovered,
    /// Its system passed joint debugging, or it is handled in the platform (全流程办理).
    Connected,
    /// A go-live form came back with a fault of it: it is to be joint-debugged, or tested in the platform, anew. Or
    /// a file said that it is not connected after all.
    Disconnected,
    /// Named by a go-live form that came back stamped, and published.
    Published,
}

/// How the receiving department answers a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransferState {
    /// Not answered yet.
    Waiting,
    /// Taken over.
    Accepted,
    /// Refused with a reason.
    Refused,
}
