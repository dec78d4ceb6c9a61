//! Notices: what each person is told, once for each occasion. What goes out beside the page is queued in
//! the same transaction.

use super::audit::{Actor, Administration, Entry, Stamp};
use super::moment::{Timestamp, from_millis, millis, wire};
use super::records::{Names, Row as RecordRow, Stored};
use super::schema::{notices, records, users};
use super::{Backend, Conn, Tx, audit, code, dialect, obligations, outbox};
use crate::auth::{Operator, Scope};
use crate::error::{Error, Result};
use crate::state::Rules;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::notice::Notice;
use yinzheng_shared::api::obligation::Obligation;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::id::{NoticeId, OrganisationId, RecordId, UserId};
use yinzheng_shared::notice::NoticeKind;
use yinzheng_shared::obligation::{Kind, occasion, standing};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// The lock under which a day's reminders are written.
const REMINDING: i64 = 6_497_412;

/// What is told, and whose matter it is.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) kind: NoticeKind,
    /// Working days of a reminder; 0 otherwise.
    pub(super) days: u16,
    pub(super) record: RecordId,
    /// Whose matter it is.
    pub(super) organisation: OrganisationId,
    /// Its people in this role are told.
    pub(super) role: Role,
    pub(super) due: Option<Date>,
    pub(super) reason: Option<String>,
    /// Says of what: nobody is told of the same twice.
    pub(super) occasion: String,
    /// Who did it knows it already.
    pub(super) but: Option<UserId>,
}

/// Who hears of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hearer {
    /// The people who fill the record.
    Owner,
    /// The office that issues or receives it.
    Issuer,
    /// The people of an organisation whose items it names.
    Named(OrganisationId),
}

/// Tells of a step that was just made on `record`, as it was before.
///
/// # Errors
/// Of the database.
pub(crate) fn tell_of_step(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    actor: &Actor,
    record: &Stored,
    kind: NoticeKind,
    hearer: Hearer,
    reason: Option<&str>,
) -> Result<()> {
    let (organisation, role) = match hearer {
        Hearer::Owner => (record.owner, Role::Staff),
        Hearer::Named(organisation) => (organisation, Role::Staff),
        Hearer::Issuer if record.form == Form::Scope => (record.issuer, Role::Reviewer),
        Hearer::Issuer => (record.issuer, Role::Bureau),
    };
    let told = Told {
        kind,
        days: 0,
        record: record.id,
        organisation,
        role,
        due: None,
        reason: reason.map(ToOwned::to_owned),
        occasion: format!("{}:{}:{}", code::of(kind)?, record.id, record.version),
        but: actor.user,
    };
    tell(tx, stamp, &told).map(drop)
}

/// Writes what is told for each who has not been told, and queues what goes out; how many people and
/// robots hear of it.
fn tell(tx: &mut Tx<'_>, stamp: Stamp, told: &Told) -> Result<usize> {
    let mut count = 0;
    for (user, email) in people(tx, told)? {
        let known: i64 = notices::table
            .filter(notices::user_id.eq(&user))
            .filter(notices::occasion.eq(&told.occasion))
            .count()
            .get_result(tx.conn())?;
        if known > 0 {
            continue;
        }
        diesel::insert_into(notices::table)
            .values((
                notices::id.eq(Uuid::now_v7().to_string()),
                notices::user_id.eq(&user),
                notices::organisation_id.eq(told.organisation.to_string()),
                notices::kind.eq(code::of(told.kind)?),
                notices::days.eq(i32::from(told.days)),
                notices::record_id.eq(told.record.to_string()),
                notices::due_on.eq(told.due.map(|due| due.to_string())),
                notices::reason.eq(&told.reason),
                notices::business_date.eq(stamp.on.to_string()),
                notices::created_at.eq(stamp.at),
                notices::occasion.eq(&told.occasion),
            ))
            .execute(tx.conn())?;
        if email.is_some() {
            outbox::queue_mail(tx, stamp, told, &user)?;
        }
        count += 1;
    }
    Ok(count + outbox::queue_robots(tx, stamp, told)?)
}

/// Those who are told, with their addresses.
fn people(conn: &mut Conn, told: &Told) -> Result<Vec<(String, Option<String>)>> {
    let mut query = users::table
        .filter(users::organisation_id.eq(told.organisation.to_string()))
        .filter(users::role.eq(code::of(told.role)?))
        .filter(users::active.eq(true))
        .order(users::login.asc())
        .select((users::id, users::email))
        .into_boxed();
    if let Some(but) = told.but {
        query = query.filter(users::id.ne(but.to_string()));
    }
    Ok(query.load(conn)?)
}

/// Reminds of what is due, by the business date: each obligation's latest occasion, once. How many people
/// and robots hear of it. For the server itself.
///
/// # Errors
/// Of the database.
pub fn remind(tx: &mut Tx<'_>, server: &Operator, stamp: Stamp, rules: &Rules) -> Result<usize> {
    dialect::hold_lock(tx, REMINDING)?;
    let mut count = 0;
    for owed in obligations::all(tx, server, rules, stamp.on)? {
        if let Some(told) = reminder(&owed, rules, stamp.on)? {
            count += tell(tx, stamp, &told)?;
        }
    }
    if count > 0 {
        let entry = Entry::of_administration(Administration::Reminded, None).with_reason(count.to_string());
        audit::record(tx, stamp, &server.actor(), &entry)?;
    }
    Ok(count)
}

fn reminder(owed: &Obligation, rules: &Rules, today: Date) -> Result<Option<Told>> {
    let standing = standing(owed.due, today, &rules.calendar);
    let Some(occasion) = occasion(&standing, &rules.programme.reminders) else {
        return Ok(None);
    };
    let (kind, days) = NoticeKind::of_occasion(occasion);
    let occasion = format!(
        "{}:{days}:{}:{}:{}",
        code::of(kind)?,
        owed.kind.code(),
        owed.record,
        owed.due.date
    );
    Ok(Some(Told {
        kind,
        days,
        record: owed.record,
        organisation: owed.bearer.id,
        role: match owed.kind {
            Kind::ScopeList | Kind::StampedForm => Role::Staff,
            Kind::ScopeReview => Role::Reviewer,
            Kind::Confirmation => Role::Bureau,
        },
        due: Some(owed.due.date),
        reason: None,
        occasion,
        but: None,
    }))
}

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
    let mut rows: Vec<Row> = page
        .order((notices::created_at.desc(), notices::id.desc()))
        .limit(filter.limit + 1)
        .load(conn)?;
    let most = usize::try_from(filter.limit).unwrap_or_default();
    let more = rows.len() > most;
    rows.truncate(most);
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
