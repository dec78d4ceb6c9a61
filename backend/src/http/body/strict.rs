//! JSON without duplicate keys, lone surrogates, or characters that hide what a text says.

use super::escape;
use crate::error::{Refusal, Result};
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;
use yinzheng_shared::problem::Problem;

/// Objects and lists that a body may have: the rows, facts and reasons of the longest form are fewer. Read,
/// each takes a hundred times the room of the two letters that write it.
const MOST_LISTS: usize = 120_000;

/// Values that they may hold together.
const MOST_VALUES: usize = 1_000_000;

/// Reads JSON.
///
/// # Errors
/// [`Problem::TooLarge`] before anything is read of a body that is made to swell,
/// [`Problem::MalformedJson`] with line and column.
pub fn parse(bytes: &[u8]) -> Result<Value> {
    if swells(bytes) {
        return Err(Problem::TooLarge.into());
    }
    serde_json::from_slice::<Strict>(bytes)
        .map(|strict| strict.0)
        .map_err(|error| {
            let place = format!("{}:{}", error.line(), error.column());
            Refusal::from(Problem::MalformedJson).with_detail(place).into()
        })
}

/// Marks in texts count too: no form has so many.
fn swells(bytes: &[u8]) -> bool {
    let count = |marks: &[u8]| bytes.iter().filter(|byte| marks.contains(byte)).count();
    count(b"{[") > MOST_LISTS || count(b",") > MOST_VALUES
}

/// Refuses control and direction characters everywhere but in facts, which are only compared and never
/// kept, and in the content of a form, where the
/// rules find them, and in passwords, which nobody reads.
///
/// # Errors
/// [`Problem::WrongShape`] with the place as a JSON pointer.
pub fn refuse_odd_characters(body: &Value) -> Result<()> {
    let Value::Object(fields) = body else {
        return walk(body, "");
    };
    for (key, value) in fields {
        if !matches!(key.as_str(), "content" | "facts" | "password") {
            walk(value, &format!("/{}", escape(key)))?;
        }
    }
    Ok(())
}

fn walk(value: &Value, place: &str) -> Result<()> {
    match value {
        Value::String(text) if text.chars().any(is_odd) => {
            Err(Refusal::from(Problem::WrongShape).with_detail(place).into())
        }
        Value::Array(list) => list
            .iter()
            .enumerate()
            .try_for_each(|(index, one)| walk(one, &format!("{place}/{index}"))),
        Value::Object(fields) => fields
            .iter()
            .try_for_each(|(key, one)| walk(one, &format!("{place}/{}", escape(key)))),
        _ => Ok(()),
    }
}

/// Control characters but tab and line feed, direction marks and what else has no width or meaning.
fn is_odd(letter: char) -> bool {
    let control = letter.is_control() && letter != '\n' && letter != '\t';
    control
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(key) = fields.next_key::<String>()? {
            let Strict(value) = fields.next_value()?;
            if values.insert(key, value).is_some() {
                return Err(A::Error::custom("duplicate key"));
            }
        }
        Ok(Value::Object(values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn problem(done: Result<impl fmt::Debug>) -> Problem {
        match done {
            Err(Error::Refused(refusal)) => refusal.problem,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn malformed_json_is_refused() {
        for json in [
            "{",
            "",
            "{}x",
            r#"{"a":1,"a":2}"#,
            r#"[{"b":{"c":1,"c":1}}]"#,
            r#""\ud800""#,
            r#""\ude00\ud83d""#,
            "1e999",
            "{\"a\":NaN}",
            "{'a':1}",
            "[1,]",
        ] {
            assert_eq!(problem(parse(json.as_bytes())), Problem::MalformedJson, "{json}");
        }
        assert_eq!(problem(parse(b"\"\xff\"")), Problem::MalformedJson);
        let deep = "[".repeat(100_000);
        assert_eq!(problem(parse(deep.as_bytes())), Problem::MalformedJson);
    }

    #[test]
    fn what_would_swell_is_not_read() {
        let list = |piece: &str, times: usize| format!("[{}]", vec![piece; times].join(","));
        assert!(parse(list("{}", MOST_LISTS - 1).as_bytes()).is_ok());
        for swelling in [list("{}", MOST_LISTS), list("1", MOST_VALUES + 2)] {
            assert_eq!(problem(parse(swelling.as_bytes())), Problem::TooLarge);
        }
    }

    #[test]
    fn sound_json_reads_back() {
        let json = r#"{"a":[1,-2,0.5,true,null,"\ud83d\ude00"],"b":{}}"#;
        assert_eq!(
            parse(json.as_bytes()).unwrap(),
            serde_json::from_str::<Value>(json).unwrap()
        );
    }

    #[test]
    fn odd_characters_are_left_to_the_rules_in_content_only() {
        let odd = serde_json::json!({"reasons": [{"reason": "甲\u{202e}乙"}]});
        assert_eq!(problem(refuse_odd_characters(&odd)), Problem::WrongShape);
        assert_eq!(
            problem(refuse_odd_characters(&serde_json::json!({"reason": "a\u{0}"}))),
            Problem::WrongShape
        );
        assert!(refuse_odd_characters(&serde_json::json!({"content": {"item_name": "甲\u{202e}乙"}})).is_ok());
        assert!(refuse_odd_characters(&serde_json::json!({"reason": "第一行\n\t第二行"})).is_ok());
    }
}
