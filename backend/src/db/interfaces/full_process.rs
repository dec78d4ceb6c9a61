//! Items without a business system, handled in the platform itself (全流程办理).

use super::missing::leads;
use crate::auth::{Scope, Seat};
use crate::db::audit::{Actor, Entry, Register, Stamp};
use crate::db::go_live::not_under_way;
use crate::db::items::gone;
use crate::db::schema::{interface_items, items};
use crate::db::{Tx, audit, code, item_steps};
use crate::error::{Refusal, Result};
use diesel::prelude::*;
use std::collections::BTreeSet;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::item::Step;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// Notes that items are handled in the platform; each is from now on served by the unit that leads it.
/// Those that are so already stay as they are.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::FactsChanged`] naming those that are connected otherwise, that an
/// interface serves, or that are gone; nothing is kept then. And those of the database.
pub fn full_process(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    scope: &Scope,
    actor: &Actor,
    bureau: &Seat,
    codes: &[String],
) -> Result<()> {
    if scope.role() != Some(Role::Bureau) {
        return Err(Problem::Forbidden.into());
    }
    let full = code::of(Connection::FullProcess)?;
    let asked: BTreeSet<&str> = codes.iter().map(|code| code.trim()).collect();
    let there: Vec<String> = items::table
        .filter(items::code.eq_any(&asked))
        .filter(items::connection.eq(&full))
        .select(items::code)
        .load(tx.conn())?;
    let open: Vec<String> = items::table
        .filter(items::code.eq_any(&asked))
        .filter(items::connection.eq(code::of(Connection::None)?))
        .filter(items::scope.ne_all(gone()?))
        .filter(items::code.ne_all(interface_items::table.select(interface_items::item_code)))
        .order(items::code.asc())
        .select(items::code)
        .load(tx.conn())?;
    let known: BTreeSet<&str> = there.iter().chain(&open).map(String::as_str).collect();
    let unfit: Vec<String> = asked.difference(&known).map(|code| format!("/items/{code}")).collect();
    if !unfit.is_empty() {
        return Err(Refusal::from(Problem::FactsChanged).with_detail(unfit.join(" ")).into());
    }
    let leads = leads(tx, bureau, &open)?;
    for item in &open {
        let Some(lead) = leads.get(item) else { continue };
        diesel::update(items::table.find(item))
            .set((items::connection.eq(&full), items::serving_id.eq(lead.id.to_string())))
            .execute(tx.conn())?;
        item_steps::note(tx, stamp, item, Step::Connected, None)?;
        let entry = Entry::of_register(Register::FullProcess, lead.id).with_item(item);
        audit::record(tx, stamp, actor, &entry)?;
    }
    Ok(())
}

/// Notes, for a reason, that items are not handled in the platform after all: they are no longer connected, and
/// their owners serve them again until the catalogue says otherwise. The same again, after a lost answer, changes
/// nothing.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::FactsChanged`] naming those that are connected otherwise, published, or named
/// by a go-live form under way; nothing is kept then. And those of the database.
pub fn withdraw(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    scope: &Scope,
    actor: &Actor,
    codes: &[String],
    reason: &str,
) -> Result<()> {
    if scope.role() != Some(Role::Bureau) {
        return Err(Problem::Forbidden.into());
    }
    let none = code::of(Connection::None)?;
    let asked: BTreeSet<&str> = codes.iter().map(|code| code.trim()).collect();
    let found: Vec<(String, String, String)> = items::table
        .filter(items::code.eq_any(&asked))
        .filter(items::connection.eq_any([none.clone(), code::of(Connection::FullProcess)?]))
        .filter(items::published_on.is_null())
        .filter(not_under_way(None))
        .order(items::code.asc())
        .select((items::code, items::owner_id, items::connection))
        .load(tx.conn())?;
    let known: BTreeSet<&str> = found.iter().map(|(code, ..)| code.as_str()).collect();
    let unfit: Vec<String> = asked.difference(&known).map(|code| format!("/items/{code}")).collect();
    if !unfit.is_empty() {
        return Err(Refusal::from(Problem::FactsChanged).with_detail(unfit.join(" ")).into());
    }
    for (item, owner, _) in found.iter().filter(|(.., connection)| *connection != none) {
        diesel::update(items::table.find(item))
            .set((items::connection.eq(&none), items::serving_id.eq(owner)))
            .execute(tx.conn())?;
        item_steps::note(tx, stamp, item, Step::Disconnected, None)?;
        let entry = Entry::of_register(Register::FullProcessWithdrawn, code::id::<OrganisationId>(owner)?);
        audit::record(tx, stamp, actor, &entry.with_item(item).with_reason(reason))?;
    }
    Ok(())
}
