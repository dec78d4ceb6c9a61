//! 《事项范围确认单》, task 1 of the notice: which items a department brings onto the platform, and when.

mod column;
mod figures;
mod judged;
mod renew;
mod rows;
mod rules;
mod types;

pub use column::{Column, Takes, Unreadable};
pub use figures::{BatchFigure, Figures, Reason, reasons};
pub use judged::{Basis, Judged, Judging};
pub use renew::{completed, renewed};
pub use rows::MOST;
pub use rules::RULES;
pub use types::{Change, Privacy, Row, Scope, SpecialDomain, SystemLevel};

use crate::facts::Facts;
use crate::finding::{Path, Report};
use crate::form::field;
use crate::form::text::fold;
use crate::locale::{Language, scope as label};
use crate::programme::Context;
use crate::rule::Findings;
use rows::{Known, Places, vanished};

/// Checks the form; see [`crate::form::check`].
#[must_use]
pub fn check(form: &Scope, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    let known = Known::of(&form.department, facts, *context);
    let places = Places::of(&form.rows);
    let figures = Figures::of(&form.rows, &context.programme.goals, &context.programme.batches);
    let mut findings = Findings::new(language);
    head(&mut findings, form, facts, context);
    whole(&mut findings, &figures, &places, &known);
    for (place, row) in form.rows.iter().enumerate() {
        rows::check(&mut findings, row, place, places.before(row, place), &known);
    }
    findings.skip_without(RULES, facts);
    findings.into_report()
}

/// Whose list it is, and which.
fn head(findings: &mut Findings, form: &Scope, facts: &Facts, context: &Context<'_>) {
    let root = Path::root();
    field::check(
        findings,
        rules::FIELD,
        form,
        &root,
        &[("department", label::DEPARTMENT)],
    );
    if let Some(owner) = &facts.owner
        && !form.department.trim().is_empty()
        && fold(&owner.name) != fold(&form.department)
    {
        findings.broken(&rules::DEPARTMENT_OWNER, root.field("department"), &[]);
    }
    field::check(findings, rules::FIELD, form, &root, &[("edition", label::EDITION)]);
    let asked = &context.programme.scope.edition;
    if !form.edition.trim().is_empty() && form.edition.trim() != asked {
        findings.broken(&rules::EDITION_OTHER, root.field("edition"), &[("edition", asked)]);
    }
}

/// What the list as a whole has to say. The answer must be able to be honest: who brings too little is
/// asked for a reason, and the reviewer reads it.
fn whole(findings: &mut Findings, figures: &Figures, places: &Places<'_>, known: &Known<'_>) {
    let goals = &known.context.programme.goals;
    let at = Path::root().field("rows");
    if figures.rows == 0 {
        findings.broken(&rules::ROW_NONE, at.clone(), &[]);
    }
    if figures.rows > MOST {
        findings.broken(&rules::ROW_TOO_MANY, at.clone(), &[("max", &MOST.to_string())]);
    }
    if !figures.is_enough() {
        let places = [
            ("percent", goals.connected_percent.to_string()),
            ("countable", figures.countable.to_string()),
            ("needed", figures.needed.to_string()),
            ("batched", figures.batched.to_string()),
        ];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        findings.broken(&rules::SHARE_BELOW, at.clone(), &places);
    }
    if let Some(batch) = figures.first_behind() {
        let places = [
            ("batch", batch.number.to_string()),
            ("cumulative", batch.cumulative.to_string()),
            ("countable", figures.countable.to_string()),
        ];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        findings.broken(&rules::PACE_BEHIND, at.clone(), &places);
    }
    vanished(findings, places, known, at);
}
