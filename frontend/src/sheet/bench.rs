//! What every cell of a sheet needs to know of the sheet around it.

use super::ahead::Ahead;
use super::state::place::Place;
use super::state::{Action, Sheet};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::finding::Finding;
use yinzheng_shared::form::Content;
use yinzheng_shared::locale::Language;

/// Whether a sheet is written in or only read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// A draft in its owner's hands.
    Writes,
    /// Everything else.
    Reads,
}

/// The findings by cell.
pub type Marks = Rc<BTreeMap<Place, Vec<Finding>>>;

/// What stays the same while a person types, handed down to every cell.
#[derive(Clone, PartialEq)]
pub struct Bench {
    /// Language of the page.
    pub language: Language,
    /// Written in or read.
    pub hand: Hand,
    /// Takes actions of the sheet.
    pub act: Callback<Action>,
    /// Takes blocks pasted at a cell, for the preview.
    pub block: Callback<(Place, String)>,
    /// Gives the row of a cell as text for a spreadsheet; blank outside the grids.
    pub copy: Callback<Place, String>,
    /// What is typed ahead of a cell that is still to be drawn.
    pub ahead: Ahead,
    /// Takes a sentence to be read aloud.
    pub say: Callback<String>,
}

/// What the tables draw from.
#[derive(Clone, PartialEq, Properties)]
pub struct TableProps {
    /// The content.
    pub content: Rc<Content>,
    /// Findings by cell.
    pub marks: Marks,
    /// Reasons given for warnings.
    pub reasons: Rc<Vec<WarningReason>>,
    /// The cell in which the person works.
    pub cursor: Option<Place>,
    /// Whether there is a step back and forth.
    pub travel: Travel,
}

/// The steps that undo and redo have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Travel {
    /// Steps back.
    pub back: Steps,
    /// Steps forth.
    pub forth: Steps,
}

/// Whether there is a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Steps {
    /// None.
    #[default]
    None,
    /// At least one.
    Some,
}

impl Travel {
    /// The steps of a sheet.
    #[must_use]
    pub fn of(sheet: &Sheet) -> Self {
        let steps = |any: bool| if any { Steps::Some } else { Steps::None };
        Self {
            back: steps(sheet.can_undo()),
            forth: steps(sheet.can_redo()),
        }
    }
}

impl TableProps {
    /// The findings of a cell.
    #[must_use]
    pub fn marks_at(&self, place: Place) -> Vec<Finding> {
        self.marks.get(&place).cloned().unwrap_or_default()
    }
}

/// The bench of the sheet around a component. Outside a sheet there is none.
#[hook]
pub fn use_bench() -> Option<Bench> {
    use_context::<Bench>()
}
