//! Uploaded scans and the desk.

use super::Moment;
use super::record::{MatchedPage, RecordSummary};
use crate::form::mark::Mark;
use crate::id::{RecordId, ScanId};
use crate::organisation::OrganisationRef;
use crate::scan::{Outcome, ScanState};
use serde::{Deserialize, Serialize};

/// An uploaded file: the answer to `POST scans` (202) and an entry of `GET scans`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Scan {
    /// Identifier; of the first upload when the same file came before.
    pub id: ScanId,
    /// Name of the file as sent, shortened to 200 characters.
    pub file_name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, hex.
    pub sha256: String,
    /// When it came.
    pub uploaded_at: Moment,
    /// Who sent it: a person's name or a key's label.
    pub uploaded_by: String,
    /// Their organisation.
    pub organisation: OrganisationRef,
    /// Where it stands.
    pub state: ScanState,
    /// Code of the reason why it was set aside; the texts are in `locales/…/scan.toml`.
    pub set_aside: Option<String>,
    /// Whether this very file had been uploaded before.
    pub seen_before: bool,
    /// Pages with their outcomes; empty until read.
    pub pages: Vec<ScanPage>,
    /// Pages of prints that this file begins but does not hold: record, revision, page.
    pub missing: Vec<MissingPage>,
}

/// One page of a scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScanPage {
    /// From 1.
    pub number: u16,
    /// What it turned out to be.
    pub outcome: Outcome,
    /// The printed page it shows, when the asker may know.
    pub shows: Option<ShownPage>,
    /// Who typed the code of an unreadable page, while a second person has not confirmed it.
    pub assigned_by: Option<String>,
}

/// A printed page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShownPage {
    /// The record.
    pub record: RecordId,
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The revision on the paper.
    pub revision: u16,
    /// Page, from 1.
    pub page: u8,
    /// Of how many.
    pub pages: u8,
}

/// A printed page that no scan holds yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingPage {
    /// Reference of the record.
    pub reference: String,
    /// Page, from 1.
    pub page: u8,
    /// Of how many.
    pub pages: u8,
}

/// `POST scans/{id}/assign`: the short code typed for an unreadable page. The first person
/// proposes; a second person who types the same code makes it a match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssignPage {
    /// Page of the scan, from 1.
    pub page: u16,
    /// The code in letters, for example `K7QF2M9-R2-P1-T`.
    pub code: String,
}

/// `POST scans/{id}/confirm`: what the person at the desk saw on the complete set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmScan {
    /// The record.
    pub record: RecordId,
    /// Its revision, as shown.
    pub revision: u16,
    /// The marks that were seen; all that the form asks for are needed.
    pub marks: Vec<Mark>,
}

/// `POST scans/{id}/refuse`: the set goes back, the record to printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefuseScan {
    /// The record.
    pub record: RecordId,
    /// Its revision, as shown.
    pub revision: u16,
    /// The reason, 1 to 500 characters.
    pub reason: String,
}

/// `GET desk`: complete sets that wait for the receiving office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Desk {
    /// Sets to confirm, oldest first.
    pub sets: Vec<DeskSet>,
    /// Pages of the asker's organisation (all, for the bureau) that matched nothing and wait to be
    /// assigned.
    pub unassigned: Vec<UnassignedPage>,
}

/// A complete set of pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskSet {
    /// The record.
    pub record: RecordSummary,
    /// Its pages in order.
    pub pages: Vec<MatchedPage>,
    /// When the set became complete.
    pub complete_since: Moment,
    /// Who uploaded.
    pub uploaded_by: Vec<String>,
    /// Whether the asker uploaded a page of it and so cannot confirm.
    pub own_upload: bool,
}

/// A page that matched nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnassignedPage {
    /// The file.
    pub scan: ScanId,
    /// Its name.
    pub file_name: String,
    /// The page.
    #[serde(flatten)]
    pub page: ScanPage,
}
