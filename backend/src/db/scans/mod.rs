//! Uploaded scans and their pages.

mod claim;
mod known;
mod outcome;
mod receive;
mod view;

pub use claim::{Claim, Worker, claim, release, renew, set_aside};
pub use known::Print;
pub use outcome::{Assigned, ReadPage, assign, finish};
pub use receive::{NewScan, Received, receive};
pub(super) use view::visible;
pub use view::{Cursor, Size, StoredFile, acknowledged, file, list, one, picture, unassigned};

use super::moment::Timestamp;
use super::schema::{scan_pages, scans};
use diesel::prelude::*;

/// A row of `scans`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = scans)]
struct ScanRow {
    id: String,
    organisation_id: String,
    sha256: String,
    file_name: String,
    bytes: i64,
    uploaded_by_user: Option<String>,
    uploaded_by_key: Option<String>,
    uploader_name: String,
    uploaded_at: Timestamp,
    uploaded_on: String,
    state: String,
    set_aside: Option<String>,
    media: Option<String>,
    claimed_until: Option<Timestamp>,
    attempts: i32,
}

/// A row of `scan_pages`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = scan_pages)]
struct PageRow {
    scan_id: String,
    number: i32,
    outcome: String,
    record_id: Option<String>,
    revision: Option<i32>,
    page: Option<i32>,
    pages: Option<i32>,
    holds: bool,
    picture: Option<String>,
    thumbnail: Option<String>,
    assigned_code: Option<String>,
    assigned_by: Option<String>,
}
