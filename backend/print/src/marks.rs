//! Marks that the templates leave on the pages for us: metadata with the label `box` at the corner
//! of each place for the hand, with the label `row` in each row of a table whose groups span rows, and
//! with the label `cuts` before such a table; and with the label `code` where a QR code is drawn.

use crate::error::PrintError;
use crate::printed::{BoxName, PrintBox};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use typst::foundations::{Label, Selector};
use typst::introspection::{Introspector as _, MetadataElem, PagedPosition};
use typst::layout::Point;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// By table, the rows (from 0) that begin a page other than the table's first.
type Cuts = BTreeMap<String, Vec<usize>>;

#[derive(Deserialize)]
struct CutsMark {
    table: String,
    rows: Vec<usize>,
}

#[derive(Deserialize)]
struct BoxMark {
    name: BoxName,
    row: u16,
    width_mm: f32,
    height_mm: f32,
}

/// The places for the hand, in the order of the pages.
pub fn boxes(document: &PagedDocument) -> Result<Vec<PrintBox>, PrintError> {
    let marks: Vec<(BoxMark, PagedPosition)> = marks(document, "box")?;
    let boxes = marks.into_iter().map(|(mark, at)| {
        Ok(PrintBox {
            name: mark.name,
            row: mark.row,
            page: page(&at)?,
            x_mm: at.point.x.to_mm() as f32,
            y_mm: at.point.y.to_mm() as f32,
            width_mm: mark.width_mm,
            height_mm: mark.height_mm,
        })
    });
    boxes.collect()
}

/// Top left corners of the places for codes, with their pages.
pub fn codes(document: &PagedDocument) -> Result<Vec<(u8, Point)>, PrintError> {
    let marks: Vec<((), PagedPosition)> = marks(document, "code")?;
    marks.into_iter().map(|(_, at)| Ok((page(&at)?, at.point))).collect()
}

fn page(at: &PagedPosition) -> Result<u8, PrintError> {
    u8::try_from(at.page.get()).map_err(|_| PrintError::TooManyPages(at.page.get()))
}

/// Whether the tables repeat names just where the ends of pages cut them. Where repeating moves the
/// ends, it may not.
pub fn are_settled(document: &PagedDocument) -> Result<bool, PrintError> {
    let marks: Vec<(CutsMark, PagedPosition)> = marks(document, "cuts")?;
    let mut cuts = cuts(document)?;
    Ok(marks
        .into_iter()
        .all(|(mark, _)| cuts.remove(&mark.table).unwrap_or_default() == mark.rows))
}

fn cuts(document: &PagedDocument) -> Result<Cuts, PrintError> {
    let rows: Vec<(String, PagedPosition)> = marks(document, "row")?;
    let mut seen: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut cuts = Cuts::new();
    for (table, at) in rows {
        let page = at.page.get();
        let (row, last) = seen.entry(table.clone()).or_insert((0, page));
        if *last != page {
            cuts.entry(table).or_default().push(*row);
        }
        (*row, *last) = (*row + 1, page);
    }
    Ok(cuts)
}

fn marks<T: DeserializeOwned>(document: &PagedDocument, label: &str) -> Result<Vec<(T, PagedPosition)>, PrintError> {
    let wrong = |reason: String| PrintError::Layout(format!("mark `{label}`: {reason}"));
    let label = Label::new(PicoStr::intern(label)).ok_or_else(|| wrong("no label".to_owned()))?;
    let introspector = document.introspector();
    let found = introspector.query(&Selector::Label(label));
    let marks = found.iter().map(|content| {
        let mark = content
            .to_packed::<MetadataElem>()
            .ok_or_else(|| wrong("no metadata".to_owned()))?;
        let value = serde_json::to_value(&mark.value).and_then(serde_json::from_value);
        let at = content.location().and_then(|location| introspector.position(location));
        let at = at.ok_or_else(|| wrong("stands nowhere".to_owned()))?;
        Ok((value.map_err(|error| wrong(error.to_string()))?, at))
    });
    marks.collect()
}
