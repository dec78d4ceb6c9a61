//! From a complete set of pages to the archived record.

use super::build::build;
use crate::auth::Person;
use crate::db;
use crate::db::desk::Seen;
use crate::error::{Refusal, Result};
use crate::state::AppState;
use std::sync::Arc;
use yinzheng_shared::form::mark::Mark;
use yinzheng_shared::problem::Problem;

/// Confirms that a set is signed and stamped: its package is durable first, then the record is archived
/// and its items move, in one transaction. The same person's second confirmation changes nothing.
///
/// # Errors
/// [`Problem::WrongShape`] when a mark that the form asks for was not seen, [`Problem::OwnUpload`],
/// `StaleRecord`, `NotFound`, those of the move, of the store and of the database.
pub async fn confirm(state: &AppState, person: &Person, seen: Seen, marks: &[Mark]) -> Result<()> {
    let (stamp, rules, asker) = (state.clock.stamp(), Arc::clone(&state.rules), person.clone());
    let ticked = marks.to_vec();
    let set = state
        .db
        .read(move |conn| {
            let set = db::desk::confirmable(conn, &asker.scope(), seen)?;
            let programme = &rules.programme.code;
            set.map(|set| {
                let marks = set.record.form.marks();
                if !marks.iter().all(|mark| ticked.contains(mark)) {
                    return Err(Refusal::from(Problem::WrongShape).with_detail("/marks").into());
                }
                let contents = db::archive::contents(conn, &asker, stamp, &set, programme, marks)?;
                Ok((set, contents))
            })
            .transpose()
        })
        .await?;
    let Some((set, contents)) = set else {
        return Ok(());
    };
    let package = build(&state.store, stamp.at, contents).await?;
    let change = person.clone();
    state
        .db
        .write(move |tx| db::desk::archive(tx, &change.scope(), stamp, &change.actor(), &set, package))
        .await
}
