//! Forms on paper, printed as the server prints them: real layout, real signed codes.

use anyhow::{Context as _, Result};
use serde_json::Value;
use yinzheng_print::{BoxName, Marking, PrintBox, Printer, Sheet, Template};
use yinzheng_shared::code::print_code::{PrintCode, ShortCode, reference};
use yinzheng_shared::form::Form;
use yinzheng_shared::id::RecordId;

use crate::generator::{Layout, Place};

/// The secret of the only key; nothing but these measurements uses it.
pub(super) const SECRET: &[u8] = b"sample secret of the measurement";
const INSTALLATION: u32 = 0x5359_4E54;
const KEY: u8 = 1;

/// One printed form.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    pub pdf: Vec<u8>,
    /// A page each.
    pub pages: Vec<Side>,
}

/// What is on one printed page.
#[derive(Debug, Clone)]
pub(super) struct Side {
    /// What its codes say.
    pub code: PrintCode,
    /// Where its codes are, and where people stamp and sign.
    pub layout: Layout,
}

/// Prints a form of this record, revision 1.
pub(super) fn print(printer: &Printer, form: Form, content: &Value, record: RecordId) -> Result<Paper> {
    let digest = digest(record);
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let code = |page, pages| {
        let [a, b, c, d, e, f, ..] = digest;
        PrintCode {
            installation: INSTALLATION,
            key: KEY,
            record,
            revision: 1,
            page,
            pages,
            digest: [a, b, c, d, e, f],
        }
    };
    let reference = reference(record);
    let letters = |page| {
        ShortCode {
            reference: reference.clone(),
            revision: 1,
            page,
        }
        .to_string()
    };
    let sheet = Sheet {
        template: match form {
            Form::Scope | Form::Consolidation | Form::Schedule => anyhow::bail!("what nobody stamps is not printed"),
            Form::Optimization => Template::Optimization,
            Form::JointDebug => Template::JointDebug,
            Form::GoLive => Template::GoLive,
            Form::Bulletin => Template::Bulletin,
        },
        content,
        reference: &reference,
        revision: 1,
        digest_sha256: &hex,
        digest_sm3: &hex,
        printed_at: 1_537_401_600,
        marking: Marking::Official,
        code: &|page, pages| code(page, pages).encode(SECRET),
        letters: &letters,
    };
    let printed = printer.print(&sheet).context("printing")?;
    let side = |page| Side {
        code: code(page, printed.pages),
        layout: layout(&printed.boxes, page),
    };
    Ok(Paper {
        pages: (1..=printed.pages).map(side).collect(),
        pdf: printed.pdf,
    })
}

/// Thirty-two bytes that differ from record to record.
fn digest(record: RecordId) -> [u8; 32] {
    let mut rng = crate::generator::Rng::new(record.0.as_u64_pair().1);
    std::array::from_fn(|_| (rng.bits() >> 32) as u8)
}

/// Places of the boxes of a page; where it has none, those of a plain page.
fn layout(boxes: &[PrintBox], page: u8) -> Layout {
    let mut layout = Layout::a4();
    let here = || boxes.iter().filter(|found| found.page == page);
    if let Some(stamp) = here().find(|found| found.name == BoxName::Stamp) {
        layout.seal = Place {
            x_mm: f64::from(stamp.x_mm + stamp.width_mm / 2.0),
            y_mm: f64::from(stamp.y_mm + stamp.height_mm / 2.0),
        };
    }
    let signed = here().filter(|found| !matches!(found.name, BoxName::Stamp | BoxName::Date));
    let starts: Vec<Place> = signed
        .map(|found| Place {
            x_mm: f64::from(found.x_mm) + 2.0,
            y_mm: f64::from(found.y_mm + found.height_mm / 2.0),
        })
        .collect();
    if !starts.is_empty() {
        layout.signatures = starts;
    }
    layout
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::bench::samples::go_live;

    #[test]
    fn a_page_is_stamped_where_its_box_is() {
        let printer = Printer::new().unwrap();
        let paper = print(
            &printer,
            Form::GoLive,
            &go_live(1).content,
            RecordId(Uuid::from_u128(5)),
        )
        .unwrap();
        let last = paper.pages.last().unwrap();
        assert_ne!(last.layout.seal, Layout::a4().seal);
        assert_eq!(last.layout.signatures.len(), 2);
        assert_eq!(usize::from(last.code.pages), paper.pages.len());
    }
}
