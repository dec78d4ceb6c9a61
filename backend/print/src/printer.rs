//! From sheet to print.

use crate::error::PrintError;
use crate::fonts::Fonts;
use crate::layout::{Press, first};
use crate::printed::{PrintBox, Printed};
use crate::sheet::{PageCode, Sheet};
use crate::template;
use serde_json::Value;
use typst::foundations::{Datetime, Label, Selector, Smart};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

/// Dots an inch of the pictures for the screen.
const PICTURE_DPI: f64 = 110.0;

/// Lays out and exports forms. Made once; shared by threads.
pub struct Printer {
    press: Press,
    template_digest: String,
}

impl Printer {
    /// Loads the embedded fonts and templates.
    ///
    /// # Errors
    /// [`PrintError::NoFonts`] when the program was built without.
    pub fn new() -> Result<Self, PrintError> {
        Ok(Self { press: Press::new()?, template_digest: template::digest() })
    }

    /// Prints a sheet.
    ///
    /// # Errors
    /// [`PrintError::MissingGlyph`] names a character that no font has; the others are faults of
    /// ours.
    pub fn print(&self, sheet: &Sheet<'_>) -> Result<Printed, PrintError> {
        self.every_glyph(sheet.content)?;
        // The codes stand in the margins, so that the first layout already has the right pages.
        let blank = self.press.lay_out(sheet.template.file(), template::data(sheet, Vec::new())?)?;
        let count = blank.pages().len();
        let pages = u8::try_from(count).map_err(|_| PrintError::TooManyPages(count))?;
        let codes: Vec<PageCode> = (1..=pages).map(|page| (sheet.code)(page, pages)).collect();
        let document = self.press.lay_out(sheet.template.file(), template::data(sheet, codes)?)?;
        let printed = Printed {
            pdf: pdf(&document, sheet)?,
            pages,
            boxes: boxes(&document)?,
            pictures: document.pages().iter().map(picture).collect::<Result<_, _>>()?,
            template_digest: self.template_digest.clone(),
            fonts_digest: Fonts::digest().to_owned(),
        };
        // Layouts of other sheets are of no more use; without this, memory grows.
        comemo::evict(8);
        Ok(printed)
    }

    fn every_glyph(&self, content: &Value) -> Result<(), PrintError> {
        match content {
            Value::String(text) => match text.chars().find(|character| !self.press.fonts.has(*character)) {
                Some(character) => Err(PrintError::MissingGlyph { character }),
                None => Ok(()),
            },
            Value::Array(list) => list.iter().try_for_each(|value| self.every_glyph(value)),
            Value::Object(fields) => fields.values().try_for_each(|value| self.every_glyph(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        }
    }
}

impl std::fmt::Debug for Printer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Printer").field("template_digest", &self.template_digest).finish_non_exhaustive()
    }
}

fn pdf(document: &PagedDocument, sheet: &Sheet<'_>) -> Result<Vec<u8>, PrintError> {
    let at = template::moment(sheet.printed_at)?;
    let local =
        Datetime::from_ymd_hms(at.year(), at.month().into(), at.day(), at.hour(), at.minute(), at.second());
    let standards = PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| PrintError::Layout(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {} {}", sheet.reference, sheet.revision, sheet.digest_sha256)),
        creator: Smart::Custom(Some("Yinzheng".to_owned())),
        timestamp: local.and_then(|local| Timestamp::new_local(local, 8 * 60)),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| first(&errors))
}

fn picture(page: &typst_layout::Page) -> Result<Vec<u8>, PrintError> {
    let options = RenderOptions { pixel_per_pt: (PICTURE_DPI / 72.0).into(), render_bleed: false };
    typst_render::render(page, &options).encode_png().map_err(|error| PrintError::Layout(error.to_string()))
}

/// The boxes that the template marked with the label `box`.
fn boxes(document: &PagedDocument) -> Result<Vec<PrintBox>, PrintError> {
    let Some(label) = Label::new(PicoStr::intern("box")) else { return Ok(Vec::new()) };
    let marks = document.introspector().query(&Selector::Label(label));
    let marks = marks.iter().filter_map(|content| content.to_packed::<MetadataElem>());
    marks
        .map(|mark| {
            let value = serde_json::to_value(&mark.value).map_err(|error| PrintError::Layout(error.to_string()))?;
            serde_json::from_value(value).map_err(|error| PrintError::Layout(error.to_string()))
        })
        .collect()
}
