//! 《接口联调确认单》, task 5 of the notice, which names it without a sample: which interfaces were debugged
//! for which items, how each test case ended, who took part.

mod dates;
mod interfaces;
mod rows;
mod rules;
mod types;

pub use dates::{debugged_by, scheduled};
pub use rules::RULES;
pub use types::{Interface, JointDebug, Mode, Outcome};

use crate::facts::Facts;
use crate::finding::{Path, Report};
use crate::form::field;
use crate::form::participant;
use crate::form::scope::SystemLevel;
use crate::form::text::fold;
use crate::locale::{Language, joint_debug as label};
use crate::programme::Context;
use crate::rule::Findings;

/// Technicians that a form lists at most.
const MOST: usize = 100;

/// Checks the form; see [`crate::form::check`].
#[must_use]
pub fn check(form: &JointDebug, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    let mut findings = Findings::new(language);
    unit(&mut findings, form, facts);
    system(&mut findings, form);
    mode(&mut findings, form, facts, context);
    dates::check(&mut findings, form, facts, context);
    interfaces::check(&mut findings, form, facts, context);
    rows::check(&mut findings, form, facts, context);
    participants(&mut findings, form);
    conclusion(&mut findings, form);
    findings.skip_without(RULES, facts);
    findings.into_report()
}

fn unit(findings: &mut Findings, form: &JointDebug, facts: &Facts) {
    let root = Path::root();
    field::check(findings, rules::FIELD, form, &root, &[("unit", label::UNIT)]);
    if let Some(owner) = &facts.owner
        && !form.unit.trim().is_empty()
        && fold(&owner.name) != fold(&form.unit)
    {
        findings.broken(&rules::UNIT_OWNER, root.field("unit"), &[]);
    }
}

fn system(findings: &mut Findings, form: &JointDebug) {
    let root = Path::root();
    let at = root.field("system_level");
    match form.system_level {
        None => findings.broken_field(&rules::REQUIRED, at, label::SYSTEM_LEVEL, &[]),
        Some(SystemLevel::None) => findings.broken(&rules::SYSTEM_NONE, at, &[]),
        Some(_) => {}
    }
    let name = [("system_name", label::SYSTEM_NAME)];
    field::check(findings, rules::FIELD, form, &root, &name);
}

/// Systems of the city and of the main urban districts are debugged on site.
fn mode(findings: &mut Findings, form: &JointDebug, facts: &Facts, context: &Context<'_>) {
    let at = Path::root().field("mode");
    let Some(mode) = form.mode else {
        return findings.broken_field(&rules::REQUIRED, at, label::MODE, &[]);
    };
    let (Mode::Remote, Some(known)) = (mode, &facts.debugging) else {
        return;
    };
    let urban = |district: &String| {
        let urban = &context.programme.debugging.on_site_districts;
        urban.iter().any(|name| fold(name) == fold(district))
    };
    let on_site = match form.system_level {
        Some(SystemLevel::Municipal) => true,
        Some(SystemLevel::District) => known.district.as_ref().is_some_and(urban),
        Some(SystemLevel::National | SystemLevel::Provincial | SystemLevel::None) | None => false,
    };
    if on_site {
        findings.broken(&rules::MODE_REMOTE, at, &[]);
    }
}

fn participants(findings: &mut Findings, form: &JointDebug) {
    let list = Path::root().field("participants");
    if form.participants.is_empty() {
        findings.broken(&rules::PARTICIPANT_NONE, list.clone(), &[]);
    }
    if form.participants.len() > MOST {
        let most = MOST.to_string();
        findings.broken(&rules::PARTICIPANT_TOO_MANY, list.clone(), &[("max", &most)]);
    }
    for (place, person) in form.participants.iter().enumerate() {
        participant::check(findings, rules::FIELD, person, &list.row(place));
    }
}

/// The conclusion says what the cases say; to call a success a failure needs a reason.
fn conclusion(findings: &mut Findings, form: &JointDebug) {
    let at = Path::root().field("conclusion");
    match form.conclusion {
        None => findings.broken_field(&rules::REQUIRED, at, label::CONCLUSION, &[]),
        Some(Outcome::Passed) if form.interfaces.iter().any(Interface::has_failed) => {
            findings.broken(&rules::CONCLUSION_PASSED, at, &[]);
        }
        Some(Outcome::Failed) if form.interfaces.iter().all(Interface::has_passed) => {
            findings.broken(&rules::CONCLUSION_FAILED, at, &[]);
        }
        Some(_) => {}
    }
}
