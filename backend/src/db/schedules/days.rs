//! The days of a batch, as planned.

use crate::auth::Scope;
use crate::db::audit::{Actor, Administration, Entry, Stamp};
use crate::db::schema::batch_plans;
use crate::db::{Conn, Tx, audit, code};
use crate::error::{Refusal, Result};
use crate::state::Rules;
use diesel::prelude::*;
use yinzheng_shared::api::schedule::BatchDays;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::schedule::propose;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Batch;

/// The days of a batch: those the bureau set, or a proposal.
///
/// # Errors
/// Of the database.
pub(super) fn of(conn: &mut Conn, rules: &Rules, today: Date, batch: &Batch) -> Result<BatchDays> {
    let row: Option<Row> = batch_plans::table
        .find(i32::from(batch.number))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    match row {
        Some(row) => row.read(),
        None => {
            let [optimised_by, registered_by, debugged_by, confirmed_by, published_by] =
                propose(batch, &rules.context(today));
            Ok(BatchDays {
                optimised_by,
                registered_by,
                debugged_by,
                confirmed_by,
                published_by,
            })
        }
    }
}

/// Sets the days of a batch. Whether they are in order is said when the schedule is issued.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`] for an unknown batch, and those of the database.
pub fn set(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    rules: &Rules,
    number: u8,
    days: &BatchDays,
) -> Result<()> {
    if scope.role() != Some(Role::Bureau) {
        return Err(Problem::Forbidden.into());
    }
    if rules.programme.batches.iter().all(|batch| batch.number != number) {
        return Err(Refusal::from(Problem::NotFound).into());
    }
    let row = Row::of(number, days);
    let changed = diesel::update(batch_plans::table.find(i32::from(number)))
        .set(&row)
        .execute(tx.conn())?;
    if changed == 0 {
        diesel::insert_into(batch_plans::table)
            .values(&row)
            .execute(tx.conn())?;
    }
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_administration(Administration::PlanChanged, None),
    )
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = batch_plans)]
struct Row {
    number: i32,
    optimised_by: String,
    registered_by: String,
    debugged_by: String,
    confirmed_by: String,
    published_by: String,
}

impl Row {
    fn of(number: u8, days: &BatchDays) -> Self {
        Self {
            number: number.into(),
            optimised_by: days.optimised_by.to_string(),
            registered_by: days.registered_by.to_string(),
            debugged_by: days.debugged_by.to_string(),
            confirmed_by: days.confirmed_by.to_string(),
            published_by: days.published_by.to_string(),
        }
    }

    fn read(self) -> Result<BatchDays> {
        Ok(BatchDays {
            optimised_by: code::day(&self.optimised_by)?,
            registered_by: code::day(&self.registered_by)?,
            debugged_by: code::day(&self.debugged_by)?,
            confirmed_by: code::day(&self.confirmed_by)?,
            published_by: code::day(&self.published_by)?,
        })
    }
}
