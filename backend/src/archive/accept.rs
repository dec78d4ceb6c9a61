//! From a handed-in form to the archived one, without paper.

use super::build::build;
use crate::auth::Person;
use crate::db;
use crate::error::Result;
use crate::state::AppState;
use std::sync::Arc;
use yinzheng_shared::id::RecordId;

/// Accepts what was handed in: its package is durable first, then the record is archived and its items
/// move, in one transaction. The same person's second acceptance changes nothing.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::ConsentMissing`], `StaleRecord`, `NotFound`, those of the move,
/// of the store and of the database.
pub async fn accept(
    state: &AppState,
    person: &Person,
    id: RecordId,
    expected: i64,
    consents: Vec<String>,
) -> Result<()> {
    let (stamp, rules, asker) = (state.clock.stamp(), Arc::clone(&state.rules), person.clone());
    let form = state
        .db
        .read(move |conn| {
            let form = db::records::acceptable(conn, &asker.scope(), id, expected, &consents)?;
            let programme = &rules.programme.code;
            form.map(|form| {
                let contents = db::archive::of_unprinted(conn, &asker, stamp, &form.record, programme)?;
                Ok((form, contents))
            })
            .transpose()
        })
        .await?;
    let Some((form, contents)) = form else {
        return Ok(());
    };
    let package = build(&state.store, stamp.at, contents).await?;
    let (change, rules) = (person.clone(), Arc::clone(&state.rules));
    state
        .db
        .write(move |tx| {
            let programme = &rules.programme;
            db::records::accept(tx, &change.scope(), stamp, &change.actor(), programme, &form, package)
        })
        .await
}
