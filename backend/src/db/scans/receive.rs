//! The row that acknowledges an upload.

use super::ScanRow;
use crate::db::audit::{Actor, Entry, Stamp};
use crate::db::schema::scans;
use crate::db::{Tx, audit, code, objects};
use crate::error::{Error, Result};
use crate::store::Stored;
use diesel::prelude::*;
use uuid::Uuid;
use yinzheng_shared::api::record::Action;
use yinzheng_shared::id::{OrganisationId, ScanId};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::scan::ScanState;

/// An upload that is durable in the store.
#[derive(Clone, Debug)]
pub struct NewScan {
    /// The bytes.
    pub stored: Stored,
    /// Name of the file as sent, shortened.
    pub file_name: String,
    /// What its first bytes tell.
    pub media_type: &'static str,
    /// Who sent it.
    pub actor: Actor,
}

/// What became of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// It is new and waits to be read.
    New(ScanId),
    /// The same organisation sent these bytes before; this is that scan.
    SeenBefore(ScanId),
}

/// Acknowledges an upload.
///
/// # Errors
/// Of the database.
pub fn receive(tx: &mut Tx<'_>, stamp: Stamp, new: &NewScan) -> Result<Received> {
    let organisation: OrganisationId = new
        .actor
        .organisation
        .as_ref()
        .map(|(id, _)| *id)
        .ok_or(Problem::Forbidden)?;
    let sha256 = new.stored.hash.to_string();
    let before: Option<String> = scans::table
        .filter(scans::organisation_id.eq(organisation.to_string()))
        .filter(scans::sha256.eq(&sha256))
        .select(scans::id)
        .first(tx.conn())
        .optional()?;
    if let Some(id) = before {
        return Ok(Received::SeenBefore(code::id(&id)?));
    }
    objects::note(tx, new.stored, new.media_type, stamp.at)?;
    let id = ScanId(Uuid::now_v7());
    let row = ScanRow {
        id: id.to_string(),
        organisation_id: organisation.to_string(),
        sha256: sha256.clone(),
        file_name: new.file_name.clone(),
        bytes: i64::try_from(new.stored.bytes).map_err(Error::internal)?,
        uploaded_by_user: new.actor.user.map(|id| id.to_string()),
        uploaded_by_key: new.actor.key.map(|id| id.to_string()),
        uploader_name: new.actor.name.clone(),
        uploaded_at: stamp.at,
        uploaded_on: stamp.on.to_string(),
        state: code::of(ScanState::Received)?,
        set_aside: None,
        media: None,
        claimed_until: None,
        attempts: 0,
    };
    diesel::insert_into(scans::table).values(&row).execute(tx.conn())?;
    audit::record(
        tx,
        stamp,
        &new.actor,
        &Entry::of_scan(Action::Uploaded, id).with_digest(sha256),
    )?;
    Ok(Received::New(id))
}
