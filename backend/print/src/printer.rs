//! From sheet to print.

use crate::error::PrintError;
use crate::fonts::Fonts;
use crate::glyphs;
use crate::layout::{Press, first};
use crate::marks;
use crate::picture;
use crate::printed::Printed;
use crate::qr;
use crate::sheet::Sheet;
use crate::template;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

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
        Ok(Self {
            press: Press::new()?,
            template_digest: template::digest(),
        })
    }

    /// The first character of a text that could not be printed, so that it can be told before a form is
    /// handed in.
    #[must_use]
    pub fn missing(&self, text: &str) -> Option<char> {
        self.press.fonts.missing(text)
    }

    /// Prints a sheet.
    ///
    /// # Errors
    /// [`PrintError::MissingGlyph`] names a character that no font has; the others are faults of
    /// ours.
    pub fn print(&self, sheet: &Sheet<'_>) -> Result<Printed, PrintError> {
        let document = self.lay_out(sheet)?;
        glyphs::all_there(&document)?;
        let options = options(sheet)?;
        // Someone waits: the pictures are drawn while the PDF is written.
        let (pdf, pictures) = rayon::join(|| typst_pdf::pdf(&document, &options), || pictures(&document));
        let printed = Printed {
            pdf: pdf.map_err(|errors| first(&errors))?,
            pages: count(&document)?,
            boxes: marks::boxes(&document)?,
            pictures: pictures?,
            template_digest: self.template_digest.clone(),
            fonts_digest: Fonts::digest().to_owned(),
        };
        // Layouts of other sheets are of no more use; without this, memory grows.
        comemo::evict(8);
        Ok(printed)
    }

    fn lay_out(&self, sheet: &Sheet<'_>) -> Result<PagedDocument, PrintError> {
        let mut document = self.press.lay_out(sheet, true)?;
        if !marks::are_settled(&document)? {
            document = self.press.lay_out(sheet, false)?;
        }
        let pages = count(&document)?;
        qr::draw(&document, |page| (sheet.code)(page, pages))
    }
}

impl std::fmt::Debug for Printer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Printer")
            .field("template_digest", &self.template_digest)
            .finish_non_exhaustive()
    }
}

fn options(sheet: &Sheet<'_>) -> Result<PdfOptions, PrintError> {
    let at = template::moment(sheet.printed_at)?;
    let local = Datetime::from_ymd_hms(
        at.year(),
        at.month().into(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second(),
    );
    let standards =
        PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| PrintError::Layout(error.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(format!(
            "{} {} {}",
            sheet.reference, sheet.revision, sheet.digest_sha256
        )),
        creator: Smart::Custom(Some("Yinzheng".to_owned())),
        timestamp: local.and_then(|local| Timestamp::new_local(local, 8 * 60)),
        standards,
        ..PdfOptions::default()
    })
}

fn pictures(document: &PagedDocument) -> Result<Vec<Vec<u8>>, PrintError> {
    document.pages().par_iter().map(picture::of).collect()
}

fn count(document: &PagedDocument) -> Result<u8, PrintError> {
    let count = document.pages().len();
    u8::try_from(count).map_err(|_| PrintError::TooManyPages(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Marking, Template};
    use serde_json::{Value, json};
    use typst::layout::{Abs, Frame, FrameItem, Point};

    const LETTERS: &str = "K7QF2M9-R1-P1-T";

    fn texts(frame: &Frame, from: Point, found: &mut Vec<(String, Point, Abs)>) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    texts(&group.frame, from + *at + moved, found);
                }
                FrameItem::Text(text) => found.push((text.text.to_string(), from + *at, text.width())),
                _ => {}
            }
        }
    }

    fn go_live(rows: usize, name: &str, code: &str) -> Value {
        let rows: Vec<Value> = (1..=rows)
            .map(|number| json!({ "number": number, "item_name": name, "item_code": code }))
            .collect();
        json!({ "addressee": "市示例局", "issuer": "示例局", "issued": "2018-09-20", "finish_by": "2018-09-25", "rows": rows })
    }

    fn sheet(template: Template, content: &Value) -> Sheet<'_> {
        Sheet {
            template,
            content,
            reference: "K7QF2M9",
            revision: 1,
            digest_sha256: "00000000000000000000000000000000000000000000000000000000000000",
            digest_sm3: "00000000000000000000000000000000000000000000000000000000000000",
            printed_at: 0,
            marking: Marking::Official,
            code: &|_, _| format!("YZ1{}", "0".repeat(63)),
            letters: &|_| LETTERS.to_owned(),
        }
    }

    #[test]
    fn a_group_that_goes_on_over_the_page_begins_there_with_its_name() {
        let printer = Printer::new().unwrap();
        let materials: Vec<Value> = (1..=45)
            .map(|number| json!({ "number": format!("1.{number}"), "name": "示例材料", "shared": false, "general": true }))
            .collect();
        let content = json!({
            "item_name": "示例事项", "item_code": "000131001000", "participants": [], "leader": "",
            "scenarios": [{ "number": "1", "name": "示例", "subclasses": [{ "number": "1.1", "name": "示例", "choice": "single",
                "attributes": [{ "number": "1.1.1", "name": "示例", "needs": "none" }] }] }],
            "material_groups": [{ "name": "住所使用证明", "materials": materials }],
        });
        let document = printer.lay_out(&sheet(Template::Optimization, &content)).unwrap();
        assert!(document.pages().len() >= 2);
        for (number, page) in document.pages().iter().enumerate() {
            let mut found = Vec::new();
            texts(&page.frame, Point::zero(), &mut found);
            let text: String = found.into_iter().map(|(text, ..)| text).collect();
            assert_eq!(
                text.contains("住所使用证明（续）"),
                number == 1,
                "page {number}: {text}"
            );
        }
    }

    #[test]
    fn no_text_leaves_the_page_or_meets_a_code() {
        let printer = Printer::new().unwrap();
        for (name, code) in [("示例".repeat(60), "1".repeat(33)), ("W".repeat(200), "W".repeat(90))] {
            let content = go_live(40, &name, &code);
            for page in printer.lay_out(&sheet(Template::GoLive, &content)).unwrap().pages() {
                let mut found = Vec::new();
                texts(&page.frame, Point::zero(), &mut found);
                let (codes, others): (Vec<_>, Vec<_>) =
                    found.into_iter().partition(|(text, ..)| text.starts_with("K7QF2M9-"));
                assert_eq!(codes.len(), 2);
                for (text, at, width) in others {
                    let (x0, x1, y) = (at.x.to_mm(), (at.x + width).to_mm(), at.y.to_mm());
                    assert!(x0 >= 21.9 && x1 <= 188.1, "{text} from {x0} to {x1}");
                    assert!(y > 38.0 && (y < 259.0 || x0 > 36.0), "{text} at {x0}, {y}");
                }
            }
        }
    }
}
