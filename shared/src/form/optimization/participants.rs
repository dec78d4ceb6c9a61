//! Who took part in the session and signs.

use super::rules;
use super::types::Optimization;
use crate::facts::Facts;
use crate::finding::Path;
use crate::form::participant;
use crate::form::text::fold;
use crate::programme::Context;
use crate::rule::Findings;

const MOST: usize = 100;

pub(super) fn check(findings: &mut Findings, form: &Optimization, facts: &Facts, context: &Context<'_>) {
    let list = Path::root().field("participants");
    if form.participants.is_empty() {
        return findings.broken(&rules::PARTICIPANT_NONE, list, &[]);
    }
    if form.participants.len() > MOST {
        findings.broken(
            &rules::PARTICIPANT_TOO_MANY,
            list.clone(),
            &[("max", &MOST.to_string())],
        );
    }
    let of_owner = |unit: &str| facts.owner.as_ref().is_none_or(|owner| fold(unit) == fold(&owner.name));
    if !form.participants.iter().any(|person| of_owner(&person.unit)) {
        findings.broken(&rules::PARTICIPANT_UNIT, list.clone(), &[]);
    }
    let leads = |position: &str| {
        context
            .programme
            .lead_positions
            .iter()
            .any(|lead| fold(position) == fold(lead))
    };
    if !form.participants.iter().any(|person| leads(&person.position)) {
        findings.broken(&rules::PARTICIPANT_LEAD, list.clone(), &[]);
    }
    for (place, person) in form.participants.iter().enumerate() {
        participant::check(findings, rules::FIELD, person, &list.row(place));
    }
}
