//! 四、办事场景颗粒化清单.

use super::rules;
use super::types::{Attribute, Needs, Optimization, Subclass};
use crate::finding::Path;
use crate::form::field;
use crate::locale::form as label;
use crate::rule::Findings;
use std::collections::BTreeSet;

const MOST: usize = 1_000;

pub(super) fn check(findings: &mut Findings, form: &Optimization) {
    let list = Path::root().field("scenarios");
    let subclasses = form.scenarios.iter().flat_map(|scenario| &scenario.subclasses);
    let total: usize = subclasses.map(|subclass| subclass.attributes.len().max(1)).sum();
    if form.scenarios.is_empty() {
        findings.broken(&rules::SCENARIO_NONE, list.clone(), &[]);
    }
    if total > MOST || form.scenarios.len() > MOST {
        findings.broken(&rules::SCENARIO_TOO_MANY, list.clone(), &[("max", &MOST.to_string())]);
    }
    let groups = form.material_groups.iter();
    let materials: BTreeSet<&str> = groups
        .flat_map(|group| &group.materials)
        .map(|material| material.number.trim())
        .collect();
    for (s, scenario) in form.scenarios.iter().enumerate() {
        let path = list.row(s);
        let number = format!("{}", s + 1);
        numbered(findings, &scenario.number, &number, &path);
        field::check(findings, rules::FIELD, scenario, &path, &[("name", label::SCENARIO)]);
        if scenario.subclasses.is_empty() {
            findings.broken(&rules::SCENARIO_EMPTY, path.field("subclasses"), &[]);
        }
        for (place, subclass) in scenario.subclasses.iter().enumerate() {
            let number = format!("{number}.{}", place + 1);
            one_subclass(
                findings,
                subclass,
                &number,
                &path.field("subclasses").row(place),
                &materials,
            );
        }
    }
}

fn one_subclass(findings: &mut Findings, subclass: &Subclass, number: &str, path: &Path, materials: &BTreeSet<&str>) {
    numbered(findings, &subclass.number, number, path);
    field::check(findings, rules::FIELD, subclass, path, &[("name", label::SUBCLASS)]);
    match subclass.attributes.len() {
        0 => findings.broken(&rules::SUBCLASS_EMPTY, path.field("attributes"), &[]),
        1 => findings.broken(&rules::SUBCLASS_SINGLE, path.field("attributes"), &[]),
        _ => {}
    }
    for (place, attribute) in subclass.attributes.iter().enumerate() {
        let path = path.field("attributes").row(place);
        numbered(findings, &attribute.number, &format!("{number}.{}", place + 1), &path);
        field::check(findings, rules::FIELD, attribute, &path, &[("name", label::ATTRIBUTE)]);
        needs(findings, attribute, &path.field("needs"), materials);
    }
}

fn needs(findings: &mut Findings, attribute: &Attribute, path: &Path, materials: &BTreeSet<&str>) {
    let numbers = match &attribute.needs {
        Some(Needs::None) => return,
        Some(Needs::Materials(numbers)) if !numbers.is_empty() => numbers,
        Some(Needs::Materials(_)) | None => {
            return findings.broken(&rules::ATTRIBUTE_UNANSWERED, path.clone(), &[]);
        }
    };
    let mut seen = BTreeSet::new();
    for (place, number) in numbers.iter().enumerate() {
        let at = path.field("materials").row(place);
        if !materials.contains(number.trim()) || number.trim().is_empty() {
            findings.broken(&rules::ATTRIBUTE_UNKNOWN_MATERIAL, at, &[]);
        } else if !seen.insert(number.trim()) {
            findings.broken(&rules::ATTRIBUTE_REPEATED_MATERIAL, at, &[]);
        }
    }
}

fn numbered(findings: &mut Findings, written: &str, expected: &str, path: &Path) {
    if written.trim() != expected {
        findings.broken(&rules::SCENARIO_NUMBER, path.field("number"), &[("number", expected)]);
    }
}
