//! What was issued by a past day.

use super::days;
use crate::db::schema::records;
use crate::db::{Conn, code};
use crate::error::{Error, Result};
use diesel::prelude::*;
use std::collections::BTreeMap;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::record::State;

/// The last day for publication of each batch that had a schedule at the end of a day, as it was issued then;
/// that of the programme where this program cannot read the schedule.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn dues_on(conn: &mut Conn, programme: &Programme, on: Date) -> Result<Vec<(u8, Date)>> {
    let rows: Vec<(String, String)> = records::table
        .filter(records::form.eq(Form::Schedule.code()))
        .filter(records::state.eq(State::Archived.code()))
        .filter(records::archived_on.le(on.to_string()))
        .order((records::archived_at.asc(), records::id.asc()))
        .select((records::title, records::id))
        .load(conn)?;
    let mut holding = BTreeMap::new();
    for (batch, schedule) in rows {
        let batch: u8 = batch.parse().map_err(Error::internal)?;
        holding.insert(batch, schedule);
    }
    let mut dues = Vec::new();
    for (batch, schedule) in holding {
        let issued = days::as_issued(conn, code::id(&schedule)?)?.map(|days| days.published_by);
        let planned = || programme.batches.iter().find(|one| one.number == batch);
        let due = issued.or_else(|| planned().map(|batch| batch.publish_by));
        dues.extend(due.map(|due| (batch, due)));
    }
    Ok(dues)
}
