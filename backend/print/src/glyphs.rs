//! Characters that no font has. Typst would draw a box for them.

use crate::error::PrintError;
use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// Fails on the first character without a glyph, wherever on the pages it stands.
pub fn all_there(document: &PagedDocument) -> Result<(), PrintError> {
    match document.pages().iter().find_map(|page| missing(&page.frame)) {
        Some(character) => Err(PrintError::MissingGlyph { character }),
        None => Ok(()),
    }
}

fn missing(frame: &Frame) -> Option<char> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => missing(&group.frame),
        FrameItem::Text(text) => missing_in(text),
        _ => None,
    })
}

fn missing_in(text: &TextItem) -> Option<char> {
    let glyph = text.glyphs.iter().find(|glyph| glyph.id == 0)?;
    text.text.get(glyph.range()).and_then(|cluster| cluster.chars().next())
}
