//! The embedded fonts.

use crate::error::PrintError;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// Fonts in the order in which they are tried.
pub struct Fonts {
    pub list: Vec<Font>,
    pub book: LazyHash<FontBook>,
}

impl Fonts {
    pub fn load() -> Result<Self, PrintError> {
        let list: Vec<Font> = FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect();
        if list.is_empty() {
            return Err(PrintError::NoFonts);
        }
        let book = LazyHash::new(FontBook::from_fonts(&list));
        Ok(Self { list, book })
    }

    /// The first character of a text that no font has.
    pub fn missing(&self, text: &str) -> Option<char> {
        text.chars().find(|character| {
            let has = |font: &Font| font.info().coverage.contains(u32::from(*character));
            !character.is_whitespace() && !self.list.iter().any(has)
        })
    }

    /// SHA-256 over the font files, hex.
    pub const fn digest() -> &'static str {
        DIGEST
    }
}
