//! Calendar dates of Asia/Shanghai. The server gives `today`; no device clock is asked.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;
use time::{Duration, Month};

pub use time::Weekday;

/// A day, written `2018-09-25` on the wire.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

/// The text is not a day that exists, written as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl Date {
    /// The day of a year (1900 to 2199), month (1 to 12) and day of month, if it exists.
    ///
    /// # Errors
    /// [`NotADate`] when there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, NotADate> {
        if !(1900..2200).contains(&year) {
            return Err(NotADate);
        }
        let month = Month::try_from(month).map_err(|_| NotADate)?;
        time::Date::from_calendar_date(year, month, day)
            .map(Self)
            .map_err(|_| NotADate)
    }

    /// Year, for example 2018.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.year()
    }

    /// Month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.0.day()
    }

    /// Day of the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// The day `days` later (earlier when negative); the last day there is at the far end.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(Duration::days(days)))
    }

    /// Days from `self` to `other`, negative when `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).whole_days()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let number = |part: &str, width: usize| -> Result<u16, NotADate> {
            if part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()) {
                part.parse().map_err(|_| NotADate)
            } else {
                Err(NotADate)
            }
        };
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotADate);
        };
        let small = |value: u16| u8::try_from(value).map_err(|_| NotADate);
        Self::new(
            i32::from(number(year, 4)?),
            small(number(month, 2)?)?,
            small(number(day, 2)?)?,
        )
    }
}

impl fmt::Display for NotADate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not a day written as YYYY-MM-DD")
    }
}

impl std::error::Error for NotADate {}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Date {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::schema!(
            #[inline]
            String
        )
        .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Date {}
