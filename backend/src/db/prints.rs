//! Stored prints of frozen revisions.

use super::audit::{Actor, Entry, Stamp};
use super::moment::Timestamp;
use super::records::{Change, Stored, apply, find};
use super::schema::{print_pages, revisions};
use super::{Conn, Tx, audit, objects, visible};
use crate::auth::Scope;
use crate::error::{Error, Result};
use crate::store::{self, Hash};
use diesel::prelude::*;
use yinzheng_shared::api::record::Action;
use yinzheng_shared::digest::Digests;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::{Move, State};

/// What is to be printed.
#[derive(Clone, Debug)]
pub struct Frozen {
    /// The record.
    pub record: Stored,
    /// Canonical bytes of its submitted revision.
    pub canonical: String,
    /// Their digests.
    pub digests: Digests,
    /// When it was submitted: the time that the print bears.
    pub submitted_at: Timestamp,
}

/// What stands in the way of a print.
#[derive(Clone, Debug)]
pub enum Printing {
    /// It is to be printed.
    Open(Box<Frozen>),
    /// It has been printed already; the print stands.
    Done,
}

/// Reads what is to be printed.
///
/// # Errors
/// [`Problem::StaleRecord`] when it is not at the version that the page read, those of the move, and
/// those of the database.
pub fn open(conn: &mut Conn, scope: &Scope, id: RecordId, expected: i64) -> Result<Printing> {
    let record = find(conn, scope, id)?;
    if record.state == State::Printed {
        let standing = record.standing(scope).ok_or(Problem::Forbidden)?;
        let may = yinzheng_shared::record::may(record.form, Move::Print, standing);
        return if may {
            Ok(Printing::Done)
        } else {
            Err(Problem::Forbidden.into())
        };
    }
    record.after(scope, Move::Print)?;
    record.still_at(expected)?;
    let (canonical, sha256, sm3, submitted_at) = revisions::table
        .find((id.to_string(), i32::from(record.revision)))
        .select((
            revisions::canonical,
            revisions::sha256,
            revisions::sm3,
            revisions::submitted_at,
        ))
        .first(conn)?;
    Ok(Printing::Open(Box::new(Frozen {
        record,
        canonical,
        digests: Digests { sha256, sm3 },
        submitted_at,
    })))
}

/// A print that is durable in the store.
#[derive(Clone, Debug)]
pub struct NewPrint {
    /// The PDF.
    pub pdf: store::Stored,
    /// How many pages it has.
    pub pages: u8,
    /// Places for what is written by hand, JSON.
    pub boxes: String,
    /// Pictures of its pages, in order.
    pub pictures: Vec<store::Stored>,
    /// SHA-256 of the template, hex.
    pub template_digest: String,
    /// SHA-256 of the fonts, hex.
    pub fonts_digest: String,
}

/// Freezes the revision with its print. A print that came first stands.
///
/// # Errors
/// [`Problem::StaleRecord`] when the record moved meanwhile, those of the move, and those of the
/// database.
pub fn freeze(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    frozen: &Frozen,
    print: &NewPrint,
) -> Result<()> {
    let record = find(tx, scope, frozen.record.id)?;
    if record.state == State::Printed && record.revision == frozen.record.revision {
        return Ok(());
    }
    record.still_at(frozen.record.version)?;
    let state = record.after(scope, Move::Print)?;
    objects::note(tx, print.pdf, "application/pdf", stamp.at)?;
    let key = (record.id.to_string(), i32::from(record.revision));
    diesel::update(revisions::table.find(key.clone()))
        .set((
            revisions::print_sha256.eq(print.pdf.hash.to_string()),
            revisions::print_pages.eq(i32::from(print.pages)),
            revisions::print_boxes.eq(&print.boxes),
            revisions::template_digest.eq(&print.template_digest),
            revisions::fonts_digest.eq(&print.fonts_digest),
            revisions::printed_by.eq(actor.user.map(|id| id.to_string())),
            revisions::printed_at.eq(stamp.at),
        ))
        .execute(tx.conn())?;
    for (page, picture) in (1_i32..).zip(&print.pictures) {
        objects::note(tx, *picture, "image/png", stamp.at)?;
        diesel::insert_into(print_pages::table)
            .values((
                print_pages::record_id.eq(&key.0),
                print_pages::revision.eq(key.1),
                print_pages::page.eq(page),
                print_pages::picture.eq(picture.hash.to_string()),
            ))
            .execute(tx.conn())?;
    }
    apply(
        tx,
        stamp,
        &record,
        Change {
            state: Some(state),
            ..Change::default()
        },
    )?;
    let entry = Entry::of_record(Action::Printed, record.id, record.revision).with_digest(print.pdf.hash.to_string());
    audit::record(tx, stamp, actor, &entry)
}

/// A stored document and how it is called.
#[derive(Clone, Debug)]
pub struct Document {
    /// The bytes.
    pub hash: Hash,
    /// Reference of the record.
    pub reference: String,
    /// The revision that it shows.
    pub revision: u16,
}

/// The print of a revision, the current one when none is named; older ones stay readable for those who
/// may know the items that they name.
///
/// # Errors
/// [`Problem::NotFound`] when it was never printed or is not the caller's to see, and those of the
/// database.
pub fn pdf(conn: &mut Conn, scope: &Scope, id: RecordId, revision: Option<u16>) -> Result<Document> {
    let record = find(conn, scope, id)?;
    let revision = revision.unwrap_or(record.revision);
    let kept: Option<(Option<String>, String)> = revisions::table
        .find((id.to_string(), i32::from(revision)))
        .select((revisions::print_sha256, revisions::canonical))
        .first(conn)
        .optional()?;
    let Some((Some(hash), canonical)) = kept else {
        return Err(Problem::NotFound.into());
    };
    if !visible::revision(conn, scope, &record, revision, &canonical)? {
        return Err(Problem::NotFound.into());
    }
    Ok(Document {
        hash: objects::hash(&hash)?,
        reference: record.reference,
        revision,
    })
}

/// The current print as paper: its boxes as JSON, and the pictures of its pages in order.
///
/// # Errors
/// [`Problem::NotFound`] when it is not printed, and those of the database.
pub fn paper(conn: &mut Conn, scope: &Scope, id: RecordId) -> Result<(String, Vec<Hash>)> {
    let record = find(conn, scope, id)?;
    let boxes: Option<String> = revisions::table
        .find((id.to_string(), i32::from(record.revision)))
        .select(revisions::print_boxes)
        .first(conn)?;
    let pictures: Vec<String> = print_pages::table
        .filter(print_pages::record_id.eq(id.to_string()))
        .filter(print_pages::revision.eq(i32::from(record.revision)))
        .order(print_pages::page.asc())
        .select(print_pages::picture)
        .load(conn)?;
    let pictures = pictures.iter().map(|hash| objects::hash(hash)).collect::<Result<_>>()?;
    Ok((boxes.ok_or(Problem::NotFound)?, pictures))
}

/// The picture of a page of the current print.
///
/// # Errors
/// [`Problem::NotFound`], and those of the database.
pub fn picture(conn: &mut Conn, scope: &Scope, id: RecordId, page: u8) -> Result<Hash> {
    let record = find(conn, scope, id)?;
    let hash: Option<String> = print_pages::table
        .find((id.to_string(), i32::from(record.revision), i32::from(page)))
        .select(print_pages::picture)
        .first(conn)
        .optional()?;
    objects::hash(&hash.ok_or(Problem::NotFound)?)
}

impl Frozen {
    /// The content as it was frozen.
    ///
    /// # Errors
    /// When the kept bytes are not what was kept: the database was changed by hand.
    pub fn content(&self) -> Result<serde_json::Value> {
        if Digests::of(self.canonical.as_bytes()) != self.digests {
            return Err(Error::internal(format!(
                "the canonical bytes of {} are damaged",
                self.record.reference
            )));
        }
        let (_, json) = self
            .canonical
            .split_once('\n')
            .ok_or_else(|| Error::internal("no canonical bytes"))?;
        serde_json::from_str(json).map_err(Error::internal)
    }
}
