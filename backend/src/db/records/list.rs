//! Lists of records, newest change first.

use super::stored::{Names, Row, summary};
use crate::auth::{Scope, scope::Reach};
use crate::db::items::search::{is_rare_code, wanted};
use crate::db::moment::{from_millis, millis};
use crate::db::pattern::{anywhere, of_each, row_by_row, small};
use crate::db::schema::records;
use crate::db::{Backend, Conn, page, visible};
use crate::error::{Error, Result};
use diesel::dsl::{Desc, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text, Timestamp};
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::api::{COUNTED, Listing};
use yinzheng_shared::form::Form;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a title or a reference, or three signs or more of the code of an item of the catalogue.
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
    let (ids, total) = match filter.text.as_deref().and_then(wanted) {
        Some(text) => searched(conn, scope, filter, &text)?,
        None => listed(conn, scope, filter)?,
    };
    let (ids, more) = page::cut(ids, filter.limit);
    let rows: Vec<Row> = records::table
        .filter(records::id.eq_any(&ids))
        .order(newest())
        .select(Row::as_select())
        .load(conn)?;
    let found = rows.into_iter().map(Row::read).collect::<Result<Vec<_>>>()?;
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

/// The order of the list.
fn newest() -> (Desc<records::updated_at>, Desc<records::id>) {
    (records::updated_at.desc(), records::id.desc())
}

/// Identifiers of a page, and of one more; and how many records there are.
type Found = (Vec<String>, u64);

fn listed(conn: &mut Conn, scope: &Scope, filter: &Filter) -> Result<Found> {
    let seen = || visible::records(scope);
    let total = page::found(conn, matching(seen()?, filter).select(records::id), COUNTED)?;
    // A page of many is soon full in the order of the list.
    let seen = if total > COUNTED { of_each(seen()?) } else { seen()? };
    Ok((page_of(conn, matching(seen, filter), filter)?, total))
}

/// The page that the filter asks for, of these.
fn page_of(conn: &mut Conn, query: records::BoxedQuery<'_, Backend>, filter: &Filter) -> Result<Vec<String>> {
    let query = match filter.after {
        Some(cursor) => query.filter(beyond(cursor)?),
        None => query,
    };
    let page = query.order(newest()).limit(filter.limit + 1).select(records::id);
    Ok(page.load(conn)?)
}

/// Records with a text are found, and counted, by looking through an index once; where the scope shows few records, by whose
/// they are.
fn searched(conn: &mut Conn, scope: &Scope, filter: &Filter, text: &str) -> Result<Found> {
    let rare_code = is_rare_code(conn, text)?;
    let sought = Sought { text, rare_code };
    let seen = || visible::records(scope);
    let sees_everything = matches!(scope.reach(), Reach::Everything);
    let sees_many =
        sees_everything || page::found(conn, matching(seen()?, filter).select(records::id), COUNTED)? > COUNTED;
    let few = if sees_many && !sees_everything {
        few(conn, scope, sought)?
    } else {
        None
    };
    let matching = |conn: &Conn| -> Result<records::BoxedQuery<'_, Backend>> {
        let seen = if sees_many { of_each(seen()?) } else { seen()? };
        let query = matching(seen, filter);
        Ok(match &few {
            Some(ids) => query.filter(records::id.eq_any(ids.clone())),
            None => query.filter(called(conn, scope, sought)),
        })
    };
    let most = i64::try_from(COUNTED).unwrap_or(i64::MAX);
    // In the order of the list, lest the rows themselves are gone through, which are long.
    let first = matching(conn)?.order(newest()).limit(most.saturating_add(1));
    let ids: Vec<String> = first.select(records::id).load(conn)?;
    let total = ids.len() as u64;
    match filter.after {
        Some(_) => Ok((page_of(conn, matching(conn)?, filter)?, total)),
        None => Ok((ids, total)),
    }
}

/// So few records are looked at one by one, whoever asks.
const FEW: i64 = 2_000;

/// Identifiers of all records with the text, where they are few, to be asked by whom they may be seen: an index knows
/// them all, and does not know that.
fn few(conn: &mut Conn, scope: &Scope, sought: Sought<'_>) -> Result<Option<Vec<String>>> {
    let all = records::table.filter(called(conn, scope, sought));
    let ids: Vec<String> = all.select(records::id).limit(FEW + 1).load(conn)?;
    Ok(Some(ids).filter(|ids| i64::try_from(ids.len()).is_ok_and(|found| found <= FEW)))
}

/// A text that records are searched for.
#[derive(Clone, Copy, Debug)]
struct Sought<'a> {
    text: &'a str,
    /// Whether few items have it in their code.
    rare_code: bool,
}

/// Whether a record has the text in its title, its reference or the code of an item that it names.
fn called(conn: &Conn, scope: &Scope, sought: Sought<'_>) -> visible::Condition {
    let text = sought.text;
    // References are of capital letters and digits.
    let is_of_references = text.bytes().all(|sign| sign.is_ascii_alphanumeric());
    let reference = is_of_references.then(|| ("records.reference".to_owned(), format!("%{}%", text.to_uppercase())));
    let called = row_by_row((small("records.title", text), anywhere(text)), reference);
    match visible::naming(conn, scope, text, sought.rare_code) {
        Some(naming) => Box::new(called.or(naming)),
        None => called,
    }
}

/// What comes after an entry in the order of the list, as one comparison, which an index of that order begins with.
fn beyond(cursor: Cursor) -> Result<visible::Condition> {
    let updated = from_millis(cursor.updated).ok_or(Problem::BadRequest)?;
    let before = sql::<Bool>("(records.updated_at, records.id) < (").bind::<Timestamp, _>(updated);
    Ok(Box::new(
        before.sql(", ").bind::<Text, _>(cursor.id.to_string()).sql(")"),
    ))
}

/// What the filter asks for, but its text, of the records that are seen.
fn matching<'a>(seen: visible::Condition, filter: &Filter) -> records::BoxedQuery<'a, Backend> {
    let mut query = records::table.into_boxed().filter(seen);
    if !filter.forms.is_empty() {
        query = query.filter(records::form.eq_any(filter.forms.iter().map(|form| form.code()).collect::<Vec<_>>()));
    }
    if !filter.states.is_empty() {
        query = query.filter(records::state.eq_any(filter.states.iter().map(|state| state.code()).collect::<Vec<_>>()));
    }
    query
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
