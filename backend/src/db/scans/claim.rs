//! Which worker reads which scan: a claim with an end, so that another takes over after a crash.

use super::ScanRow;
use crate::db::audit::Actor;
use crate::db::moment::Timestamp;
use crate::db::schema::{organisations, scans};
use crate::db::{Tx, code, objects};
use crate::error::Result;
use crate::store::Hash;
use diesel::prelude::*;
use yinzheng_shared::id::{OrganisationId, ScanId};
use yinzheng_shared::scan::ScanState;

/// A scan that this worker reads. What the worker writes counts only while the claim is the newest.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The scan.
    pub scan: ScanId,
    /// Its bytes.
    pub hash: Hash,
    /// How often it was claimed, this time included.
    pub attempt: i32,
    /// Who uploaded it; its pages are matched in that name.
    pub uploader: Actor,
    /// Business date of the upload.
    pub uploaded_on: String,
}

/// Stands for the server's own workers, which have no caller: they see every scan that waits, and
/// nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Worker(());

impl Worker {
    /// For the start of the workers alone.
    pub(crate) const fn new() -> Self {
        Self(())
    }
}

/// Claims the oldest scan that waits, until `until`.
///
/// # Errors
/// Of the database.
pub fn claim(tx: &mut Tx<'_>, _worker: Worker, now: Timestamp, until: Timestamp) -> Result<Option<Claim>> {
    let row: Option<(ScanRow, String)> = scans::table
        .inner_join(organisations::table.on(organisations::id.eq(scans::organisation_id)))
        .filter(scans::state.eq(code::of(ScanState::Received)?))
        .filter(scans::claimed_until.is_null().or(scans::claimed_until.lt(now)))
        .order((scans::uploaded_at.asc(), scans::id.asc()))
        .select((ScanRow::as_select(), organisations::name))
        .first(tx.conn())
        .optional()?;
    let Some((row, organisation)) = row else {
        return Ok(None);
    };
    let attempt = row.attempts + 1;
    diesel::update(scans::table.find(&row.id))
        .set((scans::claimed_until.eq(until), scans::attempts.eq(attempt)))
        .execute(tx.conn())?;
    let organisation_id: OrganisationId = code::id(&row.organisation_id)?;
    Ok(Some(Claim {
        scan: code::id(&row.id)?,
        hash: objects::hash(&row.sha256)?,
        attempt,
        uploader: Actor {
            user: row.uploaded_by_user.as_deref().map(code::id).transpose()?,
            key: row.uploaded_by_key.as_deref().map(code::id).transpose()?,
            name: row.uploader_name,
            organisation: Some((organisation_id, organisation)),
            request: row.id,
        },
        uploaded_on: row.uploaded_on,
    }))
}

/// Holds a claim until `until`, while its worker is at it.
///
/// # Errors
/// Of the database.
pub fn renew(tx: &mut Tx<'_>, claim: &Claim, until: Timestamp) -> Result<()> {
    if holds(tx, claim)? {
        diesel::update(scans::table.find(claim.scan.to_string()))
            .set(scans::claimed_until.eq(until))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// Whether the claim is still the newest and its scan unread.
pub(super) fn holds(tx: &mut Tx<'_>, claim: &Claim) -> Result<bool> {
    let row: Option<(String, i32)> = scans::table
        .find(claim.scan.to_string())
        .select((scans::state, scans::attempts))
        .first(tx.conn())
        .optional()?;
    Ok(row == Some((code::of(ScanState::Received)?, claim.attempt)))
}

/// Gives a claim back that came to nothing by no fault of the file; it may be claimed after `again`.
///
/// # Errors
/// Of the database.
pub fn release(tx: &mut Tx<'_>, claim: &Claim, again: Timestamp) -> Result<()> {
    if holds(tx, claim)? {
        diesel::update(scans::table.find(claim.scan.to_string()))
            .set((scans::claimed_until.eq(again), scans::attempts.eq(claim.attempt - 1)))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// Sets a scan aside for a reason, by its code.
///
/// # Errors
/// Of the database.
pub fn set_aside(tx: &mut Tx<'_>, claim: &Claim, reason: &str) -> Result<()> {
    if holds(tx, claim)? {
        diesel::update(scans::table.find(claim.scan.to_string()))
            .set((
                scans::state.eq(code::of(ScanState::SetAside)?),
                scans::set_aside.eq(reason),
                scans::claimed_until.eq(None::<Timestamp>),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}
