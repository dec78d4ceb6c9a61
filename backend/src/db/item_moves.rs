//! What a form that came back signed makes of its items.

use super::audit::{Actor, Entry, Stamp};
use super::items::gone;
use super::moment::Timestamp;
use super::records::{Stored, submitted};
use super::schema::{item_steps as steps, items, record_items, revisions};
use super::{Conn, Tx, audit, code, item_steps};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::record::Action;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::form::joint_debug::Outcome;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::item::Step;

/// An archived optimisation form optimises its items and all that share their base code; a joint debugging
/// form that ended well connects its items; a go-live form publishes them. An item that is there already
/// keeps its day.
///
/// # Errors
/// Of the database.
pub(super) fn take_effect(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, record: &Stored) -> Result<()> {
    let (action, step) = match record.form {
        Form::Optimization => (Action::Optimised, Step::Optimised),
        Form::JointDebug => (Action::Connected, Step::Connected),
        Form::GoLive => (Action::Published, Step::Published),
        Form::Scope | Form::Consolidation | Form::Schedule | Form::Bulletin => return Ok(()),
    };
    for code in to_move(tx, record)? {
        let item = items::table.find(&code);
        let (on, by) = (stamp.on.to_string(), record.id.to_string());
        match record.form {
            Form::Optimization => diesel::update(item)
                .set((items::optimised_on.eq(on), items::optimised_by.eq(by)))
                .execute(tx.conn())?,
            Form::JointDebug => diesel::update(item)
                .set(items::connection.eq(code::of(Connection::JointDebugged)?))
                .execute(tx.conn())?,
            Form::GoLive => diesel::update(item)
                .set((items::published_on.eq(on), items::published_by.eq(by)))
                .execute(tx.conn())?,
            Form::Scope | Form::Consolidation | Form::Schedule | Form::Bulletin => 0,
        };
        item_steps::note(tx, stamp, &code, step, Some(record.id))?;
        let mut entry = Entry::of_record(action, record.id, record.revision);
        entry.item = Some(code);
        audit::record(tx, stamp, actor, &entry)?;
    }
    Ok(())
}

/// Codes of the items that the form moves, in order.
fn to_move(conn: &mut Conn, record: &Stored) -> Result<Vec<String>> {
    let named = record_items::table.filter(record_items::record_id.eq(record.id.to_string()));
    let named: Vec<String> = named.select(record_items::item_code).load(conn)?;
    let open = items::table.order(items::code.asc()).select(items::code);
    Ok(match record.form {
        Form::Optimization => {
            let bases = items::table
                .filter(items::code.eq_any(&named))
                .filter(items::base_code.ne(""));
            let bases: Vec<String> = bases.select(items::base_code).distinct().load(conn)?;
            open.filter(items::optimised_on.is_null())
                .filter(items::base_code.eq_any(bases).or(items::code.eq_any(&named)))
                .load(conn)?
        }
        Form::JointDebug => match submitted(conn, record)? {
            Content::JointDebug(form) if form.conclusion == Some(Outcome::Passed) => open
                .filter(items::connection.eq(code::of(Connection::None)?))
                .filter(items::serving_id.eq(record.owner.to_string()))
                .filter(items::scope.ne_all(gone()?))
                .filter(items::code.eq_any(&named))
                .filter(items::code.ne_all(fallen_out_since(conn, record, &named)?))
                .load(conn)?,
            _ => Vec::new(),
        },
        Form::GoLive => open
            .filter(items::published_on.is_null())
            .filter(items::code.eq_any(&named))
            .load(conn)?,
        Form::Scope | Form::Consolidation | Form::Schedule | Form::Bulletin => Vec::new(),
    })
}

/// Those of the items that fell out after the form was handed in: it says nothing of the fault.
fn fallen_out_since(conn: &mut Conn, record: &Stored, named: &[String]) -> Result<Vec<String>> {
    let handed_in: Timestamp = revisions::table
        .find((record.id.to_string(), i32::from(record.revision)))
        .select(revisions::submitted_at)
        .first(conn)?;
    Ok(steps::table
        .filter(steps::item_code.eq_any(named))
        .filter(steps::step.eq(code::of(Step::Disconnected)?))
        .filter(steps::at.gt(handed_in))
        .select(steps::item_code)
        .load(conn)?)
}
