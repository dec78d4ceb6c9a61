//! The timeline of a record, read from the audit trail.

use super::moment::{Timestamp, wire};
use super::schema::audit;
use super::{Backend, Conn, code, visible};
use crate::auth::Scope;
use crate::error::Result;
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};
use yinzheng_shared::api::record::{Action, Event};
use yinzheng_shared::id::{RecordId, ScanId};

/// Chooses rows of the audit trail.
type Choice = Box<dyn BoxableExpression<audit::table, Backend, SqlType = Nullable<Bool>>>;

/// The timeline of a record that the scope shows, oldest first.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::NotFound`], and those of the database.
pub fn of_record(conn: &mut Conn, scope: &Scope, id: RecordId) -> Result<Vec<Event>> {
    let record = super::records::find(conn, scope, id)?;
    let of_record = audit::record_id.eq(id.to_string());
    if visible::reads_as_issued(scope, &record) {
        return events(conn, Box::new(of_record.and(audit::action.eq(Action::Archived.code()))));
    }
    events(conn, Box::new(of_record))
}

/// The timeline of a record and of the uploads of its scans, oldest first, for its package.
pub(super) fn with_uploads(conn: &mut Conn, id: RecordId, scans: &[ScanId]) -> Result<Vec<Event>> {
    let scans: Vec<String> = scans.iter().map(ToString::to_string).collect();
    let uploaded = audit::scan_id
        .eq_any(scans)
        .and(audit::action.eq(Action::Uploaded.code()));
    events(conn, Box::new(audit::record_id.eq(id.to_string()).or(uploaded)))
}

fn events(conn: &mut Conn, choice: Choice) -> Result<Vec<Event>> {
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
        .filter(choice)
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
