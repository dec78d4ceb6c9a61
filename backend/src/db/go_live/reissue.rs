//! A form that came back with faults: given up, its failed items no longer connected, and what passed issued
//! anew, all of it or nothing.

use super::faults;
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Stamp};
use crate::db::notices::{self, Hearer};
use crate::db::records::{Begun, Stored, Submission, filled, find, give_up, insert, submit};
use crate::db::schema::{items, records};
use crate::db::{Tx, audit, code, item_steps};
use crate::error::{Refusal, Result};
use crate::state::Rules;
use diesel::prelude::*;
use yinzheng_shared::api::record::{Action, Fault};
use yinzheng_shared::facts::Connection;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::go_live::{GoLive, reissued};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::item::Step;
use yinzheng_shared::notice::NoticeKind;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::{Move, State, may};

/// What takes the place of a form that came back.
#[derive(Clone, Debug)]
pub struct Reissue {
    /// The form that came back.
    pub returned: RecordId,
    /// The version that the page read.
    pub expected: i64,
    /// Identifier of the new form, made by the client.
    pub id: RecordId,
    /// What the person saw of the new form; none when no row passed.
    pub submission: Option<Submission>,
    /// SHA-256 of what is asked for.
    pub digest: String,
}

/// Gives the form up for the reason that its unit gave, and issues what passed under the identifier made by
/// the client; which record came of it. The same request again changes nothing.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::IllegalMove`] when the form did not come back with faults,
/// [`Problem::StaleRecord`], [`Problem::FactsChanged`] when what passed is not what the person saw,
/// [`Problem::IdTaken`], those of a submission, and those of the database.
pub fn reissue(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    rules: &Rules,
    new: &Reissue,
) -> Result<RecordId> {
    let record = find(tx, scope, new.returned)?;
    let who = record.standing(scope).ok_or(Problem::Forbidden)?;
    if ![Move::Void, Move::Submit]
        .into_iter()
        .all(|step| may(record.form, step, who))
    {
        return Err(Problem::Forbidden.into());
    }
    if let Some(before) = repeated(tx, scope, &record, new)? {
        return Ok(before);
    }
    let state = record.after(scope, Move::Void)?;
    let failed = faults::of(tx, &record)?;
    if record.state != State::Returned || failed.is_empty() {
        return Err(Problem::IllegalMove.into());
    }
    record.still_at(new.expected)?;
    let Content::GoLive(form) = filled(tx, &record)?.content()? else {
        return Err(Problem::IllegalMove.into());
    };
    let codes: Vec<&str> = failed.iter().map(|fault| fault.item_code.trim()).collect();
    let passed = reissued(&form, &codes, &rules.context(stamp.on));
    let reason = record.returned_because.clone().unwrap_or_default();
    give_up(tx, stamp, actor, &record, state, &reason)?;
    for fault in &failed {
        disconnect(tx, stamp, actor, &record, fault)?;
    }
    match (passed, &new.submission) {
        (Some(passed), Some(sent)) => {
            issue(tx, scope, stamp, actor, rules, &record, new, passed, sent)?;
            Ok(new.id)
        }
        (None, None) => {
            let told = Some(reason.as_str());
            notices::tell_of_step(tx, stamp, actor, &record, NoticeKind::Voided, Hearer::Owner, told)?;
            Ok(record.id)
        }
        (Some(_), None) | (None, Some(_)) => Err(not_as_seen()),
    }
}

fn not_as_seen() -> crate::error::Error {
    Refusal::from(Problem::FactsChanged).with_detail("/rows").into()
}

/// Which record came of the same request before.
fn repeated(tx: &mut Tx<'_>, scope: &Scope, record: &Stored, new: &Reissue) -> Result<Option<RecordId>> {
    let taken: Option<String> = records::table
        .find(new.id.to_string())
        .select(records::created_digest)
        .first(tx.conn())
        .optional()?;
    match taken {
        Some(digest) if digest == new.digest && find(tx, scope, new.id).is_ok() => Ok(Some(new.id)),
        Some(_) => Err(Problem::IdTaken.into()),
        None if new.submission.is_none() && record.state == State::Void && record.version == new.expected + 1 => {
            Ok(Some(record.id))
        }
        None => Ok(None),
    }
}

#[expect(clippy::too_many_arguments, reason = "what is issued, in whose place, and by whom")]
fn issue(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    rules: &Rules,
    record: &Stored,
    new: &Reissue,
    passed: GoLive,
    sent: &Submission,
) -> Result<()> {
    let content = Content::GoLive(passed);
    if sent.content != content {
        return Err(not_as_seen());
    }
    let begun = Begun {
        id: new.id,
        owner: record.owner,
        issuer: record.issuer,
        content,
        due: None,
        replaces: Some(record.id),
        digest: new.digest.clone(),
    };
    insert(tx, scope, stamp, actor, &begun)?;
    submit(tx, scope, stamp, actor, rules, new.id, sent)
}

/// An item that failed is to be joint-debugged anew. One that is handled in the platform (全流程办理) is no
/// better off: left connected it would be ready at once and come back with the same fault. What another form
/// has published meanwhile stays.
pub(in crate::db) fn disconnect(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    actor: &Actor,
    record: &Stored,
    failed: &Fault,
) -> Result<()> {
    let (item, none) = (failed.item_code.trim(), code::of(Connection::None)?);
    let changed = diesel::update(items::table.find(item))
        .filter(items::published_on.is_null())
        .filter(items::connection.ne(&none))
        .set(items::connection.eq(&none))
        .execute(tx.conn())?;
    if changed == 0 {
        return Ok(());
    }
    item_steps::note(tx, stamp, item, Step::Disconnected, Some(record.id))?;
    let entry = Entry::of_record(Action::Disconnected, record.id, record.revision)
        .with_item(item)
        .with_reason(&failed.fault);
    audit::record(tx, stamp, actor, &entry)
}
