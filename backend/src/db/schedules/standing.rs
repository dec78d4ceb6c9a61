//! Whether a schedule that waits for its package still fits what was issued since, and what becomes of
//! those that wait beside it.

use super::effect::movable;
use super::plan::{holding, issued};
use crate::db::audit::{Actor, Stamp};
use crate::db::records::{Row, Stored, give_up};
use crate::db::schema::records;
use crate::db::{Conn, Tx};
use crate::error::{Error, Refusal, Result};
use diesel::prelude::*;
use yinzheng_shared::form::Form;
use yinzheng_shared::form::schedule::Schedule;
use yinzheng_shared::locale::{Language, plan as words};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;

/// Nothing while the schedule of the batch that holds is the one that this record replaces.
///
/// # Errors
/// [`Problem::ScheduleOvertaken`] when another one was issued since, and those of the database.
pub(in crate::db) fn not_overtaken(conn: &mut Conn, record: &Stored) -> Result<()> {
    if record.state == State::Archived {
        return Ok(());
    }
    let batch = record.title.parse().map_err(Error::internal)?;
    let holds = holding(conn, batch)?.map(|(_, stored)| stored.id);
    if holds == record.replaces {
        Ok(())
    } else {
        Err(Problem::ScheduleOvertaken.into())
    }
}

/// Nothing while no schedule of another batch that holds names an item that this one would move.
///
/// # Errors
/// [`Problem::FactsChanged`] with the items, and those of the database.
pub(in crate::db) fn in_no_other_batch(conn: &mut Conn, schedule: &Schedule) -> Result<()> {
    let Some(own) = schedule.batch else { return Ok(()) };
    let issued = issued(conn)?;
    let places: Vec<String> = movable(conn, schedule)?
        .into_iter()
        .filter(|(_, batch)| batch.is_some_and(|batch| batch != own && issued.contains(&batch)))
        .take(NAMED)
        .map(|(code, _)| format!("/items/{code}"))
        .collect();
    if places.is_empty() {
        return Ok(());
    }
    Err(Refusal::from(Problem::FactsChanged)
        .with_detail(places.join(" "))
        .into())
}

/// Items that a refusal names.
const NAMED: usize = 20;

/// Gives up what still waits to be issued for the batch of a schedule that was just issued.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn overtake(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, issued: &Stored) -> Result<()> {
    let open = [State::Draft, State::Returned, State::Submitted].map(State::code);
    let waiting: Vec<Row> = records::table
        .filter(records::form.eq(Form::Schedule.code()))
        .filter(records::state.eq_any(open))
        .filter(records::title.eq(&issued.title))
        .filter(records::id.ne(issued.id.to_string()))
        .order(records::id.asc())
        .select(Row::as_select())
        .load(tx.conn())?;
    let reason = words::OVERTAKEN.with(Language::Chinese, &[("reference", &issued.reference)]);
    for row in waiting {
        give_up(tx, stamp, actor, &row.read()?, State::Void, &reason)?;
    }
    Ok(())
}
