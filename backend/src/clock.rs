//! Two clocks: system time, and the business date in Asia/Shanghai that an installation may set.

use crate::db::audit::Stamp;
use crate::db::moment::{Timestamp, whole_millis};
use std::sync::Arc;
use std::time::Duration;
use time::{OffsetDateTime, UtcOffset};
use tokio::sync::watch;
use yinzheng_shared::date::Date;
use yinzheng_shared::problem::Problem;

/// Tells both times; clones tell the same.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The business date of an installation that has it set; what waits for another day is woken.
    set: Option<Arc<watch::Sender<Date>>>,
}

/// Most days that a business date moves at once, for it never moves back.
const LONGEST_STEP: i64 = 366;

impl Clock {
    /// A clock whose business date is `set`, or today's in Asia/Shanghai.
    #[must_use]
    pub fn new(set: Option<Date>) -> Self {
        Self {
            set: set.map(|day| Arc::new(watch::Sender::new(day))),
        }
    }

    /// Whether the operator set the business date.
    #[must_use]
    pub const fn is_set(&self) -> bool {
        self.set.is_some()
    }

    /// System time in UTC.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        whole_millis(OffsetDateTime::now_utc())
    }

    /// The business date.
    #[must_use]
    pub fn today(&self) -> Date {
        self.set
            .as_ref()
            .map_or_else(|| shanghai(OffsetDateTime::now_utc()), |set| *set.borrow())
    }

    /// Both.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        Stamp {
            at: self.now(),
            on: self.today(),
        }
    }

    /// Whether somebody may move the business date to `day`.
    ///
    /// # Errors
    /// [`Problem::BusinessDateRuns`] where it was not set at start, [`Problem::BusinessDatePast`] when
    /// `day` is earlier, [`Problem::BusinessDateFar`] when it is more than a year later.
    pub fn check_move(&self, day: Date) -> Result<(), Problem> {
        let Some(set) = &self.set else {
            return Err(Problem::BusinessDateRuns);
        };
        match set.borrow().days_until(day) {
            ..0 => Err(Problem::BusinessDatePast),
            0..=LONGEST_STEP => Ok(()),
            _ => Err(Problem::BusinessDateFar),
        }
    }

    /// Shows `day` from now on, unless a later one is shown; changes nothing where the date was not set.
    pub fn advance(&self, day: Date) {
        if let Some(set) = &self.set {
            set.send_if_modified(|now| {
                let later = day > *now;
                *now = (*now).max(day);
                later
            });
        }
    }

    /// Waits until the business date is another one than `day`, asking each `pause` where it follows the
    /// calendar.
    pub async fn after(&self, day: Date, pause: Duration) {
        match &self.set {
            // The sender lives as long as this clock, so the wait ends by a move alone.
            Some(set) => drop(set.subscribe().wait_for(|now| *now != day).await),
            None => {
                while self.today() == day {
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }
}

fn shanghai(at: OffsetDateTime) -> Date {
    let local = UtcOffset::from_hms(8, 0, 0)
        .map_or(at, |offset| at.to_offset(offset))
        .date();
    let first = Date::new(1970, 1, 1);
    Date::new(local.year(), local.month().into(), local.day())
        .or(first)
        .unwrap_or_else(|_| unreachable!())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_at_midnight_in_shanghai() {
        let at = |seconds| OffsetDateTime::from_unix_timestamp(seconds).unwrap();
        assert_eq!(shanghai(at(1_537_804_799)).to_string(), "2018-09-24");
        assert_eq!(shanghai(at(1_537_804_800)).to_string(), "2018-09-25");
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_set_date_moves_forward_alone_and_every_clone_shows_it() {
        let clock = Clock::new(Some(day("2018-09-20")));
        let clone = clock.clone();
        assert_eq!(clock.check_move(day("2018-09-19")), Err(Problem::BusinessDatePast));
        assert_eq!(clock.check_move(day("2018-09-20")), Ok(()));
        assert_eq!(clock.check_move(day("2019-09-21")), Ok(()));
        assert_eq!(clock.check_move(day("2019-09-22")), Err(Problem::BusinessDateFar));
        clock.advance(day("2018-09-21"));
        clock.advance(day("2018-09-20"));
        assert_eq!(clone.today(), day("2018-09-21"));
    }

    #[test]
    fn a_date_that_follows_the_calendar_is_not_moved() {
        let clock = Clock::new(None);
        let today = clock.today();
        assert_eq!(clock.check_move(today.plus_days(1)), Err(Problem::BusinessDateRuns));
        clock.advance(today.plus_days(9));
        assert!(clock.today() < today.plus_days(9));
    }

    #[tokio::test]
    async fn whoever_waits_for_another_day_is_woken_by_the_move() {
        let clock = Clock::new(Some(day("2018-09-20")));
        let waiting = clock.clone();
        let woken = async move {
            waiting.after(day("2018-09-20"), Duration::from_secs(3_600)).await;
            waiting.today()
        };
        let moving = async { clock.advance(day("2018-09-25")) };
        assert_eq!(tokio::join!(woken, moving).0, day("2018-09-25"));
    }
}
