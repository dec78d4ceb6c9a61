//! Reminders of what is due, by the business date. What there is to do is looked up without a lock; a day on
//! which everybody has heard writes nothing.

use super::tell::{Hearers, Told, fillers, tell};
use crate::auth::Operator;
use crate::db::audit::{self, Administration, Entry, Stamp};
use crate::db::obligations::{self, Owed};
use crate::db::{Conn, Tx, code, dialect};
use crate::error::Result;
use crate::state::Rules;
use yinzheng_shared::date::Date;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::notice::NoticeKind;
use yinzheng_shared::obligation::{Kind, counted, occasion};
use yinzheng_shared::organisation::Role;

/// The lock under which reminders are written.
const REMINDING: i64 = 6_497_412;

/// Records of which a transaction reminds at most: nobody waits long for it.
pub const AT_ONCE: usize = 200;

/// The records of whose latest occasion somebody has still to hear. For the server itself.
///
/// # Errors
/// Of the database.
pub fn unheard(conn: &mut Conn, server: &Operator, rules: &Rules, today: Date) -> Result<Vec<RecordId>> {
    let matters = reminders(obligations::all(conn, server)?, rules, today)?;
    let mut unheard = Vec::new();
    for piece in matters.chunks(AT_ONCE) {
        let hearers = Hearers::of(conn, piece)?;
        let lacking = piece.iter().filter(|told| hearers.lack(told));
        unheard.extend(lacking.map(|told| told.record));
    }
    Ok(unheard)
}

/// Reminds of what is due of these records, at most [`AT_ONCE`], as they are now: each obligation's latest
/// occasion, once. How many people and robots hear of it. For the server itself.
///
/// # Errors
/// Of the database.
pub fn remind(tx: &mut Tx<'_>, server: &Operator, stamp: Stamp, rules: &Rules, records: &[RecordId]) -> Result<usize> {
    dialect::hold_lock(tx, REMINDING)?;
    let matters = reminders(obligations::of(tx, server, records)?, rules, stamp.on)?;
    let count = tell(tx, stamp, &matters)?;
    if count > 0 {
        let entry = Entry::of_administration(Administration::Reminded, None).with_reason(count.to_string());
        audit::record(tx, stamp, &server.actor(), &entry)?;
    }
    Ok(count)
}

fn reminders(owed: Vec<Owed>, rules: &Rules, today: Date) -> Result<Vec<Told>> {
    let days = rules.calendar.working_days(today);
    let reminder = |owed: Owed| {
        let reached = occasion(counted(owed.due, today, &days), &rules.programme.reminders)?;
        let (kind, days) = NoticeKind::of_occasion(reached);
        Some(told(owed, kind, days))
    };
    owed.into_iter().filter_map(reminder).collect()
}

fn told(owed: Owed, kind: NoticeKind, days: u16) -> Result<Told> {
    Ok(Told {
        kind,
        days,
        record: owed.record,
        organisation: owed.bearer,
        roles: match owed.kind {
            Kind::ScopeList | Kind::Consolidation | Kind::StampedForm => fillers(owed.form),
            // Where nobody reviews for the city, the project office does.
            Kind::ScopeReview => &[Role::Reviewer, Role::Bureau],
            Kind::Confirmation => &[Role::Bureau],
        },
        due: Some(owed.due.date),
        reason: None,
        occasion: format!(
            "{}:{days}:{}:{}:{}",
            code::of(kind)?,
            owed.kind.code(),
            owed.record,
            owed.due.date
        ),
        but: None,
    })
}

#[cfg(test)]
mod tests;
