//! How a due date stands to today.

use yinzheng_shared::calendar::{Calendar, Due};
use yinzheng_shared::date::Date;

/// How a due date stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// These working days are left, today not counted, the due date counted when it is one.
    Left(Vec<Date>),
    /// It is today.
    Today,
    /// These working days have gone by since, today counted.
    Over(Vec<Date>),
}

/// How `due` stands on `today`.
#[must_use]
pub fn standing(due: Due, today: Date, calendar: &Calendar) -> Standing {
    match due.date.cmp(&today) {
        std::cmp::Ordering::Equal => Standing::Today,
        std::cmp::Ordering::Greater => Standing::Left(calendar.working_days_between(today, due.date, today)),
        std::cmp::Ordering::Less => Standing::Over(calendar.working_days_between(due.date, today, today)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::calendar::Notice;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn due(text: &str) -> Due {
        Due {
            date: date(text),
            provisional: false,
        }
    }

    #[test]
    fn days_off_are_not_counted() {
        let notice = Notice {
            published: date("2017-11-30"),
            year: 2018,
            off: vec![date("2018-09-24")],
            working: vec![date("2018-09-29")],
        };
        let calendar = Calendar { notices: vec![notice] };
        let left = standing(due("2018-09-25"), date("2018-09-21"), &calendar);
        assert_eq!(left, Standing::Left(vec![date("2018-09-25")]));
        assert_eq!(
            standing(due("2018-09-21"), date("2018-09-21"), &calendar),
            Standing::Today
        );
        let over = standing(due("2018-09-28"), date("2018-09-30"), &calendar);
        assert_eq!(over, Standing::Over(vec![date("2018-09-29")]));
    }
}
