//! A calendar month.

use crate::date::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A month, written `2018-09` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    year: i32,
    month: u8,
}

/// The text is not a month written as `YYYY-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMonth;

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }

    /// The month before.
    #[must_use]
    pub const fn before(self) -> Self {
        if self.month == 1 {
            Self {
                year: self.year - 1,
                month: 12,
            }
        } else {
            Self {
                year: self.year,
                month: self.month - 1,
            }
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        format!("{text}-01").parse().map(Self::of).map_err(|_| NotAMonth)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = NotAMonth;

    fn try_from(text: String) -> Result<Self, NotAMonth> {
        text.parse()
    }
}

impl fmt::Display for NotAMonth {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not a month written as YYYY-MM")
    }
}

impl std::error::Error for NotAMonth {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_reads_back_and_knows_the_one_before() {
        let month: Month = "2019-01".parse().unwrap();
        assert_eq!(month.to_string(), "2019-01");
        assert_eq!(month.before().to_string(), "2018-12");
        assert!(month.before() < month);
        for wrong in ["", "2018", "2018-13", "2018-9", "2018-09-01"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
