//! Takes cells one after the other and stops at the first that is too much.

use std::collections::BTreeMap;

use yinzheng_shared::form::text::is_sane;

use crate::limits::Limits;
use crate::refusal::Refusal;
use crate::table::{Area, Row, Sheet, Value, letters};

/// The most characters that spreadsheet programs let a cell have.
const CELL_CHARACTERS: usize = 32_767;

/// What all sheets of a file have used up.
#[derive(Debug, Default)]
pub(super) struct Used {
    cells: usize,
    text_bytes: usize,
}

/// The sheet that is being read.
pub(super) struct Collector<'a> {
    limits: &'a Limits,
    used: &'a mut Used,
    name: String,
    rows: BTreeMap<u32, BTreeMap<u16, Value>>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(name: &str, limits: &'a Limits, used: &'a mut Used) -> Self {
        Self {
            limits,
            used,
            name: name.chars().filter(|letter| is_sane(*letter)).collect(),
            rows: BTreeMap::new(),
        }
    }

    /// The sheet's name, for refusals.
    pub(super) fn name(&self) -> String {
        self.name.clone()
    }

    /// Takes a cell; row and column count from 0. Blank ones are left out, wherever they are.
    pub(super) fn take(&mut self, row: u32, column: u32, value: Value) -> Result<(), Refusal> {
        if let Value::Text(text) = &value {
            if text.trim().is_empty() {
                return Ok(());
            }
            self.measure(row, column, text)?;
        }
        let number = row.saturating_add(1);
        if number > self.limits.rows {
            return Err(self.too_far_down(row, column));
        }
        let place = u16::try_from(column).ok().filter(|place| *place < self.limits.columns);
        let Some(place) = place else {
            return Err(self.too_far_right(row, column));
        };
        self.used.cells += 1;
        if self.used.cells > self.limits.cells {
            return Err(Refusal::TooManyCells {
                limit: self.limits.cells,
            });
        }
        match self.rows.entry(number).or_default().insert(place, value) {
            None => Ok(()),
            // Two values for one cell: whoever shows either is wrong.
            Some(_) => Err(Refusal::Broken),
        }
    }

    fn measure(&mut self, row: u32, column: u32, text: &str) -> Result<(), Refusal> {
        if text.chars().count() > CELL_CHARACTERS {
            return Err(Refusal::CellTooLong {
                sheet: self.name(),
                cell: cell(row, column),
            });
        }
        self.used.text_bytes += text.len();
        if self.used.text_bytes > self.limits.text_bytes {
            return Err(Refusal::TooMuchText {
                limit: self.limits.text_bytes,
            });
        }
        Ok(())
    }

    /// A table that is too long, or a single cell below a table that is not.
    fn too_far_down(&self, row: u32, column: u32) -> Refusal {
        if self.rows.len() < self.limits.rows as usize / 2 {
            return self.far(row, column);
        }
        Refusal::TooManyRows {
            sheet: self.name(),
            limit: self.limits.rows,
        }
    }

    fn too_far_right(&self, row: u32, column: u32) -> Refusal {
        let widest = self.rows.values().map(BTreeMap::len).max().unwrap_or(0);
        if widest < usize::from(self.limits.columns) / 2 {
            return self.far(row, column);
        }
        Refusal::TooManyColumns {
            sheet: self.name(),
            limit: self.limits.columns,
        }
    }

    fn far(&self, row: u32, column: u32) -> Refusal {
        Refusal::FarCell {
            sheet: self.name(),
            cell: cell(row, column),
        }
    }

    /// Puts zeros in front of numbers whose cell's format shows so many digits.
    pub(super) fn pad(&mut self, row: u32, column: u32, digits: usize) {
        let cells = self.rows.get_mut(&row.saturating_add(1));
        let cell = cells.and_then(|cells| cells.get_mut(&u16::try_from(column).ok()?));
        if let Some(Value::Number(number)) = cell
            && number.0.bytes().all(|byte| byte.is_ascii_digit())
        {
            number.0 = format!("{:0>digits$}", number.0);
        }
    }

    pub(super) fn finish(self, merged: Vec<Area>) -> Sheet {
        let row = |(number, cells): (u32, BTreeMap<u16, Value>)| Row {
            number,
            cells: cells.into_iter().collect(),
        };
        Sheet {
            name: self.name,
            rows: self.rows.into_iter().map(row).collect(),
            merged,
        }
    }
}

/// The name of a cell; row and column count from 0.
fn cell(row: u32, column: u32) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}
