//! What the reviewer's acceptance of a list makes of its items.

use crate::db::audit::Stamp;
use crate::db::facts::catalogue::departments;
use crate::db::records::Stored;
use crate::db::schema::{item_transfers, items};
use crate::db::{Tx, code, item_steps, organisations as tree};
use crate::error::{Error, Refusal, Result};
use diesel::prelude::*;
use std::collections::BTreeSet;
use yinzheng_shared::form::scope::{Change as Marked, Row, Scope as List, reasons};
use yinzheng_shared::form::text::fold;
use yinzheng_shared::item::{ItemScope, Step, TransferState};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Programme;

/// Nothing when just the marked rows are consented to, each of them.
///
/// # Errors
/// [`Problem::ConsentMissing`].
pub fn consented(list: &List, consents: &[String]) -> Result<()> {
    let marked = list.rows.iter().filter(|row| row.change.is_some());
    let marked: BTreeSet<&str> = marked.map(|row| row.code.trim()).collect();
    let consents: BTreeSet<&str> = consents.iter().map(|code| code.trim()).collect();
    if marked == consents {
        return Ok(());
    }
    Err(Refusal::from(Problem::ConsentMissing)
        .with_detail(format!("/consents: {} of {}", consents.len(), marked.len()))
        .into())
}

/// What an accepted list makes of its items: from today they are in scope or left out, cancelled ones end,
/// added ones enter the catalogue, and those that move wait for the receiving department.
///
/// # Errors
/// Of the database.
pub fn take_effect(tx: &mut Tx<'_>, stamp: Stamp, programme: &Programme, record: &Stored, list: &List) -> Result<()> {
    for row in &list.rows {
        keep(tx, stamp, programme, record, row)?;
    }
    Ok(())
}

fn keep(tx: &mut Tx<'_>, stamp: Stamp, programme: &Programme, record: &Stored, row: &Row) -> Result<()> {
    let code = row.code.trim();
    if row.change == Some(Marked::New) {
        add(tx, programme, record, row)?;
    }
    let (scope, step) = match row.change {
        Some(Marked::Cancelled) => (ItemScope::Cancelled, Step::Cancelled),
        Some(Marked::Moved) => (ItemScope::Moving, Step::Moving),
        Some(Marked::New | Marked::Other) | None if reasons(row, &programme.goals).is_empty() => {
            (ItemScope::InScope, Step::InScope)
        }
        Some(Marked::New | Marked::Other) | None => (ItemScope::LeftOut, Step::LeftOut),
    };
    let item = items::table
        .filter(items::code.eq(code))
        .filter(items::owner_id.eq(record.owner.to_string()));
    let before: Option<(String, Option<i32>)> = item
        .clone()
        .select((items::scope, items::proposed_batch))
        .first(tx.conn())
        .optional()?;
    let Some(before) = before else {
        // The catalogue lost it since the list was handed in; its row stays in the archive.
        return Ok(());
    };
    let (answers, batch) = (Answers::of(row, scope)?, row.batch.filter(|_| row.stays()));
    if row.stays() {
        diesel::update(item).set(&answers).execute(tx.conn())?;
        // It may be secret now, or no longer.
        tx.touch(code);
    } else {
        // No batch waits for it any more; what was issued is the bureau's to issue again.
        diesel::update(item)
            .set((
                items::scope.eq(&answers.scope),
                items::proposed_batch.eq(None::<i32>),
                items::planned_batch.eq(None::<i32>),
            ))
            .execute(tx.conn())?;
    }
    if before != (answers.scope, batch.map(i32::from)) {
        item_steps::note_batch(tx, stamp, code, step, Some(record.id), batch)?;
    }
    if let Some(batch) = batch {
        // The plan begins with what the department proposes.
        diesel::update(items::table.find(code).filter(items::planned_batch.is_null()))
            .set(items::planned_batch.eq(i32::from(batch)))
            .execute(tx.conn())?;
    }
    if row.change == Some(Marked::Moved) {
        transfer(tx, stamp, record, row)?;
    }
    Ok(())
}

/// An added item enters the catalogue as the department wrote it.
///
/// # Errors
/// [`Problem::FactsChanged`] when the code came to others since the list was handed in.
fn add(tx: &mut Tx<'_>, programme: &Programme, record: &Stored, row: &Row) -> Result<()> {
    let code = row.code.trim();
    let owner = record.owner.to_string();
    let holder: Option<String> = items::table
        .find(code)
        .select(items::owner_id)
        .first(tx.conn())
        .optional()?;
    match holder {
        Some(holder) if holder == owner => return Ok(()),
        Some(_) => return Err(changed(format!("/catalogue/taken/{code}"))),
        None => {}
    }
    diesel::insert_into(items::table)
        .values((
            items::code.eq(code),
            items::name.eq(row.name.trim()),
            items::owner_id.eq(&owner),
            items::serving_id.eq(&owner),
            items::base_code.eq(programme.base_code(code)),
            items::connection.eq(code::of(yinzheng_shared::facts::Connection::None)?),
            items::restricted.eq(row.is_restricted()),
            items::scope.eq(code::of(ItemScope::Catalogued)?),
            items::system_name.eq(""),
            items::coverage.eq(""),
        ))
        .execute(tx.conn())?;
    Ok(())
}

fn transfer(tx: &mut Tx<'_>, stamp: Stamp, record: &Stored, row: &Row) -> Result<()> {
    let owner = tree::seat(tx, record.owner)?.ok_or_else(|| Error::internal("a list without its department"))?;
    let receiver = fold(&row.receiver);
    let to = departments(tx, &owner)?
        .into_iter()
        .find(|(_, name)| fold(name) == receiver)
        .map(|(id, _)| id)
        .ok_or_else(|| changed("/catalogue/departments".to_owned()))?;
    diesel::insert_into(item_transfers::table)
        .values((
            item_transfers::record_id.eq(record.id.to_string()),
            item_transfers::item_code.eq(row.code.trim()),
            item_transfers::from_id.eq(record.owner.to_string()),
            item_transfers::to_id.eq(to),
            item_transfers::remark.eq(row.remark.trim()),
            item_transfers::asked_on.eq(stamp.on.to_string()),
            item_transfers::state.eq(code::of(TransferState::Waiting)?),
        ))
        .execute(tx.conn())?;
    Ok(())
}

fn changed(place: String) -> Error {
    Refusal::from(Problem::FactsChanged).with_detail(place).into()
}

/// What an accepted row says of its item.
#[derive(AsChangeset)]
#[diesel(table_name = items, treat_none_as_null = true)]
struct Answers {
    scope: String,
    proposed_batch: Option<i32>,
    system_level: Option<String>,
    system_name: String,
    coverage: String,
    restricted: bool,
    annual_cases: Option<i64>,
    at_window: Option<bool>,
    special_domain: Option<String>,
    private_network: Option<bool>,
}

impl Answers {
    fn of(row: &Row, scope: ItemScope) -> Result<Self> {
        Ok(Self {
            scope: code::of(scope)?,
            proposed_batch: row.batch.map(i32::from),
            system_level: row.system_level.map(code::of).transpose()?,
            system_name: row.system_name.trim().to_owned(),
            coverage: row.coverage.trim().to_owned(),
            restricted: row.is_restricted(),
            annual_cases: row.annual_cases.map(i64::from),
            at_window: row.at_window,
            special_domain: row.special_domain.map(code::of).transpose()?,
            private_network: row.private_network,
        })
    }
}
