//! Scans and their pages, as far as the asker may see them.

use super::known::{held, known};
use super::{PageRow, Print, ScanRow};
use crate::auth::{Scope, scope::Reach};
use crate::db::moment::{from_millis, millis, wire};
use crate::db::schema::{organisations, records, scan_pages, scans, users};
use crate::db::{Backend, Conn, code, objects, page};
use crate::error::{Error, Result};
use crate::scan::decide::missing;
use crate::store::Hash;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::scan::{MissingPage, Scan, ScanPage, ShownPage, UnassignedPage};
use yinzheng_shared::id::{OrganisationId, ScanId};
use yinzheng_shared::organisation::{OrganisationRef, Role};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;
use yinzheng_shared::scan::Outcome;

/// The last entry of a page of the list: where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    uploaded: i64,
    id: ScanId,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:x}.{}", self.uploaded, self.id.0.simple())
    }
}

impl std::str::FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (uploaded, id) = text.split_once('.').ok_or(Problem::BadRequest)?;
        let uploaded = i64::from_str_radix(uploaded, 16).map_err(|_| Problem::BadRequest)?;
        Ok(Self {
            uploaded,
            id: id.parse().map_err(|_| Problem::BadRequest)?,
        })
    }
}

/// The uploads that a scope shows: all for the bureau and the auditor, its own for a key, those of
/// the own organisation for others.
pub(in crate::db) fn visible<'a>(scope: &Scope) -> scans::BoxedQuery<'a, Backend> {
    let query = scans::table.into_boxed();
    match (scope.reach(), scope.key()) {
        (Reach::Everything, _) => query,
        (Reach::Uploads, Some(key)) => query.filter(scans::uploaded_by_key.eq(key.to_string())),
        (Reach::NoForm, _) | (Reach::Uploads, None) => {
            query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("1 = 0"))
        }
        (Reach::Area(_) | Reach::Line, _) => query.filter(scans::organisation_id.eq(scope.seat().id.to_string())),
    }
}

/// One page of the uploads that the scope shows, newest first.
///
/// # Errors
/// [`Problem::BadRequest`] for a cursor that leads nowhere, and those of the database.
pub fn list(conn: &mut Conn, scope: &Scope, after: Option<Cursor>, limit: i64) -> Result<Listing<Scan>> {
    let total: i64 = visible(scope).count().get_result(conn)?;
    let mut page = visible(scope).select(ScanRow::as_select());
    if let Some(cursor) = after {
        let at = from_millis(cursor.uploaded).ok_or(Problem::BadRequest)?;
        let id = cursor.id.to_string();
        page = page.filter(
            scans::uploaded_at
                .lt(at)
                .or(scans::uploaded_at.eq(at).and(scans::id.lt(id))),
        );
    }
    let rows: Vec<ScanRow> = page
        .order((scans::uploaded_at.desc(), scans::id.desc()))
        .limit(limit + 1)
        .load(conn)?;
    let (rows, more) = page::cut(rows, limit);
    let next = match rows.last().filter(|_| more) {
        Some(last) => Some(
            Cursor {
                uploaded: millis(last.uploaded_at),
                id: code::id(&last.id)?,
            }
            .to_string(),
        ),
        None => None,
    };
    let entries = rows
        .into_iter()
        .map(|row| body(conn, scope, row))
        .collect::<Result<_>>()?;
    Ok(Listing {
        entries,
        total: u64::try_from(total).unwrap_or_default(),
        next,
    })
}

/// One upload.
///
/// # Errors
/// [`Problem::NotFound`], and those of the database.
pub fn one(conn: &mut Conn, scope: &Scope, id: ScanId) -> Result<Scan> {
    let row = row(conn, scope, id)?;
    body(conn, scope, row)
}

/// The upload that was just received: also one that a colleague sent before, which a key does not
/// see otherwise.
///
/// # Errors
/// Of the database.
pub fn acknowledged(conn: &mut Conn, scope: &Scope, id: ScanId) -> Result<Scan> {
    let row: ScanRow = scans::table
        .find(id.to_string())
        .filter(scans::organisation_id.eq(scope.seat().id.to_string()))
        .select(ScanRow::as_select())
        .first(conn)?;
    body(conn, scope, row)
}

fn row(conn: &mut Conn, scope: &Scope, id: ScanId) -> Result<ScanRow> {
    let row = visible(scope)
        .filter(scans::id.eq(id.to_string()))
        .select(ScanRow::as_select());
    row.first(conn).optional()?.ok_or_else(|| Problem::NotFound.into())
}

/// A file of the store with its name.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// The bytes.
    pub hash: Hash,
    /// Name of the file as sent.
    pub file_name: String,
}

/// The file as it came.
///
/// # Errors
/// [`Problem::NotFound`], and those of the database.
pub fn file(conn: &mut Conn, scope: &Scope, id: ScanId) -> Result<StoredFile> {
    let row = row(conn, scope, id)?;
    Ok(StoredFile {
        hash: objects::hash(&row.sha256)?,
        file_name: row.file_name,
    })
}

/// Which picture of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// As large as it is kept.
    #[default]
    Full,
    /// 240 pixels wide.
    Thumbnail,
}

/// The picture of a page: for whoever sees the upload, and for the owner of the record that the page
/// shows.
///
/// # Errors
/// [`Problem::NotFound`], and those of the database.
pub fn picture(conn: &mut Conn, scope: &Scope, id: ScanId, number: u16, size: Size) -> Result<Hash> {
    let page: PageRow = scan_pages::table
        .find((id.to_string(), i32::from(number)))
        .select(PageRow::as_select())
        .first(conn)
        .optional()?
        .ok_or(Problem::NotFound)?;
    let owner: Option<OrganisationId> = match &page.record_id {
        Some(record) if page.holds && scope.user().is_some() => {
            let owner: Option<String> = records::table
                .find(record)
                .select(records::owner_id)
                .first(conn)
                .optional()?;
            owner.as_deref().map(code::id).transpose()?
        }
        _ => None,
    };
    if owner != Some(scope.seat().id) {
        row(conn, scope, id)?;
    }
    let hash = match size {
        Size::Full => page.picture,
        Size::Thumbnail => page.thumbnail,
    };
    objects::hash(&hash.ok_or(Problem::NotFound)?)
}

/// A page of an upload that the scope shows.
pub(super) fn page_row(conn: &mut Conn, scope: &Scope, id: ScanId, number: u16) -> Result<PageRow> {
    row(conn, scope, id)?;
    let page = scan_pages::table
        .find((id.to_string(), i32::from(number)))
        .select(PageRow::as_select());
    page.first(conn).optional()?.ok_or_else(|| Problem::NotFound.into())
}

/// Pages without a readable code that wait for the asker to type it, oldest upload first.
///
/// # Errors
/// Of the database.
pub fn unassigned(conn: &mut Conn, scope: &Scope, most: i64) -> Result<Vec<UnassignedPage>> {
    if !matches!(scope.role(), Some(Role::Staff | Role::Builder | Role::Bureau)) {
        return Ok(Vec::new());
    }
    let mut waiting = scan_pages::table
        .inner_join(scans::table.on(scans::id.eq(scan_pages::scan_id)))
        .filter(scan_pages::outcome.eq(Outcome::Unreadable.code()))
        .order((
            scans::uploaded_at.asc(),
            scan_pages::scan_id.asc(),
            scan_pages::number.asc(),
        ))
        .limit(most)
        .select((PageRow::as_select(), scans::file_name))
        .into_boxed();
    if !matches!(scope.reach(), Reach::Everything) {
        waiting = waiting.filter(scans::organisation_id.eq(scope.seat().id.to_string()));
    }
    let rows: Vec<(PageRow, String)> = waiting.load(conn)?;
    let (pages, names): (Vec<PageRow>, Vec<String>) = rows.into_iter().unzip();
    let bodies = page_bodies(conn, scope, &pages)?;
    let entries = pages.iter().zip(names).zip(bodies);
    entries
        .map(|((page, file_name), body)| {
            Ok(UnassignedPage {
                scan: code::id(&page.scan_id)?,
                file_name,
                page: body,
            })
        })
        .collect()
}

fn body(conn: &mut Conn, scope: &Scope, row: ScanRow) -> Result<Scan> {
    let organisation: String = organisations::table
        .find(&row.organisation_id)
        .select(organisations::name)
        .first(conn)?;
    let pages: Vec<PageRow> = scan_pages::table
        .filter(scan_pages::scan_id.eq(&row.id))
        .order(scan_pages::number.asc())
        .select(PageRow::as_select())
        .load(conn)?;
    let bodies = page_bodies(conn, scope, &pages)?;
    let missing = missing_pages(conn, &bodies)?;
    Ok(Scan {
        id: code::id(&row.id)?,
        file_name: row.file_name,
        bytes: u64::try_from(row.bytes).unwrap_or_default(),
        sha256: row.sha256,
        uploaded_at: wire(row.uploaded_at),
        uploaded_by: row.uploader_name,
        organisation: OrganisationRef {
            id: code::id(&row.organisation_id)?,
            name: organisation,
        },
        state: code::word(&row.state)?,
        set_aside: row.set_aside,
        seen_before: false,
        pages: bodies,
        missing,
    })
}

fn page_bodies(conn: &mut Conn, scope: &Scope, pages: &[PageRow]) -> Result<Vec<ScanPage>> {
    let shown = shown_records(conn, pages)?;
    let names = proposers(conn, pages)?;
    pages
        .iter()
        .map(|page| page_body(scope, page, &shown, &names))
        .collect()
}

struct ShownRecord {
    owner: OrganisationId,
    reference: String,
    title: String,
}

fn shown_records(conn: &mut Conn, pages: &[PageRow]) -> Result<HashMap<String, ShownRecord>> {
    let ids: BTreeSet<String> = pages.iter().filter_map(|page| page.record_id.clone()).collect();
    let rows: Vec<(String, String, String, String)> = records::table
        .filter(records::id.eq_any(ids))
        .select((records::id, records::owner_id, records::reference, records::title))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, owner, reference, title)| {
            Ok((
                id,
                ShownRecord {
                    owner: code::id(&owner)?,
                    reference,
                    title,
                },
            ))
        })
        .collect()
}

fn proposers(conn: &mut Conn, pages: &[PageRow]) -> Result<HashMap<String, String>> {
    let ids: BTreeSet<String> = pages.iter().filter_map(|page| page.assigned_by.clone()).collect();
    let rows: Vec<(String, String)> = users::table
        .filter(users::id.eq_any(ids))
        .select((users::id, users::name))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// What the asker may know of a page: of another organisation's record only that it is not theirs.
fn page_body(
    scope: &Scope,
    page: &PageRow,
    shown: &HashMap<String, ShownRecord>,
    names: &HashMap<String, String>,
) -> Result<ScanPage> {
    let outcome: Outcome = code::word(&page.outcome)?;
    let record = page.record_id.as_ref().and_then(|id| Some((id, shown.get(id)?)));
    let record = record.filter(|_| outcome != Outcome::UnknownHere);
    let everything = matches!(scope.reach(), Reach::Everything);
    let open = record.filter(|(_, record)| everything || record.owner == scope.seat().id);
    let shows = match (open, page.revision, page.page, page.pages) {
        (Some((id, record)), Some(revision), Some(number), Some(pages)) => Some(ShownPage {
            record: code::id(id)?,
            reference: record.reference.clone(),
            title: record.title.clone(),
            revision: code::small(revision)?,
            page: code::small(number)?,
            pages: code::small(pages)?,
        }),
        _ => None,
    };
    let waits = outcome.may_be_assigned();
    Ok(ScanPage {
        number: code::small(page.number)?,
        outcome: if record.is_some() && open.is_none() {
            Outcome::NotYours
        } else {
            outcome
        },
        shows,
        assigned_by: page
            .assigned_by
            .as_ref()
            .filter(|_| waits)
            .and_then(|by| names.get(by).cloned()),
    })
}

/// Pages of the current prints that the file begins, which no scan holds yet.
fn missing_pages(conn: &mut Conn, pages: &[ScanPage]) -> Result<Vec<MissingPage>> {
    let begun: BTreeMap<Print, (String, u8)> = pages
        .iter()
        .filter(|page| matches!(page.outcome, Outcome::Matched | Outcome::Duplicate))
        .filter_map(|page| page.shows.as_ref())
        .map(|shown| {
            (
                Print {
                    record: shown.record,
                    revision: shown.revision,
                },
                (shown.reference.clone(), shown.pages),
            )
        })
        .collect();
    let mut left = Vec::new();
    for (print, (reference, pages)) in begun {
        let waits =
            known(conn, print)?.is_some_and(|known| known.state == State::Printed && known.current == print.revision);
        if waits {
            let pages_left = missing(&held(conn, print)?, pages);
            left.extend(pages_left.into_iter().map(|page| MissingPage {
                reference: reference.clone(),
                page,
                pages,
            }));
        }
    }
    Ok(left)
}
