//! The corpus is true, and covers every rule.

use super::*;
use std::collections::{BTreeMap, BTreeSet};
use yinzheng_shared::finding::{Report, Severity};
use yinzheng_shared::locale::Language;
use yinzheng_shared::programme::Context;
use yinzheng_shared::rule::Needs;
use yinzheng_shared::subject::{Entry, rule_table, rules};

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

fn report(case: &Case, programme: &Programme, calendar: &Calendar, language: Language) -> Report {
    let entry = Entry::from_value(case.subject, case.content.clone()).expect(&case.name);
    entry.check(
        &case.facts,
        &Context {
            programme,
            calendar,
            today: case.today,
        },
        language,
    )
}

/// Names between braces.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn every_case_breaks_what_it_says_and_nothing_else() {
    let (programme, calendar) = (programme(), calendar());
    let mut wrong = Vec::new();
    for case in cases() {
        let report = report(&case, &programme, &calendar, Language::Chinese);
        let mut found: Vec<&str> = report.findings.iter().map(|finding| finding.rule.as_str()).collect();
        found.sort_unstable();
        if found != case.expect {
            wrong.push(format!("{}: expected {:?}, found {found:?}", case.name, case.expect));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_corpus_is_large_and_its_names_are_its_own() {
    let cases = cases();
    assert!(cases.len() >= 300, "{}", cases.len());
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len());
}

#[test]
fn every_rule_is_broken_alone_somewhere() {
    let cases = cases();
    let alone: BTreeSet<&str> = cases
        .iter()
        .filter(|case| case.expect.len() == 1)
        .map(|case| case.expect[0])
        .collect();
    let listed: BTreeSet<&str> = rules().map(|rule| rule.code).collect();
    assert_eq!(alone, listed);
    assert_eq!(listed.len(), rules().count(), "a code stands for one rule");
}

/// A rule that complained of everything, or was never asked, would be broken alone as well.
#[test]
fn every_rule_is_kept_somewhere_by_a_content_that_it_was_asked_about() {
    let (programme, calendar) = (programme(), calendar());
    let sound: Vec<(Subject, Vec<String>)> = cases()
        .iter()
        .filter(|case| case.expect.is_empty())
        .map(|case| {
            (
                case.subject,
                report(case, &programme, &calendar, Language::Chinese).skipped,
            )
        })
        .collect();
    let unkept: Vec<&str> = rules()
        .filter(|rule| {
            let asked = |(subject, skipped): &(Subject, Vec<String>)| {
                *subject == rule.subject && !skipped.iter().any(|code| code == rule.code)
            };
            !sound.iter().any(asked)
        })
        .map(|rule| rule.code)
        .collect();
    assert!(unkept.is_empty(), "{unkept:?}");
}

#[test]
fn findings_stand_in_form_order_at_places_that_exist() {
    let (programme, calendar) = (programme(), calendar());
    for case in cases() {
        order::assert_in_form_order(
            &case.content_as_checked(),
            &report(&case, &programme, &calendar, Language::English),
            &case.name,
        );
    }
}

#[test]
fn every_place_of_a_message_is_given_and_every_value_given_has_its_place() {
    let (programme, calendar) = (programme(), calendar());
    let by_code: BTreeMap<&str, _> = rules().map(|rule| (rule.code, rule)).collect();
    for case in cases() {
        for language in LANGUAGES {
            for finding in report(&case, &programme, &calendar, language).findings {
                let rule = by_code[finding.rule.as_str()];
                let open: BTreeSet<&str> = places(rule.text.get(language))
                    .into_iter()
                    .filter(|name| *name != "field")
                    .collect();
                let given: BTreeSet<&str> = finding.params.keys().map(String::as_str).collect();
                assert_eq!(open, given, "{} in {}", finding.rule, language.tag());
                assert!(!finding.message.contains(['{', '}']), "{}", finding.message);
                assert_eq!(finding.severity, rule.severity);
            }
        }
    }
}

#[test]
fn rules_without_their_facts_are_skipped_once_each() {
    let (programme, calendar) = (programme(), calendar());
    for case in cases() {
        let report = report(&case, &programme, &calendar, Language::Chinese);
        let expected: Vec<&str> = rules()
            .filter(|rule| rule.subject == case.subject)
            .filter(|rule| match rule.needs {
                Needs::Form => false,
                Needs::Owner => case.facts.owner.is_none(),
                Needs::Items => case.facts.items.is_none(),
                Needs::Catalogue => case.facts.catalogue.is_none(),
                Needs::Debugging => case.facts.debugging.is_none(),
                Needs::Window => case.facts.window.is_none(),
                Needs::Assessment => case.facts.assessment.is_none(),
                Needs::Sessions => case.facts.sessions.is_none(),
                Needs::District => case.facts.district.is_none(),
            })
            .map(|rule| rule.code)
            .collect();
        assert_eq!(report.skipped, expected, "{}", case.name);
    }
    for group in [
        Needs::Owner,
        Needs::Items,
        Needs::Catalogue,
        Needs::Debugging,
        Needs::Window,
        Needs::Assessment,
        Needs::Sessions,
        Needs::District,
    ] {
        let one = rules().find(|rule| rule.needs == group).expect("a rule that needs it");
        let case = cases()
            .into_iter()
            .find(|case| case.subject == one.subject && case.facts == Facts::default());
        let report = report(&case.expect("no facts"), &programme, &calendar, Language::Chinese);
        assert!(report.skipped.iter().any(|code| code == one.code), "{}", one.code);
    }
}

#[test]
fn a_list_that_is_too_long_does_not_hide_its_rows() {
    let (programme, calendar) = (programme(), calendar());
    let mut long = cases()
        .into_iter()
        .find(|case| case.expect == ["go-live.row.too_many"])
        .expect("a long list");
    long.content["rows"][1000]["item_name"] = "".into();
    let report = report(&long, &programme, &calendar, Language::Chinese);
    let found: Vec<(&str, &str)> = report
        .findings
        .iter()
        .map(|found| (found.path.as_str(), found.rule.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("/rows", "go-live.row.too_many"),
            ("/rows/1000/item_name", "go-live.required")
        ]
    );
}

#[test]
fn what_a_person_typed_is_in_no_finding() {
    let (programme, calendar) = (programme(), calendar());
    let typed = "机密示例词";
    for mut case in cases() {
        spoil(&mut case.content, typed);
        let text = serde_json::to_string(&report(&case, &programme, &calendar, Language::Chinese)).expect("a report");
        assert!(!text.contains(typed), "{}: {text}", case.name);
    }
}

/// Dates and choices.
const CHOSEN: [&str; 32] = [
    "list",
    "figures_on",
    "issued",
    "finish_by",
    "choice",
    "optimised_by",
    "registered_by",
    "debugged_by",
    "confirmed_by",
    "published_by",
    "system_level",
    "privacy",
    "special_domain",
    "change",
    "level",
    "registered",
    "authorised",
    "handed_over",
    "on",
    "practised",
    "mode",
    "started",
    "finished",
    "normal",
    "wrong_data",
    "timeout",
    "duplicate",
    "conclusion",
    "progress",
    "session_on",
    "held_on",
    "invited",
];

/// Adds `typed` to every text of the content but dates and choices.
fn spoil(value: &mut Value, typed: &str) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if !CHOSEN.contains(&name.as_str()) {
                    spoil(value, typed);
                }
            }
        }
        Value::Array(rows) => rows.iter_mut().for_each(|row| spoil(row, typed)),
        Value::String(text) if text != "none" => text.push_str(typed),
        _ => {}
    }
}

#[test]
fn the_table_of_rules_speaks_both_languages() {
    for language in LANGUAGES {
        let table = rule_table(language);
        assert_eq!(table.len(), rules().count());
        for row in table {
            assert!(!row.clause.is_empty() && !row.message.is_empty(), "{}", row.code);
            let prefix = format!("{}.", row.subject.code());
            assert!(row.code.starts_with(&prefix), "{}", row.code);
        }
    }
    for rule in rules() {
        let [chinese, english] = LANGUAGES.map(|language| rule.text.get(language));
        assert_eq!(places(chinese), places(english), "{}", rule.code);
    }
}

#[test]
fn only_errors_block() {
    let (programme, calendar) = (programme(), calendar());
    for case in cases().iter().filter(|case| case.expect.len() == 1) {
        let report = report(case, &programme, &calendar, Language::Chinese);
        assert_eq!(
            report.has_errors(),
            report.findings[0].severity == Severity::Error,
            "{}",
            case.name
        );
    }
}

impl Case {
    /// The content with its absent fields, as the check sees it.
    fn content_as_checked(&self) -> Value {
        let entry = Entry::from_value(self.subject, self.content.clone()).expect(&self.name);
        serde_json::to_value(entry).expect("content serialises")
    }
}
