//! Accepting what was handed in: closes a form that nobody stamps, and moves its items.

use super::change::Change;
use super::close::close;
use super::stored::{Stored, find};
use crate::auth::Scope;
use crate::db::audit::{Actor, Stamp};
use crate::db::notices::{self, Hearer};
use crate::db::schema::revisions;
use crate::db::{Conn, Tx, schedules, scope_lists};
use crate::error::Result;
use crate::store;
use diesel::prelude::*;
use yinzheng_shared::digest::read_canonical;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::notice::NoticeKind;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::record::Move;

/// A form that may be accepted, as its digest swears to it.
#[derive(Clone, Debug)]
pub struct Acceptable {
    /// The record.
    pub record: Stored,
    /// The submitted content.
    pub content: Content,
}

/// The form, when the person may accept it as it was read; none when this very person has accepted it.
///
/// # Errors
/// [`Problem::ConsentMissing`] when not just the marked rows of a list are consented to,
/// [`Problem::ScheduleOvertaken`] and [`Problem::FactsChanged`] when a schedule no longer fits what was
/// issued since, [`Problem::StaleRecord`], those of the move, and those of the database.
pub fn acceptable(
    conn: &mut Conn,
    scope: &Scope,
    id: RecordId,
    expected: i64,
    consents: &[String],
) -> Result<Option<Acceptable>> {
    let record = find(conn, scope, id)?;
    let by_same = record
        .archived
        .as_ref()
        .is_some_and(|(_, _, by, _)| Some(*by) == scope.user());
    if by_same && (record.version == expected + 1 || record.version == expected) {
        return Ok(None);
    }
    if record.form == Form::Schedule {
        schedules::not_overtaken(conn, &record)?;
    }
    record.after(scope, Move::Accept)?;
    record.still_at(expected)?;
    let content = submitted(conn, &record)?;
    match &content {
        Content::Scope(list) => scope_lists::consented(list, consents)?,
        Content::Schedule(schedule) => schedules::in_no_other_batch(conn, schedule)?,
        Content::Consolidation(_)
        | Content::Optimization(_)
        | Content::JointDebug(_)
        | Content::GoLive(_)
        | Content::Bulletin(_) => {}
    }
    Ok(Some(Acceptable { record, content }))
}

/// What was handed in as the current revision.
///
/// # Errors
/// [`Problem::OlderFormat`] when it is of a shape that this program does not know, and those of the database.
pub(in crate::db) fn submitted(conn: &mut Conn, record: &Stored) -> Result<Content> {
    let canonical: String = revisions::table
        .find((record.id.to_string(), i32::from(record.revision)))
        .select(revisions::canonical)
        .first(conn)?;
    read_canonical(canonical.as_bytes()).ok_or_else(|| Problem::OlderFormat.into())
}

/// Closes a form whose package is durable, and moves its items.
///
/// # Errors
/// [`Problem::StaleRecord`] when the record changed since the package was built,
/// [`Problem::ScheduleOvertaken`] and [`Problem::FactsChanged`] when a schedule was issued meanwhile that
/// stands against this one, those of the move, and those of the database.
pub fn accept(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    programme: &Programme,
    sent: &Acceptable,
    package: store::Stored,
) -> Result<()> {
    let record = find(tx, scope, sent.record.id)?;
    if let Content::Schedule(schedule) = &sent.content {
        schedules::not_overtaken(tx, &record)?;
        schedules::in_no_other_batch(tx, schedule)?;
    }
    record.still_at(sent.record.version)?;
    let change = Change {
        state: Some(record.after(scope, Move::Accept)?),
        ..Change::default()
    };
    close(tx, stamp, actor, &record, change, package)?;
    if matches!(sent.content.form(), Form::Scope | Form::Consolidation) {
        notices::tell_of_step(tx, stamp, actor, &record, NoticeKind::Archived, Hearer::Owner, None)?;
    }
    match &sent.content {
        Content::Scope(list) => scope_lists::take_effect(tx, stamp, programme, &record, list),
        Content::Schedule(schedule) => {
            for named in schedules::concerned(tx, schedule)? {
                let hearer = Hearer::Named(named);
                notices::tell_of_step(tx, stamp, actor, &record, NoticeKind::Issued, hearer, None)?;
            }
            schedules::take_effect(tx, stamp, &record, schedule)?;
            schedules::overtake(tx, stamp, actor, &record)
        }
        // What its lists say is in effect since each was accepted.
        Content::Consolidation(_)
        | Content::Optimization(_)
        | Content::JointDebug(_)
        | Content::GoLive(_)
        | Content::Bulletin(_) => Ok(()),
    }
}
