//! Changes of one account. Each is checked as a list of one, by the same rules as a file.

use super::list::find;
use super::{Row, centre_of};
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Stamp, Window};
use crate::db::maker::{Created, Maker, passed};
use crate::db::organisations::taken;
use crate::db::records::reasons_for;
use crate::db::schema::{window_accounts, window_postings};
use crate::db::windows::centres::{self, Known};
use crate::db::windows::facts::{self, Names};
use crate::db::windows::sight;
use crate::db::{Tx, audit, code};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::api::window::NewAccount;
use yinzheng_shared::date::Date;
use yinzheng_shared::id::{AccountId, OrganisationId};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::window::account::{self, Account, Roster};

/// Adds an account.
///
/// # Errors
/// [`Problem::RulesBroken`], [`Problem::ReasonMissing`], [`Problem::Forbidden`] when others keep such an
/// account, [`Problem::IdTaken`], and those of the database.
pub fn add(tx: &mut Tx<'_>, maker: &Maker<'_>, new: &NewAccount) -> Result<Created> {
    let created_digest = code::digest(new)?;
    let before: Option<String> = window_accounts::table
        .find(new.id.to_string())
        .select(window_accounts::created_digest)
        .first(tx.conn())
        .optional()?;
    if let Some(before) = before {
        return Created::again(before == created_digest && find(tx, maker.scope, new.id)?.is_some());
    }
    let judged = judge_one(tx, maker, &new.account, &new.reasons, None)?;
    let (row, fields) =
        blank(new.id, &created_digest).with(&new.account, judged.unit, &judged.centre, judged.reason.as_deref());
    insert(tx, maker.stamp, maker.actor, new.id, &row, &fields)?;
    Ok(Created::Now)
}

/// Changes an account that is still at the version expected.
///
/// # Errors
/// As [`add`]; [`Problem::NotFound`], [`Problem::StaleRecord`], [`Problem::IllegalMove`] when it is
/// ended.
pub fn change(
    tx: &mut Tx<'_>,
    maker: &Maker<'_>,
    id: AccountId,
    expected: i64,
    sent: (&Account, &[WarningReason]),
) -> Result<()> {
    let row = own(tx, maker.scope, id)?;
    if row.version != expected {
        return Err(Problem::StaleRecord.into());
    }
    let judged = judge_one(tx, maker, sent.0, sent.1, Some(id))?;
    let (next, fields) = row.with(sent.0, judged.unit, &judged.centre, judged.reason.as_deref());
    update(tx, maker.stamp, maker.actor, Window::AccountChanged, &next, &fields)
}

/// Notes that an account was given to its person.
///
/// # Errors
/// As [`change`].
pub fn hand_over(tx: &mut Tx<'_>, maker: &Maker<'_>, (id, on): (AccountId, Date)) -> Result<()> {
    let scope = maker.scope;
    let row = own(tx, scope, id)?;
    let roster = Roster {
        rows: vec![Account {
            handed_over: Some(on),
            ..spoken(tx, scope, &row)?
        }],
    };
    let facts = Names::read(tx, scope)?.facts(&roster, Vec::new());
    passed(account::check(&roster, &facts, &maker.context(), maker.language))?;
    let handed_over_on = Some(on.to_string());
    if row.handed_over_on == handed_over_on {
        return Ok(());
    }
    let next = Row { handed_over_on, ..row };
    update(
        tx,
        maker.stamp,
        maker.actor,
        Window::AccountHandedOver,
        &next,
        &["handed_over"],
    )
}

/// Ends an account; its number is free for another one from then on.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], and those of the database.
pub fn end(tx: &mut Tx<'_>, stamp: Stamp, scope: &Scope, actor: &Actor, id: AccountId) -> Result<()> {
    let row = match own(tx, scope, id) {
        Err(error) if error.problem() == Problem::IllegalMove => return Ok(()),
        row => row?,
    };
    let today = stamp.on.to_string();
    diesel::update(window_accounts::table.find(&row.id))
        .set((
            window_accounts::active.eq(false),
            window_accounts::ended_on.eq(&today),
            window_accounts::version.eq(row.version + 1),
        ))
        .execute(tx.conn())?;
    close_posting(tx, &row.id, &today)?;
    audit::record(tx, stamp, actor, &Entry::of_window(Window::AccountEnded, Some(id.0)))
}

/// What a checked row stands for.
struct Judged {
    unit: OrganisationId,
    centre: Known,
    reason: Option<String>,
}

fn judge_one(
    tx: &mut Tx<'_>,
    maker: &Maker<'_>,
    row: &Account,
    reasons: &[WarningReason],
    own: Option<AccountId>,
) -> Result<Judged> {
    let roster = Roster {
        rows: vec![row.clone()],
    };
    let scope = maker.scope;
    let names = Names::read(tx, scope)?;
    if let (Some(unit), Some(centre)) = (names.unit(row), names.centre(row))
        && !sight::keeps(scope, centre.body.level, &centre.path, unit)
    {
        return Err(Problem::Forbidden.into());
    }
    let taken = facts::taken(tx, &roster, own)?;
    let facts = names.facts(&roster, taken);
    let warnings = passed(account::check(&roster, &facts, &maker.context(), maker.language))?;
    let given: Vec<String> = reasons_for(&warnings, reasons)?
        .into_iter()
        .map(|reason| reason.reason.trim().to_owned())
        .collect();
    let (Some(unit), Some(centre)) = (names.unit(row), names.centre(row)) else {
        return Err(Problem::NotFound.into());
    };
    Ok(Judged {
        unit,
        centre: centre.clone(),
        reason: (!given.is_empty()).then(|| given.join("\n")),
    })
}

/// The row of an account that the one who asks keeps and that is not ended.
fn own(tx: &mut Tx<'_>, scope: &Scope, id: AccountId) -> Result<Row> {
    let row = find(tx, scope, id)?.ok_or(Problem::NotFound)?;
    let centres = centres::of_ids(tx, scope, vec![row.centre_id.clone()])?;
    let centre = centre_of(&centres, &row)?;
    if !sight::keeps(scope, centre.body.level, &centre.path, code::id(&row.organisation_id)?) {
        return Err(Problem::Forbidden.into());
    }
    if row.active {
        Ok(row)
    } else {
        Err(Problem::IllegalMove.into())
    }
}

/// The row as somebody would write it.
fn spoken(tx: &mut Tx<'_>, scope: &Scope, row: &Row) -> Result<Account> {
    let centres = centres::of_ids(tx, scope, vec![row.centre_id.clone()])?;
    let centre = centre_of(&centres, row)?;
    let unit = crate::db::organisations::seat(tx, code::id(&row.organisation_id)?)?.ok_or(Problem::NotFound)?;
    Ok(Account {
        name: row.name.clone(),
        mobile: row.mobile.clone(),
        organisation: unit.name,
        level: Some(centre.body.level),
        centre: centre.body.name.clone(),
        registered: super::day(row.registered_on.as_deref())?,
        authorised: super::day(row.authorised_on.as_deref())?,
        handed_over: super::day(row.handed_over_on.as_deref())?,
    })
}

/// An account of which nothing is known yet.
pub(super) fn blank(id: AccountId, created_digest: &str) -> Row {
    Row {
        id: id.to_string(),
        name: String::new(),
        mobile: String::new(),
        organisation_id: String::new(),
        centre_id: String::new(),
        registered_on: None,
        authorised_on: None,
        handed_over_on: None,
        reason: None,
        active: true,
        ended_on: None,
        version: 1,
        created_digest: created_digest.to_owned(),
    }
}

pub(super) fn insert(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    actor: &Actor,
    id: AccountId,
    row: &Row,
    fields: &[&str],
) -> Result<()> {
    diesel::insert_into(window_accounts::table)
        .values(row)
        .execute(tx.conn())
        .map_err(taken)?;
    let today = stamp.on.to_string();
    let since = row
        .registered_on
        .as_deref()
        .map_or(today.as_str(), |day| day.min(&today));
    open_posting(tx, row, 1, since)?;
    let entry = Entry::of_window(Window::AccountAdded, Some(id.0)).with_reason(fields.join(" "));
    audit::record(tx, stamp, actor, &entry)
}

/// Keeps a changed row under the next version; nothing when nothing changed.
pub(super) fn update(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    actor: &Actor,
    action: Window,
    next: &Row,
    fields: &[&str],
) -> Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    let next = Row {
        version: next.version + 1,
        ..next.clone()
    };
    diesel::update(window_accounts::table.find(&next.id))
        .set(&next)
        .execute(tx.conn())
        .map_err(taken)?;
    if fields.contains(&"centre") {
        let today = stamp.on.to_string();
        let number = close_posting(tx, &next.id, &today)?;
        open_posting(tx, &next, number + 1, &today)?;
    }
    let id: AccountId = code::id(&next.id)?;
    let entry = Entry::of_window(action, Some(id.0)).with_reason(fields.join(" "));
    audit::record(tx, stamp, actor, &entry)
}

fn open_posting(tx: &mut Tx<'_>, row: &Row, number: i32, since: &str) -> Result<()> {
    diesel::insert_into(window_postings::table)
        .values((
            window_postings::account_id.eq(&row.id),
            window_postings::number.eq(number),
            window_postings::centre_id.eq(&row.centre_id),
            window_postings::since_on.eq(since),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Ends the posting that holds; its number.
fn close_posting(tx: &mut Tx<'_>, account: &str, until: &str) -> Result<i32> {
    let number: i32 = window_postings::table
        .filter(window_postings::account_id.eq(account))
        .order(window_postings::number.desc())
        .select(window_postings::number)
        .first(tx.conn())?;
    diesel::update(window_postings::table.find((account, number)))
        .set(window_postings::until_on.eq(until))
        .execute(tx.conn())?;
    Ok(number)
}
