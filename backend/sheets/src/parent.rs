//! The parent's side: have a file read, believe nothing of the answer.

use std::path::Path;

use yinzheng_child::{Answer, Failure, Trouble, ask, in_memory};

use crate::frame::{self, Frame};
use crate::limits::Limits;
use crate::refusal::Refusal;
use crate::table::{Row, Sheet, Workbook};
use crate::worker::WORKER_ARGUMENT;

/// Why [`read`] gave no workbook.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is refused: trying again gives the same answer.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The worker could not be started or spoken to: the file is not at fault.
    #[error("the reader of spreadsheets is not available: {0}")]
    Unavailable(#[from] std::io::Error),
}

/// Reads one spreadsheet in a worker process. `program` must answer [`WORKER_ARGUMENT`]; it
/// is normally the running program itself. Blocks until the answer is complete or `limits`
/// are used up, so call it where blocking is allowed; the worker is gone when it returns.
///
/// # Errors
/// [`ReadError::Refused`] if the file is at fault, [`ReadError::Unavailable`] if the worker
/// cannot be run.
pub fn read(program: &Path, bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let file = in_memory(bytes)?;
    let read = |answer: &mut Answer| read_answer(answer, limits);
    ask(program, WORKER_ARGUMENT, limits, &limits.worker, file, read).map_err(|trouble| match trouble {
        Trouble::Refused(refusal) => ReadError::Refused(refusal),
        Trouble::Stopped(stopped) => ReadError::Refused(stopped.into()),
        Trouble::Unavailable(error) => ReadError::Unavailable(error),
    })
}

fn read_answer(answer: &mut Answer, limits: &Limits) -> Result<Workbook, Failure<Refusal>> {
    let mut sheets: Vec<Sheet> = Vec::new();
    loop {
        match frame::read(answer)? {
            Frame::Sheet { name, merged } if sheets.len() < limits.sheets => {
                sheets.push(Sheet {
                    name,
                    rows: Vec::new(),
                    merged,
                });
            }
            Frame::Rows(rows) => {
                let sheet = sheets.last_mut().ok_or(Failure::Nonsense)?;
                let above = sheet.rows.last().map_or(0, |row| row.number);
                if !in_order(above, &rows) {
                    return Err(Failure::Nonsense);
                }
                sheet.rows.extend(rows);
            }
            Frame::End if !sheets.is_empty() => return Ok(Workbook { sheets }),
            Frame::Refused(refusal) => return Err(Failure::Refused(refusal)),
            Frame::Sheet { .. } | Frame::End => return Err(Failure::Nonsense),
        }
    }
}

/// Whether rows follow each other and the one above, and so do the cells in them: what
/// looks for a cell relies on it.
fn in_order(above: u32, rows: &[Row]) -> bool {
    let numbers = std::iter::once(above).chain(rows.iter().map(|row| row.number));
    let cells = |row: &Row| row.cells.is_sorted_by(|left, right| left.0 < right.0);
    numbers.is_sorted_by(|left, right| left < right) && rows.iter().all(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Value;

    #[test]
    fn rows_and_cells_out_of_order_are_not_believed() {
        let row = |number, columns: &[u16]| Row {
            number,
            cells: columns.iter().map(|column| (*column, Value::Formula)).collect(),
        };
        assert!(in_order(0, &[row(1, &[0, 2]), row(5, &[])]));
        assert!(!in_order(1, &[row(1, &[0])]));
        assert!(!in_order(0, &[row(2, &[0]), row(2, &[0])]));
        assert!(!in_order(0, &[row(2, &[1, 1])]));
    }
}
