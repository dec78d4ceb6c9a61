//! What the sheet editor knows, and how each action changes it. Pure: nothing here touches a
//! browser.

pub mod bulletin;
pub mod consolidation;
pub mod findings;
pub mod go_live;
pub mod grid;
pub mod history;
pub mod joint_debug;
pub mod merge;
pub mod needs;
pub mod optimization;
pub mod paste;
pub mod place;
pub mod prune;
pub mod relocate;
pub mod rows;
#[cfg(test)]
pub mod sample;
pub mod saving;
pub mod stored;
pub mod table;
pub mod tsv;

use grid::{Direction, Grid, Row, row_of};
use history::{History, Snapshot};
use place::Place;
use std::rc::Rc;
use yew::Reducible;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::finding::{Finding, Path};
use yinzheng_shared::form::Content;

/// A sheet being filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The content, with a blank row in every empty list.
    pub content: Rc<Content>,
    /// Reasons given for warnings.
    pub reasons: Rc<Vec<WarningReason>>,
    /// The cell in which the person works.
    pub cursor: Option<Place>,
    /// A cell that takes the focus once it is drawn; the number tells one wish from the next.
    pub focus: Option<(Place, u64)>,
    /// Counts changes; what is saved is known by it.
    pub version: u64,
    /// Counts commits of a field or row: the rules run when it moves.
    pub committed: u64,
    /// Whether a submission was tried: from then on blank cells are errors like any other.
    pub attempted: Attempt,
    history: History,
}

/// Whether the person has tried to hand the form in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Still filling for the first time.
    NotYet,
    /// Tried at least once.
    Made,
}

/// What can happen to a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The cursor came into a cell.
    Enter(Place),
    /// A person is typing in a cell and has not left it.
    Type(Place, String),
    /// The text of a cell is final.
    Commit(Place, String),
    /// Several cells at once, as one step.
    Fill(Vec<(Place, String)>),
    /// The cursor goes to the next cell in a direction; down from the last row adds a row.
    Step(Place, Direction),
    /// The cursor goes to the row below, if there is one.
    Descend(Place),
    /// Focus a cell.
    Focus(Place),
    /// A blank row of the same level below this one.
    Insert(Row),
    /// A blank row at the end of a grid.
    Append(Grid),
    /// A row goes up or down.
    Shift(Row, Direction),
    /// A row goes away.
    Delete(Row),
    /// A pasted block, chosen items or a merged conflict become the content; reasons stay with rows
    /// that stay.
    Replace(Rc<Content>),
    /// One step back.
    Undo,
    /// One step forth.
    Redo,
    /// A reason for the warning of a rule at a path; blank takes it back.
    Reason(Path, String, String),
    /// The rules ran: reasons of warnings that no longer stand are dropped.
    Checked(Rc<Vec<Finding>>),
    /// Submission is tried: blank rows go, every finding shows.
    Attempt,
}

impl Action {
    /// The cell of the content to which the action only moves the cursor; `None` when it does more.
    #[must_use]
    pub fn leads_to(&self, content: &Content) -> Option<Place> {
        match self {
            Self::Step(place, direction) => grid::step(content, *place, *direction),
            Self::Descend(place) => grid::step(content, *place, Direction::Down),
            Self::Focus(place) => Some(*place),
            _ => None,
        }
    }
}

impl Sheet {
    /// A sheet of a record as it was read. Seeds are not a change: nothing is unsaved yet.
    #[must_use]
    pub fn open(mut content: Content, reasons: Vec<WarningReason>) -> Self {
        rows::seed(&mut content);
        Self {
            content: Rc::new(content),
            reasons: Rc::new(reasons),
            cursor: None,
            focus: None,
            version: 0,
            committed: 0,
            attempted: Attempt::NotYet,
            history: History::default(),
        }
    }

    /// A sheet with work that the server does not have yet.
    #[must_use]
    pub fn resume(content: Content, reasons: Vec<WarningReason>) -> Self {
        Self {
            version: 1,
            ..Self::open(content, reasons)
        }
    }

    /// Whether there is a step back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is a step forth.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// The row in which the cursor stands.
    #[must_use]
    pub fn row(&self) -> Option<Row> {
        self.cursor.and_then(row_of)
    }

    /// The sheet after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Enter(place) => {
                if next.cursor != Some(place) {
                    next.history.end_typing();
                }
                next.cursor = Some(place);
            }
            Action::Type(place, text) => next.put(place, &text, Some(place)),
            Action::Commit(place, text) => {
                next.put(place, &text, Some(place));
                next.history.end_typing();
                next.committed += 1;
            }
            Action::Fill(cells) => next.change(None, |content| {
                for (place, text) in &cells {
                    place::set(content, *place, text);
                }
            }),
            Action::Step(place, direction) => next.step(place, direction),
            Action::Descend(place) => {
                if let Some(below) = grid::step(&next.content, place, Direction::Down) {
                    next.wish(below);
                }
            }
            Action::Focus(place) => next.wish(place),
            Action::Insert(row) => next.insert(row),
            Action::Append(grid) => {
                next.restructure(|content| rows::append(content, grid));
            }
            Action::Shift(row, direction) => next.shift(row, direction),
            Action::Delete(row) => next.delete(row),
            Action::Replace(content) => {
                let kept = relocate::kept(&next.reasons, &next.content, &content);
                next.change(None, |now| *now = (*content).clone());
                next.reasons = Rc::new(kept);
            }
            Action::Undo => next.travel(History::undo),
            Action::Redo => next.travel(History::redo),
            Action::Reason(path, rule, reason) => next.reason(path, rule, reason),
            Action::Checked(findings) => next.drop_stale_reasons(&findings),
            Action::Attempt => {
                next.attempted = Attempt::Made;
                next.restructure(|content| {
                    prune::prune_blank(content);
                    None
                });
                next.committed += 1;
            }
        }
        next
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot {
            content: self.content.clone(),
            reasons: self.reasons.clone(),
            cursor: self.cursor,
        }
    }

    fn wish(&mut self, place: Place) {
        let nonce = self.focus.map_or(0, |(_, nonce)| nonce) + 1;
        self.cursor = Some(place);
        self.focus = Some((place, nonce));
    }

    /// Changes the content as one step, unless the change changes nothing.
    fn change(&mut self, typing: Option<Place>, edit: impl FnOnce(&mut Content)) {
        let mut content = (*self.content).clone();
        edit(&mut content);
        rows::seed(&mut content);
        if content == *self.content {
            return;
        }
        self.history.note(self.snapshot(), typing);
        self.content = Rc::new(content);
        self.version += 1;
        if typing.is_none() {
            self.committed += 1;
        }
    }

    fn put(&mut self, place: Place, text: &str, typing: Option<Place>) {
        self.change(typing, |content| place::set(content, place, text));
    }

    /// A structural change: reasons go along with their rows, the cursor goes to the row given back.
    fn restructure(&mut self, edit: impl Fn(&mut Content) -> Option<Row>) -> Option<Row> {
        let moved = relocate::relocation(&self.content, |content| {
            edit(content);
        });
        let before = self.content.clone();
        let mut row = None;
        self.change(None, |content| row = edit(content));
        if self.content != before {
            let reasons = relocate::relocated(&self.reasons, &before, &moved);
            if reasons != *self.reasons {
                self.reasons = Rc::new(reasons);
            }
        }
        if let Some(row) = row {
            let like = self.cursor.unwrap_or(row.first_cell());
            self.wish(row.cell_like(like));
        }
        row
    }

    fn insert(&mut self, row: Row) {
        self.restructure(|content| rows::insert_after(content, row));
        if let Some(now) = self.row() {
            self.wish(now.first_cell());
        }
    }

    fn shift(&mut self, row: Row, direction: Direction) {
        self.restructure(|content| rows::shift(content, row, direction));
    }

    fn delete(&mut self, row: Row) {
        let like = self.cursor.unwrap_or(row.first_cell());
        let above = grid::step(&self.content, row.cell_like(like), Direction::Up);
        self.restructure(|content| {
            rows::delete(content, row);
            None
        });
        let same = row.cell_like(like);
        let last = grid::matrix(&self.content, row.grid())
            .last()
            .and_then(|cells| cells.first().copied());
        let candidates = [Some(same), above, last];
        if let Some(place) = candidates
            .into_iter()
            .flatten()
            .find(|place| place::text(&self.content, *place).is_some())
        {
            self.wish(place);
        }
    }

    fn step(&mut self, place: Place, direction: Direction) {
        match (grid::step(&self.content, place, direction), row_of(place), direction) {
            (Some(next), ..) => self.wish(next),
            (None, Some(row), Direction::Down) => self.insert(row),
            _ => {}
        }
    }

    fn travel(&mut self, way: fn(&mut History, Snapshot) -> Option<Snapshot>) {
        let now = self.snapshot();
        if let Some(then) = way(&mut self.history, now) {
            self.content = then.content;
            self.reasons = then.reasons;
            self.version += 1;
            self.committed += 1;
            let back = then.cursor.or(self.cursor);
            if let Some(place) = back.filter(|place| place::text(&self.content, *place).is_some()) {
                self.wish(place);
            }
        }
    }

    fn reason(&mut self, path: Path, rule: String, reason: String) {
        let mut reasons: Vec<WarningReason> = self
            .reasons
            .iter()
            .filter(|given| given.path != path || given.rule != rule)
            .cloned()
            .collect();
        if !reason.trim().is_empty() {
            reasons.push(WarningReason { path, rule, reason });
            reasons.sort_by(|one, other| (&one.path, &one.rule).cmp(&(&other.path, &other.rule)));
        }
        if reasons != *self.reasons {
            self.reasons = Rc::new(reasons);
            self.version += 1;
        }
    }

    fn drop_stale_reasons(&mut self, findings: &[Finding]) {
        let live = findings::live_reasons(&self.reasons, findings);
        if live != *self.reasons {
            self.reasons = Rc::new(live);
        }
    }
}

impl Reducible for Sheet {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
mod tests;
