//! A block copied from a spreadsheet, and what it would change here.

use super::state::{Cell, Roll};
use crate::sheet::state::tsv;
use std::collections::HashMap;
use yinzheng_shared::form::scope::{Column, Row};
use yinzheng_shared::form::text::fold;
use yinzheng_shared::locale::Language;

/// One pasted cell that changes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedCell {
    /// Place of its row.
    pub row: usize,
    /// Column.
    pub column: Column,
    /// What stands there now.
    pub before: String,
    /// What is pasted.
    pub text: String,
}

/// What a block would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Cells that change, row by row.
    pub cells: Vec<PastedCell>,
    /// Cells whose text their column does not take.
    pub unreadable: Vec<PastedCell>,
    /// Cells of the catalogue that the block would alter, or rows that are not here.
    pub left_alone: usize,
    /// Rows that are added.
    pub added: Vec<Row>,
}

impl Pasted {
    /// Whether nothing would change.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.cells.is_empty() && self.added.is_empty() && self.unreadable.is_empty() && self.left_alone == 0
    }
}

/// Compares the rows of a table that was read with the list.
#[must_use]
pub fn compare_rows(roll: &Roll, rows: &[Row]) -> Pasted {
    let by_code: HashMap<&str, usize> = roll
        .rows
        .iter()
        .enumerate()
        .map(|(place, row)| (row.code.as_str(), place))
        .collect();
    let mut pasted = Pasted::default();
    for row in rows {
        let Some((place, known)) = by_code
            .get(row.code.as_str())
            .and_then(|place| Some((*place, roll.rows.get(*place)?)))
        else {
            pasted.added.push(row.clone());
            continue;
        };
        for column in Column::ALL {
            let (before, text) = (
                column.text(known, Language::Chinese),
                column.text(row, Language::Chinese),
            );
            if before != text {
                pasted.cells.push(PastedCell {
                    row: place,
                    column,
                    before,
                    text,
                });
            }
        }
    }
    pasted
}

/// Compares a block with the list. With a header in its first row, its columns are found by their names,
/// and with the code among them its rows by their codes; otherwise it goes where the cursor stands, over
/// the rows that are shown.
#[must_use]
pub fn compare(roll: &Roll, shown: &[usize], text: &str) -> Pasted {
    let block = tsv::parse(text);
    let header: Vec<Option<Column>> = block
        .first()
        .map(|row| row.iter().map(|cell| column(cell)).collect())
        .unwrap_or_default();
    let named = header.iter().flatten().count() >= 2;
    let columns: Vec<Option<Column>> = if named {
        header
    } else {
        let from = Column::ALL
            .iter()
            .position(|column| *column == roll.cursor.column)
            .unwrap_or_default();
        let width = block.iter().map(Vec::len).max().unwrap_or_default();
        (from..from + width)
            .map(|place| Column::ALL.get(place).copied())
            .collect()
    };
    let rows = if named { block.get(1..) } else { block.get(..) }.unwrap_or_default();
    let code = columns
        .iter()
        .position(|column| *column == Some(Column::Code))
        .filter(|_| named);
    let by_code: HashMap<&str, usize> = roll
        .rows
        .iter()
        .enumerate()
        .map(|(place, row)| (row.code.as_str(), place))
        .collect();
    let start = shown.binary_search(&roll.cursor.row).unwrap_or_default();
    let mut pasted = Pasted::default();
    for (offset, cells) in rows.iter().enumerate() {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let place = match code {
            Some(code) => cells.get(code).and_then(|code| by_code.get(code.trim()).copied()),
            None => shown.get(start + offset).copied(),
        };
        match place.and_then(|place| Some((place, roll.rows.get(place)?))) {
            Some((place, row)) => compare_row(&mut pasted, place, row, &columns, cells),
            None => pasted.left_alone += 1,
        }
    }
    pasted
}

fn compare_row(pasted: &mut Pasted, place: usize, row: &Row, columns: &[Option<Column>], cells: &[String]) {
    for (column, text) in columns.iter().zip(cells) {
        let Some(column) = *column else { continue };
        let mut changed = row.clone();
        let cell = PastedCell {
            row: place,
            column,
            before: column.text(row, Language::Chinese),
            text: text.trim().to_owned(),
        };
        if column.is_fixed(row) {
            pasted.left_alone += usize::from(fold(&cell.before) != fold(&cell.text));
        } else if column.put(&mut changed, text).is_err() {
            pasted.unreadable.push(cell);
        } else if changed != *row {
            pasted.cells.push(cell);
        }
    }
}

fn column(header: &str) -> Option<Column> {
    let name = fold(header);
    Column::ALL.into_iter().find(|column| {
        [Language::Chinese, Language::English]
            .into_iter()
            .any(|language| plain(column.label().get(language)) == plain(&name))
    })
}

/// A heading without its circled number.
fn plain(heading: &str) -> String {
    fold(heading)
        .chars()
        .filter(|letter| !('①'..='⑨').contains(letter))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The selection as a spreadsheet takes it.
#[must_use]
pub fn copy(roll: &Roll, rows: &[usize], language: Language) -> String {
    let columns = roll.columns();
    let lines = rows.iter().filter_map(|place| {
        let row = roll.rows.get(*place)?;
        Some(
            columns
                .iter()
                .map(|column| column.text(row, language))
                .collect::<Vec<_>>(),
        )
    });
    tsv::format(&lines.collect::<Vec<_>>())
}

/// The cell below or above among those shown.
#[must_use]
pub fn neighbour(shown: &[usize], cell: Cell, by: isize) -> Cell {
    let here = shown.binary_search(&cell.row).unwrap_or_default();
    let last = shown.len().saturating_sub(1);
    let there = here.saturating_add_signed(by).min(last);
    Cell {
        row: shown.get(there).copied().unwrap_or(cell.row),
        ..cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;
    use yinzheng_shared::form::scope::Scope;

    fn roll() -> Roll {
        let row = |place: usize| Row {
            code: format!("许可-{place:05}-000"),
            name: format!("事项{place}（示例）"),
            ..Row::default()
        };
        let rows = (0..4).map(row).map(Rc::new).collect();
        Roll::open(&Scope::default(), Rc::new(rows), Vec::new())
    }

    #[test]
    fn a_block_with_a_header_finds_columns_by_name_and_rows_by_code() {
        let text = "备注\t事项编码\t年办件量\n甲\t许可-00002-000\t300\n乙\t许可-77777-000\t1\n";
        let pasted = compare(&roll(), &[0, 1, 2, 3], text);
        let found: Vec<_> = pasted
            .cells
            .iter()
            .map(|cell| (cell.row, cell.column, cell.text.as_str()))
            .collect();
        assert_eq!(found, [(2, Column::Remark, "甲"), (2, Column::AnnualCases, "300")]);
        assert_eq!(pasted.left_alone, 1, "a code that the list does not have");
    }

    #[test]
    fn without_a_header_it_goes_where_the_cursor_stands_over_the_rows_shown() {
        let mut roll = roll();
        roll.cursor = Cell {
            row: 1,
            column: Column::AnnualCases,
        };
        let pasted = compare(&roll, &[1, 3], "5\t是\n约十\t否\n7\t是");
        let cells: Vec<_> = pasted.cells.iter().map(|cell| (cell.row, cell.column)).collect();
        assert_eq!(
            cells,
            [(1, Column::AnnualCases), (1, Column::AtWindow), (3, Column::AtWindow)]
        );
        assert_eq!(pasted.unreadable.len(), 1);
        assert_eq!(pasted.left_alone, 1, "below the last row shown");
    }

    #[test]
    fn a_table_that_was_read_changes_cells_and_adds_rows() {
        let roll = roll();
        assert!(compare_rows(&roll, &[(*roll.rows[1]).clone()]).is_nothing());
        let mut changed = (*roll.rows[1]).clone();
        changed.annual_cases = Some(7);
        let added = Row {
            code: "许可-09999-000".into(),
            ..Row::default()
        };
        let pasted = compare_rows(&roll, &[changed, added.clone()]);
        assert_eq!(
            pasted
                .cells
                .iter()
                .map(|cell| (cell.row, cell.column))
                .collect::<Vec<_>>(),
            [(1, Column::AnnualCases)]
        );
        assert_eq!(pasted.added, [added]);
    }

    #[test]
    fn the_catalogue_is_left_alone_and_told() {
        let text = "事项编码\t事项名称\t⑨发布批次\n许可-00001-000\t改名\t2\n";
        let pasted = compare(&roll(), &[0, 1, 2, 3], text);
        assert_eq!((pasted.cells.len(), pasted.left_alone), (1, 1));
    }
}
