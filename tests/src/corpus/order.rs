//! The order in which a form is read, written down apart from the rules.

use serde_json::Value;
use yinzheng_shared::finding::Report;
use yinzheng_shared::subject::rules;

/// Every field of every form, in an order that holds within each object.
const FIELDS: [&str; 86] = [
    "addressee",
    "number",
    "title",
    "recipients",
    "figures_on",
    "opening",
    "named",
    "demands",
    "issuer",
    "item_name",
    "item_code",
    "district",
    "department",
    "list",
    "reason",
    "edition",
    "departments",
    "code",
    "name",
    "unit",
    "because",
    "text",
    "system_level",
    "system_name",
    "progress",
    "mode",
    "started",
    "finished",
    "interfaces",
    "coverage",
    "privacy",
    "annual_cases",
    "at_window",
    "special_domain",
    "private_network",
    "batch",
    "change",
    "receiver",
    "remark",
    "issued",
    "copies",
    "finish_by",
    "optimised_by",
    "registered_by",
    "debugged_by",
    "confirmed_by",
    "published_by",
    "rows",
    "shared",
    "general",
    "choice",
    "material_groups",
    "materials_before",
    "scenarios",
    "session_on",
    "mobile",
    "organisation",
    "level",
    "centre",
    "registered",
    "title",
    "held_on",
    "hours",
    "place",
    "items",
    "invited",
    "participants",
    "leader",
    "position",
    "conclusion",
    "materials",
    "subclasses",
    "attributes",
    "needs",
    "normal",
    "wrong_data",
    "timeout",
    "duplicate",
    "note",
    "authorised",
    "handed_over",
    "account",
    "films",
    "film",
    "on",
    "practised",
];

/// Fields that content leaves out while they are unanswered: a finding names where they are to be put.
const LEFT_OUT: [&str; 1] = ["session_on"];

/// Findings go down the form, and within a field down the list of rules; each names a place of it.
pub(super) fn assert_in_form_order(content: &Value, report: &Report, name: &str) {
    let key = |finding: &yinzheng_shared::finding::Finding| {
        let rank = rules()
            .position(|rule| rule.code == finding.rule)
            .expect("a rule of the list");
        (place(finding.path.as_str()), rank)
    };
    let keys: Vec<_> = report.findings.iter().map(key).collect();
    for (pair, next) in keys.iter().zip(keys.iter().skip(1)).zip(report.findings.iter().skip(1)) {
        assert!(pair.0 <= pair.1, "{name}: {} stands too late", next.path);
    }
    for finding in &report.findings {
        let path = finding.path.as_str();
        let is_left_out = path.rsplit_once('/').is_some_and(|(object, field)| {
            LEFT_OUT.contains(&field) && content.pointer(object).is_some_and(Value::is_object)
        });
        assert!(
            is_left_out || content.pointer(path).is_some(),
            "{name}: there is no {path}"
        );
    }
}

fn place(pointer: &str) -> Vec<usize> {
    let rank = |part: &str| {
        part.parse()
            .ok()
            .or_else(|| FIELDS.iter().position(|field| *field == part))
    };
    pointer
        .split('/')
        .skip(1)
        .map(|part| rank(part).expect("a field or a row"))
        .collect()
}
