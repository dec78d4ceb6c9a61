//! 《事项开通确认单》, annex 4 of the notice; tasks 5 to 7.

mod dates;
mod drawn_up;
mod rows;
mod rules;
mod types;

pub use dates::finish_by;
pub use drawn_up::{drawn_up, reissued};
pub use rules::RULES;
pub use types::GoLive;

use crate::facts::Facts;
use crate::finding::{Path, Report};
use crate::form::field;
use crate::form::text::fold;
use crate::locale::{Language, form as label};
use crate::programme::Context;
use crate::rule::Findings;

/// Checks the form; see [`crate::form::check`].
#[must_use]
pub fn check(form: &GoLive, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    let mut findings = Findings::new(language);
    let root = Path::root();
    field::check(
        &mut findings,
        rules::FIELD,
        form,
        &root,
        &[("addressee", label::ADDRESSEE)],
    );
    if let Some(owner) = &facts.owner
        && !form.addressee.trim().is_empty()
        && fold(&owner.name) != fold(&form.addressee)
    {
        findings.broken(&rules::ADDRESSEE_OWNER, root.field("addressee"), &[]);
    }
    field::check(&mut findings, rules::FIELD, form, &root, &[("issuer", label::ISSUER)]);
    dates::check(&mut findings, form, context);
    rows::check(&mut findings, form, facts, context);
    findings.skip_without(RULES, facts);
    findings.into_report()
}
