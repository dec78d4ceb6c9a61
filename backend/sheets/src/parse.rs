//! What a cell may say: parsers for [`Reading::get`](crate::Reading::get). Each takes what a
//! person may rightly type, in a cell of any kind, and otherwise says what is wrong.

use std::ops::RangeInclusive;

use yinzheng_shared::date::Date;
use yinzheng_shared::form::text::fold;
use yinzheng_shared::locale::{Language, Text, spreadsheet};

use crate::column::is_name;
use crate::table::{Cell, Value};

/// Beyond this, spreadsheet programs lose digits.
const EXACT: f64 = 1e15;

/// One line of at most so many characters, not empty.
pub fn text(most: usize) -> impl Fn(Cell<'_>, Language) -> Result<String, String> {
    move |cell, language| {
        let shown = lines(most)(cell, language)?;
        if shown.contains(['\n', '\t']) {
            return Err(spreadsheet::CELL_LINE_BREAK.get(language).to_owned());
        }
        Ok(shown)
    }
}

/// Lines of at most so many characters in all, not empty.
pub fn lines(most: usize) -> impl Fn(Cell<'_>, Language) -> Result<String, String> {
    move |cell, language| {
        let shown = words(cell, language)?;
        if shown.is_empty() {
            return Err(spreadsheet::CELL_EMPTY.get(language).to_owned());
        }
        if shown.chars().count() > most {
            return Err(spreadsheet::CELL_TOO_LONG.with(language, &[("limit", &most.to_string())]));
        }
        Ok(shown)
    }
}

/// Nothing, or what another parser takes.
pub fn optional<T>(
    parse: impl Fn(Cell<'_>, Language) -> Result<T, String>,
) -> impl Fn(Cell<'_>, Language) -> Result<Option<T>, String> {
    move |cell, language| {
        if is_blank(cell) {
            Ok(None)
        } else {
            parse(cell, language).map(Some)
        }
    }
}

/// A whole number, also where it is a text.
pub fn whole(range: RangeInclusive<i64>) -> impl Fn(Cell<'_>, Language) -> Result<i64, String> {
    move |cell, language| {
        if is_blank(cell) {
            return Err(spreadsheet::CELL_EMPTY.get(language).to_owned());
        }
        let number = match cell {
            Some(Value::Number(number)) => integer(number.value()),
            Some(Value::Text(text)) => narrow(text).parse().ok(),
            _ => None,
        };
        number.filter(|number| range.contains(number)).ok_or_else(|| {
            let (least, most) = (range.start().to_string(), range.end().to_string());
            spreadsheet::CELL_WHOLE.with(language, &[("least", &least), ("most", &most)])
        })
    }
}

/// A day: a date cell, or a text such as 2018-09-25, 2018/9/25, 2018.9.25, 2018年9月25日 or
/// 20180925. What could be read in two ways is not taken.
///
/// # Errors
/// That it is none.
pub fn date(cell: Cell<'_>, language: Language) -> Result<Date, String> {
    let day = match cell {
        _ if is_blank(cell) => return Err(spreadsheet::CELL_EMPTY.get(language).to_owned()),
        Some(Value::Date(date)) => Some(*date),
        Some(Value::Number(number)) => written_day(&number.0),
        Some(Value::Text(text)) => written_day(&narrow(text)),
        _ => None,
    };
    day.ok_or_else(|| spreadsheet::CELL_DATE.get(language).to_owned())
}

/// One of several words in either language, or by the last part of its key.
pub fn choice<T: Copy>(options: &[(T, Text)]) -> impl Fn(Cell<'_>, Language) -> Result<T, String> {
    move |cell, language| {
        if is_blank(cell) {
            return Err(spreadsheet::CELL_EMPTY.get(language).to_owned());
        }
        let shown = words(cell, language)?;
        let written = |word: &Text| word.get(Language::Chinese) == shown || word.get(Language::English) == shown;
        let meant = |word: &Text| {
            let code = word.key.rsplit('.').next().unwrap_or_default();
            is_name(*word, &shown) || shown.eq_ignore_ascii_case(code)
        };
        // Most cells say a word as it is; comparing more freely takes longer.
        let chosen = options.iter().find(|(_, word)| written(word));
        let chosen = chosen.or_else(|| options.iter().find(|(_, word)| meant(word)));
        chosen.map(|(value, _)| *value).ok_or_else(|| {
            let words: Vec<&str> = options.iter().map(|(_, word)| word.get(language)).collect();
            spreadsheet::CELL_CHOICE.with(language, &[("words", &words.join(" / "))])
        })
    }
}

/// The words in a cell, without white space around them; empty where there are none.
///
/// # Errors
/// Where the spreadsheet program changed what was typed: long numbers and dates.
pub fn words(cell: Cell<'_>, language: Language) -> Result<String, String> {
    match cell {
        None => Ok(String::new()),
        Some(Value::Number(number)) if number.value().abs() >= EXACT => {
            Err(spreadsheet::CELL_LONG_NUMBER.get(language).to_owned())
        }
        Some(Value::Date(_) | Value::Moment(..)) => Err(spreadsheet::CELL_IS_DATE.get(language).to_owned()),
        Some(value) => Ok(value.shown().trim().to_owned()),
    }
}

fn is_blank(cell: Cell<'_>) -> bool {
    match cell {
        None => true,
        Some(Value::Text(text)) => text.trim().is_empty(),
        Some(_) => false,
    }
}

/// Full-width letters narrow, no white space, no commas between thousands.
fn narrow(text: &str) -> String {
    fold(text).replace([',', '，'], "")
}

fn integer(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}

fn written_day(text: &str) -> Option<Date> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    }
    let parts: Vec<&str> = match text.strip_suffix('日') {
        Some(text) => {
            let (year, rest) = text.split_once('年')?;
            let (month, day) = rest.split_once('月')?;
            vec![year, month, day]
        }
        None => {
            let separator = ['-', '/', '.']
                .into_iter()
                .find(|separator| text.contains(*separator))?;
            text.split(separator).collect()
        }
    };
    match parts.as_slice() {
        [year, month, rest] if year.len() == 4 => day(year, month, rest),
        _ => None,
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Number;
    use yinzheng_shared::locale::item;

    const L: Language = Language::Chinese;

    fn written(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn number(value: f64) -> Value {
        Value::Number(Number::new(value))
    }

    #[test]
    fn a_text_is_what_a_person_sees_and_nothing_that_the_program_changed() {
        assert_eq!(text(9)(Some(&written("\u{3000}=1+1 ")), L), Ok("=1+1".to_owned()));
        assert_eq!(text(9)(Some(&number(98001.0)), L), Ok("98001".to_owned()));
        for (cell, wrong) in [
            (None, spreadsheet::CELL_EMPTY),
            (Some(written("a\nb")), spreadsheet::CELL_LINE_BREAK),
            (Some(number(330_106_199_001_011_234.0)), spreadsheet::CELL_LONG_NUMBER),
            (
                Some(Value::Date("2018-03-04".parse().unwrap())),
                spreadsheet::CELL_IS_DATE,
            ),
        ] {
            assert_eq!(text(9)(cell.as_ref(), L), Err(wrong.get(L).to_owned()), "{cell:?}");
        }
        assert!(text(3)(Some(&written("四个汉字")), L).is_err());
        assert_eq!(lines(9)(Some(&written("a\nb")), L), Ok("a\nb".to_owned()));
    }

    #[test]
    fn a_number_may_be_a_text() {
        let whole = whole(0..=5000);
        for cell in [
            number(1234.0),
            written("1234"),
            written("１，２３４ "),
            written("1,234"),
        ] {
            assert_eq!(whole(Some(&cell), L), Ok(1234), "{cell:?}");
        }
        for cell in [
            number(1.5),
            number(5001.0),
            number(1e300),
            written("12件"),
            Value::Truth(true),
        ] {
            assert!(whole(Some(&cell), L).is_err(), "{cell:?}");
        }
        assert_eq!(optional(whole)(None, L), Ok(None));
    }

    #[test]
    fn a_date_may_be_a_text_that_reads_in_one_way() {
        let day: Date = "2018-09-05".parse().unwrap();
        for shown in [
            "2018-09-05",
            "2018/9/5",
            "2018.9.5",
            "2018年9月5日",
            "20180905",
            " ２０１８-9-5",
        ] {
            assert_eq!(date(Some(&written(shown)), L), Ok(day), "{shown}");
        }
        assert_eq!(date(Some(&Value::Date(day)), L), Ok(day));
        assert_eq!(date(Some(&number(20_180_905.0)), L), Ok(day));
        for shown in [
            "9/5/2018",
            "18-9-5",
            "2018-9",
            "2018-02-30",
            "2018-9-5-1",
            "43348",
            "2018年9月5",
        ] {
            assert!(date(Some(&written(shown)), L).is_err(), "{shown}");
        }
        assert!(date(Some(&Value::Moment(day, 60)), L).is_err());
    }

    #[test]
    fn a_choice_is_a_word_of_either_language_or_a_code() {
        let options = [(1, item::CONNECTION_NONE), (2, item::CONNECTION_JOINT_DEBUGGED)];
        for shown in ["已联调", " 已 联调", "Joint-Debugged", "joint_debugged"] {
            assert_eq!(choice(&options)(Some(&written(shown)), L), Ok(2), "{shown}");
        }
        let wrong = choice(&options)(Some(&written("通")), L).unwrap_err();
        assert!(wrong.contains("未接入") && wrong.contains("已联调"), "{wrong}");
    }
}
