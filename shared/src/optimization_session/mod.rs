//! Sessions (事项梳理会); task 3: departments, the project office and invited districts go through items, and
//! sign an optimisation form for each on the spot.

mod begun;
mod rules;
mod types;

pub use begun::begun;
pub use rules::RULES;
pub use types::OptimizationSession;

use crate::facts::{Facts, ItemFact};
use crate::finding::{Path, Report};
use crate::form::field::{self, Judged};
use crate::form::participant;
use crate::item::ItemScope;
use crate::locale::{Language, optimization_session as label};
use crate::rule::Findings;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// Items that are gone through in a session at most.
pub const MOST_ITEMS: usize = 200;

/// Those who are invited besides, and those who take part, at most.
pub const MOST_PEOPLE: usize = 100;

/// Checks a session; see [`crate::subject::Entry::check`].
#[must_use]
pub fn check(session: &OptimizationSession, facts: &Facts, language: Language) -> Report {
    let mut findings = Findings::new(language);
    let (root, fields) = (Path::root(), Judged::of(session));
    fields.note(&mut findings, rules::FIELD, &root, &[("title", label::TITLE)]);
    if session.held_on.is_none() {
        findings.broken_field(&rules::REQUIRED, root.field("held_on"), label::HELD_ON, &[]);
    }
    let texts: [field::Field; 2] = [("hours", label::HOURS), ("place", label::PLACE)];
    fields.note(&mut findings, rules::FIELD, &root, &texts);
    items(&mut findings, session, facts);
    invited(&mut findings, session);
    participants(&mut findings, session);
    findings.skip_without(RULES, facts);
    findings.into_report()
}

fn items(findings: &mut Findings, session: &OptimizationSession, facts: &Facts) {
    let list = Path::root().field("items");
    if session.items.is_empty() {
        findings.broken(&rules::ITEM_NONE, list.clone(), &[]);
    }
    if session.items.len() > MOST_ITEMS {
        let most = MOST_ITEMS.to_string();
        findings.broken(&rules::ITEM_TOO_MANY, list.clone(), &[("max", &most)]);
    }
    let known: Option<BTreeMap<&str, &ItemFact>> = facts
        .items
        .as_ref()
        .map(|items| items.iter().map(|item| (item.code.as_str(), item)).collect());
    let firsts = firsts(session.items.iter().map(|code| code.trim()));
    for ((place, code), first) in session.items.iter().enumerate().zip(firsts) {
        let at = list.row(place);
        if let Some(first) = first {
            findings.broken(&rules::ITEM_REPEATED, at.clone(), &[("row", &(first + 1).to_string())]);
        }
        match known.as_ref().map(|known| known.get(code.trim())) {
            Some(None) => findings.broken(&rules::ITEM_UNKNOWN, at, &[]),
            Some(Some(item)) if matches!(item.scope, ItemScope::Cancelled | ItemScope::Moving) => {
                findings.broken(&rules::ITEM_GONE, at, &[]);
            }
            Some(Some(_)) | None => {}
        }
    }
}

fn invited(findings: &mut Findings, session: &OptimizationSession) {
    let list = Path::root().field("invited");
    if session.invited.len() > MOST_PEOPLE {
        let most = MOST_PEOPLE.to_string();
        findings.broken(&rules::INVITED_TOO_MANY, list.clone(), &[("max", &most)]);
    }
    for (place, first) in firsts(session.invited.iter()).into_iter().enumerate() {
        if let Some(first) = first {
            findings.broken(
                &rules::INVITED_REPEATED,
                list.row(place),
                &[("row", &(first + 1).to_string())],
            );
        }
    }
}

fn participants(findings: &mut Findings, session: &OptimizationSession) {
    let list = Path::root().field("participants");
    if session.participants.len() > MOST_PEOPLE {
        let most = MOST_PEOPLE.to_string();
        findings.broken(&rules::PARTICIPANT_TOO_MANY, list.clone(), &[("max", &most)]);
    }
    for (place, person) in session.participants.iter().enumerate() {
        participant::check(findings, rules::FIELD, person, &list.row(place));
    }
}

/// For each of the values the place of an earlier one that is the same; none for the first of its kind.
fn firsts<T: Eq + Hash + Copy>(values: impl Iterator<Item = T>) -> Vec<Option<usize>> {
    let mut seen: HashMap<T, usize> = HashMap::new();
    values
        .enumerate()
        .map(|(place, value)| {
            let first = *seen.entry(value).or_insert(place);
            (first < place).then_some(first)
        })
        .collect()
}
