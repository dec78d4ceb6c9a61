//! What a package is made of, as the database keeps it.

use super::audit::Stamp;
use super::desk::Confirmable;
use super::moment::{Timestamp, wire};
use super::records::{Names, Stored};
use super::schema::{organisations, revisions, scans, users};
use super::{Conn, code, history, objects};
use crate::archive::package::{Confirmation, PageSheet, PrintSheet, RecordSheet, ScanSheet, Texts, scan_path};
use crate::auth::Person;
use crate::error::{Error, Result};
use crate::store::Hash;
use diesel::prelude::*;
use yinzheng_shared::digest::Digests;
use yinzheng_shared::form::mark::Mark;
use yinzheng_shared::id::ScanId;

/// What goes into a package: the objects by their hashes.
#[derive(Clone, Debug)]
pub struct Contents {
    /// `record.json`.
    pub sheet: RecordSheet,
    /// What is text.
    pub texts: Texts,
    /// The printed PDF; none for a form that nobody stamps.
    pub print: Option<Hash>,
    /// The scans, in the order of the sheet.
    pub scans: Vec<Hash>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = revisions)]
struct RevisionRow {
    canonical: String,
    sha256: String,
    sm3: String,
    rule_set: String,
    facts: String,
    reasons: String,
    submitted_by: String,
    submitted_at: Timestamp,
    print_sha256: Option<String>,
    print_pages: Option<i32>,
    print_boxes: Option<String>,
    template_digest: Option<String>,
    fonts_digest: Option<String>,
    printed_at: Option<Timestamp>,
}

/// Everything of a set that is being confirmed.
///
/// # Errors
/// Of the database.
pub fn contents(
    conn: &mut Conn,
    person: &Person,
    stamp: Stamp,
    set: &Confirmable,
    programme: &str,
    marks: &[Mark],
) -> Result<Contents> {
    let kept = kept(conn, &set.record)?;
    let scans = scan_sheets(conn, set)?;
    let ids: Vec<ScanId> = scans.iter().map(|scan| scan.scan).collect();
    let hashes = scans
        .iter()
        .map(|scan| objects::hash(&scan.sha256))
        .collect::<Result<_>>()?;
    let print = kept.print(&set.record)?;
    let mut contents = kept.contents(conn, person, stamp, &set.record, programme, &ids)?;
    contents.print = Some(objects::hash(&print.sha256)?);
    contents.scans = hashes;
    contents.sheet.print = Some(print);
    contents.sheet.scans = scans;
    contents.sheet.received_on = set.received_on().unwrap_or(stamp.on);
    contents.sheet.late = set.is_late();
    contents.sheet.confirmation.marks = marks.to_vec();
    Ok(contents)
}

/// Everything of a record that is being accepted without paper.
///
/// # Errors
/// Of the database.
pub fn of_unprinted(
    conn: &mut Conn,
    person: &Person,
    stamp: Stamp,
    record: &Stored,
    programme: &str,
) -> Result<Contents> {
    let mut kept = kept(conn, record)?;
    kept.print_boxes = None;
    kept.contents(conn, person, stamp, record, programme, &[])
}

fn kept(conn: &mut Conn, record: &Stored) -> Result<RevisionRow> {
    Ok(revisions::table
        .find((record.id.to_string(), i32::from(record.revision)))
        .select(RevisionRow::as_select())
        .first(conn)?)
}

impl RevisionRow {
    fn print(&self, record: &Stored) -> Result<PrintSheet> {
        let unprinted = || Error::internal(format!("{} has no print", record.reference));
        Ok(PrintSheet {
            sha256: self.print_sha256.clone().ok_or_else(unprinted)?,
            pages: self.print_pages.map(code::small).transpose()?.ok_or_else(unprinted)?,
            printed_at: wire(self.printed_at.ok_or_else(unprinted)?),
            template_digest: self.template_digest.clone().unwrap_or_default(),
            fonts_digest: self.fonts_digest.clone().unwrap_or_default(),
        })
    }

    /// What every package holds; paper is added by whoever has it.
    fn contents(
        self,
        conn: &mut Conn,
        person: &Person,
        stamp: Stamp,
        record: &Stored,
        programme: &str,
        scans: &[ScanId],
    ) -> Result<Contents> {
        let names = Names::of(conn, [record])?;
        let submitted_by: Option<String> = users::table
            .find(&self.submitted_by)
            .select(users::name)
            .first(conn)
            .optional()?;
        let sheet = RecordSheet {
            record: record.id,
            reference: record.reference.clone(),
            form: record.form,
            title: record.title.clone(),
            revision: record.revision,
            owner: names.reference(record.owner).name,
            issuer: names.reference(record.issuer).name,
            programme: programme.to_owned(),
            rule_set: self.rule_set,
            digests: Digests {
                sha256: self.sha256,
                sm3: self.sm3,
            },
            submitted_by: submitted_by.unwrap_or_default(),
            submitted_at: wire(self.submitted_at),
            print: None,
            due_on: record.due.map(|due| due.date),
            received_on: record.received_on.unwrap_or(stamp.on),
            late: record.late,
            replaces: record.replaces,
            confirmation: Confirmation {
                by: person.name.clone(),
                organisation: person.seat.name.clone(),
                at: wire(stamp.at),
                on: stamp.on,
                marks: Vec::new(),
            },
            scans: Vec::new(),
        };
        let texts = Texts {
            canonical: self.canonical,
            facts: self.facts,
            reasons: self.reasons,
            boxes: self.print_boxes,
            history: history::with_uploads(conn, record.id, scans)?,
        };
        Ok(Contents {
            sheet,
            texts,
            print: None,
            scans: Vec::new(),
        })
    }
}

/// The scans of a set, oldest upload first.
fn scan_sheets(conn: &mut Conn, set: &Confirmable) -> Result<Vec<ScanSheet>> {
    let mut ids: Vec<String> = set.held.iter().map(|held| held.page.scan.to_string()).collect();
    ids.sort_unstable();
    ids.dedup();
    type Found = (String, String, String, Timestamp, String, String, String);
    let rows: Vec<Found> = scans::table
        .inner_join(organisations::table.on(organisations::id.eq(scans::organisation_id)))
        .filter(scans::id.eq_any(ids))
        .order((scans::uploaded_at.asc(), scans::id.asc()))
        .select((
            scans::id,
            scans::file_name,
            scans::sha256,
            scans::uploaded_at,
            scans::uploaded_on,
            scans::uploader_name,
            organisations::name,
        ))
        .load(conn)?;
    let rows = rows.into_iter().enumerate();
    rows.map(|(place, (id, file_name, sha256, at, on, uploaded_by, organisation))| {
        let scan: ScanId = code::id(&id)?;
        let pages = set.held.iter().filter(|held| held.page.scan == scan);
        Ok(ScanSheet {
            scan,
            file: format!("data/{}", scan_path(place, &file_name)),
            file_name,
            sha256,
            uploaded_at: wire(at),
            uploaded_on: code::day(&on)?,
            uploaded_by,
            organisation,
            pages: pages
                .map(|held| PageSheet {
                    scan_page: held.page.scan_page,
                    page: held.page.page,
                })
                .collect(),
        })
    })
    .collect()
}
