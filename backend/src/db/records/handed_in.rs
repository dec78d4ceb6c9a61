//! When forms were handed in.

use crate::db::schema::{records, revisions};
use crate::db::{Conn, code};
use crate::error::Result;
use diesel::dsl::min;
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::record::State;

/// When each owner first handed in a form of this title, up to a day, that was not given up. For figures, not for a
/// caller.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn first_handed_in(
    conn: &mut Conn,
    form: Form,
    title: &str,
    on: Date,
) -> Result<HashMap<String, Date>> {
    let rows: Vec<(String, Option<String>)> = records::table
        .inner_join(revisions::table.on(revisions::record_id.eq(records::id)))
        .filter(records::form.eq(form.code()))
        .filter(records::title.eq(title))
        .filter(records::state.ne(State::Void.code()))
        .filter(revisions::submitted_on.le(on.to_string()))
        .group_by(records::owner_id)
        .select((records::owner_id, min(revisions::submitted_on)))
        .load(conn)?;
    let mut found = HashMap::new();
    for (owner, first) in rows {
        let first = first.as_deref().map(code::day).transpose()?;
        found.extend(first.map(|first| (owner, first)));
    }
    Ok(found)
}
