//! A long list in the hands of a person: pure, and told by actions.

use super::block::Pasted;
use super::keep::{Base, Patch};
use serde::Serialize;
use std::rc::Rc;
use yew::Reducible;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::finding::Path;
use yinzheng_shared::form::scope::{Change, Column, Row, Scope};

/// A cell by the place of its row and its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Place of the row, from 0.
    pub row: usize,
    /// Column.
    pub column: Column,
}

/// What was done, so that it can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Rows became others: place, before, after.
    Replaced(Vec<(usize, Rc<Row>, Rc<Row>)>),
    /// A row was added at the end.
    Added(Rc<Row>),
    /// A row was taken away.
    Removed(usize, Rc<Row>),
}

/// The list. Whatever is long in it is shared, so that a copy costs nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// Department and edition; its rows are below.
    pub head: Rc<Scope>,
    /// The rows.
    pub rows: Rc<Vec<Rc<Row>>>,
    /// Reasons for warnings.
    pub reasons: Rc<Vec<WarningReason>>,
    /// The active cell.
    pub cursor: Cell,
    /// The other end of a selection.
    pub anchor: Option<Cell>,
    /// A text that its cell does not take; it stays in sight until it is mended or given up.
    pub refused: Option<(Cell, String)>,
    /// Counts changes of rows and reasons.
    pub version: u64,
    done: Vec<Rc<Step>>,
    undone: Vec<Rc<Step>>,
}

/// The content as it goes to the server, written without a copy.
#[derive(Debug, Serialize)]
pub struct Written<'a> {
    department: &'a str,
    edition: &'a str,
    rows: Vec<&'a Row>,
}

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The cursor goes to a cell, and a selection ends.
    Go(Cell),
    /// The selection is drawn up to a cell.
    Extend(Cell),
    /// A text is put into a cell.
    Commit(Cell, String),
    /// A refused text is given up.
    GiveUp,
    /// Cells of the selection are emptied; these rows, those shown.
    Clear(Vec<usize>),
    /// The first of these rows is copied down through them in the selected columns.
    FillDown(Vec<usize>),
    /// A pasted block is taken.
    Paste(Rc<Pasted>),
    /// An added row at the end.
    Add,
    /// An added row is taken away.
    Remove(usize),
    /// The last change is undone.
    Undo,
    /// The last undone change is done again.
    Redo,
    /// Why a warning stands.
    Reason(WarningReason),
    /// Changes that this browser kept come back.
    Restore(Vec<(usize, Row)>, Vec<WarningReason>),
    /// The server's rows take the place of these, and on them the person's own changes.
    Rebase(Base, Patch),
}

impl Roll {
    /// The list as it was read.
    #[must_use]
    pub fn open(content: &Scope, rows: Base, reasons: Vec<WarningReason>) -> Self {
        Self {
            head: Rc::new(Scope {
                department: content.department.clone(),
                edition: content.edition.clone(),
                rows: Vec::new(),
            }),
            rows,
            reasons: Rc::new(reasons),
            cursor: Cell {
                row: 0,
                column: Column::SystemLevel,
            },
            anchor: None,
            refused: None,
            version: 0,
            done: Vec::new(),
            undone: Vec::new(),
        }
    }

    /// The content.
    #[must_use]
    pub fn content(&self) -> Written<'_> {
        Written {
            department: &self.head.department,
            edition: &self.head.edition,
            rows: self.rows.iter().map(Rc::as_ref).collect(),
        }
    }

    /// Whether there is something to undo.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The selected columns, in order.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let other = self.anchor.map_or(self.cursor.column, |anchor| anchor.column);
        let (from, to) = (self.cursor.column.min(other), self.cursor.column.max(other));
        Column::ALL
            .into_iter()
            .filter(|column| (from..=to).contains(column))
            .collect()
    }

    fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Go(cell) => {
                next.cursor = cell;
                next.anchor = None;
            }
            Action::Extend(cell) => {
                next.anchor = next.anchor.or(Some(self.cursor));
                next.cursor = cell;
            }
            Action::Commit(cell, text) => next.commit(cell, &text),
            Action::GiveUp => next.refused = None,
            Action::Clear(rows) => {
                let columns = self.columns();
                next.change(&rows, |row| {
                    for column in &columns {
                        if !column.is_fixed(row) {
                            // An empty text is taken everywhere.
                            let _ = column.put(row, "");
                        }
                    }
                });
            }
            Action::FillDown(rows) => next.fill_down(&rows),
            Action::Paste(pasted) => next.paste(&pasted),
            Action::Add => next.add(),
            Action::Remove(place) => next.remove(place),
            Action::Undo => next.undo(),
            Action::Redo => next.redo(),
            Action::Reason(reason) => next.reason(reason),
            Action::Restore(rows, reasons) => next.restore(rows, reasons),
            Action::Rebase(rows, patch) => {
                next.rows = rows;
                // What was undone stands on other rows.
                (next.done, next.undone, next.refused, next.anchor) = (Vec::new(), Vec::new(), None, None);
                next.restore(patch.rows, patch.reasons);
            }
        }
        next
    }

    fn commit(&mut self, cell: Cell, text: &str) {
        let Some(row) = self.rows.get(cell.row) else { return };
        if cell.column.is_fixed(row) {
            return;
        }
        let mut changed = (**row).clone();
        match cell.column.put(&mut changed, text) {
            Ok(()) => {
                if self.refused.as_ref().is_some_and(|(refused, _)| *refused == cell) {
                    self.refused = None;
                }
                self.replace(vec![(cell.row, changed)]);
            }
            Err(_) => self.refused = Some((cell, text.to_owned())),
        }
    }

    fn change(&mut self, places: &[usize], alter: impl Fn(&mut Row)) {
        let changed = places.iter().filter_map(|place| {
            let mut row = (**self.rows.get(*place)?).clone();
            alter(&mut row);
            Some((*place, row))
        });
        let changed = changed.collect();
        self.replace(changed);
    }

    fn fill_down(&mut self, places: &[usize]) {
        let columns = self.columns();
        let Some((first, rest)) = places.split_first() else {
            return;
        };
        let Some(source) = self.rows.get(*first).cloned() else {
            return;
        };
        let language = yinzheng_shared::locale::Language::Chinese;
        self.change(rest, |row| {
            for column in &columns {
                if !column.is_fixed(row)
                    && !matches!(column, Column::Code | Column::Name)
                    && !makes_new(*column, &source)
                {
                    // A text that one row gave is taken by another.
                    let _ = column.put(row, &column.text(&source, language));
                }
            }
        });
    }

    fn paste(&mut self, pasted: &Pasted) {
        let mut changed: Vec<(usize, Row)> = Vec::new();
        for cell in &pasted.cells {
            let place = cell.row;
            if changed.last().is_none_or(|(last, _)| *last != place) {
                let Some(row) = self.rows.get(place) else { continue };
                changed.push((place, (**row).clone()));
            }
            if let Some((_, row)) = changed.last_mut() {
                // Only cells that can be read are among them.
                let _ = cell.column.put(row, &cell.text);
            }
        }
        self.replace(changed);
        for row in &pasted.added {
            let row = Rc::new(row.clone());
            self.push(&row);
            self.did(Step::Added(row));
        }
    }

    fn replace(&mut self, changed: Vec<(usize, Row)>) {
        let mut rows = (*self.rows).clone();
        let mut replaced = Vec::new();
        for (place, row) in changed {
            if let Some(slot) = rows.get_mut(place)
                && **slot != row
            {
                let after = Rc::new(row);
                replaced.push((place, slot.clone(), after.clone()));
                *slot = after;
            }
        }
        if !replaced.is_empty() {
            self.rows = Rc::new(rows);
            self.did(Step::Replaced(replaced));
        }
    }

    fn add(&mut self) {
        let row = Rc::new(Row {
            change: Some(Change::New),
            ..Row::default()
        });
        self.push(&row);
        self.cursor = Cell {
            row: self.rows.len().saturating_sub(1),
            column: Column::Code,
        };
        self.anchor = None;
        self.did(Step::Added(row));
    }

    fn push(&mut self, row: &Rc<Row>) {
        let mut rows = (*self.rows).clone();
        rows.push(row.clone());
        self.rows = Rc::new(rows);
    }

    fn remove(&mut self, place: usize) {
        let Some(row) = self
            .rows
            .get(place)
            .filter(|row| row.change == Some(Change::New))
            .cloned()
        else {
            return;
        };
        self.take(place);
        self.did(Step::Removed(place, row));
    }

    fn take(&mut self, place: usize) {
        let mut rows = (*self.rows).clone();
        if place < rows.len() {
            rows.remove(place);
        }
        self.cursor.row = self.cursor.row.min(rows.len().saturating_sub(1));
        (self.anchor, self.refused) = (None, None);
        self.rows = Rc::new(rows);
    }

    fn insert(&mut self, place: usize, row: &Rc<Row>) {
        let mut rows = (*self.rows).clone();
        rows.insert(place.min(rows.len()), row.clone());
        self.rows = Rc::new(rows);
    }

    fn did(&mut self, step: Step) {
        self.done.push(Rc::new(step));
        self.undone.clear();
        self.version += 1;
    }

    fn undo(&mut self) {
        let Some(step) = self.done.pop() else { return };
        match &*step {
            Step::Replaced(changed) => self.set(changed.iter().map(|(place, before, _)| (*place, before))),
            Step::Added(_) => self.take(self.rows.len().saturating_sub(1)),
            Step::Removed(place, row) => self.insert(*place, row),
        }
        self.undone.push(step);
        self.version += 1;
    }

    fn redo(&mut self) {
        let Some(step) = self.undone.pop() else { return };
        match &*step {
            Step::Replaced(changed) => self.set(changed.iter().map(|(place, _, after)| (*place, after))),
            Step::Added(row) => self.push(row),
            Step::Removed(place, _) => self.take(*place),
        }
        self.done.push(step);
        self.version += 1;
    }

    fn set<'a>(&mut self, changed: impl Iterator<Item = (usize, &'a Rc<Row>)>) {
        let mut rows = (*self.rows).clone();
        let mut first = None;
        for (place, row) in changed {
            if let Some(slot) = rows.get_mut(place) {
                *slot = row.clone();
                first = first.or(Some(place));
            }
        }
        self.rows = Rc::new(rows);
        if let Some(row) = first {
            self.cursor.row = row;
            self.anchor = None;
        }
    }

    fn reason(&mut self, reason: WarningReason) {
        let mut reasons = (*self.reasons).clone();
        reasons.retain(|other| !(other.path == reason.path && other.rule == reason.rule));
        if !reason.reason.trim().is_empty() {
            reasons.push(reason);
        }
        self.reasons = Rc::new(reasons);
        self.version += 1;
    }

    fn restore(&mut self, rows: Vec<(usize, Row)>, reasons: Vec<WarningReason>) {
        for (place, row) in &rows {
            if *place >= self.rows.len() && row.change == Some(Change::New) {
                self.push(&Rc::new(row.clone()));
            }
        }
        self.replace(rows);
        self.reasons = Rc::new(reasons);
        self.version += 1;
    }
}

/// An added row is made by its own button: filling 新增 down would only break rules.
fn makes_new(column: Column, source: &Row) -> bool {
    column == Column::Change && source.change == Some(Change::New)
}

impl Reducible for Roll {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// The row that a finding speaks of; none: the list as a whole.
#[must_use]
pub fn row_of(path: &Path) -> Option<usize> {
    path.as_str().split('/').nth(2)?.parse().ok()
}

/// The cell that a finding speaks of.
#[must_use]
pub fn cell_of(path: &Path) -> Option<Cell> {
    let row = row_of(path)?;
    let field = path.as_str().rsplit('/').next()?;
    let column = Column::ALL.into_iter().find(|column| column.field() == field)?;
    Some(Cell { row, column })
}

#[cfg(test)]
mod tests;
