//! The last step of a record: its package is durable, and nothing changes any more.

use super::change::{Change, apply};
use super::stored::Stored;
use crate::db::audit::{Actor, Entry, Stamp};
use crate::db::schema::records;
use crate::db::{Tx, audit, objects};
use crate::error::Result;
use crate::store;
use diesel::prelude::*;
use yinzheng_shared::api::record::Action;

/// Closes a record with its package. What was wrong with an earlier scan or list is history: a closed
/// record has no fault.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::StaleRecord`], and those of the database.
pub(in crate::db) fn close(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    actor: &Actor,
    record: &Stored,
    change: Change,
    package: store::Stored,
) -> Result<()> {
    let digest = package.hash.to_string();
    objects::note(tx, package, "application/zip", stamp.at)?;
    let change = Change {
        returned_because: Some(None),
        ..change
    };
    apply(tx, stamp, record, change)?;
    diesel::update(records::table.find(record.id.to_string()))
        .set((
            records::archived_at.eq(stamp.at),
            records::archived_on.eq(stamp.on.to_string()),
            records::archived_by.eq(actor.user.map(|id| id.to_string())),
            records::package_sha256.eq(&digest),
        ))
        .execute(tx.conn())?;
    let entry = Entry::of_record(Action::Archived, record.id, record.revision).with_digest(digest);
    audit::record(tx, stamp, actor, &entry)
}
