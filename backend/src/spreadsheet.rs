//! Uploaded spreadsheets, opened only in a child; and tables as answers.

use crate::child::PROGRAM;
use crate::error::Error;
use crate::http::body::collect;
use crate::state::AppState;
use actix_web::web;
use sha2::{Digest as _, Sha256};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::Semaphore;
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::digest::hex;
use yinzheng_shared::locale::Language;
use yinzheng_shared::problem::Problem;
use yinzheng_sheets::{Column, Limits, ReadError, Refusal, Workbook, WriteError, mark, read};

/// Media type of a workbook.
pub const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Readers at the same time, each of them a child with memory of its own; who comes later waits.
const READERS: usize = 2;

/// The places for readers.
#[derive(Clone, Debug)]
pub struct Readers(Arc<Semaphore>);

impl Default for Readers {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(READERS)))
    }
}

/// A spreadsheet that was uploaded.
#[derive(Debug)]
pub struct Upload {
    /// What is in it; or why its file is refused.
    pub book: Result<Workbook, Refusal>,
    /// SHA-256 of the file, for the audit trail.
    pub digest: String,
}

impl Upload {
    /// What is in it; or the one error of a refused file.
    ///
    /// # Errors
    /// The refusal, in a language.
    pub fn into_book(self, language: Language) -> Result<Workbook, Vec<CellError>> {
        self.book.map_err(|refusal| {
            let (line, letter) = refusal.place();
            vec![CellError {
                sheet: refusal.sheet().to_owned(),
                line,
                letter: letter.to_owned(),
                column: String::new(),
                message: refusal.message(language),
            }]
        })
    }
}

/// Takes a spreadsheet from the body of a request and reads it in a child.
///
/// # Errors
/// [`Problem::TooLarge`]; when the child cannot be started, which is no fault of the file.
pub async fn receive(state: &AppState, payload: web::Payload) -> crate::error::Result<Upload> {
    let bytes = collect(payload.into_inner(), state.config.limits.sheet_bytes).await?;
    let digest = hex(&Sha256::digest(&bytes));
    let book = open(state, bytes).await?;
    Ok(Upload { book, digest })
}

/// A table as the bytes of a workbook.
///
/// # Errors
/// Of writing, which is no fault of the table.
pub async fn written(
    write: impl FnOnce() -> Result<Vec<u8>, WriteError> + Send + 'static,
) -> crate::error::Result<Vec<u8>> {
    web::block(write)
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)
}

/// An uploaded table back as the bytes of a workbook, with what `errors` finds wrong in its columns marked.
///
/// # Errors
/// [`Problem::UnreadableTable`] with the reason, and those of [`written`].
pub async fn marked(
    upload: Upload,
    columns: &[Column],
    language: Language,
    errors: impl FnOnce(&Workbook) -> Option<Vec<CellError>> + Send + 'static,
) -> crate::error::Result<Vec<u8>> {
    let book = upload.book.map_err(|refusal| {
        crate::error::Refusal::from(Problem::UnreadableTable).with_detail(refusal.message(language))
    })?;
    let columns = columns.to_vec();
    written(move || {
        let errors = errors(&book).unwrap_or_default();
        mark(&book, &columns, &errors, language)
    })
    .await
}

async fn open(state: &AppState, bytes: Vec<u8>) -> crate::error::Result<Result<Workbook, Refusal>> {
    let place = state.readers.0.clone().acquire_owned().await.map_err(Error::internal)?;
    let limits = Limits {
        file_bytes: state.config.limits.sheet_bytes as u64,
        ..Limits::default()
    };
    let read = move || {
        // Held until the child is gone, also when nobody waits for its answer any more.
        let _place = place;
        read(Path::new(PROGRAM), &bytes, &limits)
    };
    match tokio::task::spawn_blocking(read).await.map_err(Error::internal)? {
        Ok(book) => Ok(Ok(book)),
        Err(ReadError::Refused(refusal)) => {
            tracing::info!(reason = ?refusal, "a spreadsheet was refused");
            Ok(Err(refusal))
        }
        Err(ReadError::Unavailable(error)) => Err(error.into()),
    }
}
