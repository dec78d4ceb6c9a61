//! The outcomes of a scan's pages, and what they mean for records.

use super::claim::holds;
use super::known::{known, print_of_reference};
use super::{Claim, PageRow, Print};
use crate::auth::Person;
use crate::db::audit::{Actor, Entry, Stamp};
use crate::db::moment::Timestamp;
use crate::db::schema::{records, scan_pages, scans};
use crate::db::{Tx, audit, code, objects};
use crate::error::Result;
use crate::scan::decide::{decide, decide_page, missing};
use crate::scan::reading::Reading;
use crate::store::Stored;
use diesel::prelude::*;
use std::collections::BTreeSet;
use yinzheng_shared::api::record::Action;
use yinzheng_shared::code::print_code::ShortCode;
use yinzheng_shared::id::{ScanId, UserId};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::{Move, State};
use yinzheng_shared::scan::{Outcome, ScanState};

/// A page that was read, its pictures durable in the store.
#[derive(Clone, Copy, Debug)]
pub struct ReadPage {
    /// From 1.
    pub number: u16,
    /// What its codes say.
    pub reading: Reading,
    /// Its picture.
    pub picture: Stored,
    /// The small one.
    pub thumbnail: Stored,
}

const PICTURES: &str = "image/jpeg";

/// Writes the outcomes of a scan's pages and moves the records whose set is complete. Nothing when
/// another worker has taken over meanwhile.
///
/// # Errors
/// Of the database.
pub fn finish(tx: &mut Tx<'_>, stamp: Stamp, claim: &Claim, media: &str, pages: &[ReadPage]) -> Result<()> {
    if !holds(tx, claim)? {
        return Ok(());
    }
    let mut matched = BTreeSet::new();
    for page in pages {
        objects::note(tx, page.picture, PICTURES, stamp.at)?;
        objects::note(tx, page.thumbnail, PICTURES, stamp.at)?;
        let code = match page.reading {
            Reading::Genuine(code) => Some(code),
            _ => None,
        };
        let print = code.map(|code| Print {
            record: code.record,
            revision: code.revision,
        });
        let known = match print {
            Some(print) => known(tx, print)?,
            None => None,
        };
        let outcome = decide(&page.reading, known.as_ref());
        if outcome == Outcome::Matched {
            matched.extend(print);
        }
        let row = PageRow {
            scan_id: claim.scan.to_string(),
            number: page.number.into(),
            outcome: code::of(outcome)?,
            record_id: code.map(|code| code.record.to_string()),
            revision: code.map(|code| code.revision.into()),
            page: code.map(|code| code.page.into()),
            pages: code.map(|code| code.pages.into()),
            holds: outcome == Outcome::Matched,
            picture: Some(page.picture.hash.to_string()),
            thumbnail: Some(page.thumbnail.hash.to_string()),
            assigned_code: None,
            assigned_by: None,
        };
        diesel::insert_into(scan_pages::table).values(&row).execute(tx.conn())?;
    }
    diesel::update(scans::table.find(claim.scan.to_string()))
        .set((
            scans::state.eq(code::of(ScanState::Read)?),
            scans::media.eq(media),
            scans::claimed_until.eq(None::<Timestamp>),
        ))
        .execute(tx.conn())?;
    matched
        .into_iter()
        .try_for_each(|print| note_match(tx, stamp, &claim.uploader, claim.scan, print))
}

/// Notes that a scan certifies pages of a print, and moves the record when the set is complete.
fn note_match(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, scan: ScanId, print: Print) -> Result<()> {
    let digest: String = scans::table
        .find(scan.to_string())
        .select(scans::sha256)
        .first(tx.conn())?;
    let mut entry = Entry::of_record(Action::Matched, print.record, print.revision).with_digest(digest);
    entry.scan = Some(scan);
    audit::record(tx, stamp, actor, &entry)?;
    let row = records::table.find(print.record.to_string());
    diesel::update(row.clone())
        .set((
            records::version.eq(records::version + 1),
            records::updated_at.eq(stamp.at),
        ))
        .execute(tx.conn())?;
    let Some(known) = known(tx, print)? else { return Ok(()) };
    let complete = known
        .printed_pages
        .is_some_and(|pages| missing(&known.held, pages).is_empty());
    if let (true, Ok(state)) = (complete, known.state.after(Move::Match)) {
        diesel::update(row)
            .set((records::state.eq(code::of(state)?), records::matched_at.eq(stamp.at)))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// What became of a typed code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assigned {
    /// It waits for a second person to type the same.
    Proposed,
    /// The second person typed the same: the page is matched.
    Matched,
}

/// A code that a person typed for a page without a readable one.
///
/// # Errors
/// [`Problem::Forbidden`] for other roles, [`Problem::NotFound`] when the page is not the person's to
/// see, [`Problem::IllegalMove`] when it was read, [`Problem::WrongShortCode`] when no page that the
/// person may assign waits under that code.
pub fn assign(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    person: &Person,
    scan: ScanId,
    number: u16,
    typed: &str,
) -> Result<Assigned> {
    person.only(&[Role::Staff, Role::Builder, Role::Bureau])?;
    let page = super::view::page_row(tx, &person.scope(), scan, number)?;
    let outcome: Outcome = code::word(&page.outcome)?;
    if !outcome.may_be_assigned() {
        return Err(Problem::IllegalMove.into());
    }
    let short: ShortCode = typed.parse().map_err(|_| Problem::WrongShortCode)?;
    let (print, pages) = waiting_page(tx, person, &short)?;
    let canonical = short.to_string();
    let first: Option<UserId> = page.assigned_by.as_deref().map(code::id).transpose()?;
    let row = scan_pages::table.find((page.scan_id.clone(), page.number));
    match first {
        Some(first) if page.assigned_code.as_ref() == Some(&canonical) && first != person.id => {
            diesel::update(row)
                .set((
                    scan_pages::outcome.eq(code::of(Outcome::Matched)?),
                    scan_pages::holds.eq(true),
                    scan_pages::record_id.eq(print.record.to_string()),
                    scan_pages::revision.eq(i32::from(print.revision)),
                    scan_pages::page.eq(i32::from(short.page)),
                    scan_pages::pages.eq(i32::from(pages)),
                ))
                .execute(tx.conn())?;
            note_match(tx, stamp, &person.actor(), scan, print)?;
            Ok(Assigned::Matched)
        }
        Some(first) if page.assigned_code.as_ref() == Some(&canonical) && first == person.id => Ok(Assigned::Proposed),
        _ => {
            diesel::update(row)
                .set((
                    scan_pages::assigned_code.eq(&canonical),
                    scan_pages::assigned_by.eq(person.id.to_string()),
                ))
                .execute(tx.conn())?;
            let mut entry = Entry::of_record(Action::Assigned, print.record, print.revision);
            entry.scan = Some(scan);
            audit::record(tx, stamp, &person.actor(), &entry)?;
            Ok(Assigned::Proposed)
        }
    }
}

/// The print of a typed code, when its page waits for a scan and the person may say so; how many
/// pages it has. Every other case is the same refusal, so that codes of others cannot be guessed.
fn waiting_page(tx: &mut Tx<'_>, person: &Person, short: &ShortCode) -> Result<(Print, u8)> {
    let (record, owner) = print_of_reference(tx, &short.reference)?.ok_or(Problem::WrongShortCode)?;
    let print = Print {
        record,
        revision: short.revision,
    };
    let known = known(tx, print)?.ok_or(Problem::WrongShortCode)?;
    let entitled = person.role == Role::Bureau || person.seat.id == owner;
    let waits = known.state == State::Printed && decide_page(&known, short.revision, short.page) == Outcome::Matched;
    match known.printed_pages {
        Some(pages) if entitled && waits => Ok((print, pages)),
        _ => Err(Problem::WrongShortCode.into()),
    }
}
