//! The numbers of a unit, and the shares that are made of them.

use super::{CentreCount, FormCount, ItemCount, ListCount};
use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// Items; see [`ItemCount`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemFigures {
    /// Items that count for the share.
    pub countable: u64,
    /// Those in a batch by an issued schedule.
    pub scheduled: u64,
    /// Those whose system is connected.
    pub connected: u64,
    /// Those that are published.
    pub published: u64,
    /// Those whose day of publication has passed.
    pub due: u64,
    /// Of these, those published by that day.
    pub on_time: u64,
    /// Of these, those not published yet.
    pub overdue: u64,
    /// Published items that do not count for the share.
    pub besides: u64,
    /// Published items of which cases were reported.
    pub with_cases: u64,
    /// The sum of these cases; absent for those whom windows do not concern.
    pub cases: Option<u64>,
}

/// Stamped forms; see [`FormCount`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormFigures {
    /// Forms whose day has passed.
    pub due: u64,
    /// Of these, those that came back by that day.
    pub on_time: u64,
    /// Of these, those that came back later.
    pub late: u64,
    /// Of these, those that have not come back.
    pub overdue: u64,
}

/// Scope lists; see [`ListCount`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListFigures {
    /// Departments whose list was due before.
    pub asked: u64,
    /// Of these, those that handed it in.
    pub handed_in: u64,
    /// Of these, those that did so after its day.
    pub late: u64,
    /// Those that never did.
    pub missing: u64,
}

/// Service centres; see [`CentreCount`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CentreFigures {
    /// Registered centres.
    pub registered: u64,
    /// Those that are opened.
    pub opened: u64,
}

/// All numbers of a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// Items.
    pub items: ItemFigures,
    /// Stamped forms.
    pub forms: FormFigures,
    /// Scope lists.
    pub lists: ListFigures,
    /// Service centres; absent for a department, and for those whom windows do not concern.
    pub centres: Option<CentreFigures>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub done: u64,
    /// Of how many.
    pub of: u64,
}

impl Rate {
    /// The share in tenths of a hundredth, rounded down: 999 while one of very many is missing. Nothing of
    /// nothing is no share.
    #[must_use]
    pub const fn per_mille(self) -> Option<u64> {
        self.done.saturating_mul(1_000).checked_div(self.of)
    }

    /// The share as it is written, `83.3`; none where there is none.
    #[must_use]
    pub fn percent(self) -> Option<String> {
        self.per_mille().map(|share| format!("{}.{}", share / 10, share % 10))
    }
}

impl ItemFigures {
    /// 接入率: connected items of those that count.
    #[must_use]
    pub const fn connection(&self) -> Rate {
        Rate {
            done: self.connected,
            of: self.countable,
        }
    }

    /// 发布率: published items of those that count.
    #[must_use]
    pub const fn publication(&self) -> Rate {
        Rate {
            done: self.published,
            of: self.countable,
        }
    }

    /// 按时率: items published by their day, of those whose day has passed.
    #[must_use]
    pub const fn punctuality(&self) -> Rate {
        Rate {
            done: self.on_time,
            of: self.due,
        }
    }

    /// The number of a count.
    #[must_use]
    pub const fn of(&self, count: ItemCount) -> u64 {
        match count {
            ItemCount::Countable => self.countable,
            ItemCount::Scheduled => self.scheduled,
            ItemCount::Connected => self.connected,
            ItemCount::Published => self.published,
            ItemCount::Due => self.due,
            ItemCount::OnTime => self.on_time,
            ItemCount::Overdue => self.overdue,
            ItemCount::Besides => self.besides,
            ItemCount::WithCases => self.with_cases,
        }
    }
}

impl FormFigures {
    /// Forms that came back by their day, of those whose day has passed.
    #[must_use]
    pub const fn punctuality(&self) -> Rate {
        Rate {
            done: self.on_time,
            of: self.due,
        }
    }

    /// These without some of them.
    #[must_use]
    pub const fn without(self, some: Self) -> Self {
        Self {
            due: self.due.saturating_sub(some.due),
            on_time: self.on_time.saturating_sub(some.on_time),
            late: self.late.saturating_sub(some.late),
            overdue: self.overdue.saturating_sub(some.overdue),
        }
    }

    /// The number of a count.
    #[must_use]
    pub const fn of(&self, count: FormCount) -> u64 {
        match count {
            FormCount::Due => self.due,
            FormCount::OnTime => self.on_time,
            FormCount::Late => self.late,
            FormCount::Overdue => self.overdue,
        }
    }
}

impl ListFigures {
    /// The number of a count.
    #[must_use]
    pub const fn of(&self, count: ListCount) -> u64 {
        match count {
            ListCount::Asked => self.asked,
            ListCount::HandedIn => self.handed_in,
            ListCount::Late => self.late,
            ListCount::Missing => self.missing,
        }
    }
}

impl CentreFigures {
    /// 覆盖率: opened centres of the registered ones.
    #[must_use]
    pub const fn coverage(&self) -> Rate {
        Rate {
            done: self.opened,
            of: self.registered,
        }
    }

    /// The number of a count.
    #[must_use]
    pub const fn of(&self, count: CentreCount) -> u64 {
        match count {
            CentreCount::Registered => self.registered,
            CentreCount::Opened => self.opened,
        }
    }
}

/// Adds what is there; nothing and nothing stays nothing.
fn plus<T: AddAssign>(sum: &mut Option<T>, more: Option<T>) {
    match (sum.as_mut(), more) {
        (Some(sum), Some(more)) => *sum += more,
        (None, Some(more)) => *sum = Some(more),
        (_, None) => {}
    }
}

impl AddAssign for ItemFigures {
    fn add_assign(&mut self, more: Self) {
        self.countable += more.countable;
        self.scheduled += more.scheduled;
        self.connected += more.connected;
        self.published += more.published;
        self.due += more.due;
        self.on_time += more.on_time;
        self.overdue += more.overdue;
        self.besides += more.besides;
        self.with_cases += more.with_cases;
        plus(&mut self.cases, more.cases);
    }
}

impl AddAssign for FormFigures {
    fn add_assign(&mut self, more: Self) {
        self.due += more.due;
        self.on_time += more.on_time;
        self.late += more.late;
        self.overdue += more.overdue;
    }
}

impl AddAssign for ListFigures {
    fn add_assign(&mut self, more: Self) {
        self.asked += more.asked;
        self.handed_in += more.handed_in;
        self.late += more.late;
        self.missing += more.missing;
    }
}

impl AddAssign for CentreFigures {
    fn add_assign(&mut self, more: Self) {
        self.registered += more.registered;
        self.opened += more.opened;
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, more: Self) {
        self.items += more.items;
        self.forms += more.forms;
        self.lists += more.lists;
        plus(&mut self.centres, more.centres);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_nothing_is_no_share_and_all_but_one_is_not_all() {
        let rate = |done, of| Rate { done, of }.percent();
        assert_eq!(rate(0, 0), None);
        assert_eq!(rate(0, 3).as_deref(), Some("0.0"));
        assert_eq!(rate(5, 6).as_deref(), Some("83.3"));
        assert_eq!(rate(1_999_999, 2_000_000).as_deref(), Some("99.9"));
        assert_eq!(rate(7, 7).as_deref(), Some("100.0"));
    }

    #[test]
    fn cases_that_nobody_may_see_stay_unseen_in_a_sum() {
        let unseen = ItemFigures::default();
        let mut sum = unseen;
        sum += unseen;
        assert_eq!(sum.cases, None);
        sum += ItemFigures {
            cases: Some(4),
            countable: 2,
            ..unseen
        };
        sum += ItemFigures {
            cases: Some(3),
            ..unseen
        };
        assert_eq!((sum.cases, sum.countable), (Some(7), 2));
    }
}
