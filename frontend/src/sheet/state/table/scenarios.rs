//! Scenarios as rows of text, and back.

use super::super::{needs, tsv::one_line};
use super::{Column, Unreadable};
use yinzheng_shared::form::optimization::{Attribute, Choice, Needs, Optimization, Scenario, Subclass};
use yinzheng_shared::locale::{Language, sheet as words};

/// The scenarios as rows of text.
pub fn flat(form: &Optimization) -> Vec<Vec<String>> {
    let numbered = |number: &str, name: &str| format!("({number}) {name}").trim_end().to_owned();
    let mut rows = Vec::new();
    for scenario in &form.scenarios {
        for (c, subclass) in scenario.subclasses.iter().enumerate() {
            let many = if subclass.choice == Choice::Multiple {
                words::MULTIPLE_SUFFIX.get(Language::Chinese)
            } else {
                ""
            };
            for (a, attribute) in subclass.attributes.iter().enumerate() {
                let main = if c == 0 && a == 0 {
                    numbered(&scenario.number, &scenario.name)
                } else {
                    String::new()
                };
                let sub = if a == 0 {
                    numbered(&subclass.number, &subclass.name) + many
                } else {
                    String::new()
                };
                let needs = needs::text(attribute.needs.as_ref());
                rows.push(vec![main, sub, numbered(&attribute.number, &attribute.name), needs]);
            }
        }
    }
    rows
}

/// Scenarios from rows of text; what they need is read by the materials of `form`.
pub fn build(rows: &[Vec<String>], form: &Optimization, unreadable: &mut Vec<Unreadable>) -> Vec<Scenario> {
    let mut scenarios: Vec<Scenario> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let text = |column: usize| row.get(column).map(|text| one_line(text)).unwrap_or_default();
        let (main, sub, answer) = (split_number(&text(0)), split_number(&text(1)), split_number(&text(2)));
        let (sub_name, choice) = split_choice(&sub.name);
        let cell = text(3);
        let needs = needs::parse(&cell, form).and_then(|needs| readable(needs, form));
        if needs.is_none() && !cell.is_empty() {
            unreadable.push(Unreadable {
                row: index,
                column: Column::Needs,
                text: cell,
            });
        }
        let attribute = Attribute {
            number: String::new(),
            name: answer.name,
            needs,
        };
        let goes_on = |mark: &Marked, number: &str, name: &str| {
            mark.is_blank() || (mark.name == name && (mark.number.is_empty() || mark.number == number))
        };
        let same_main = scenarios
            .last()
            .is_some_and(|last| goes_on(&main, &last.number, &last.name));
        if !same_main {
            scenarios.push(Scenario {
                number: main.number,
                name: main.name,
                subclasses: Vec::new(),
            });
        }
        let Some(scenario) = scenarios.last_mut() else { continue };
        let mark = Marked {
            number: sub.number,
            name: sub_name,
        };
        let same_sub = scenario
            .subclasses
            .last()
            .is_some_and(|last| goes_on(&mark, &last.number, &last.name));
        if !same_sub {
            let Marked { number, name } = mark;
            scenario.subclasses.push(Subclass {
                number,
                name,
                choice,
                attributes: Vec::new(),
            });
        }
        if let Some(subclass) = scenario.subclasses.last_mut() {
            subclass.attributes.push(attribute);
        }
    }
    scenarios
}

/// Only numbers can be read from a block; a word that is no material's name is reported instead.
fn readable(needs: Needs, form: &Optimization) -> Option<Needs> {
    let known = |number: &String| {
        needs::is_number(number)
            || form
                .material_groups
                .iter()
                .flat_map(|group| &group.materials)
                .any(|material| material.number == *number)
    };
    match needs {
        Needs::Materials(list) if !list.iter().all(known) => None,
        other => Some(other),
    }
}

/// A name and the number before it.
struct Marked {
    number: String,
    name: String,
}

impl Marked {
    fn is_blank(&self) -> bool {
        self.number.is_empty() && self.name.is_empty()
    }
}

/// Parts `(1.1) 股东人数` into `1.1` and `股东人数`. A number that is part of the name stays.
fn split_number(text: &str) -> Marked {
    let plain = || Marked {
        number: String::new(),
        name: text.to_owned(),
    };
    let Some(inner) = text.strip_prefix(['(', '（']) else {
        return plain();
    };
    let Some((number, name)) = inner.split_once([')', '）']) else {
        return plain();
    };
    let number = needs::digits(number.trim());
    let is_number = !number.is_empty()
        && number
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if is_number {
        Marked {
            number,
            name: name.trim().to_owned(),
        }
    } else {
        plain()
    }
}

fn split_choice(name: &str) -> (String, Choice) {
    let suffix = words::MULTIPLE_SUFFIX.get(Language::Chinese);
    match name.strip_suffix(suffix).or_else(|| name.strip_suffix("(多选)")) {
        Some(rest) => (rest.trim().to_owned(), Choice::Multiple),
        None => (name.to_owned(), Choice::Single),
    }
}
