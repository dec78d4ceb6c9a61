//! Lists of records, newest change first.

use super::stored::{Names, Row, summary};
use crate::auth::Scope;
use crate::db::moment::{from_millis, millis};
use crate::db::pattern::{anywhere, lower};
use crate::db::schema::records;
use crate::db::{Backend, Conn, page, visible};
use crate::error::{Error, Result};
use diesel::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::form::Form;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a title, a reference or an item code.
    pub text: Option<String>,
    /// Kinds of form; empty: all.
    pub forms: Vec<Form>,
    /// States; empty: all.
    pub states: Vec<State>,
    /// After which entry to go on.
    pub after: Option<Cursor>,
    /// Most entries of a page.
    pub limit: i64,
}

/// The last entry of a page: where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    updated: i64,
    id: RecordId,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:x}.{}", self.updated, self.id.0.simple())
    }
}

impl std::str::FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (updated, id) = text.split_once('.').ok_or(Problem::BadRequest)?;
        let updated = i64::from_str_radix(updated, 16).map_err(|_| Problem::BadRequest)?;
        Ok(Self {
            updated,
            id: id.parse().map_err(|_| Problem::BadRequest)?,
        })
    }
}

/// One page of the records that the scope shows.
///
/// # Errors
/// [`Problem::BadRequest`] for a cursor that leads nowhere, and those of the database.
pub fn list(conn: &mut Conn, scope: &Scope, filter: &Filter) -> Result<Listing<RecordSummary>> {
    let mut page = matching(scope, filter)?.select(Row::as_select());
    if let Some(cursor) = filter.after {
        let updated = from_millis(cursor.updated).ok_or(Problem::BadRequest)?;
        let id = cursor.id.to_string();
        page = page.filter(
            records::updated_at
                .lt(updated)
                .or(records::updated_at.eq(updated).and(records::id.lt(id))),
        );
    }
    let rows: Vec<Row> = page
        .order((records::updated_at.desc(), records::id.desc()))
        .limit(filter.limit + 1)
        .load(conn)?;
    let found = rows.into_iter().map(Row::read).collect::<Result<Vec<_>>>()?;
    let (found, more) = page::cut(found, filter.limit);
    let total = page::total(filter.after.is_none(), (found.len(), more), || {
        let count: i64 = matching(scope, filter)?.count().get_result(conn)?;
        Ok(u64::try_from(count).unwrap_or_default())
    })?;
    let next = found.last().filter(|_| more).map(|last| Cursor {
        updated: millis(last.updated_at),
        id: last.id,
    });
    let names = Names::of(conn, &found)?;
    Ok(Listing {
        entries: found.iter().map(|record| summary(record, &names)).collect(),
        total,
        next: next.map(|cursor| cursor.to_string()),
    })
}

fn matching<'a>(scope: &Scope, filter: &Filter) -> Result<records::BoxedQuery<'a, Backend>> {
    let mut query = records::table.into_boxed().filter(visible::records(scope)?);
    if !filter.forms.is_empty() {
        query = query.filter(records::form.eq_any(filter.forms.iter().map(|form| form.code()).collect::<Vec<_>>()));
    }
    if !filter.states.is_empty() {
        query = query.filter(records::state.eq_any(filter.states.iter().map(|state| state.code()).collect::<Vec<_>>()));
    }
    if let Some(text) = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        let pattern = anywhere(text);
        query = query.filter(
            lower(records::title)
                .like(pattern.clone())
                .escape('\\')
                .or(lower(records::reference).like(pattern.clone()).escape('\\'))
                .or(visible::naming(scope, pattern)),
        );
    }
    Ok(query)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back() {
        let cursor = Cursor {
            updated: 1_537_855_380_042,
            id: RecordId(uuid::Uuid::from_u128(7)),
        };
        assert_eq!(cursor.to_string().parse::<Cursor>().unwrap(), cursor);
        for broken in ["", "zz.1", "1", "1.x"] {
            assert!(broken.parse::<Cursor>().is_err(), "{broken}");
        }
    }
}
