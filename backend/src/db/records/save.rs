//! Saving a draft.

use super::change::{Change, apply};
use super::filled::{Filled, filled};
use super::stored::find;
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Stamp};
use crate::db::{Tx, audit, code};
use crate::error::Result;
use yinzheng_shared::api::record::{Action, WarningReason};
use yinzheng_shared::form::Content;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::record::Move;

/// What a page saves.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The version that the page read.
    pub expected: i64,
    /// The whole content.
    pub content: Content,
    /// Reasons for warnings so far.
    pub reasons: Vec<WarningReason>,
}

/// Saves a draft. The same draft again, after a lost answer, changes nothing.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::StaleRecord`] when somebody else saved in between, `OlderFormat`
/// when what is kept cannot be read and must not be lost under another content, those of the move, and
/// those of the database.
pub fn save(tx: &mut Tx<'_>, scope: &Scope, stamp: Stamp, actor: &Actor, id: RecordId, draft: &Draft) -> Result<()> {
    let record = find(tx, scope, id)?;
    let state = record.after(scope, Move::Edit)?;
    let same = is_same(&filled(tx, &record)?, draft)?;
    if same && (record.version == draft.expected || record.version == draft.expected + 1) {
        return Ok(());
    }
    record.still_at(draft.expected)?;
    let change = Change {
        state: Some(state),
        content: Some(draft.content.clone()),
        reasons: Some(code::to_json(&draft.reasons)?),
        ..Change::default()
    };
    apply(tx, stamp, &record, change)?;
    audit::record(tx, stamp, actor, &Entry::of_record(Action::Saved, id, record.revision))
}

fn is_same(kept: &Filled, draft: &Draft) -> Result<bool> {
    Ok(kept.content()? == draft.content && kept.reasons()? == draft.reasons)
}
