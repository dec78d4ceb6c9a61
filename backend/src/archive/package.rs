//! What the package of an archived record holds.

use super::bag::{Bag, Packed, Packing, safe_name};
use super::cover;
use crate::db::moment::{Timestamp, wire};
use serde::Serialize;
use std::fs::File;
use std::io::{self, Seek, Write};
use yinzheng_shared::api::Moment;
use yinzheng_shared::api::record::Event;
use yinzheng_shared::date::Date;
use yinzheng_shared::digest::Digests;
use yinzheng_shared::form::Form;
use yinzheng_shared::form::mark::Mark;
use yinzheng_shared::id::{RecordId, ScanId};
use zip::DateTime;

/// Everything about the record that is not a file of its own, `data/record.json`.
#[derive(Clone, Debug, Serialize)]
pub struct RecordSheet {
    /// The record.
    pub record: RecordId,
    /// Its short readable number.
    pub reference: String,
    /// The kind of form.
    pub form: Form,
    /// What lists call it.
    pub title: String,
    /// The revision that was confirmed.
    pub revision: u16,
    /// Name of the organisation that filled it.
    pub owner: String,
    /// Name of the organisation that received it.
    pub issuer: String,
    /// Code of the programme.
    pub programme: String,
    /// Digest of the rule set that checked it.
    pub rule_set: String,
    /// Digests of `data/canonical.txt`.
    pub digests: Digests,
    /// Who submitted it.
    pub submitted_by: String,
    /// When.
    pub submitted_at: Moment,
    /// The print; none for a form that nobody stamps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub print: Option<PrintSheet>,
    /// The scans that certify it.
    pub scans: Vec<ScanSheet>,
    /// By when the stamped scan was due.
    pub due_on: Option<Date>,
    /// The day on which it came in: of the upload that made the set complete, or on which it was handed in.
    pub received_on: Date,
    /// Whether that was too late.
    pub late: bool,
    /// The archived record that this one corrects.
    pub replaces: Option<RecordId>,
    /// Who confirmed or accepted.
    pub confirmation: Confirmation,
}

/// The print that was signed and stamped.
#[derive(Clone, Debug, Serialize)]
pub struct PrintSheet {
    /// SHA-256 of the PDF.
    pub sha256: String,
    /// How many pages.
    pub pages: u8,
    /// When it was frozen.
    pub printed_at: Moment,
    /// Digest of the template.
    pub template_digest: String,
    /// Digest of the fonts.
    pub fonts_digest: String,
}

/// One uploaded file.
#[derive(Clone, Debug, Serialize)]
pub struct ScanSheet {
    /// The scan.
    pub scan: ScanId,
    /// Where it stands in the package.
    pub file: String,
    /// Its name as uploaded.
    pub file_name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// When it was uploaded.
    pub uploaded_at: Moment,
    /// Business date of the upload.
    pub uploaded_on: Date,
    /// By whom.
    pub uploaded_by: String,
    /// Of which organisation.
    pub organisation: String,
    /// Which of its pages show which page of the print.
    pub pages: Vec<PageSheet>,
}

/// One page of a scan.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PageSheet {
    /// Page of the scan, from 1.
    pub scan_page: u16,
    /// Page of the print, from 1.
    pub page: u8,
}

/// What the person at the desk confirmed.
#[derive(Clone, Debug, Serialize)]
pub struct Confirmation {
    /// Name.
    pub by: String,
    /// Organisation.
    pub organisation: String,
    /// System time.
    pub at: Moment,
    /// Business date.
    pub on: Date,
    /// The marks that were seen on every page; none for a form that nobody stamps.
    pub marks: Vec<Mark>,
}

/// The record's files as text.
#[derive(Clone, Debug)]
pub struct Texts {
    /// Canonical bytes.
    pub canonical: String,
    /// Facts at submission, JSON.
    pub facts: String,
    /// Reasons for warnings, JSON.
    pub reasons: String,
    /// Boxes of the print, JSON; none without a print.
    pub boxes: Option<String>,
    /// The timeline up to the confirmation.
    pub history: Vec<Event>,
}

/// The stored files, opened.
#[derive(Debug)]
pub struct Files {
    /// The printed PDF; none for a form that nobody stamps.
    pub print: Option<File>,
    /// The scans, in the order of [`RecordSheet::scans`].
    pub scans: Vec<File>,
}

/// Where the scan number `place` (from 0) stands below `data/`.
#[must_use]
pub fn scan_path(place: usize, file_name: &str) -> String {
    format!("scans/{:02}-{}", place + 1, safe_name(file_name))
}

/// Writes the package; the same record gives the same bytes.
///
/// # Errors
/// When reading or writing fails.
pub fn write(
    out: impl Write + Seek,
    at: Timestamp,
    sheet: &RecordSheet,
    texts: &Texts,
    files: Files,
) -> io::Result<()> {
    let mut bag = Bag::new(out, &format!("{}-r{}", sheet.reference, sheet.revision), zip_time(at));
    let content = texts.canonical.split_once('\n').map_or("", |(_, content)| content);
    bag.add("canonical.txt", Packing::Deflated, &mut texts.canonical.as_bytes())?;
    bag.add("content.json", Packing::Deflated, &mut pretty(content)?.as_bytes())?;
    bag.add("record.json", Packing::Deflated, &mut json(sheet)?.as_bytes())?;
    bag.add("facts.json", Packing::Deflated, &mut pretty(&texts.facts)?.as_bytes())?;
    bag.add(
        "reasons.json",
        Packing::Deflated,
        &mut pretty(&texts.reasons)?.as_bytes(),
    )?;
    bag.add("history.json", Packing::Deflated, &mut json(&texts.history)?.as_bytes())?;
    if let Some(print) = &files.print {
        bag.add("print.pdf", Packing::Stored, &mut &*print)?;
    }
    if let Some(boxes) = &texts.boxes {
        bag.add("print-boxes.json", Packing::Deflated, &mut pretty(boxes)?.as_bytes())?;
    }
    for (scan, file) in sheet.scans.iter().zip(&files.scans) {
        let name = scan.file.strip_prefix("data/").unwrap_or(&scan.file);
        bag.add(name, Packing::Stored, &mut &*file)?;
    }
    let payload: Vec<Packed> = bag.payload().to_vec();
    bag.add_tag("index.html", &cover::page(sheet, &payload))?;
    bag.finish(&[
        ("Source-Organization", sheet.owner.clone()),
        ("Contact-Organization", sheet.issuer.clone()),
        (
            "External-Identifier",
            format!("{}-r{}", sheet.reference, sheet.revision),
        ),
        ("Internal-Sender-Identifier", sheet.record.to_string()),
        ("Bagging-Date", wire(at).chars().take(10).collect()),
    ])?;
    Ok(())
}

fn json(value: &impl Serialize) -> io::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// Readable JSON; numbers and keys stay as they are.
fn pretty(text: &str) -> io::Result<String> {
    json(&serde_json::from_str::<serde_json::Value>(text)?)
}

/// ZIP keeps even seconds and no zone; UTC here.
fn zip_time(at: Timestamp) -> DateTime {
    let (year, month, day) = at.to_calendar_date();
    let year = u16::try_from(year).unwrap_or(1980);
    DateTime::from_date_and_time(year, u8::from(month), day, at.hour(), at.minute(), at.second()).unwrap_or_default()
}
