//! Uploaded spreadsheets, opened only in a child; and tables as answers.

use crate::child::PROGRAM;
use crate::error::{Error, Result};
use crate::state::AppState;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::Semaphore;
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::locale::Language;
use yinzheng_sheets::{Limits, ReadError, Refusal, Workbook, read};

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

/// Reads an uploaded spreadsheet in a child; or why its file is refused.
///
/// # Errors
/// When the child cannot be started, which is no fault of the file.
pub async fn open(state: &AppState, bytes: Vec<u8>) -> Result<Result<Workbook, Refusal>> {
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

/// A refusal as the one error of its file.
#[must_use]
pub fn refused(refusal: &Refusal, language: Language) -> CellError {
    CellError {
        sheet: refusal.sheet().to_owned(),
        line: 1,
        letter: String::new(),
        column: String::new(),
        message: refusal.message(language),
    }
}
