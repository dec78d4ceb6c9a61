//! How many archived forms there are by the days that a figure asks for. The database counts them as they are archived.

use super::Tx;
use super::schema::{form_counts, records};
use crate::error::Result;
use diesel::dsl::exists;
use diesel::prelude::*;
use yinzheng_shared::record::State;

/// Counts the archived forms where none is counted yet: rows that came as they were, by a restore. How many kinds of
/// them there are.
///
/// # Errors
/// Of the database.
pub fn build_missing(tx: &mut Tx<'_>) -> Result<usize> {
    let archived = records::table.filter(records::state.eq(State::Archived.code()));
    let counted: bool = diesel::select(exists(form_counts::table.select(form_counts::form))).get_result(tx.conn())?;
    let archived: bool = diesel::select(exists(archived.select(records::id))).get_result(tx.conn())?;
    if counted || !archived {
        return Ok(0);
    }
    // The same that the migration counts.
    Ok(diesel::sql_query(
        "INSERT INTO form_counts (form, owner_id, due_on, submitted_on, received_on, amount) \
         SELECT form, owner_id, due_on, submitted_on, received_on, COUNT(*) \
         FROM (SELECT records.form, records.owner_id, records.due_on, COALESCE(records.received_on, '') AS received_on, \
         (SELECT MIN(revisions.submitted_on) FROM revisions WHERE revisions.record_id = records.id) AS submitted_on \
         FROM records WHERE records.state = 'archived' AND records.due_on IS NOT NULL \
         AND records.form IN ('optimization', 'go-live')) AS archived \
         WHERE submitted_on IS NOT NULL GROUP BY form, owner_id, due_on, submitted_on, received_on",
    )
    .execute(tx.conn())?)
}
