//! The interfaces with their test cases.

use super::debugged_by;
use super::rules;
use super::types::{Interface, JointDebug};
use crate::facts::{Facts, InterfaceFact};
use crate::finding::Path;
use crate::form::field::Judged;
use crate::form::text::fold;
use crate::locale::{Text, joint_debug as label};
use crate::programme::Context;
use crate::rule::Findings;
use std::collections::BTreeMap;

/// Interfaces that a form lists at most.
const MOST: usize = 100;

/// What people call the test cases, in the order of the form.
const CASES: [Text; 4] = [label::NORMAL, label::WRONG_DATA, label::TIMEOUT, label::DUPLICATE];

pub(super) fn check(findings: &mut Findings, form: &JointDebug, facts: &Facts, context: &Context<'_>) {
    let list = Path::root().field("interfaces");
    if form.interfaces.is_empty() {
        findings.broken(&rules::INTERFACE_NONE, list.clone(), &[]);
    }
    if form.interfaces.len() > MOST {
        let most = MOST.to_string();
        findings.broken(&rules::INTERFACE_TOO_MANY, list.clone(), &[("max", &most)]);
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, interface) in form.interfaces.iter().enumerate() {
        let path = list.row(place);
        let fields = Judged::of(interface);
        let known = registered_as(interface, facts);
        fields.note(findings, rules::FIELD, &path, &[("number", label::NUMBER)]);
        number(findings, form, interface, known, (place, &mut seen), &path);
        fields.note(findings, rules::FIELD, &path, &[("name", label::NAME)]);
        if let Some(Some(known)) = known
            && !interface.name.trim().is_empty()
            && fold(&known.name) != fold(&interface.name)
        {
            findings.broken(&rules::INTERFACE_NAME_DIFFERS, path.field("name"), &[]);
        }
        registered(findings, form, interface, known.flatten(), context, &path);
        for ((case, outcome), label) in interface.cases().into_iter().zip(CASES) {
            if outcome.is_none() {
                findings.broken_field(&rules::REQUIRED, path.field(case), label, &[]);
            }
        }
        fields.note(findings, rules::FIELD, &path, &[("note", label::NOTE)]);
        if interface.has_failed() && interface.note.trim().is_empty() {
            findings.broken(&rules::CASE_NOTE, path.field("note"), &[]);
        }
    }
}

/// What the register says of it; `Some(None)` when it has no such number, none when that is not known.
fn registered_as<'a>(interface: &Interface, facts: &'a Facts) -> Option<Option<&'a InterfaceFact>> {
    let (known, number) = (facts.debugging.as_ref()?, interface.number.trim());
    (!number.is_empty()).then(|| known.interfaces.iter().find(|known| known.number == number))
}

fn number<'a>(
    findings: &mut Findings,
    form: &JointDebug,
    interface: &'a Interface,
    known: Option<Option<&InterfaceFact>>,
    (place, seen): (usize, &mut BTreeMap<&'a str, usize>),
    path: &Path,
) {
    let (number, at) = (interface.number.trim(), path.field("number"));
    if number.is_empty() {
        return;
    }
    let first = *seen.entry(number).or_insert(place);
    if first < place {
        let row = (first + 1).to_string();
        findings.broken(&rules::INTERFACE_REPEATED, at.clone(), &[("row", &row)]);
    }
    match known {
        Some(None) => findings.broken(&rules::INTERFACE_UNKNOWN, at, &[]),
        Some(Some(known)) if !is_of_system(form, known) => findings.broken(&rules::INTERFACE_SYSTEM, at, &[]),
        Some(Some(_)) | None => {}
    }
}

fn is_of_system(form: &JointDebug, known: &InterfaceFact) -> bool {
    let named = form.system_name.trim().is_empty() || fold(&known.system_name) == fold(&form.system_name);
    named && form.system_level.is_none_or(|level| level == known.system_level)
}

fn registered(
    findings: &mut Findings,
    form: &JointDebug,
    interface: &Interface,
    known: Option<&InterfaceFact>,
    context: &Context<'_>,
    path: &Path,
) {
    let at = path.field("registered");
    let Some(registered) = interface.registered else {
        return findings.broken_field(&rules::REQUIRED, at, label::REGISTERED, &[]);
    };
    if let Some(known) = known.filter(|known| known.registered != registered) {
        let day = known.registered.to_string();
        findings.broken(&rules::INTERFACE_DATE_DIFFERS, at.clone(), &[("date", &day)]);
    }
    if registered > context.today {
        return findings.broken(&rules::REGISTERED_IN_FUTURE, at, &[]);
    }
    let Some(finished) = form.finished else { return };
    let by = debugged_by(registered, context);
    if finished < registered {
        findings.broken(&rules::REGISTERED_AFTER, at, &[]);
    } else if finished > by {
        findings.broken(&rules::REGISTERED_SLOW, at, &[("date", &by.to_string())]);
    }
}
