//! Typst's view of the world: embedded fonts, the templates, one file of data.

use crate::error::PrintError;
use crate::fonts::Fonts;
use crate::sheet::Sheet;
use crate::template;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;

/// What stays the same from print to print.
pub struct Press {
    library: LazyHash<Library>,
    pub fonts: Fonts,
    sources: Vec<Source>,
    data: FileId,
}

impl Press {
    pub fn new() -> Result<Self, PrintError> {
        let sources = template::FILES
            .iter()
            .map(|(path, text)| Ok(Source::new(file(path)?, (*text).to_owned())))
            .collect::<Result<_, PrintError>>()?;
        Ok(Self {
            library: LazyHash::new(Library::default()),
            fonts: Fonts::load()?,
            sources,
            data: file("/data.json")?,
        })
    }

    /// Lays out a sheet; whether groups that go on over the end of a page repeat their name there.
    pub fn lay_out(&self, sheet: &Sheet<'_>, repeat: bool) -> Result<PagedDocument, PrintError> {
        let desk = Desk {
            press: self,
            main: file(sheet.template.file())?,
            data: Bytes::new(template::data(sheet, repeat)?),
        };
        typst::compile::<PagedDocument>(&desk)
            .output
            .map_err(|errors| first(&errors))
    }
}

/// The first of typst's diagnostics, for the log.
pub fn first(errors: &[SourceDiagnostic]) -> PrintError {
    PrintError::Layout(
        errors
            .first()
            .map_or_else(String::new, |error| error.message.to_string()),
    )
}

fn file(path: &str) -> Result<FileId, PrintError> {
    let path = VirtualPath::new(path).map_err(|_| PrintError::Layout(format!("{path} is no path")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

struct Desk<'a> {
    press: &'a Press,
    main: FileId,
    data: Bytes,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.press.sources.iter().find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.data {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.list.get(index).cloned()
    }

    // A print depends on nothing but its sheet.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
