//! What is known of the print that a code names.

use crate::db::schema::{records, revisions, scan_pages};
use crate::db::{Conn, code};
use crate::error::Result;
use crate::print::first_bytes;
use crate::scan::decide::Known;
use diesel::prelude::*;
use std::collections::BTreeSet;
use yinzheng_shared::id::{OrganisationId, RecordId};

/// A print by its record and revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Print {
    /// The record.
    pub record: RecordId,
    /// The revision on the paper.
    pub revision: u16,
}

/// What is known of a print; none when the record or the revision is not here.
///
/// # Errors
/// Of the database.
pub(super) fn known(conn: &mut Conn, print: Print) -> Result<Option<Known>> {
    type Row = (String, i32, Option<i32>, Option<String>, String);
    let row: Option<Row> = records::table
        .inner_join(revisions::table.on(revisions::record_id.eq(records::id)))
        .filter(records::id.eq(print.record.to_string()))
        .filter(revisions::revision.eq(i32::from(print.revision)))
        .select((
            records::state,
            records::revision,
            revisions::print_pages,
            revisions::print_sha256,
            revisions::sha256,
        ))
        .first(conn)
        .optional()?;
    let Some((state, current, pages, printed, sha256)) = row else {
        return Ok(None);
    };
    let printed_pages = printed.and(pages).map(code::small).transpose()?;
    Ok(Some(Known {
        state: code::word(&state)?,
        current: code::small(current)?,
        printed_pages,
        digest: first_bytes(&sha256)?,
        held: held(conn, print)?,
    }))
}

/// Pages of a print that scans hold.
pub(super) fn held(conn: &mut Conn, print: Print) -> Result<BTreeSet<u8>> {
    let pages: Vec<Option<i32>> = scan_pages::table
        .filter(scan_pages::record_id.eq(print.record.to_string()))
        .filter(scan_pages::revision.eq(i32::from(print.revision)))
        .filter(scan_pages::holds.eq(true))
        .select(scan_pages::page)
        .load(conn)?;
    pages.into_iter().flatten().map(code::small).collect()
}

/// The record of a reference, with its owner; none when there is none.
///
/// # Errors
/// Of the database.
pub(super) fn print_of_reference(conn: &mut Conn, reference: &str) -> Result<Option<(RecordId, OrganisationId)>> {
    let row: Option<(String, String)> = records::table
        .filter(records::reference.eq(reference))
        .select((records::id, records::owner_id))
        .first(conn)
        .optional()?;
    row.map(|(record, owner)| Ok((code::id(&record)?, code::id(&owner)?)))
        .transpose()
}
