//! Bodies of the HTTP interface under `/api/v1`.

pub mod admin;
pub mod assessment;
pub mod form_link;
pub mod go_live;
pub mod interface;
pub mod item;
pub mod notice;
pub mod obligation;
pub mod optimization_session;
pub mod programme;
pub mod published;
pub mod record;
pub mod scan;
pub mod schedule;
pub mod scope_list;
pub mod session;
pub mod spreadsheet;
pub mod window;

use serde::{Deserialize, Serialize};

/// A moment, RFC 3339 in UTC with milliseconds: `2018-09-25T06:03:00.000Z`.
pub type Moment = String;

/// So far long lists are counted; a total beyond says no more than that there are more.
pub const COUNTED: u64 = 1_000;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Listing<T> {
    /// The entries, newest first unless said otherwise.
    pub entries: Vec<T>,
    /// How many there are in all that match. Records and numbers of cases, and items that are searched for a text, are
    /// counted no further than one more than [`COUNTED`].
    pub total: u64,
    /// Cursor of the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next: Option<String>,
}
