//! The desk: complete sets of pages that wait for the receiving office.

use super::audit::{Actor, Entry, Stamp};
use super::moment::wire;
use super::notices::{self, Hearer};
use super::records::{Change, Names, Row, Stored, apply, close, find, summary};
use super::schema::{records as rows, scan_pages, scans};
use super::{Conn, Tx, audit, bulletins, code, item_moves, objects, visible};
use crate::auth::{Scope, scope::Reach};
use crate::error::Result;
use crate::store;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};
use yinzheng_shared::api::record::{Action, MatchedPage};
use yinzheng_shared::api::scan::DeskSet;
use yinzheng_shared::date::Date;
use yinzheng_shared::id::{RecordId, ScanId, UserId};
use yinzheng_shared::notice::NoticeKind;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::{Move, Side, State};
use yinzheng_shared::scan::Outcome;

/// A page that holds for a record, and who sent it.
#[derive(Clone, Debug)]
pub struct Held {
    /// Where it is.
    pub page: MatchedPage,
    /// The person who sent it; none for a key.
    pub uploader: Option<UserId>,
    /// Name of the person or label of the key.
    pub uploader_name: String,
    /// Business date of the upload.
    pub uploaded_on: Date,
}

/// Pages that hold for the current revision of a record, in order.
///
/// # Errors
/// Of the database.
pub fn held(conn: &mut Conn, record: &Stored) -> Result<Vec<Held>> {
    let mut held = held_of(conn, std::slice::from_ref(record))?;
    Ok(held.remove(&record.id).unwrap_or_default())
}

/// The same of several records.
fn held_of(conn: &mut Conn, records: &[Stored]) -> Result<HashMap<RecordId, Vec<Held>>> {
    type Found = (
        Option<String>,
        Option<i32>,
        Option<i32>,
        String,
        i32,
        Option<String>,
        String,
        String,
    );
    let current: HashMap<String, &Stored> = records.iter().map(|record| (record.id.to_string(), record)).collect();
    let found: Vec<Found> = scan_pages::table
        .inner_join(scans::table.on(scans::id.eq(scan_pages::scan_id)))
        .filter(scan_pages::record_id.eq_any(current.keys()))
        .filter(scan_pages::holds.eq(true))
        .order((
            scan_pages::page.asc(),
            scan_pages::scan_id.asc(),
            scan_pages::number.asc(),
        ))
        .select((
            scan_pages::record_id,
            scan_pages::revision,
            scan_pages::page,
            scan_pages::scan_id,
            scan_pages::number,
            scans::uploaded_by_user,
            scans::uploader_name,
            scans::uploaded_on,
        ))
        .load(conn)?;
    let mut held: HashMap<RecordId, Vec<Held>> = HashMap::new();
    for (record, revision, page, scan, number, user, uploader_name, on) in found {
        let record = record.and_then(|record| current.get(&record));
        let Some(record) = record.filter(|record| revision == Some(i32::from(record.revision))) else {
            continue;
        };
        held.entry(record.id).or_default().push(Held {
            page: MatchedPage {
                page: code::small(page.unwrap_or_default())?,
                scan: code::id(&scan)?,
                scan_page: code::small(number)?,
            },
            uploader: user.as_deref().map(code::id).transpose()?,
            uploader_name,
            uploaded_on: code::day(&on)?,
        });
    }
    Ok(held)
}

/// Complete sets that wait, oldest first; for the bureau and the auditor.
///
/// # Errors
/// Of the database.
pub fn sets(conn: &mut Conn, scope: &Scope, most: i64) -> Result<Vec<DeskSet>> {
    if !matches!(scope.reach(), Reach::Everything) {
        return Ok(Vec::new());
    }
    let waiting: Vec<Row> = rows::table
        .filter(visible::records(scope)?)
        .filter(rows::state.eq(State::Matched.code()))
        .order((rows::matched_at.asc(), rows::id.asc()))
        .limit(most)
        .select(Row::as_select())
        .load(conn)?;
    let waiting: Vec<Stored> = waiting.into_iter().map(Row::read).collect::<Result<_>>()?;
    let names = Names::of(conn, &waiting)?;
    let mut held = held_of(conn, &waiting)?;
    let set = |record: &Stored| {
        let held = held.remove(&record.id).unwrap_or_default();
        let uploaders: BTreeSet<String> = held.iter().map(|held| held.uploader_name.clone()).collect();
        DeskSet {
            record: summary(record, &names),
            complete_since: wire(record.matched_at.unwrap_or(record.updated_at)),
            own_upload: is_own(scope, &held),
            uploaded_by: uploaders.into_iter().collect(),
            pages: held.into_iter().map(|held| held.page).collect(),
        }
    };
    Ok(waiting.iter().map(set).collect())
}

fn is_own(scope: &Scope, held: &[Held]) -> bool {
    held.iter()
        .any(|held| held.uploader.is_some() && held.uploader == scope.user())
}

/// A set as the person at the desk saw it.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// A scan of the set.
    pub scan: ScanId,
    /// The record.
    pub record: RecordId,
    /// Its revision, as shown.
    pub revision: u16,
}

/// A set that may be confirmed.
#[derive(Clone, Debug)]
pub struct Confirmable {
    /// The record.
    pub record: Stored,
    /// Its pages, in order.
    pub held: Vec<Held>,
}

impl Confirmable {
    /// The day of the upload that made the set complete.
    #[must_use]
    pub fn received_on(&self) -> Option<Date> {
        self.held.iter().map(|held| held.uploaded_on).max()
    }

    /// Whether that was after the due date.
    #[must_use]
    pub fn is_late(&self) -> bool {
        matches!((self.received_on(), self.record.due), (Some(on), Some(due)) if on > due.date)
    }
}

/// The set, when the person may confirm it now; none when this very person has confirmed it already.
///
/// # Errors
/// [`Problem::OwnUpload`], [`Problem::StaleRecord`] for another revision, [`Problem::NotFound`] when
/// the scan is not of the set, those of the move, and those of the database.
pub fn confirmable(conn: &mut Conn, scope: &Scope, seen: Seen) -> Result<Option<Confirmable>> {
    let record = find(conn, scope, seen.record)?;
    let by_same = record
        .archived
        .as_ref()
        .is_some_and(|(_, _, by, _)| Some(*by) == scope.user());
    if by_same && record.revision == seen.revision {
        return Ok(None);
    }
    let held = matched_set(conn, scope, &record, seen, Move::Confirm)?;
    if is_own(scope, &held) {
        return Err(Problem::OwnUpload.into());
    }
    Ok(Some(Confirmable { record, held }))
}

fn matched_set(conn: &mut Conn, scope: &Scope, record: &Stored, seen: Seen, step: Move) -> Result<Vec<Held>> {
    record.after(scope, step)?;
    if record.revision != seen.revision {
        return Err(Problem::StaleRecord.into());
    }
    let held = held(conn, record)?;
    if held.iter().any(|held| held.page.scan == seen.scan) {
        Ok(held)
    } else {
        Err(Problem::NotFound.into())
    }
}

/// Archives a record whose package is durable, and moves its items, in one transaction.
///
/// # Errors
/// [`Problem::StaleRecord`] when the record changed since the package was built, those of the move,
/// and those of the database.
pub fn archive(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    set: &Confirmable,
    package: store::Stored,
) -> Result<()> {
    let record = find(tx, scope, set.record.id)?;
    record.still_at(set.record.version)?;
    let state = record.after(scope, Move::Confirm)?;
    let change = Change {
        state: Some(state),
        received: set.received_on().map(|on| (on, set.is_late())),
        ..Change::default()
    };
    close(tx, stamp, actor, &record, change, package)?;
    notices::tell_of_step(tx, stamp, actor, &record, NoticeKind::Archived, Hearer::Owner, None)?;
    bulletins::tell_named(tx, stamp, actor, &record)?;
    item_moves::take_effect(tx, stamp, actor, &record)
}

/// Refuses a set with a reason: the record waits for other scans of the same print.
///
/// # Errors
/// [`Problem::StaleRecord`] for another revision, [`Problem::NotFound`] when the scan is not of the
/// set, those of the move, and those of the database.
pub fn refuse(tx: &mut Tx<'_>, scope: &Scope, stamp: Stamp, actor: &Actor, seen: Seen, reason: &str) -> Result<()> {
    let record = find(tx, scope, seen.record)?;
    let is_repeated = record.state == State::Printed && record.returned_because.as_deref() == Some(reason);
    if is_repeated && record.revision == seen.revision {
        return Ok(());
    }
    matched_set(tx, scope, &record, seen, Move::Refuse)?;
    let state = record.after(scope, Move::Refuse)?;
    diesel::update(scan_pages::table)
        .filter(scan_pages::record_id.eq(record.id.to_string()))
        .filter(scan_pages::holds.eq(true))
        .set(scan_pages::holds.eq(false))
        .execute(tx.conn())?;
    let change = Change {
        state: Some(state),
        returned_because: Some(Some(reason.to_owned())),
        matched_at: Some(None),
        ..Change::default()
    };
    apply(tx, stamp, &record, change)?;
    notices::tell_of_step(
        tx,
        stamp,
        actor,
        &record,
        NoticeKind::Refused,
        Hearer::Owner,
        Some(reason),
    )?;
    let mut entry = Entry::of_record(Action::Refused, record.id, record.revision).with_reason(reason);
    entry.scan = Some(seen.scan);
    audit::record(tx, stamp, actor, &entry)
}

/// The stored package of an archived record and how it is called. It holds the scans as they were
/// uploaded; a reader of a shared form does not get one whose stack had other pages in it, empty
/// backs apart. Nor does who reads some rows only get a package, which holds them all, or who reads a bulletin
/// the one that tells how it came about.
///
/// # Errors
/// [`Problem::NotFound`] when it is not archived, [`Problem::Forbidden`] for such a reader, and those
/// of the database.
pub fn package(conn: &mut Conn, scope: &Scope, id: RecordId) -> Result<super::prints::Document> {
    let record = find(conn, scope, id)?;
    let in_part = record.is_read_in_part(scope);
    let as_issued = visible::reads_as_issued(scope, &record);
    let (_, _, _, hash) = record.archived.ok_or(Problem::NotFound)?;
    let shared = scope.side(record.owner, record.issuer) == Side::Reader && scope.role() != Some(Role::Auditor);
    if in_part || as_issued || (shared && has_other_pages(conn, id)?) {
        return Err(Problem::Forbidden.into());
    }
    Ok(super::prints::Document {
        hash: objects::hash(&hash)?,
        reference: record.reference,
        revision: record.revision,
    })
}

/// Whether a scan that certifies the record has a page that is not the record's and not empty.
fn has_other_pages(conn: &mut Conn, id: RecordId) -> Result<bool> {
    let id = id.to_string();
    let certifying = scan_pages::table
        .filter(scan_pages::record_id.eq(&id))
        .filter(scan_pages::holds.eq(true));
    let scans: Vec<String> = certifying.select(scan_pages::scan_id).distinct().load(conn)?;
    let others: i64 = scan_pages::table
        .filter(scan_pages::scan_id.eq_any(scans))
        .filter(scan_pages::record_id.is_null().or(scan_pages::record_id.ne(&id)))
        .filter(scan_pages::outcome.ne(code::of(Outcome::Blank)?))
        .count()
        .get_result(conn)?;
    Ok(others > 0)
}
