//! Why a form could not be printed.

/// Why a form could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The program was built without fonts.
    #[error("the program was built without fonts; `cargo xtask setup` fetches them")]
    NoFonts,
    /// No font has this character; it would print as a box.
    #[error("no font has the character U+{:04X}", u32::from(*character))]
    MissingGlyph {
        /// The character.
        character: char,
    },
    /// More pages than the code can number.
    #[error("{0} pages are more than a form can have")]
    TooManyPages(usize),
    /// The template or a library failed; a fault of ours.
    #[error("the layout failed: {0}")]
    Layout(String),
}
