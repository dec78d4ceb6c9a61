//! The rows of all lists of a consolidation.

use crate::auth::Scope;
use crate::db::records::{Stored, find, submitted};
use crate::db::schema::revisions;
use crate::db::{Conn, organisations as tree};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::consolidation::{AcceptedList, Consolidation};
use yinzheng_shared::form::scope::Row;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::record::State;

/// The accepted rows of a department.
#[derive(Clone, Debug)]
pub struct DepartmentRows {
    /// Its full name.
    pub department: String,
    /// The rows of its accepted list.
    pub rows: Vec<Row>,
}

/// The rows of the lists that a consolidation hands over; while it is a draft, of those that are accepted now. Who
/// reads the consolidation and not a list of it does not get that list.
///
/// # Errors
/// [`Problem::NotFound`] when the scope does not show a list, or it is not as it was handed over, and those of the
/// database.
pub fn rows(
    conn: &mut Conn,
    scope: &Scope,
    programme: &Programme,
    record: &Stored,
    form: &Consolidation,
) -> Result<Vec<DepartmentRows>> {
    let named: Vec<(String, Option<AcceptedList>)> = if matches!(record.state, State::Draft | State::Returned) {
        let office = tree::seat(conn, record.owner)?.ok_or(Problem::NotFound)?;
        let known = super::facts(conn, programme, &office)?.unwrap_or_default();
        known.lists.into_iter().map(|one| (one.department, one.list)).collect()
    } else {
        let rows = form.departments.iter();
        rows.map(|row| (row.department.clone(), row.list.clone())).collect()
    };
    let mut found = Vec::new();
    for (department, list) in named.into_iter().filter_map(|(name, list)| Some((name, list?))) {
        let rows = rows_of(conn, scope, &list)?;
        found.push(DepartmentRows { department, rows });
    }
    Ok(found)
}

fn rows_of(conn: &mut Conn, scope: &Scope, list: &AcceptedList) -> Result<Vec<Row>> {
    let record = find(conn, scope, list.record)?;
    let sha256: String = revisions::table
        .find((record.id.to_string(), i32::from(record.revision)))
        .select(revisions::sha256)
        .first(conn)?;
    match submitted(conn, &record)? {
        Content::Scope(content) if sha256 == list.sha256 => Ok(content.rows),
        _ => Err(Problem::NotFound.into()),
    }
}
