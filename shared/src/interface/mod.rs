//! The register of interfaces (接口登记); task 4: by which interface a unit's business system reaches the
//! platform for which items, and how far it is.

mod lead;
mod rules;
mod types;

pub use lead::{Lead, lead};
pub use rules::RULES;
pub use types::{Interface, Progress};

use crate::facts::{Connection, Facts, ItemFact};
use crate::finding::{Path, Report};
use crate::form::field::Judged;
use crate::form::scope::SystemLevel;
use crate::form::text::fold;
use crate::locale::{Language, joint_debug as label};
use crate::programme::Context;
use crate::rule::Findings;
use std::collections::BTreeMap;

/// Items that an interface serves at most.
const MOST: usize = 1_000;

/// Checks an entry of the register; see [`crate::subject::Entry::check`].
#[must_use]
pub fn check(interface: &Interface, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    let mut findings = Findings::new(language);
    let fields = Judged::of(interface);
    number(&mut findings, interface, facts, &fields);
    system(&mut findings, interface, &fields);
    registered(&mut findings, interface, context);
    items(&mut findings, interface, facts);
    findings.skip_without(RULES, facts);
    findings.into_report()
}

/// It comes with the registration, and is given once.
fn number(findings: &mut Findings, interface: &Interface, facts: &Facts, fields: &Judged) {
    let (root, number) = (Path::root(), interface.number.trim());
    let at = root.field("number");
    if interface.progress == Progress::Registered && number.is_empty() {
        findings.broken_field(&rules::REQUIRED, at.clone(), label::NUMBER, &[]);
    }
    fields.note(findings, rules::FIELD, &root, &[("number", label::NUMBER)]);
    let taken = facts.debugging.as_ref().map(|known| known.taken.as_slice());
    if !number.is_empty() && taken.unwrap_or_default().iter().any(|taken| taken == number) {
        findings.broken(&rules::NUMBER_TAKEN, at, &[]);
    }
}

fn system(findings: &mut Findings, interface: &Interface, fields: &Judged) {
    let root = Path::root();
    fields.note(findings, rules::FIELD, &root, &[("name", label::NAME)]);
    let at = root.field("system_level");
    match interface.system_level {
        None => findings.broken_field(&rules::REQUIRED, at, label::SYSTEM_LEVEL, &[]),
        Some(SystemLevel::None) => findings.broken(&rules::SYSTEM_NONE, at, &[]),
        Some(_) => {}
    }
    fields.note(findings, rules::FIELD, &root, &[("system_name", label::SYSTEM_NAME)]);
}

/// Number and day come with the registration, and not before.
fn registered(findings: &mut Findings, interface: &Interface, context: &Context<'_>) {
    let at = Path::root().field("registered");
    let is_registered = interface.progress == Progress::Registered;
    if !is_registered && (!interface.number.trim().is_empty() || interface.registered.is_some()) {
        findings.broken(&rules::NUMBER_EARLY, Path::root().field("progress"), &[]);
    }
    match interface.registered {
        None if is_registered => findings.broken_field(&rules::REQUIRED, at, label::REGISTERED, &[]),
        Some(day) if day > context.today => findings.broken(&rules::IN_FUTURE, at, &[]),
        None | Some(_) => {}
    }
}

fn items(findings: &mut Findings, interface: &Interface, facts: &Facts) {
    let list = Path::root().field("items");
    if interface.items.is_empty() {
        findings.broken(&rules::ITEM_NONE, list.clone(), &[]);
    }
    if interface.items.len() > MOST {
        findings.broken(&rules::ITEM_TOO_MANY, list.clone(), &[("max", &MOST.to_string())]);
    }
    let known: Option<BTreeMap<&str, &ItemFact>> = facts
        .items
        .as_ref()
        .map(|items| items.iter().map(|item| (item.code.as_str(), item)).collect());
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, code) in interface.items.iter().enumerate() {
        let (at, code) = (list.row(place), code.trim());
        let first = *seen.entry(code).or_insert(place);
        if first < place {
            findings.broken(&rules::ITEM_REPEATED, at.clone(), &[("row", &(first + 1).to_string())]);
        }
        match known.as_ref().map(|known| known.get(code)) {
            Some(Some(item)) => fits(findings, item, facts, at),
            Some(None) => findings.broken(&rules::ITEM_UNKNOWN, at, &[]),
            None => {}
        }
    }
}

/// Whether the unit's system serves the item.
fn fits(findings: &mut Findings, item: &ItemFact, facts: &Facts, at: Path) {
    let of_another = facts
        .owner
        .as_ref()
        .is_some_and(|unit| fold(&unit.name) != fold(&item.serving));
    if of_another {
        findings.broken(&rules::ITEM_SERVING, at.clone(), &[]);
    }
    if item.connection == Connection::FullProcess {
        findings.broken(&rules::ITEM_FULL_PROCESS, at, &[]);
    }
}
