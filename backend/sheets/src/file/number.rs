//! How cells show numbers, days and times.

use calamine::ExcelDateTime;
use yinzheng_shared::date::Date;

use crate::table::{Number, Value};

/// A number that its cell's format shows as a day, a time, or both.
pub(super) fn moment(stored: &ExcelDateTime) -> Value {
    if stored.is_duration() {
        return Value::Number(Number::new(stored.as_f64()));
    }
    let (year, month, day, hour, minute, second, _) = stored.to_ymd_hms_milli();
    if (0.0..1.0).contains(&stored.as_f64()) {
        return Value::Text(format!("{hour:02}:{minute:02}:{second:02}"));
    }
    let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
    match Date::new(year.into(), month, day) {
        Ok(date) if seconds == 0 => Value::Date(date),
        Ok(date) => Value::Moment(date, seconds),
        Err(_) => Value::Number(Number::new(stored.as_f64())),
    }
}

/// A day that is written out: `2018-09-25`, with or without a time behind it.
pub(super) fn written_out(text: &str) -> Value {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let Ok(date) = day.parse() else {
        return Value::Text(text.to_owned());
    };
    let mut parts = time.split([':', '.', 'Z']).map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0).min(59);
    let seconds = next() * 3600 + next() * 60 + next();
    if seconds == 0 {
        Value::Date(date)
    } else {
        Value::Moment(date, seconds)
    }
}

/// How many digits a number format such as `00000` shows at least; none for other formats.
pub(super) fn zeros(format: &str) -> Option<usize> {
    (2..=30)
        .contains(&format.len())
        .then_some(format.len())
        .filter(|_| format.bytes().all(|byte| byte == b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn shown(value: f64, kind: ExcelDateTimeType, is_1904: bool) -> Value {
        moment(&ExcelDateTime::new(value, kind, is_1904))
    }

    #[test]
    fn days_times_and_spans_are_told_apart() {
        let date: Date = "2018-09-25".parse().unwrap();
        let kind = ExcelDateTimeType::DateTime;
        assert_eq!(shown(43_368.0, kind, false), Value::Date(date));
        assert_eq!(shown(41_906.0, kind, true), Value::Date(date));
        assert_eq!(shown(43_368.5, kind, false), Value::Moment(date, 43_200));
        assert_eq!(shown(0.75, kind, false), Value::Text("18:00:00".to_owned()));
        assert_eq!(
            shown(1.5, ExcelDateTimeType::TimeDelta, false),
            Value::Number(Number("1.5".to_owned()))
        );
        // 1900-02-29, which there never was.
        assert_eq!(shown(60.0, kind, false), Value::Number(Number("60".to_owned())));
    }

    #[test]
    fn written_days_are_days() {
        let date: Date = "2018-09-25".parse().unwrap();
        assert_eq!(written_out("2018-09-25"), Value::Date(date));
        assert_eq!(written_out("2018-09-25T00:00:00Z"), Value::Date(date));
        assert_eq!(written_out("2018-09-25T01:02:03.5"), Value::Moment(date, 3723));
        assert_eq!(written_out("soon"), Value::Text("soon".to_owned()));
    }

    #[test]
    fn only_formats_of_zeros_pad() {
        assert_eq!(zeros("00000"), Some(5));
        assert_eq!(zeros("0"), None);
        assert_eq!(zeros("0.00"), None);
        assert_eq!(zeros("General"), None);
    }
}
