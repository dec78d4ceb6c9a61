//! Two clocks: system time, and the business date in Asia/Shanghai that an installation may set.

use crate::db::audit::Stamp;
use crate::db::moment::{Timestamp, whole_millis};
use time::{OffsetDateTime, UtcOffset};
use yinzheng_shared::date::Date;

/// Tells both times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    set: Option<Date>,
}

impl Clock {
    /// A clock whose business date is `set`, or today's in Asia/Shanghai.
    #[must_use]
    pub const fn new(set: Option<Date>) -> Self {
        Self { set }
    }

    /// Whether the operator set the business date.
    #[must_use]
    pub const fn is_set(self) -> bool {
        self.set.is_some()
    }

    /// System time in UTC.
    #[must_use]
    pub fn now(self) -> Timestamp {
        whole_millis(OffsetDateTime::now_utc())
    }

    /// The business date.
    #[must_use]
    pub fn today(self) -> Date {
        self.set.unwrap_or_else(|| shanghai(OffsetDateTime::now_utc()))
    }

    /// Both.
    #[must_use]
    pub fn stamp(self) -> Stamp {
        Stamp {
            at: self.now(),
            on: self.today(),
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
}
