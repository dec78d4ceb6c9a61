//! 部门调整: items that wait for another department.

use crate::auth::{Scope, scope::Reach};
use crate::db::audit::{Actor, Administration, Entry, Stamp};
use crate::db::organisations::of_area;
use crate::db::schema::{item_transfers, items};
use crate::db::{Backend, Conn, Tx, audit, code, item_steps, organisations as tree};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::api::scope_list::{Transfer, TransferAnswer};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::item::{ItemScope, Step, TransferState};
use yinzheng_shared::organisation::{OrganisationRef, Role};
use yinzheng_shared::problem::Problem;

/// Transfers that concern the caller, those that wait first.
///
/// # Errors
/// Of the database.
pub fn waiting(conn: &mut Conn, scope: &Scope) -> Result<Vec<Transfer>> {
    let own = scope.seat().id.to_string();
    let mut query: item_transfers::BoxedQuery<'_, Backend> = item_transfers::table.into_boxed();
    query = match scope.reach() {
        Reach::Everything => query,
        Reach::Line => query.filter(
            item_transfers::to_id
                .eq(own.clone())
                .or(item_transfers::from_id.eq(own)),
        ),
        Reach::Area(prefix) if scope.role() == Some(Role::Reviewer) => {
            let area = of_area(prefix);
            query.filter(item_transfers::from_id.eq_any(area))
        }
        Reach::Area(_) | Reach::NoForm | Reach::Uploads => return Ok(Vec::new()),
    };
    let rows: Vec<Row> = query
        .order((
            item_transfers::state.desc(),
            item_transfers::asked_on.asc(),
            item_transfers::item_code.asc(),
        ))
        .select(Row::as_select())
        .load(conn)?;
    let codes: Vec<&str> = rows.iter().map(|row| row.item_code.as_str()).collect();
    let titles: HashMap<String, String> = items::table
        .filter(items::code.eq_any(codes))
        .select((items::code, items::name))
        .load::<(String, String)>(conn)?
        .into_iter()
        .collect();
    let names = tree::every_name(conn)?;
    rows.into_iter().map(|row| row.body(&titles, &names)).collect()
}

/// The receiving department's answer. The same again, after a lost answer, changes nothing.
///
/// # Errors
/// [`Problem::NotFound`] when no such item waits for the caller's department, [`Problem::IllegalMove`]
/// when it was answered otherwise, [`Problem::Forbidden`], and those of the database.
pub fn answer(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    record: RecordId,
    item: &str,
    answer: &TransferAnswer,
) -> Result<()> {
    if scope.role() != Some(Role::Staff) {
        return Err(Problem::Forbidden.into());
    }
    let key = (record.to_string(), item.to_owned());
    let row: Option<Row> = item_transfers::table
        .find(key.clone())
        .filter(item_transfers::to_id.eq(scope.seat().id.to_string()))
        .select(Row::as_select())
        .first(tx.conn())
        .optional()?;
    let row = row.ok_or(Problem::NotFound)?;
    let (state, reason, step) = match answer {
        TransferAnswer::Accept => (TransferState::Accepted, None, Step::Moved),
        TransferAnswer::Refuse { reason } => (TransferState::Refused, Some(reason.clone()), Step::Stayed),
    };
    let before: TransferState = code::word(&row.state)?;
    if before == state && row.reason == reason {
        return Ok(());
    }
    if before != TransferState::Waiting {
        return Err(Problem::IllegalMove.into());
    }
    diesel::update(item_transfers::table.find(key))
        .set((
            item_transfers::state.eq(code::of(state)?),
            item_transfers::reason.eq(&reason),
            item_transfers::answered_by.eq(actor.user.map(|id| id.to_string())),
            item_transfers::answered_on.eq(stamp.on.to_string()),
        ))
        .execute(tx.conn())?;
    let owner = if state == TransferState::Accepted {
        &row.to_id
    } else {
        &row.from_id
    };
    // Who served it as its owner serves it no more.
    diesel::update(items::table.find(item).filter(items::serving_id.eq(&row.from_id)))
        .set(items::serving_id.eq(owner))
        .execute(tx.conn())?;
    // Whoever has it now answers for it in a list of their own.
    diesel::update(items::table.find(item))
        .set((
            items::owner_id.eq(owner),
            items::scope.eq(code::of(ItemScope::Catalogued)?),
        ))
        .execute(tx.conn())?;
    super::catch_up(tx, stamp, &[code::id(owner)?])?;
    item_steps::note(tx, stamp, item, step, Some(record))?;
    let mut entry = Entry::of_administration(Administration::TransferAnswered, None);
    (entry.record, entry.item, entry.reason) = (Some(record), Some(item.to_owned()), reason);
    audit::record(tx, stamp, actor, &entry)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = item_transfers)]
struct Row {
    record_id: String,
    item_code: String,
    from_id: String,
    to_id: String,
    remark: String,
    asked_on: String,
    state: String,
    reason: Option<String>,
}

impl Row {
    fn body(self, titles: &HashMap<String, String>, names: &HashMap<String, String>) -> Result<Transfer> {
        let named = |id: &str| -> Result<OrganisationRef> {
            Ok(OrganisationRef {
                id: code::id(id)?,
                name: names.get(id).cloned().unwrap_or_default(),
            })
        };
        Ok(Transfer {
            record: code::id(&self.record_id)?,
            name: titles.get(&self.item_code).cloned().unwrap_or_default(),
            from: named(&self.from_id)?,
            to: named(&self.to_id)?,
            code: self.item_code,
            remark: self.remark,
            asked_on: code::day(&self.asked_on)?,
            state: code::word(&self.state)?,
            reason: self.reason,
        })
    }
}
