//! `GET records/{id}`: a record with all that its page needs.

use super::filled::{Filled, filled};
use super::part::own_rows;
use super::stored::{Names, Stored, summary};
use crate::auth::Scope;
use crate::db::go_live::faults;
use crate::db::moment::{Timestamp, wire};
use crate::db::schema::{self, records, revisions, scan_pages, users};
use crate::db::{Conn, code, facts, scans, visible};
use crate::error::{Error, Result};
use diesel::prelude::*;
use serde_json::Value;
use yinzheng_shared::api::record::{Archived, MatchedPage, Print, Record};
use yinzheng_shared::digest::Digests;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::Content;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::programme::Context;
use yinzheng_shared::record::State;

/// The body of a record for a caller; of a schedule, no row that the caller does not read.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::OlderFormat`] when it is to be edited and its content is of a shape that this program
/// does not know, and those of the database.
pub fn body(conn: &mut Conn, scope: &Scope, context: &Context<'_>, record: &Stored) -> Result<Record> {
    let as_issued = visible::reads_as_issued(scope, record);
    let names = Names::of(conn, [record])?;
    let kept = revision(conn, record)?;
    let whole = filled(conn, record)?;
    let filled = if record.is_read_in_part(scope) {
        own_rows(conn, scope, &whole)?
    } else {
        whole
    };
    let (content, facts) = shown(conn, scope, context, record, &filled)?;
    let archived = match &record.archived {
        Some((at, on, by, package)) => Some(Archived {
            at: wire(*at),
            on: *on,
            by: users::table
                .find(by.to_string())
                .select(users::name)
                .first(conn)
                .optional()?
                .unwrap_or_default(),
            package_sha256: package.clone(),
        }),
        None => None,
    };
    Ok(Record {
        summary: summary(record, &names),
        etag: crate::http::etag::of(record.version),
        content,
        facts,
        reasons: if as_issued { Vec::new() } else { filled.reasons()? },
        digests: kept.as_ref().map(|kept| kept.digests.clone()),
        print: kept.and_then(|kept| kept.print),
        pages: if as_issued {
            Vec::new()
        } else {
            pages(conn, scope, record)?
        },
        moves: record.moves(scope),
        replaces: record.replaces,
        replaced_by: replaced_by(conn, scope, record)?,
        faults: faults::of(conn, record)?,
        archived,
    })
}

/// The content with its facts. What is frozen is shown as it was kept even when a later program has
/// another shape for it; a draft of that shape cannot be edited and is not half shown.
fn shown(
    conn: &mut Conn,
    scope: &Scope,
    context: &Context<'_>,
    record: &Stored,
    filled: &Filled,
) -> Result<(Value, Facts)> {
    let editable = matches!(record.state, State::Draft | State::Returned);
    match filled.content() {
        Ok(content) => {
            let facts = match &content {
                // Counting every item, or every list, is for the one who draws it up.
                Content::Bulletin(_) | Content::Consolidation(_) if !editable => Facts::default(),
                _ => facts::of(conn, scope, context, &content, record.owner)?,
            };
            Ok((serde_json::to_value(&content).map_err(Error::internal)?, facts))
        }
        Err(unreadable) if editable => Err(unreadable),
        Err(_) => Ok((filled.json()?, Facts::default())),
    }
}

/// What was issued in its place when it was given up, as far as the caller sees that. An archived record is
/// answered alike for ever, whatever corrects it.
fn replaced_by(conn: &mut Conn, scope: &Scope, record: &Stored) -> Result<Option<RecordId>> {
    if record.state != State::Void {
        return Ok(None);
    }
    let found: Option<String> = records::table
        .filter(visible::records(scope)?)
        .filter(records::replaces_id.eq(record.id.to_string()))
        .order(records::created_at.desc())
        .select(records::id)
        .first(conn)
        .optional()?;
    found.as_deref().map(code::id).transpose()
}

struct Kept {
    digests: Digests,
    print: Option<Print>,
}

fn revision(conn: &mut Conn, record: &Stored) -> Result<Option<Kept>> {
    type Found = (String, String, Option<String>, Option<i32>, Option<Timestamp>);
    let found: Option<Found> = revisions::table
        .find((record.id.to_string(), i32::from(record.revision)))
        .select((
            revisions::sha256,
            revisions::sm3,
            revisions::print_sha256,
            revisions::print_pages,
            revisions::printed_at,
        ))
        .first(conn)
        .optional()?;
    let Some((sha256, sm3, print, pages, printed_at)) = found else {
        return Ok(None);
    };
    let print = match (print, pages, printed_at) {
        (Some(sha256), Some(pages), Some(at)) => Some(Print {
            revision: record.revision,
            pages: code::small(pages)?,
            sha256,
            printed_at: wire(at),
        }),
        _ => None,
    };
    Ok(Some(Kept {
        digests: Digests { sha256, sm3 },
        print,
    }))
}

/// The scanned pages that certify it, as far as the caller may look at them: those who own it, and whoever sees the upload.
fn pages(conn: &mut Conn, scope: &Scope, record: &Stored) -> Result<Vec<MatchedPage>> {
    let mut rows: Vec<(Option<i32>, String, i32)> = scan_pages::table
        .filter(scan_pages::record_id.eq(record.id.to_string()))
        .filter(scan_pages::revision.eq(i32::from(record.revision)))
        .filter(scan_pages::holds.eq(true))
        .order((
            scan_pages::page.asc(),
            scan_pages::scan_id.asc(),
            scan_pages::number.asc(),
        ))
        .select((scan_pages::page, scan_pages::scan_id, scan_pages::number))
        .load(conn)?;
    if scope.seat().id != record.owner {
        let uploads = scans::visible(scope).filter(schema::scans::id.eq_any(rows.iter().map(|(_, scan, _)| scan)));
        let seen: Vec<String> = uploads.select(schema::scans::id).load(conn)?;
        rows.retain(|(_, scan, _)| seen.contains(scan));
    }
    rows.into_iter()
        .map(|(page, scan, number)| {
            Ok(MatchedPage {
                page: code::small(page.unwrap_or_default())?,
                scan: code::id(&scan)?,
                scan_page: code::small(number)?,
            })
        })
        .collect()
}
