//! Convening, and changes, each checked by the rules of sessions.

use super::list::find;
use super::{Row, convenes};
use crate::db::audit::{Entry, Session};
use crate::db::maker::{Created, Maker, passed};
use crate::db::organisations::taken;
use crate::db::schema::{
    optimization_session_guests as guests, optimization_session_items as treated, optimization_sessions,
};
use crate::db::{Tx, audit, code, facts};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::optimization_session::NewOptimizationSession;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::id::OptimizationSessionId;
use yinzheng_shared::optimization_session::{self, OptimizationSession};
use yinzheng_shared::problem::Problem;

/// Convenes a session.
///
/// # Errors
/// [`Problem::RulesBroken`], [`Problem::Forbidden`], [`Problem::IdTaken`], [`Problem::NotFound`] when nobody is
/// the organisation that is invited, and those of the database.
pub fn add(tx: &mut Tx<'_>, maker: &Maker<'_>, new: &NewOptimizationSession) -> Result<Created> {
    if !convenes(maker.scope) {
        return Err(Problem::Forbidden.into());
    }
    let created_digest = code::digest(new)?;
    let before: Option<String> = optimization_sessions::table
        .find(new.id.to_string())
        .select(optimization_sessions::created_digest)
        .first(tx.conn())
        .optional()?;
    if let Some(digest) = before {
        return Created::again(digest == created_digest);
    }
    check(tx, maker, &new.session)?;
    let row = Row {
        id: new.id.to_string(),
        version: 1,
        created_digest,
        ..columns(&new.session)?
    };
    diesel::insert_into(optimization_sessions::table)
        .values(&row)
        .execute(tx.conn())
        .map_err(taken)?;
    lay_down(tx, new.id, &new.session)?;
    let entry = Entry::of_session(Session::Convened, new.id).with_reason(told(&new.session));
    audit::record(tx, maker.stamp, maker.actor, &entry)?;
    Ok(Created::Now)
}

/// Changes a session that is still at the version expected. The same change again, after a lost answer,
/// changes nothing.
///
/// # Errors
/// As [`add`]; [`Problem::NotFound`], [`Problem::StaleRecord`], [`Problem::IllegalMove`] when it was called off.
pub fn change(
    tx: &mut Tx<'_>,
    maker: &Maker<'_>,
    id: OptimizationSessionId,
    expected: i64,
    session: &OptimizationSession,
) -> Result<()> {
    let row = find(tx, maker.scope, id)?.ok_or(Problem::NotFound)?;
    if !convenes(maker.scope) {
        return Err(Problem::Forbidden.into());
    }
    if row.called_off_on.is_some() {
        return Err(Problem::IllegalMove.into());
    }
    let next = Row {
        id: row.id.clone(),
        version: expected + 1,
        created_digest: row.created_digest.clone(),
        ..columns(session)?
    };
    if row == next && laid_down(tx, id)? == (codes(session), invited(session)) {
        return Ok(());
    }
    if row.version != expected {
        return Err(Problem::StaleRecord.into());
    }
    check(tx, maker, session)?;
    diesel::update(optimization_sessions::table.find(id.to_string()))
        .set(&next)
        .execute(tx.conn())?;
    lay_down(tx, id, session)?;
    let entry = Entry::of_session(Session::Changed, id).with_reason(told(session));
    audit::record(tx, maker.stamp, maker.actor, &entry)
}

fn check(tx: &mut Tx<'_>, maker: &Maker<'_>, session: &OptimizationSession) -> Result<()> {
    let asked: Vec<String> = codes(session).into_iter().filter(|code| !code.contains('\0')).collect();
    let mut items: Vec<_> = facts::named(tx, maker.scope, &asked)?.into_values().collect();
    items.sort_by(|one, other| one.code.cmp(&other.code));
    let facts = Facts {
        items: Some(items),
        ..Facts::default()
    };
    passed(optimization_session::check(session, &facts, maker.language)).map(drop)
}

/// What is typed, as the columns hold it; the rest is the caller's to fill.
fn columns(session: &OptimizationSession) -> Result<Row> {
    Ok(Row {
        id: String::new(),
        title: session.title.trim().to_owned(),
        held_on: day(session),
        hours: session.hours.trim().to_owned(),
        place: session.place.trim().to_owned(),
        participants: code::to_json(&session.participants)?,
        version: 0,
        created_digest: String::new(),
        called_off_on: None,
        called_off_because: None,
    })
}

fn day(session: &OptimizationSession) -> String {
    session.held_on.map(|day| day.to_string()).unwrap_or_default()
}

fn codes(session: &OptimizationSession) -> Vec<String> {
    let mut codes: Vec<String> = session.items.iter().map(|code| code.trim().to_owned()).collect();
    codes.sort_unstable();
    codes
}

fn invited(session: &OptimizationSession) -> Vec<String> {
    let mut units: Vec<String> = session.invited.iter().map(ToString::to_string).collect();
    units.sort_unstable();
    units
}

/// Items and guests, in order.
fn laid_down(tx: &mut Tx<'_>, id: OptimizationSessionId) -> Result<(Vec<String>, Vec<String>)> {
    let id = id.to_string();
    let mut codes: Vec<String> = treated::table
        .filter(treated::session_id.eq(&id))
        .select(treated::item_code)
        .load(tx.conn())?;
    let mut units: Vec<String> = guests::table
        .filter(guests::session_id.eq(&id))
        .select(guests::organisation_id)
        .load(tx.conn())?;
    codes.sort_unstable();
    units.sort_unstable();
    Ok((codes, units))
}

fn lay_down(tx: &mut Tx<'_>, id: OptimizationSessionId, session: &OptimizationSession) -> Result<()> {
    let id = id.to_string();
    diesel::delete(treated::table.filter(treated::session_id.eq(&id))).execute(tx.conn())?;
    diesel::delete(guests::table.filter(guests::session_id.eq(&id))).execute(tx.conn())?;
    for code in codes(session) {
        diesel::insert_into(treated::table)
            .values((treated::session_id.eq(&id), treated::item_code.eq(code)))
            .execute(tx.conn())?;
    }
    for unit in invited(session) {
        diesel::insert_into(guests::table)
            .values((guests::session_id.eq(&id), guests::organisation_id.eq(unit)))
            .execute(tx.conn())
            .map_err(taken)?;
    }
    Ok(())
}

/// Day and items, as the audit trail keeps them; no names.
fn told(session: &OptimizationSession) -> String {
    let (day, items) = (day(session), codes(session).join(","));
    format!(
        "held_on={day} participants={} items={items}",
        session.participants.len()
    )
}
