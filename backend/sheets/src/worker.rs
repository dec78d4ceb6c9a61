//! The child's side: read the file, answer with frames.

use std::io::{self, Read, StdoutLock};
use std::process::ExitCode;

use crate::file;
use crate::frame::{self, Frame};
use crate::limits::Limits;
use crate::refusal::Refusal;
use crate::table::{Row, Sheet, Value};

/// The first argument that makes a program a reader of spreadsheets. `main` looks for it
/// before it does anything else and returns what [`worker`] returns.
pub const WORKER_ARGUMENT: &str = "sheet-worker";

/// About so many bytes of cells go into one frame.
const CHUNK_BYTES: usize = 256 << 10;

/// Reads the spreadsheet on standard input and answers on standard output. The limits are
/// the second argument, as JSON; the file is read only after they and the system-call
/// allow-list are in force.
#[must_use]
pub fn worker() -> ExitCode {
    yinzheng_child::serve(|limits: &Limits| limits.worker.clone(), answer)
}

fn answer(limits: &Limits, out: &mut StdoutLock<'static>) -> io::Result<()> {
    match sheets(limits)? {
        Err(refusal) => frame::write(out, &Frame::Refused(refusal)),
        Ok(sheets) => {
            sheets.into_iter().try_for_each(|sheet| tell(sheet, out))?;
            frame::write(out, &Frame::End)
        }
    }
}

/// The outer error is a broken pipe, the inner one the file's.
fn sheets(limits: &Limits) -> io::Result<Result<Vec<Sheet>, Refusal>> {
    let mut bytes = Vec::new();
    let most = limits.file_bytes.saturating_add(1);
    io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.file_bytes {
        return Ok(Err(Refusal::FileTooLarge {
            limit: limits.file_bytes,
        }));
    }
    Ok(file::read(bytes, limits))
}

fn tell(sheet: Sheet, out: &mut StdoutLock<'static>) -> io::Result<()> {
    let Sheet { name, rows, merged } = sheet;
    frame::write(out, &Frame::Sheet { name, merged })?;
    let (mut chunk, mut bytes) = (Vec::new(), 0);
    for row in rows {
        bytes += size(&row);
        chunk.push(row);
        if bytes >= CHUNK_BYTES {
            frame::write(out, &Frame::Rows(std::mem::take(&mut chunk)))?;
            bytes = 0;
        }
    }
    if chunk.is_empty() {
        return Ok(());
    }
    frame::write(out, &Frame::Rows(chunk))
}

fn size(row: &Row) -> usize {
    let cells = row.cells.iter().map(|(_, value)| match value {
        Value::Text(text) | Value::Error(text) => text.len() + 16,
        _ => 32,
    });
    cells.sum()
}
