//! Working days after the State Council's yearly arrangements, with make-up days (调休).

use crate::date::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The State Council's arrangements as this release knows them.
pub const CHINA: &str = include_str!("../calendars/china.toml");

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

/// Working days by the notices published by some day, ready to be counted over many spans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingDays {
    /// Days on which people do other than their weekday says, in their order, each with how many working days
    /// these days have added up to and including it.
    exceptions: Vec<(Date, i64)>,
}

impl WorkingDays {
    /// How many there are after `from` up to and including `to`; 0 when `to` is not later.
    #[must_use]
    pub fn between(&self, from: Date, to: Date) -> u32 {
        if to <= from {
            return 0;
        }
        let count = weekdays(from, to) + self.added(to) - self.added(from);
        u32::try_from(count).unwrap_or_default()
    }

    fn added(&self, day: Date) -> i64 {
        let reached = self.exceptions.partition_point(|(known, _)| *known <= day);
        let last = reached.checked_sub(1).and_then(|last| self.exceptions.get(last));
        last.map_or(0, |(_, added)| *added)
    }
}

/// Mondays to Fridays after `from` up to and including `to`, which is later.
fn weekdays(from: Date, to: Date) -> i64 {
    let span = from.days_until(to);
    let (weeks, rest) = (span / 7, span % 7);
    let beyond = (0..rest).filter(|days| !is_weekend(to.plus_days(-days)));
    weeks * 5 + i64::try_from(beyond.count()).unwrap_or_default()
}

const fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

impl Calendar {
    /// The arrangements of `year` and later ones: what a programme that begins then has to know.
    #[must_use]
    pub fn since(mut self, year: i32) -> Self {
        self.notices.retain(|notice| notice.year >= year);
        self
    }

    /// Whether people work on `day`, by the notices published by `known`.
    #[must_use]
    pub fn is_working_day(&self, day: Date, known: Date) -> bool {
        let mut working = !is_weekend(day);
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
        Due {
            date,
            provisional: !self.is_arranged(date, known),
        }
    }

    /// The latest day from which `days` working days remain up to `end`, that day counted, by the notices
    /// published by `known`.
    #[must_use]
    pub fn before(&self, end: Date, days: u16, known: Date) -> Date {
        let (mut date, mut left) = (end, days);
        let mut bound = u32::from(days) * 4 + 400;
        while left > 0 && bound > 0 {
            if self.is_working_day(date, known) {
                left -= 1;
            }
            date = date.plus_days(-1);
            bound -= 1;
        }
        date
    }

    /// Working days after `from` up to and including `to`; 0 when `to` is not later.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date, known: Date) -> Vec<Date> {
        let span = from.days_until(to).clamp(0, 3_660);
        (1..=span)
            .map(|days| from.plus_days(days))
            .filter(|day| self.is_working_day(*day, known))
            .collect()
    }

    /// The working days by the notices published by `known`, for counting many spans.
    #[must_use]
    pub fn working_days(&self, known: Date) -> WorkingDays {
        let mut named = BTreeMap::new();
        for notice in self.notices.iter().filter(|notice| notice.published <= known) {
            // A day that a notice calls both is off, as for `is_working_day`.
            named.extend(notice.working.iter().map(|day| (*day, true)));
            named.extend(notice.off.iter().map(|day| (*day, false)));
        }
        let exceptions = named.into_iter().filter(|(day, works)| *works == is_weekend(*day));
        let exceptions = exceptions.scan(0, |added, (day, works)| {
            *added += if works { 1 } else { -1 };
            Some((day, *added))
        });
        WorkingDays {
            exceptions: exceptions.collect(),
        }
    }

    /// The end of December needs the next year's arrangement as well.
    fn is_arranged(&self, day: Date, known: Date) -> bool {
        let has = |year| {
            self.notices
                .iter()
                .any(|notice| notice.year == year && notice.published <= known)
        };
        has(day.year()) && (day.month() < 12 || day.day() < 25 || has(day.year() + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn china() -> Calendar {
        toml::from_str(CHINA).unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn due_dates_agree_with_the_arrangements() {
        for (start, days, due) in [
            ("2018-02-09", 5, "2018-02-22"),
            ("2018-02-14", 1, "2018-02-22"),
            ("2018-04-04", 3, "2018-04-10"),
            ("2018-04-27", 2, "2018-05-02"),
            ("2018-09-21", 5, "2018-09-29"),
            ("2018-09-28", 3, "2018-10-08"),
            ("2018-12-28", 3, "2019-01-03"),
            ("2019-04-26", 3, "2019-04-30"),
            ("2019-04-26", 4, "2019-05-05"),
        ] {
            let known = day("2019-12-31");
            assert_eq!(
                china().add_working_days(day(start), days, known).date,
                day(due),
                "{start} + {days}"
            );
        }
    }

    #[test]
    fn an_amended_notice_counts_only_once_it_is_published() {
        let before = day("2019-03-21");
        for (days, due) in [(3, "2019-05-02"), (4, "2019-05-03")] {
            assert_eq!(
                china().add_working_days(day("2019-04-26"), days, before).date,
                day(due),
                "+{days}"
            );
        }
    }

    #[test]
    fn an_amendment_may_take_back_a_working_weekend() {
        let china = china();
        let saturday = day("2020-02-01");
        assert!(china.is_working_day(saturday, day("2020-01-26")));
        assert!(!china.is_working_day(saturday, day("2020-01-27")));
    }

    #[test]
    fn notices_stand_in_the_order_of_their_publication() {
        let published: Vec<Date> = china().notices.iter().map(|notice| notice.published).collect();
        assert!(published.is_sorted(), "{published:?}");
    }

    #[test]
    fn a_calendar_from_some_year_on_counts_as_the_whole_one_does() {
        let since = china().since(2018);
        assert!(since.notices.iter().all(|notice| notice.year >= 2018));
        let known = day("2019-12-31");
        for days in 0..365 {
            let start = day("2018-01-01").plus_days(days);
            assert_eq!(
                since.add_working_days(start, 3, known),
                china().add_working_days(start, 3, known),
                "{start}"
            );
        }
    }

    #[test]
    fn every_year_and_month_has_its_number_of_working_days() {
        let known = day("2019-12-31");
        let count = |from: Date, to: Date| china().working_days_between(from.plus_days(-1), to, known).len();
        for year in [2018, 2019] {
            assert_eq!(
                count(Date::new(year, 1, 1).unwrap(), Date::new(year, 12, 31).unwrap()),
                250,
                "{year}"
            );
        }
        let months = [22, 17, 22, 20, 22, 20, 22, 23, 21, 18, 22, 21];
        for (month, days) in (1..).zip(months) {
            let first = Date::new(2018, month, 1).unwrap();
            let last = first.plus_days(31);
            let last = Date::new(last.year(), last.month(), 1).unwrap().plus_days(-1);
            assert_eq!(count(first, last), days, "month {month}");
        }
    }

    #[test]
    fn days_are_counted_as_they_are_listed() {
        let china = china();
        for known in ["2017-12-31", "2018-12-06", "2020-01-26", "2020-01-27", "2026-12-31"].map(day) {
            let counted = china.working_days(known);
            for start in (0..3_000).step_by(13) {
                let from = day("2017-11-01").plus_days(start);
                for span in [-3, 0, 1, 2, 5, 6, 7, 8, 13, 30, 365, 3_000] {
                    let to = from.plus_days(span);
                    let listed = u32::try_from(china.working_days_between(from, to, known).len()).unwrap();
                    assert_eq!(counted.between(from, to), listed, "{from} to {to}, {known}");
                }
            }
        }
    }

    #[test]
    fn a_date_beyond_the_published_arrangements_is_provisional() {
        let before_the_notice = day("2018-11-30");
        assert!(
            china()
                .add_working_days(day("2018-12-28"), 3, before_the_notice)
                .provisional
        );
        assert!(
            !china()
                .add_working_days(day("2018-12-28"), 3, day("2018-12-05"))
                .provisional
        );
        assert!(
            !china()
                .add_working_days(day("2018-09-20"), 2, before_the_notice)
                .provisional
        );
        assert!(
            china()
                .add_working_days(day("2026-12-23"), 2, day("2026-11-25"))
                .provisional
        );
        assert!(
            china()
                .add_working_days(day("2030-01-10"), 2, day("2030-01-10"))
                .provisional
        );
    }
}
