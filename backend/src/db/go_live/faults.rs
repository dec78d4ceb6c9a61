//! Rows of a go-live form that its unit sent back, with their faults.

use crate::db::records::Stored;
use crate::db::schema::{record_items, returned_rows};
use crate::db::{Conn, Tx};
use crate::error::{Refusal, Result};
use diesel::prelude::*;
use std::collections::HashSet;
use yinzheng_shared::api::record::Fault;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::problem::Problem;

/// Nothing when these are rows of the content, each once.
///
/// # Errors
/// [`Problem::WrongShape`] with the place.
pub(in crate::db) fn check(content: &Content, rows: &[Fault]) -> Result<()> {
    let refused = |place: String| Err(Refusal::from(Problem::WrongShape).with_detail(place).into());
    if !rows.is_empty() && content.form() != Form::GoLive {
        return refused("/rows".to_owned());
    }
    let mut left: HashSet<&str> = content.item_codes().into_iter().collect();
    for (place, row) in rows.iter().enumerate() {
        if !left.remove(row.item_code.as_str()) {
            return refused(format!("/rows/{place}/item_code"));
        }
    }
    Ok(())
}

/// Keeps the rows that came back with a record, which is at this version now.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn keep(tx: &mut Tx<'_>, record: &Stored, version: i64, rows: &[Fault]) -> Result<()> {
    for row in rows {
        diesel::insert_into(returned_rows::table)
            .values((
                returned_rows::record_id.eq(record.id.to_string()),
                returned_rows::version.eq(version),
                returned_rows::revision.eq(i32::from(record.revision)),
                returned_rows::item_code.eq(&row.item_code),
                returned_rows::fault.eq(&row.fault),
                returned_rows::answered.eq(false),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// The form is handed in anew: what came back before is history.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn answer(tx: &mut Tx<'_>, record: RecordId) -> Result<()> {
    diesel::update(returned_rows::table)
        .filter(returned_rows::record_id.eq(record.to_string()))
        .filter(returned_rows::answered.eq(false))
        .set(returned_rows::answered.eq(true))
        .execute(tx.conn())?;
    Ok(())
}

/// Rows that came back and are not answered, in the order of their codes. A row that the form no longer names
/// is not among them: who reads the form may not be one to know of the item.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn of(conn: &mut Conn, record: &Stored) -> Result<Vec<Fault>> {
    if record.form != Form::GoLive {
        return Ok(Vec::new());
    }
    let rows: Vec<(String, String)> = returned_rows::table
        .inner_join(
            record_items::table.on(record_items::record_id
                .eq(returned_rows::record_id)
                .and(record_items::item_code.eq(returned_rows::item_code))),
        )
        .filter(returned_rows::record_id.eq(record.id.to_string()))
        .filter(returned_rows::answered.eq(false))
        .select((returned_rows::item_code, returned_rows::fault))
        .load(conn)?;
    let fault = |(item_code, fault)| Fault { item_code, fault };
    let mut faults: Vec<Fault> = rows.into_iter().map(fault).collect();
    // Databases sort letters each in their own way.
    faults.sort_by(|one, other| one.item_code.cmp(&other.item_code));
    Ok(faults)
}
