//! The days of a batch, as planned.

use super::plan::holding;
use crate::auth::Scope;
use crate::db::audit::{Actor, Administration, Entry, Stamp};
use crate::db::schema::{batch_plans, records, schedule_days};
use crate::db::{Conn, Tx, audit, code};
use crate::error::{Refusal, Result};
use crate::state::Rules;
use diesel::prelude::*;
use serde::Deserialize;
use yinzheng_shared::api::schedule::BatchDays;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::form::schedule::propose;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Batch;
use yinzheng_shared::record::State;

/// The version of days that nobody has set.
const UNSET: i64 = 0;

/// The days of a batch with their version: those the bureau set, or a proposal.
///
/// # Errors
/// Of the database.
pub(super) fn of(conn: &mut Conn, rules: &Rules, today: Date, batch: &Batch) -> Result<(BatchDays, i64)> {
    if let Some(row) = kept(conn, batch.number)? {
        return row.read();
    }
    let [optimised_by, registered_by, debugged_by, confirmed_by, published_by] = propose(batch, &rules.context(today));
    let days = BatchDays {
        optimised_by,
        registered_by,
        debugged_by,
        confirmed_by,
        published_by,
    };
    Ok((days, UNSET))
}

/// The days of a schedule as they were issued; none when this program cannot read them.
///
/// # Errors
/// Of the database.
pub(super) fn as_issued(conn: &mut Conn, schedule: RecordId) -> Result<Option<BatchDays>> {
    let noted: Option<IssuedRow> = schedule_days::table
        .find(schedule.to_string())
        .select(IssuedRow::as_select())
        .first(conn)
        .optional()?;
    match noted {
        Some(row) => row.read().map(Some),
        None => in_content(conn, schedule),
    }
}

/// Notes the days of a schedule that is issued, so that nobody reads its thousands of rows for them.
///
/// # Errors
/// Of the database.
pub(super) fn note_issued(tx: &mut Tx<'_>, schedule: RecordId) -> Result<usize> {
    let Some(days) = in_content(tx, schedule)? else {
        return Ok(0);
    };
    let row = IssuedRow {
        record_id: schedule.to_string(),
        optimised_by: days.optimised_by.to_string(),
        registered_by: days.registered_by.to_string(),
        debugged_by: days.debugged_by.to_string(),
        confirmed_by: days.confirmed_by.to_string(),
        published_by: days.published_by.to_string(),
    };
    Ok(diesel::insert_into(schedule_days::table)
        .values(&row)
        .execute(tx.conn())?)
}

/// Notes the days of issued schedules where they are not noted: rows that came as they were, by a migration or a
/// restore. How many schedules there were.
///
/// # Errors
/// Of the database.
pub fn note_missing(tx: &mut Tx<'_>) -> Result<usize> {
    let missing: Vec<String> = records::table
        .filter(records::form.eq(Form::Schedule.code()))
        .filter(records::state.eq(State::Archived.code()))
        .filter(records::id.ne_all(schedule_days::table.select(schedule_days::record_id)))
        .select(records::id)
        .load(tx.conn())?;
    let mut noted = 0;
    for id in missing {
        noted += note_issued(tx, code::id(&id)?)?;
    }
    Ok(noted)
}

fn in_content(conn: &mut Conn, schedule: RecordId) -> Result<Option<BatchDays>> {
    let content: String = records::table
        .find(schedule.to_string())
        .select(records::content)
        .first(conn)?;
    let issued: Option<Issued> = serde_json::from_str(&content).ok();
    Ok(issued.map(|days| BatchDays {
        optimised_by: days.optimised_by,
        registered_by: days.registered_by,
        debugged_by: days.debugged_by,
        confirmed_by: days.confirmed_by,
        published_by: days.published_by,
    }))
}

/// The days of a batch as its schedule that holds has them; none while nothing is issued.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn issued_days(conn: &mut Conn, batch: u8) -> Result<Option<BatchDays>> {
    match holding(conn, batch)? {
        Some((_, schedule)) => as_issued(conn, schedule.id),
        None => Ok(None),
    }
}

/// The days in the content of a schedule; its thousands of rows are passed over.
#[derive(Deserialize)]
struct Issued {
    optimised_by: Date,
    registered_by: Date,
    debugged_by: Date,
    confirmed_by: Date,
    published_by: Date,
}

/// Sets the days of a batch that are still at the version expected; their next version. Whether they are
/// in order is said when the schedule is issued. The same days again, after a lost answer, change nothing.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`] for an unknown batch, [`Problem::StaleRecord`] when
/// somebody else has set them since, and those of the database.
#[expect(
    clippy::too_many_arguments,
    reason = "who, when and by which rules come with every change"
)]
pub fn set(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    rules: &Rules,
    number: u8,
    expected: i64,
    days: &BatchDays,
) -> Result<i64> {
    if scope.role() != Some(Role::Bureau) {
        return Err(Problem::Forbidden.into());
    }
    if rules.programme.batches.iter().all(|batch| batch.number != number) {
        return Err(Refusal::from(Problem::NotFound).into());
    }
    let before = kept(tx, number)?.map(Row::read).transpose()?;
    let version = before.map_or(UNSET, |(_, version)| version);
    if version == expected + 1 && before.is_some_and(|(kept, _)| kept == *days) {
        return Ok(version);
    }
    if version != expected {
        return Err(Problem::StaleRecord.into());
    }
    let row = Row::of(number, days, version + 1);
    if before.is_some() {
        diesel::update(batch_plans::table.find(i32::from(number)))
            .set(&row)
            .execute(tx.conn())?;
    } else {
        diesel::insert_into(batch_plans::table)
            .values(&row)
            .execute(tx.conn())?;
    }
    let entry = Entry::of_administration(Administration::PlanChanged, None).with_reason(told(number, days));
    audit::record(tx, stamp, actor, &entry)?;
    Ok(row.version)
}

fn kept(conn: &mut Conn, number: u8) -> Result<Option<Row>> {
    Ok(batch_plans::table
        .find(i32::from(number))
        .select(Row::as_select())
        .first(conn)
        .optional()?)
}

/// The batch and its days, as the audit trail keeps them.
fn told(number: u8, days: &BatchDays) -> String {
    let BatchDays {
        optimised_by,
        registered_by,
        debugged_by,
        confirmed_by,
        published_by,
    } = days;
    format!(
        "batch={number} optimised_by={optimised_by} registered_by={registered_by} debugged_by={debugged_by} \
         confirmed_by={confirmed_by} published_by={published_by}"
    )
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = schedule_days)]
struct IssuedRow {
    record_id: String,
    optimised_by: String,
    registered_by: String,
    debugged_by: String,
    confirmed_by: String,
    published_by: String,
}

impl IssuedRow {
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

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = batch_plans)]
struct Row {
    number: i32,
    optimised_by: String,
    registered_by: String,
    debugged_by: String,
    confirmed_by: String,
    published_by: String,
    version: i64,
}

impl Row {
    fn of(number: u8, days: &BatchDays, version: i64) -> Self {
        Self {
            number: number.into(),
            optimised_by: days.optimised_by.to_string(),
            registered_by: days.registered_by.to_string(),
            debugged_by: days.debugged_by.to_string(),
            confirmed_by: days.confirmed_by.to_string(),
            published_by: days.published_by.to_string(),
            version,
        }
    }

    fn read(self) -> Result<(BatchDays, i64)> {
        let days = BatchDays {
            optimised_by: code::day(&self.optimised_by)?,
            registered_by: code::day(&self.registered_by)?,
            debugged_by: code::day(&self.debugged_by)?,
            confirmed_by: code::day(&self.confirmed_by)?,
            published_by: code::day(&self.published_by)?,
        };
        Ok((days, self.version))
    }
}
