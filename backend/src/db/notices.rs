//! Notices: what each person is told, once for each occasion. What goes out beside the page is queued in
//! the same transaction.

mod remind;
mod tell;

pub use remind::{AT_ONCE, remind, unheard};
pub(crate) use tell::{Hearer, tell_of_step};
pub(super) use tell::{LinkTold, Told, tell_of_link};

use super::audit::{Actor, Administration, Entry, Stamp};
use super::moment::{Timestamp, from_millis, millis, wire};
use super::records::{Names, Row as RecordRow, Stored};
use super::schema::{notices, records};
use super::{Backend, Conn, Tx, audit, code, page};
use crate::auth::Scope;
use crate::error::{Error, Result};
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::notice::Notice;
use yinzheng_shared::id::NoticeId;
use yinzheng_shared::problem::Problem;

/// What to list.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// Which.
    pub which: Which,
    /// After which entry to go on.
    pub after: Option<Cursor>,
    /// Most entries of a page.
    pub limit: i64,
}

/// Which notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// Those not read yet.
    Unread,
}

/// The last entry of a page: where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    at: i64,
    id: NoticeId,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:x}.{}", self.at, self.id.0.simple())
    }
}

impl std::str::FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (at, id) = text.split_once('.').ok_or(Problem::BadRequest)?;
        Ok(Self {
            at: i64::from_str_radix(at, 16).map_err(|_| Problem::BadRequest)?,
            id: id.parse().map_err(|_| Problem::BadRequest)?,
        })
    }
}

type Query<'a> = notices::BoxedQuery<'a, Backend>;

/// The person's own notices, of matters of the organisation where the person works now: what an
/// organisation owns or issues, its people see. None for a key.
fn matching<'a>(scope: &Scope, which: Which) -> Query<'a> {
    let own = scope.user().map(|user| user.to_string()).unwrap_or_default();
    let query = notices::table
        .into_boxed()
        .filter(notices::user_id.eq(own))
        .filter(notices::organisation_id.eq(scope.seat().id.to_string()));
    match which {
        Which::All => query,
        Which::Unread => query.filter(notices::read_at.is_null()),
    }
}

/// How many notices the person has not read.
///
/// # Errors
/// Of the database.
pub fn count_unread(conn: &mut Conn, scope: &Scope) -> Result<u64> {
    let count: i64 = matching(scope, Which::Unread).count().get_result(conn)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// One page of the person's notices, newest first.
///
/// # Errors
/// [`Problem::BadRequest`] for a cursor that leads nowhere, and those of the database.
pub fn list(conn: &mut Conn, scope: &Scope, filter: Filter) -> Result<Listing<Notice>> {
    let total: i64 = matching(scope, filter.which).count().get_result(conn)?;
    let mut page = matching(scope, filter.which).select(Row::as_select());
    if let Some(cursor) = filter.after {
        let at = from_millis(cursor.at).ok_or(Problem::BadRequest)?;
        let id = cursor.id.to_string();
        page = page.filter(
            notices::created_at
                .lt(at)
                .or(notices::created_at.eq(at).and(notices::id.lt(id))),
        );
    }
    let rows: Vec<Row> = page
        .order((notices::created_at.desc(), notices::id.desc()))
        .limit(filter.limit + 1)
        .load(conn)?;
    let (rows, more) = page::cut(rows, filter.limit);
    let next = rows.last().filter(|_| more).map(Row::cursor).transpose()?;
    Ok(Listing {
        entries: bodies(conn, rows)?,
        total: u64::try_from(total).unwrap_or_default(),
        next: next.map(|cursor| cursor.to_string()),
    })
}

/// Marks one of the person's notices as read; once is enough.
///
/// # Errors
/// [`Problem::NotFound`], and those of the database.
pub fn read_one(tx: &mut Tx<'_>, scope: &Scope, stamp: Stamp, actor: &Actor, id: NoticeId) -> Result<()> {
    let read: Option<Option<Timestamp>> = matching(scope, Which::All)
        .filter(notices::id.eq(id.to_string()))
        .select(notices::read_at)
        .first(tx.conn())
        .optional()?;
    if read.ok_or(Problem::NotFound)?.is_some() {
        return Ok(());
    }
    diesel::update(notices::table.find(id.to_string()))
        .set(notices::read_at.eq(stamp.at))
        .execute(tx.conn())?;
    let entry = Entry::of_administration(Administration::NoticesRead, Some(id.0));
    audit::record(tx, stamp, actor, &entry)
}

/// Marks all of the person's notices as read.
///
/// # Errors
/// Of the database.
pub fn read_all(tx: &mut Tx<'_>, scope: &Scope, stamp: Stamp, actor: &Actor) -> Result<()> {
    let own = scope.user().map(|user| user.to_string()).unwrap_or_default();
    let changed = diesel::update(notices::table)
        .filter(notices::user_id.eq(own))
        .filter(notices::organisation_id.eq(scope.seat().id.to_string()))
        .filter(notices::read_at.is_null())
        .set(notices::read_at.eq(stamp.at))
        .execute(tx.conn())?;
    if changed > 0 {
        let entry = Entry::of_administration(Administration::NoticesRead, None);
        audit::record(tx, stamp, actor, &entry)?;
    }
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = notices)]
struct Row {
    id: String,
    organisation_id: String,
    kind: String,
    days: i32,
    record_id: String,
    due_on: Option<String>,
    reason: Option<String>,
    business_date: String,
    created_at: Timestamp,
    read_at: Option<Timestamp>,
}

impl Row {
    fn cursor(&self) -> Result<Cursor> {
        Ok(Cursor {
            at: millis(self.created_at),
            id: code::id(&self.id)?,
        })
    }
}

fn bodies(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Notice>> {
    let ids: Vec<&str> = rows.iter().map(|row| row.record_id.as_str()).collect();
    let found: Vec<RecordRow> = records::table
        .filter(records::id.eq_any(ids))
        .select(RecordRow::as_select())
        .load(conn)?;
    let found = found.into_iter().map(RecordRow::read).collect::<Result<Vec<_>>>()?;
    let names = Names::of(conn, &found)?;
    let found: HashMap<String, Stored> = found
        .into_iter()
        .map(|record| (record.id.to_string(), record))
        .collect();
    rows.into_iter()
        .filter_map(|row| {
            let record = found.get(&row.record_id)?;
            Some(body(row, record, &names))
        })
        .collect()
}

fn body(row: Row, record: &Stored, names: &Names) -> Result<Notice> {
    Ok(Notice {
        id: code::id(&row.id)?,
        kind: code::word(&row.kind)?,
        days: code::small(row.days)?,
        record: record.id,
        reference: record.reference.clone(),
        form: record.form,
        title: record.title.clone(),
        organisation: names.reference(code::id(&row.organisation_id)?),
        due: row.due_on.as_deref().map(code::day).transpose()?,
        reason: row.reason,
        on: code::day(&row.business_date)?,
        at: wire(row.created_at),
        read_at: row.read_at.map(wire),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_cursor_reads_back() {
        let cursor = Cursor {
            at: 1_537_855_380_042,
            id: NoticeId(Uuid::from_u128(7)),
        };
        assert_eq!(cursor.to_string().parse::<Cursor>().unwrap(), cursor);
        for broken in ["", "zz.1", "1", "1.x"] {
            assert!(broken.parse::<Cursor>().is_err(), "{broken}");
        }
    }
}
