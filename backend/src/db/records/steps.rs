//! Sending back, opening the next revision, giving up.

use super::change::{Change, apply};
use super::filled::filled;
use super::stored::{Stored, find};
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Stamp};
use crate::db::go_live::{self, faults};
use crate::db::notices::{self, Hearer};
use crate::db::schema::{revisions, scan_pages};
use crate::db::{Tx, audit};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::record::{Action, ReturnRecord};
use yinzheng_shared::form::Form;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::notice::NoticeKind;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::{Move, State};

/// Sends a record back with a reason, and of a go-live form with the rows that failed. The content stays as
/// it is; what was printed becomes void, and the next revision is begun. The same again, after a lost answer,
/// changes nothing.
///
/// # Errors
/// [`Problem::StaleRecord`] when it is not at the version that the page read, [`Problem::WrongShape`] for
/// rows that are not the form's, [`Problem::OlderFormat`] when nobody could mend it, those of the move, and
/// those of the database.
pub fn return_to_owner(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    id: RecordId,
    expected: i64,
    sent: &ReturnRecord,
) -> Result<()> {
    let record = find(tx, scope, id)?;
    let reason = sent.reason.as_str();
    if is_repeated(&record, State::Returned, reason) && faults::of(tx, &record)? == sent.rows {
        return Ok(());
    }
    let state = record.after(scope, Move::Return)?;
    record.still_at(expected)?;
    faults::check(&filled(tx, &record)?.content()?, &sent.rows)?;
    let printed = record.state == State::Printed;
    if printed {
        void_print(tx, stamp, &record)?;
    }
    let next = record.revision.checked_add(1).ok_or(Problem::IllegalMove)?;
    let change = Change {
        state: Some(state),
        // A printed revision never changes: what is handed in next is another one.
        revision: printed.then_some(next),
        returned_because: Some(Some(reason.to_owned())),
        // A list stays due on its day; the days of the other forms begin anew.
        due: (!matches!(record.form, Form::Scope | Form::Consolidation)).then_some(None),
        ..Change::default()
    };
    let version = apply(tx, stamp, &record, change)?;
    faults::keep(tx, &record, version, &sent.rows)?;
    // Whoever handed it in has to mend it.
    let hearer = match record.form {
        Form::Scope | Form::Consolidation | Form::Optimization | Form::JointDebug => Hearer::Owner,
        Form::Schedule | Form::GoLive | Form::Bulletin => Hearer::Issuer,
    };
    notices::tell_of_step(tx, stamp, actor, &record, NoticeKind::Returned, hearer, Some(reason))?;
    let entry = Entry::of_record(Action::Returned, id, record.revision).with_reason(reason);
    audit::record(tx, stamp, actor, &entry)
}

/// Gives a record up with a reason. The same again, after a lost answer, changes nothing.
///
/// # Errors
/// [`Problem::StaleRecord`] when it is not at the version that the page read, those of the move, and
/// those of the database.
pub fn void(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    id: RecordId,
    expected: i64,
    reason: &str,
) -> Result<()> {
    let record = find(tx, scope, id)?;
    if is_repeated(&record, State::Void, reason) {
        return Ok(());
    }
    let state = record.after(scope, Move::Void)?;
    record.still_at(expected)?;
    let failed = faults::of(tx, &record)?;
    give_up(tx, stamp, actor, &record, state, reason)?;
    // What came back with a fault is to be debugged anew, whether the rest is issued again or not.
    for fault in &failed {
        go_live::disconnect(tx, stamp, actor, &record, fault)?;
    }
    Ok(())
}

/// Gives up a record that may be given up.
///
/// # Errors
/// [`Problem::StaleRecord`] when it changed since it was read, and those of the database.
pub(in crate::db) fn give_up(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    actor: &Actor,
    record: &Stored,
    state: State,
    reason: &str,
) -> Result<()> {
    void_print(tx, stamp, record)?;
    let change = Change {
        state: Some(state),
        returned_because: Some(Some(reason.to_owned())),
        due: Some(None),
        matched_at: Some(None),
        ..Change::default()
    };
    apply(tx, stamp, record, change)?;
    let entry = Entry::of_record(Action::Voided, record.id, record.revision).with_reason(reason);
    audit::record(tx, stamp, actor, &entry)
}

/// Opens the next revision of a printed or matched record; its print becomes void.
///
/// # Errors
/// [`Problem::StaleRecord`] when it is not at the version that the page read, [`Problem::OlderFormat`]
/// when nobody could edit it, those of the move, and those of the database.
pub fn revise(tx: &mut Tx<'_>, scope: &Scope, stamp: Stamp, actor: &Actor, id: RecordId, expected: i64) -> Result<()> {
    let record = find(tx, scope, id)?;
    let state = record.after(scope, Move::Revise)?;
    record.still_at(expected)?;
    filled(tx, &record)?.content()?;
    void_print(tx, stamp, &record)?;
    let revision = record.revision.checked_add(1).ok_or(Problem::IllegalMove)?;
    let change = Change {
        state: Some(state),
        revision: Some(revision),
        due: Some(None),
        matched_at: Some(None),
        returned_because: Some(None),
        ..Change::default()
    };
    apply(tx, stamp, &record, change)?;
    audit::record(tx, stamp, actor, &Entry::of_record(Action::Revised, id, revision))
}

fn is_repeated(record: &Stored, state: State, reason: &str) -> bool {
    record.state == state && record.returned_because.as_deref() == Some(reason)
}

/// Scanned pages of the print no longer count; a later upload of it is told so.
fn void_print(tx: &mut Tx<'_>, stamp: Stamp, record: &Stored) -> Result<()> {
    diesel::update(revisions::table)
        .filter(revisions::record_id.eq(record.id.to_string()))
        .filter(revisions::revision.eq(i32::from(record.revision)))
        .filter(revisions::print_sha256.is_not_null())
        .set(revisions::voided_at.eq(stamp.at))
        .execute(tx.conn())?;
    diesel::update(scan_pages::table)
        .filter(scan_pages::record_id.eq(record.id.to_string()))
        .filter(scan_pages::holds.eq(true))
        .set(scan_pages::holds.eq(false))
        .execute(tx.conn())?;
    Ok(())
}
