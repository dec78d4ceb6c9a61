//! A block from a spreadsheet: first a preview of what it would change, then the change.

use super::grid::{Grid, matrix, row_of};
use super::place::Place;
use super::prune::prune_blank;
use super::rows::{forget, renumber, seed};
use super::table::{Column, Unreadable, build, columns, flat};
use std::collections::BTreeSet;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::optimization::{MaterialGroup, Optimization};
use yinzheng_shared::locale::Language;

/// Where a block goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Over the cells from the cursor on; what goes past the end is added.
    Overwrite,
    /// Below the last row.
    Append,
    /// In place of the whole grid.
    Replace,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// A cell of it is different.
    Changed,
    /// It stays as it is.
    Unchanged,
    /// It goes away.
    Removed,
}

/// One row of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// What becomes of it.
    pub change: Change,
    /// The cells afterwards; of a removed row, as they were.
    pub cells: Vec<String>,
    /// The cells before, of a changed row.
    pub before: Vec<String>,
}

/// What pasting would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The grid.
    pub grid: Grid,
    /// Its rows afterwards, and those that go away.
    pub rows: Vec<PreviewRow>,
    /// Cells that cannot be read: row of the block from 1, column, text.
    pub unreadable: Vec<Unreadable>,
    /// Cells of the block that have no column here: row of the block from 0, text.
    pub beyond: Vec<(usize, String)>,
    /// Numbers of materials that attributes name and that go away.
    pub lost: Vec<String>,
    /// The content afterwards.
    pub content: Content,
}

impl Preview {
    /// How many rows change in a way.
    #[must_use]
    pub fn count(&self, change: Change) -> usize {
        self.rows.iter().filter(|row| row.change == change).count()
    }
}

/// Rows of a block beyond which nothing is read.
pub const MAX_ROWS: usize = 2_000;

/// Whether a pasted text is a block for the grid and not a text for one cell.
#[must_use]
pub fn is_block(text: &str) -> bool {
    let body = text.trim_end_matches(['\r', '\n']);
    body.contains(['\t', '\n', '\r'])
}

/// What pasting a block at a cell would do. `None` outside the grids or when the block is empty.
#[must_use]
pub fn preview(content: &Content, at: Place, block: &[Vec<String>], mode: Mode) -> Option<Preview> {
    let grid = row_of(at)?.grid();
    let (block, layout, header) = read_layout(block, grid, at);
    if block.is_empty() {
        return None;
    }
    let existing = flat(content, grid);
    let fresh = mode == Mode::Replace || is_blank_grid(&existing, grid);
    let top = match mode {
        _ if fresh => 0,
        Mode::Overwrite => matrix(content, grid)
            .iter()
            .position(|row| row.contains(&cell_of(at)))?,
        Mode::Append | Mode::Replace => existing.len(),
    };
    let mut rows = if fresh { Vec::new() } else { existing.clone() };
    let mut beyond = Vec::new();
    for (index, cells) in block.iter().enumerate().take(MAX_ROWS) {
        lay(&mut rows, top + index, cells, &layout, grid);
        let extra = cells.iter().skip(layout.len()).filter(|cell| !cell.trim().is_empty());
        beyond.extend(extra.map(|cell| (index + header, cell.clone())));
    }
    let mut after = content.clone();
    let unreadable = build(&mut after, grid, &rows)
        .into_iter()
        .filter_map(|cell| {
            Some(Unreadable {
                row: cell.row.checked_sub(top)? + header + 1,
                ..cell
            })
        })
        .collect();
    let lost = match (content, &mut after) {
        (Content::Optimization(old), Content::Optimization(new)) if grid == Grid::Materials => {
            follow_materials(old, new, mode)
        }
        _ => Vec::new(),
    };
    prune_blank(&mut after);
    seed(&mut after);
    renumber(&mut after);
    let rows = compare(&existing, &flat(&after, grid), grid, mode);
    Some(Preview {
        grid,
        rows,
        unreadable,
        beyond,
        lost,
        content: after,
    })
}

fn cell_of(place: Place) -> Place {
    match place {
        Place::SubclassChoice(s, c) => Place::SubclassName(s, c),
        other => other,
    }
}

fn is_blank_grid(rows: &[Vec<String>], grid: Grid) -> bool {
    // The numbers that the page gives by itself stand even in blank rows.
    let written = |row: &Vec<String>| {
        columns(grid).iter().zip(row).any(|(column, cell)| {
            !column.is_numbered()
                && !cell
                    .trim_matches(['(', ')', '.', ' '])
                    .chars()
                    .all(|letter| letter.is_ascii_digit())
        })
    };
    !rows.iter().any(written)
}

/// The block without its heading row, the column of each of its cells, and how many rows the
/// heading took.
fn read_layout(block: &[Vec<String>], grid: Grid, at: Place) -> (&[Vec<String>], Vec<usize>, usize) {
    let all = columns(grid);
    if let Some((first, rest)) = block.split_first() {
        let named: Vec<Option<usize>> = first.iter().map(|cell| column_named(cell, all)).collect();
        if named.iter().flatten().count() >= 2 || (first.len() == 1 && named.first().is_some_and(Option::is_some)) {
            let layout = named.iter().map(|column| column.unwrap_or(usize::MAX)).collect();
            return (rest, layout, 1);
        }
    }
    let width = block.iter().map(Vec::len).max().unwrap_or_default();
    let at = column_of(at, all);
    let start = if at + width > all.len() {
        all.len().saturating_sub(width).min(at)
    } else {
        at
    };
    (block, (start..all.len()).take(width).collect(), 0)
}

fn column_named(cell: &str, all: &[Column]) -> Option<usize> {
    let cell: String = cell.split_whitespace().collect();
    all.iter().position(|column| {
        [Language::Chinese, Language::English].into_iter().any(|language| {
            let heading: String = column.heading().get(language).split_whitespace().collect();
            heading.eq_ignore_ascii_case(&cell)
        })
    })
}

fn column_of(place: Place, all: &[Column]) -> usize {
    let column = match place {
        Place::MaterialName(..) => Column::Material,
        Place::Shared(..) => Column::Shared,
        Place::General(..) => Column::General,
        Place::SubclassName(..) | Place::SubclassChoice(..) => Column::Subclass,
        Place::AttributeName(..) => Column::Attribute,
        Place::Needs(..) => Column::Needs,
        Place::ParticipantUnit(_) => Column::Unit,
        Place::ParticipantPosition(_) => Column::Position,
        Place::RowItemName(_) => Column::ItemName,
        Place::RowItemCode(_) => Column::ItemCode,
        _ => return 0,
    };
    all.iter().position(|one| *one == column).unwrap_or_default()
}

fn lay(rows: &mut Vec<Vec<String>>, index: usize, cells: &[String], layout: &[usize], grid: Grid) {
    let width = columns(grid).len();
    let is_new = index >= rows.len();
    while rows.len() <= index {
        rows.push(vec![String::new(); width]);
    }
    let Some(row) = rows.get_mut(index) else { return };
    for (cell, column) in cells.iter().zip(layout) {
        // Laid over rows that are there, pasted numbers would tear their groups apart.
        let skipped = !is_new && columns(grid).get(*column).is_some_and(|column| column.is_numbered());
        if let Some(target) = row.get_mut(*column).filter(|_| !skipped) {
            cell.clone_into(target);
        }
    }
}

/// Gives each new material the number of the old one that it goes on from, so that references
/// follow; forgets the rest. Says which named numbers are lost.
fn follow_materials(old: &Optimization, new: &mut Optimization, mode: Mode) -> Vec<String> {
    let before: Vec<(String, String)> = old
        .material_groups
        .iter()
        .flat_map(|group| &group.materials)
        .map(|material| (material.name.trim().to_owned(), material.number.clone()))
        .collect();
    let mut free: BTreeSet<&str> = before.iter().map(|(_, number)| number.as_str()).collect();
    let mut given: Vec<Option<String>> = Vec::new();
    for material in materials(&mut new.material_groups) {
        let same = before
            .iter()
            .find(|(name, number)| !name.is_empty() && *name == material.name.trim() && free.contains(number.as_str()));
        given.push(same.map(|(_, number)| number.clone()));
        if let Some((_, number)) = same {
            free.remove(number.as_str());
        }
    }
    for (index, place) in given.iter_mut().enumerate() {
        let here = before
            .get(index)
            .filter(|(_, number)| mode != Mode::Replace && free.contains(number.as_str()));
        if let (None, Some((_, number))) = (&place, here) {
            free.remove(number.as_str());
            *place = Some(number.clone());
        }
    }
    let blank: BTreeSet<&str> = before
        .iter()
        .filter(|(name, _)| name.is_empty())
        .map(|(_, number)| number.as_str())
        .collect();
    let mut used: BTreeSet<String> = given.iter().flatten().cloned().collect();
    let gone: Vec<String> = free
        .iter()
        .filter(|number| !blank.contains(**number))
        .map(|number| (*number).to_owned())
        .collect();
    used.extend(gone.iter().cloned());
    for (material, number) in materials(&mut new.material_groups).zip(given) {
        let own = std::mem::take(&mut material.number);
        material.number = match number {
            Some(number) => number,
            None if used.insert(own.clone()) => own,
            None => String::new(),
        };
    }
    let lost = gone.iter().filter(|number| is_named(old, number)).cloned().collect();
    forget(new, &gone);
    lost
}

fn materials(groups: &mut [MaterialGroup]) -> impl Iterator<Item = &mut yinzheng_shared::form::optimization::Material> {
    groups.iter_mut().flat_map(|group| &mut group.materials)
}

fn is_named(form: &Optimization, number: &str) -> bool {
    use yinzheng_shared::form::optimization::Needs;
    form.scenarios
        .iter()
        .flat_map(|scenario| &scenario.subclasses)
        .flat_map(|subclass| &subclass.attributes)
        .any(|attribute| matches!(&attribute.needs, Some(Needs::Materials(list)) if list.iter().any(|one| one == number)))
}

fn compare(before: &[Vec<String>], after: &[Vec<String>], grid: Grid, mode: Mode) -> Vec<PreviewRow> {
    let blank_before = is_blank_grid(before, grid);
    let old: &[Vec<String>] = if blank_before { &[] } else { before };
    let pairs = if mode == Mode::Replace {
        by_key(&keys(old, grid), &keys(after, grid))
    } else {
        by_position(old.len(), after.len())
    };
    let row = |(one, other): (Option<usize>, Option<usize>)| {
        let before = one.and_then(|index| old.get(index));
        let after = other.and_then(|index| after.get(index));
        let (change, cells, before) = match (before, after) {
            (Some(before), Some(after)) if same(before, after, grid) => (Change::Unchanged, after, None),
            (Some(before), Some(after)) => (Change::Changed, after, Some(before)),
            (None, Some(after)) => (Change::Added, after, None),
            (Some(before), None) => (Change::Removed, before, None),
            (None, None) => return None,
        };
        Some(PreviewRow {
            change,
            cells: cells.clone(),
            before: before.cloned().unwrap_or_default(),
        })
    };
    pairs.into_iter().filter_map(row).collect()
}

/// Rows of the same key are the same row, wherever it stands now; those that went away come last.
fn by_key(before: &[String], after: &[String]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut free: Vec<usize> = (0..before.len()).collect();
    let mut pairs = Vec::new();
    for (index, key) in after.iter().enumerate() {
        let same = free.iter().position(|old| before.get(*old) == Some(key));
        pairs.push((same.map(|place| free.remove(place)), Some(index)));
    }
    pairs.extend(free.into_iter().map(|old| (Some(old), None)));
    pairs
}

fn by_position(before: usize, after: usize) -> Vec<(Option<usize>, Option<usize>)> {
    (0..before.max(after))
        .map(|index| (Some(index).filter(|i| *i < before), Some(index).filter(|i| *i < after)))
        .collect()
}

fn same(before: &[String], after: &[String], grid: Grid) -> bool {
    columns(grid)
        .iter()
        .zip(before.iter().zip(after))
        .all(|(column, (one, other))| column.is_numbered() || one == other)
}

/// What a row is known by when the whole grid is replaced.
fn keys(rows: &[Vec<String>], grid: Grid) -> Vec<String> {
    let index = match grid {
        Grid::Materials | Grid::Items | Grid::Interfaces => 1,
        Grid::Scenarios => 2,
        Grid::Participants | Grid::Named | Grid::Demands => 0,
    };
    let bare = |cell: &String| {
        cell.rsplit_once(") ")
            .map_or_else(|| cell.clone(), |(_, name)| name.to_owned())
    };
    rows.iter()
        .map(|row| row.get(index).map(bare).unwrap_or_default())
        .collect()
}

#[cfg(test)]
mod tests;
