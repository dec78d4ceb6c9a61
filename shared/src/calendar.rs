//! Working days after the State Council's yearly arrangements, with make-up days (调休).

use crate::date::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// Dated arrangements, oldest first; a later one overrides the days it names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Arrangements by date of their notice.
    pub notices: Vec<Notice>,
}

/// One notice of the State Council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Day of the notice.
    pub published: Date,
    /// The year that it arranges; its last days need the next year's notice too.
    pub year: i32,
    /// Days off that would be working days or that the notice names.
    pub off: Vec<Date>,
    /// Working weekends (补班).
    pub working: Vec<Date>,
}

/// A due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Due {
    /// The last day, included.
    pub date: Date,
    /// Whether an arrangement was still unpublished, so that the date may move.
    pub provisional: bool,
}

impl Calendar {
    /// Whether people work on `day`, by the notices published by `known`.
    #[must_use]
    pub fn is_working_day(&self, day: Date, known: Date) -> bool {
        let mut working = !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        for notice in self.notices.iter().filter(|notice| notice.published <= known) {
            if notice.off.contains(&day) {
                working = false;
            } else if notice.working.contains(&day) {
                working = true;
            }
        }
        working
    }

    /// The day that is `days` working days after `start`, the start day not counted, by the notices
    /// published by `known`.
    #[must_use]
    pub fn add_working_days(&self, start: Date, days: u16, known: Date) -> Due {
        let mut date = start;
        let mut left = days;
        // Two hundred days off in a row do not happen; the bound keeps a broken file from spinning.
        let mut bound = u32::from(days) * 4 + 400;
        while left > 0 && bound > 0 {
            date = date.plus_days(1);
            if self.is_working_day(date, known) {
                left -= 1;
            }
            bound -= 1;
        }
        Due { date, provisional: !self.is_arranged(date, known) }
    }

    /// Working days after `from` up to and including `to`; 0 when `to` is not later.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date, known: Date) -> Vec<Date> {
        let span = from.days_until(to).clamp(0, 3_660);
        (1..=span).map(|days| from.plus_days(days)).filter(|day| self.is_working_day(*day, known)).collect()
    }

    /// The end of December needs the next year's arrangement as well.
    fn is_arranged(&self, day: Date, known: Date) -> bool {
        let has = |year| self.notices.iter().any(|notice| notice.year == year && notice.published <= known);
        has(day.year()) && (day.month() < 12 || day.day() < 25 || has(day.year() + 1))
    }
}
