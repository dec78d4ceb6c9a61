//! The forms that are measured.

use serde_json::Value;
use yinzheng_shared::date::Date;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::Form;

use crate::corpus::{Given, annex3, annex4};

/// A form that is right, on the wire, with what is known beside it.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    /// What tables call it.
    pub name: String,
    pub form: Form,
    pub content: Value,
    pub facts: Facts,
    pub today: Date,
}

/// The sample of annex 3.
pub(super) fn optimization() -> Sample {
    sample("annex 3 sample".to_owned(), Form::Optimization, annex3())
}

/// The sample of annex 4 with so many rows.
pub(super) fn go_live(rows: u32) -> Sample {
    let mut given = annex4();
    let row = given.form.rows[0].clone();
    let items = given.facts.items.as_mut().expect("the sample has facts of its items");
    let item = items[0].clone();
    given.form.rows.clear();
    items.clear();
    for number in 1..=rows {
        let (name, code) = (format!("{}{number}", row.item_name), format!("许可-{number:05}-000"));
        let (mut row, mut item) = (row.clone(), item.clone());
        (row.number, row.item_name, row.item_code) = (number, name.clone(), code.clone());
        (item.name, item.code) = (name, code);
        given.form.rows.push(row);
        items.push(item);
    }
    let name = if rows == 1 {
        "go-live, 1 row".to_owned()
    } else {
        format!("go-live, {rows} rows")
    };
    sample(name, Form::GoLive, given)
}

fn sample<Content: serde::Serialize>(name: String, form: Form, given: Given<Content>) -> Sample {
    Sample {
        name,
        form,
        content: serde_json::to_value(&given.form).expect("content serialises"),
        facts: given.facts,
        today: given.today,
    }
}

/// The same content with other words in it, so that no print finds the work of an earlier one done.
pub(super) fn reworded(content: &Value, mark: u64) -> Value {
    match content {
        Value::Array(entries) => entries.iter().map(|entry| reworded(entry, mark)).collect(),
        Value::Object(fields) => {
            let words = ["name", "item_name", "unit", "addressee", "leader"];
            let field = |(key, value): (&String, &Value)| match value {
                Value::String(text) if words.contains(&key.as_str()) => (key.clone(), format!("{text}{mark}").into()),
                _ => (key.clone(), reworded(value, mark)),
            };
            Value::Object(fields.iter().map(field).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use yinzheng_shared::form::{Content, check};
    use yinzheng_shared::locale::Language;
    use yinzheng_shared::programme::Context;

    use super::*;
    use crate::corpus::{calendar, programme};

    #[test]
    fn nothing_is_wrong_in_what_is_measured() {
        let (programme, calendar) = (programme(), calendar());
        for sample in [optimization(), go_live(1), go_live(60), go_live(200)] {
            let content = Content::from_value(sample.form, sample.content).unwrap();
            let context = Context {
                programme: &programme,
                calendar: &calendar,
                today: sample.today,
            };
            let report = check(&content, &sample.facts, &context, Language::Chinese);
            assert_eq!(report.findings, [], "{}", sample.name);
        }
    }

    #[test]
    fn other_words_are_the_same_form() {
        let sample = go_live(2);
        let other = reworded(&sample.content, 7);
        assert_ne!(other, sample.content);
        assert_eq!(other["rows"][1]["item_code"], sample.content["rows"][1]["item_code"]);
        assert!(Content::from_value(sample.form, other).is_ok());
    }
}
