//! What the accepted lists of a district come to.

use super::types::{AcceptedList, Consolidation};
use crate::assessment::Rate;

/// Sums over the departments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Departments that have items.
    pub departments: usize,
    /// Of these, those with an accepted list.
    pub accepted: usize,
    /// Rows of the accepted lists.
    pub items: u64,
    /// Rows that count for the share.
    pub countable: u64,
    /// Of these, those with a batch.
    pub batched: u64,
}

impl Figures {
    /// The sums of a consolidation.
    #[must_use]
    pub fn of(form: &Consolidation) -> Self {
        let lists = || form.departments.iter().filter_map(|row| row.list.as_ref());
        let sum = |of: fn(&AcceptedList) -> u32| lists().map(|list| u64::from(of(list))).sum::<u64>();
        Self {
            departments: form.departments.len(),
            accepted: lists().count(),
            items: sum(|list| list.items),
            countable: sum(|list| list.countable),
            batched: sum(|list| list.batched),
        }
    }

    /// Rows with a batch, of those that count.
    #[must_use]
    pub const fn share(&self) -> Rate {
        Rate {
            done: self.batched,
            of: self.countable,
        }
    }
}
