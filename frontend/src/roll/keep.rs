//! What this browser keeps of a roll until the server has it: the rows that differ, not all of them.

use super::state::Roll;
use crate::sheet::storage::{self, Kept};
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::form::scope::Row;

/// Rows as the server has them.
pub type Base = Rc<Vec<Rc<Row>>>;

/// Changes that the server does not have yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patch {
    /// The version of the record on which they stand.
    pub etag: String,
    /// Rows by their places.
    pub rows: Vec<(usize, Row)>,
    /// All reasons.
    pub reasons: Vec<WarningReason>,
}

/// The key of a record's patch for a person.
#[must_use]
pub fn key(user: &str, record: &str) -> String {
    format!("yinzheng.roll.{user}.{record}")
}

/// What differs from what the server has.
#[must_use]
pub fn patch(roll: &Roll, base: &Base, etag: &str) -> Patch {
    let differs = |(place, row): (usize, &Rc<Row>)| {
        let same = base
            .get(place)
            .is_some_and(|known| Rc::ptr_eq(known, row) || known == row);
        (!same).then(|| (place, (**row).clone()))
    };
    Patch {
        etag: etag.to_owned(),
        rows: roll.rows.iter().enumerate().filter_map(differs).collect(),
        reasons: (*roll.reasons).clone(),
    }
}

/// Keeps a patch.
#[must_use]
pub fn keep(key: &str, patch: &Patch) -> Kept {
    serde_json::to_string(patch).map_or(Kept::No, |text| storage::keep_text(key, &text))
}

/// The patch that is kept under a key.
#[must_use]
pub fn kept(key: &str) -> Option<Patch> {
    serde_json::from_str(&storage::kept(key)?).ok()
}

#[cfg(test)]
mod tests {
    use super::super::state::{Action, Cell};
    use super::*;
    use yew::Reducible as _;
    use yinzheng_shared::form::scope::{Column, Scope};

    #[test]
    fn only_rows_that_differ_are_kept() {
        let base: Base = Rc::new((0..3).map(|_| Rc::new(Row::default())).collect());
        let roll = Roll::open(&Scope::default(), base.clone(), Vec::new());
        let cell = Cell {
            row: 1,
            column: Column::Remark,
        };
        let changed = Rc::new(roll).reduce(Action::Commit(cell, "改".into()));
        let patch = patch(&changed, &base, "7");
        assert_eq!(patch.rows.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [1]);
    }
}
