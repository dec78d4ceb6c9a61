//! What somebody owes by a day, and when to remind of it. A further kind of obligation is a variant of
//! [`Kind`] and a source in the server's list; nothing else knows where obligations come from.

use crate::calendar::{Calendar, Due, WorkingDays};
use crate::date::Date;
use crate::form::Form;
use crate::programme::Reminders;
use crate::record::State;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// What is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A scope list answered, by its department.
    ScopeList,
    /// An answered scope list, or a district's consolidation, accepted or returned by the office that reviews it.
    ScopeReview,
    /// A district's lists handed over to the city, by the office that reviews them.
    Consolidation,
    /// A form signed, stamped and scanned, by its owner.
    StampedForm,
    /// A look at a complete set of scanned pages, by the office that receives them.
    Confirmation,
}

impl Kind {
    /// Every kind, in the order in which lists offer them.
    pub const ALL: [Self; 5] = [
        Self::ScopeList,
        Self::ScopeReview,
        Self::Consolidation,
        Self::StampedForm,
        Self::Confirmation,
    ];

    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ScopeList => "scope_list",
            Self::ScopeReview => "scope_review",
            Self::Consolidation => "consolidation",
            Self::StampedForm => "stamped_form",
            Self::Confirmation => "confirmation",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What a record in this state with a due date obliges to; none where nobody owes anything by a day.
    #[must_use]
    pub const fn of_record(form: Form, state: State) -> Option<Self> {
        match (form, state) {
            (Form::Scope, State::Draft | State::Returned) => Some(Self::ScopeList),
            (Form::Consolidation, State::Draft | State::Returned) => Some(Self::Consolidation),
            (Form::Scope | Form::Consolidation, State::Submitted) => Some(Self::ScopeReview),
            (Form::Optimization | Form::JointDebug | Form::GoLive, State::Submitted | State::Printed) => {
                Some(Self::StampedForm)
            }
            (Form::Optimization | Form::JointDebug | Form::GoLive, State::Matched) => Some(Self::Confirmation),
            _ => None,
        }
    }
}

/// How a due date stands, with its working days as a list or as their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<Days = Vec<Date>> {
    /// These working days are left, today not counted, the due date counted when it is one.
    Left(Days),
    /// It is today.
    Today,
    /// These working days have gone by since, today counted.
    Over(Days),
}

impl Standing<u32> {
    /// Working days left; negative for those that have gone by.
    #[must_use]
    pub fn days(self) -> i32 {
        let count = |days: u32| i32::try_from(days).unwrap_or(i32::MAX);
        match self {
            Self::Left(days) => count(days),
            Self::Today => 0,
            Self::Over(days) => -count(days),
        }
    }
}

/// How `due` stands on `today`, by the arrangements published by then, each day for itself.
#[must_use]
pub fn standing(due: Due, today: Date, calendar: &Calendar) -> Standing {
    stands(due, today, |from, to| calendar.working_days_between(from, to, today))
}

/// How `due` stands on `today`, in numbers.
#[must_use]
pub fn counted(due: Due, today: Date, days: &WorkingDays) -> Standing<u32> {
    stands(due, today, |from, to| days.between(from, to))
}

fn stands<Days>(due: Due, today: Date, between: impl Fn(Date, Date) -> Days) -> Standing<Days> {
    match due.date.cmp(&today) {
        Ordering::Equal => Standing::Today,
        Ordering::Greater => Standing::Left(between(today, due.date)),
        Ordering::Less => Standing::Over(between(due.date, today)),
    }
}

/// A day to remind on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// So many working days before.
    Before(u16),
    /// The day itself.
    OnTheDay,
    /// So many working days after.
    After(u16),
}

/// The occasion that `standing` has reached last; none before the first, and between the day itself and
/// the first one after it. Whoever reminds of it once, whenever it looks, misses no occasion for having
/// been away and tells of none that is stale: not that something is due tomorrow when it was yesterday.
#[must_use]
pub fn occasion(standing: Standing<u32>, reminders: &Reminders) -> Option<Occasion> {
    match standing {
        Standing::Left(left) => {
            let due = reminders.before.iter().copied().filter(|days| u32::from(*days) >= left);
            due.min().map(Occasion::Before)
        }
        Standing::Today => Some(Occasion::OnTheDay),
        Standing::Over(over) => {
            let past = reminders.after.iter().copied().filter(|days| u32::from(*days) <= over);
            past.max().map(Occasion::After)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::CHINA;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn by(due: &str) -> Due {
        Due {
            date: date(due),
            provisional: false,
        }
    }

    fn on(today: &str, due: &str) -> Standing<u32> {
        let calendar: Calendar = toml::from_str(CHINA).unwrap();
        counted(by(due), date(today), &calendar.working_days(date(today)))
    }

    #[test]
    fn days_off_are_not_counted() {
        let calendar: Calendar = toml::from_str(CHINA).unwrap();
        assert_eq!(
            standing(by("2018-09-25"), date("2018-09-21"), &calendar),
            Standing::Left(vec![date("2018-09-25")]),
            "over mid-autumn"
        );
        assert_eq!(on("2018-09-21", "2018-09-25"), Standing::Left(1));
        assert_eq!(on("2018-09-21", "2018-09-21"), Standing::Today);
        assert_eq!(
            on("2018-09-30", "2018-09-28").days(),
            -2,
            "a working weekend has gone by"
        );
    }

    #[test]
    fn the_occasion_is_the_one_reached_last() {
        let reminders = Reminders {
            before: vec![1, 3],
            after: vec![1, 3],
        };
        for (today, expected) in [
            ("2018-09-18", None),
            ("2018-09-19", Some(Occasion::Before(3))),
            ("2018-09-20", Some(Occasion::Before(3))),
            ("2018-09-21", Some(Occasion::Before(1))),
            ("2018-09-22", Some(Occasion::Before(1))),
            ("2018-09-25", Some(Occasion::OnTheDay)),
            ("2018-09-26", Some(Occasion::After(1))),
            ("2018-09-27", Some(Occasion::After(1))),
            ("2018-09-28", Some(Occasion::After(3))),
            ("2019-01-07", Some(Occasion::After(3))),
        ] {
            assert_eq!(occasion(on(today, "2018-09-25"), &reminders), expected, "{today}");
        }
        assert_eq!(
            occasion(on("2018-09-16", "2018-09-15"), &reminders),
            None,
            "a Sunday after a Saturday"
        );
        let none = Reminders::default();
        assert_eq!(occasion(on("2018-09-21", "2018-09-25"), &none), None);
        assert_eq!(
            occasion(on("2018-09-25", "2018-09-25"), &none),
            Some(Occasion::OnTheDay)
        );
    }

    #[test]
    fn codes_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
    }
}
