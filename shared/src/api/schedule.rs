//! The plan of release batches, and what was issued from it.

use super::record::{RecordSummary, SubmitRecord};
use crate::date::Date;
use crate::facts::Facts;
use crate::form::schedule::Schedule;
use crate::id::RecordId;
use crate::item::ItemScope;
use crate::organisation::OrganisationRef;
use serde::{Deserialize, Serialize};

/// `GET schedule`: the plan with its balance, as far as the person may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Plan {
    /// The batches of the programme, in order.
    pub batches: Vec<BatchPlan>,
    /// Departments that have items, in the order of the tree.
    pub departments: Vec<DepartmentPlan>,
}

/// One batch of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchPlan {
    /// Number of the batch.
    pub number: u8,
    /// By when its schedule is to be issued.
    pub issue_by: Date,
    /// Its days: to the bureau and supervision as they are planned, to a department as they were issued;
    /// none to a department before.
    pub days: Option<BatchDays>,
    /// Their version, for `If-Match` when they are set.
    pub etag: String,
    /// Items that are planned for it; to a department, that are in it once it is issued.
    pub planned: u64,
    /// Whether a schedule of it was issued.
    pub is_issued: bool,
    /// The schedule that holds, for those who may read it: a department finds its own items there.
    pub issued: Option<RecordSummary>,
    /// Items that the plan adds to what was issued.
    pub added: u64,
    /// Items that the plan takes away from what was issued.
    pub removed: u64,
}

/// The days of a batch, each included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BatchDays {
    /// For the optimisation form.
    pub optimised_by: Date,
    /// For developing and registering the interface.
    pub registered_by: Date,
    /// For joint debugging.
    pub debugged_by: Date,
    /// For the stamped go-live form.
    pub confirmed_by: Date,
    /// For publication.
    pub published_by: Date,
}

/// A department's share of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DepartmentPlan {
    /// The department.
    pub department: OrganisationRef,
    /// Items that count, by its accepted list.
    pub countable: u64,
    /// Items that no accepted list speaks of yet: scheduling them is provisional.
    pub open: u64,
    /// Items planned for each batch, in the order of the batches.
    pub planned: Vec<u64>,
    /// How many of those that count are to be connected.
    pub needed: u64,
}

/// An item in the plan, `GET schedule/items`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlannedItem {
    /// Item code.
    pub code: String,
    /// Item name.
    pub name: String,
    /// Department.
    pub department: OrganisationRef,
    /// What its list says.
    pub scope: ItemScope,
    /// The batch that its department proposes.
    pub proposed: Option<u8>,
    /// The batch that the bureau plans.
    pub planned: Option<u8>,
    /// The batch of the schedule that was issued.
    pub issued: Option<u8>,
}

/// `PUT schedule/items`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanItems {
    /// Item codes, at most 1,000.
    pub codes: Vec<String>,
    /// The batch; none: in no batch.
    pub batch: Option<u8>,
}

/// `GET schedule/batches/{number}/draft`: what would be issued now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScheduleDraft {
    /// The content.
    pub content: Schedule,
    /// Facts for its check.
    pub facts: Facts,
    /// The schedule that it replaces.
    pub replaces: Option<RecordId>,
    /// Codes of items that are new in it.
    pub added: Vec<String>,
    /// Items that are no longer in it, by code and name.
    pub removed: Vec<(String, String)>,
}

/// `POST schedule/batches/{number}/issue`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IssueSchedule {
    /// Made by the client; the same request again issues nothing more.
    pub id: RecordId,
    /// What the person saw, with reasons for warnings.
    pub submission: SubmitRecord,
}
