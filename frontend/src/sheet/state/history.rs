//! Undo and redo: whole snapshots, a bounded number of them.

use super::place::Place;
use std::collections::VecDeque;
use std::rc::Rc;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::form::Content;

/// What one step of undo brings back.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The content.
    pub content: Rc<Content>,
    /// Reasons given for warnings.
    pub reasons: Rc<Vec<WarningReason>>,
    /// Where the cursor was.
    pub cursor: Option<Place>,
}

/// Steps kept; the oldest go first.
pub const LIMIT: usize = 200;

/// The steps back and the steps forth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: VecDeque<Snapshot>,
    future: Vec<Snapshot>,
    /// The cell whose typing the newest step covers, while nothing else happened.
    typing: Option<Place>,
}

impl History {
    /// Notes the state before a change. Typing that goes on in one cell is one step.
    pub fn note(&mut self, before: Snapshot, typing: Option<Place>) {
        self.future.clear();
        if typing.is_some() && self.typing == typing {
            return;
        }
        self.typing = typing;
        self.past.push_back(before);
        if self.past.len() > LIMIT {
            self.past.pop_front();
        }
    }

    /// Ends the step of typing, so that more typing in the same cell is another.
    pub fn end_typing(&mut self) {
        self.typing = None;
    }

    /// Goes back: gives the earlier state and keeps `now` for redo.
    pub fn undo(&mut self, now: Snapshot) -> Option<Snapshot> {
        let before = self.past.pop_back()?;
        self.future.push(now);
        self.typing = None;
        Some(before)
    }

    /// Goes forth again.
    pub fn redo(&mut self, now: Snapshot) -> Option<Snapshot> {
        let after = self.future.pop()?;
        self.past.push_back(now);
        self.typing = None;
        Some(after)
    }

    /// Whether there is a step back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step forth.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}
