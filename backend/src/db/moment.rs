//! Moments as the database keeps them and as they go over the wire.

use time::{PrimitiveDateTime, Time};
use yinzheng_shared::api::Moment;

/// A moment in UTC, whole milliseconds.
pub type Timestamp = PrimitiveDateTime;

/// RFC 3339 with milliseconds.
#[must_use]
pub fn wire(at: Timestamp) -> Moment {
    let (date, time) = (at.date(), at.time());
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        date.year(),
        u8::from(date.month()),
        date.day(),
        time.hour(),
        time.minute(),
        time.second(),
        time.millisecond()
    )
}

/// Milliseconds since 1970, as cursors carry them.
#[must_use]
pub fn millis(at: Timestamp) -> i64 {
    i64::try_from(at.assume_utc().unix_timestamp_nanos() / 1_000_000).unwrap_or_default()
}

/// The moment of [`millis`]; none before 1970, where nothing of ours is and PostgreSQL's calendar ends
/// sooner than this one.
#[must_use]
pub fn from_millis(millis: i64) -> Option<Timestamp> {
    let millis = u64::try_from(millis).ok()?;
    let at = time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).ok()?;
    Some(PrimitiveDateTime::new(at.date(), at.time()))
}

/// Cuts what PostgreSQL could not keep.
#[must_use]
pub fn whole_millis(at: time::OffsetDateTime) -> Timestamp {
    let at = at.to_offset(time::UtcOffset::UTC);
    let time = at.time();
    let cut = Time::from_hms_milli(time.hour(), time.minute(), time.second(), time.millisecond()).unwrap_or(time);
    PrimitiveDateTime::new(at.date(), cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_back_from_its_milliseconds() {
        let at = from_millis(1_537_855_380_042).unwrap();
        assert_eq!(wire(at), "2018-09-25T06:03:00.042Z");
        assert_eq!(millis(at), 1_537_855_380_042);
        assert_eq!(from_millis(-1), None);
        assert_eq!(from_millis(i64::MAX), None);
    }
}
