//! Issuing go-live forms for many items and units, and reissuing one that came back.

use super::record::{RecordSummary, SubmitRecord};
use crate::facts::ItemFact;
use crate::id::{OrganisationId, RecordId};
use crate::organisation::{Level, OrganisationRef};
use crate::problem::ProblemBody;
use serde::{Deserialize, Serialize};

/// What an item of an issued batch lacks to go live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Nothing: it is ready.
    #[default]
    Nothing,
    /// No optimisation form that covers it is archived; it is connected.
    Optimisation,
    /// It is not connected; it is optimised.
    Connection,
    /// Neither is done.
    Both,
}

impl Lack {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Optimisation, Self::Connection, Self::Both];

    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Optimisation => "optimisation",
            Self::Connection => "connection",
            Self::Both => "both",
        }
    }
}

/// An item in `GET go-live/ready`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadyItem {
    /// The unit that serves it: the addressee.
    pub unit: OrganisationId,
    /// What the catalogue says, as a check of the form takes it.
    pub item: ItemFact,
}

/// `GET go-live`: how many items could go live, whatever the list is narrowed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GoLiveState {
    /// Items that lack nothing.
    pub ready: u64,
    /// Items that lack optimisation alone.
    pub not_optimised: u64,
    /// Items that lack connection alone.
    pub not_connected: u64,
    /// Items that lack both.
    pub neither: u64,
    /// Units with items that are ready, a line for each batch.
    pub units: Vec<ReadyUnit>,
}

impl GoLiveState {
    /// How many lack this.
    #[must_use]
    pub const fn count(&self, lack: Lack) -> u64 {
        match lack {
            Lack::Nothing => self.ready,
            Lack::Optimisation => self.not_optimised,
            Lack::Connection => self.not_connected,
            Lack::Both => self.neither,
        }
    }
}

/// A unit's ready items of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadyUnit {
    /// The unit.
    pub unit: OrganisationRef,
    /// Where it stands; a fact of the check.
    pub level: Level,
    /// Batch.
    pub batch: u8,
    /// Items that lack nothing.
    pub ready: u64,
}

/// Forms that one `POST go-live/issue` takes at most.
pub const MOST_FORMS: usize = 200;

/// `POST go-live/issue`: 1 to [`MOST_FORMS`] forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IssueForms {
    /// The forms.
    pub forms: Vec<IssueForm>,
}

/// One form to issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IssueForm {
    /// Made by the client; the same again issues nothing more.
    pub id: RecordId,
    /// The addressee.
    pub unit: OrganisationId,
    /// What the person saw, with reasons for warnings.
    pub submission: SubmitRecord,
}

/// What became of [`IssueForms`], in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedForms {
    /// The forms.
    pub forms: Vec<IssuedForm>,
}

/// What became of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedForm {
    /// As it was asked for.
    pub id: RecordId,
    /// The addressee.
    pub unit: OrganisationId,
    /// Issued, or not at all.
    #[serde(flatten)]
    pub outcome: IssueOutcome,
}

/// Whether a form was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IssueOutcome {
    /// It is; the record as it stands now.
    Issued(Box<RecordSummary>),
    /// It is not, and nothing of it was kept: as a form that is filled by hand would have been answered.
    Stopped(ProblemBody),
}

/// `POST records/{id}/reissue`, with `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReissueRecord {
    /// Of the new record; made by the client, so that the same again issues nothing more.
    pub id: RecordId,
    /// The form for the rows that passed, as [`reissued`](crate::form::go_live::reissued) draws it up; absent
    /// when none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission: Option<SubmitRecord>,
}
