//! Scope lists (事项范围确认单): who has answered, what was accepted, what moves, what districts hand over.

use super::record::RecordSummary;
use super::spreadsheet::CellError;
use crate::date::Date;
use crate::form::scope::Row;
use crate::id::RecordId;
use crate::item::TransferState;
use crate::organisation::OrganisationRef;
use serde::{Deserialize, Serialize};

/// `GET scope-lists`: every department that has items, and its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScopeOverview {
    /// The edition that is being answered.
    pub edition: String,
    /// Departments in the order of areas and names.
    pub departments: Vec<ScopeDepartment>,
    /// Districts with items, in the order of the tree: which have handed their lists over to the city.
    pub districts: Vec<DistrictHandOver>,
}

/// A district in the overview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DistrictHandOver {
    /// The district.
    pub district: OrganisationRef,
    /// Its newest consolidation; none while nobody has begun it.
    pub record: Option<RecordSummary>,
    /// Whether the asker may read it.
    pub readable: bool,
    /// By when it is asked for.
    pub due: Date,
    /// Departments with items.
    pub asked: u64,
    /// Of these, those with an accepted list.
    pub accepted: u64,
    /// Whether departments or lists are others than the city accepted.
    pub changed: bool,
}

/// A department in the overview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScopeDepartment {
    /// The department.
    pub department: OrganisationRef,
    /// The city or district that it belongs to.
    pub area: Option<OrganisationRef>,
    /// Its newest list; none while nobody has opened it.
    pub list: Option<RecordSummary>,
    /// Whether the asker may read that list.
    pub readable: bool,
    /// By when the list is asked for.
    pub due: Date,
    /// Items of its catalogue.
    pub items: u64,
    /// Items that count, by accepted lists.
    pub in_scope: u64,
    /// Items that may be left out, by accepted lists.
    pub left_out: u64,
    /// Items that no accepted list has spoken of.
    pub unanswered: u64,
    /// Items that count and have a proposed batch.
    pub proposed: u64,
}

/// What opening lists answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenedLists {
    /// Lists that were opened now.
    pub opened: Vec<RecordId>,
    /// Departments in whose area nobody reviews: they get no list until somebody does.
    pub without_reviewer: Vec<OrganisationRef>,
}

/// `POST records/{id}/accept`, with `If-Match`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptRecord {
    /// Codes of the marked rows to which the reviewer consents: all of them, each looked at.
    #[serde(default)]
    pub consents: Vec<String>,
}

/// An item that moves to another department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transfer {
    /// The accepted list that says so.
    pub record: RecordId,
    /// Item code.
    pub code: String,
    /// Item name.
    pub name: String,
    /// From whom.
    pub from: OrganisationRef,
    /// To whom.
    pub to: OrganisationRef,
    /// What the list says.
    pub remark: String,
    /// Since when it waits.
    pub asked_on: Date,
    /// How it was answered.
    pub state: TransferState,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// `POST scope-lists/{record}/transfers/{code}`: the receiving department's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, tag = "answer", rename_all = "snake_case")]
pub enum TransferAnswer {
    /// The department takes the item over.
    Accept,
    /// It does not.
    Refuse {
        /// Why, 1 to 500 characters.
        reason: String,
    },
}

/// `POST records/{id}/table`: what a table says of a list. Nothing is kept: the page shows the difference
/// and saves it as it saves everything else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadTable {
    /// The rows of the table, each in the list or added to it.
    pub rows: Vec<Row>,
    /// What is wrong; when not empty, there are no rows.
    pub errors: Vec<CellError>,
}

impl From<Result<Vec<Row>, Vec<CellError>>> for ReadTable {
    fn from(read: Result<Vec<Row>, Vec<CellError>>) -> Self {
        match read {
            Ok(rows) => Self {
                rows,
                errors: Vec::new(),
            },
            Err(errors) => Self {
                rows: Vec::new(),
                errors,
            },
        }
    }
}
