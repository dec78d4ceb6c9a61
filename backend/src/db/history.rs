//! The timeline of a record, read from the audit trail.

use super::moment::{Timestamp, wire};
use super::schema::audit;
use super::{Conn, code};
use crate::auth::Scope;
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::record::{Action, Event};
use yinzheng_shared::id::RecordId;

/// The timeline of a record that the scope shows, oldest first.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::NotFound`], and those of the database.
pub fn of_record(conn: &mut Conn, scope: &Scope, id: RecordId) -> Result<Vec<Event>> {
    super::records::find(conn, scope, id)?;
    type Row = (
        Timestamp,
        String,
        String,
        String,
        String,
        i32,
        Option<String>,
        Option<String>,
    );
    let rows: Vec<Row> = audit::table
        .filter(audit::record_id.eq(id.to_string()))
        .order((audit::at.asc(), audit::id.asc()))
        .select((
            audit::at,
            audit::business_date,
            audit::actor_name,
            audit::organisation_name,
            audit::action,
            audit::revision,
            audit::digest,
            audit::reason,
        ))
        .load(conn)?;
    let mut events = Vec::with_capacity(rows.len());
    for (at, on, actor, organisation, action, revision, digest, reason) in rows {
        if let Some(action) = Action::from_code(&action) {
            let (on, revision) = (code::day(&on)?, code::small(revision)?);
            events.push(Event {
                at: wire(at),
                on,
                actor,
                organisation,
                action,
                revision,
                digest,
                reason,
            });
        }
    }
    Ok(events)
}
