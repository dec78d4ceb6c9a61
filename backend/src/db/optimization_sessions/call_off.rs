//! Calling a session off.

use super::convenes;
use super::list::find;
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Session, Stamp};
use crate::db::schema::optimization_sessions;
use crate::db::{Tx, audit};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::id::OptimizationSessionId;
use yinzheng_shared::problem::Problem;

/// Calls a session off that is still at the version expected. Forms that began from it stay; their days count from
/// their handing in. The same again, after a lost answer, changes nothing.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`] for all but the bureau, [`Problem::IllegalMove`] when it was called
/// off for another reason, [`Problem::StaleRecord`], and those of the database.
pub fn call_off(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    scope: &Scope,
    actor: &Actor,
    id: OptimizationSessionId,
    expected: i64,
    reason: &str,
) -> Result<()> {
    let row = find(tx, scope, id)?.ok_or(Problem::NotFound)?;
    if !convenes(scope) {
        return Err(Problem::Forbidden.into());
    }
    match row.called_off_because.as_deref() {
        Some(before) if before == reason => return Ok(()),
        Some(_) => return Err(Problem::IllegalMove.into()),
        None => {}
    }
    if row.version != expected {
        return Err(Problem::StaleRecord.into());
    }
    diesel::update(optimization_sessions::table.find(id.to_string()))
        .set((
            optimization_sessions::called_off_on.eq(stamp.on.to_string()),
            optimization_sessions::called_off_because.eq(reason),
            optimization_sessions::version.eq(expected + 1),
        ))
        .execute(tx.conn())?;
    let entry = Entry::of_session(Session::CalledOff, id).with_reason(reason);
    audit::record(tx, stamp, actor, &entry)
}
