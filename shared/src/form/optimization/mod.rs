//! 《事项优化确认单》, annex 3 of the notice; task 3.

mod guide;
mod materials;
mod participants;
mod renumber;
mod rules;
mod scenarios;
mod types;
mod wording;

pub use guide::{Asked, Guide, GuideError, guide};
pub use renumber::renumber;
pub use rules::RULES;
pub use types::{Attribute, Choice, Material, MaterialGroup, Needs, Optimization, Scenario, Subclass};

use crate::facts::{Facts, ItemFact};
use crate::finding::{Path, Report};
use crate::form::field::{self, Field};
use crate::form::text::fold;
use crate::locale::{Language, form as label};
use crate::programme::Context;
use crate::rule::Findings;

/// Checks the form; see [`crate::form::check`].
#[must_use]
pub fn check(form: &Optimization, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    let mut findings = Findings::new(language);
    let root = Path::root();
    item(&mut findings, form, facts, context);
    materials::check(&mut findings, form, context);
    scenarios::check(&mut findings, form);
    participants::check(&mut findings, form, facts, context);
    field::check(&mut findings, rules::FIELD, form, &root, &[("leader", label::LEADER)]);
    findings.skip_without(RULES, facts);
    findings.into_report()
}

fn item(findings: &mut Findings, form: &Optimization, facts: &Facts, context: &Context<'_>) {
    let root = Path::root();
    let known = facts.items.as_ref().map(|items| find(items, &form.item_code));
    let name: [Field; 1] = [("item_name", label::ITEM_NAME)];
    field::check(findings, rules::FIELD, form, &root, &name);
    if let Some(Some(item)) = known
        && !form.item_name.trim().is_empty()
        && fold(&item.name) != fold(&form.item_name)
    {
        findings.broken(&rules::ITEM_NAME_DIFFERS, root.field("item_name"), &[]);
    }
    let code: [Field; 1] = [("item_code", label::ITEM_NUMBER)];
    field::check(findings, rules::FIELD, form, &root, &code);
    let written = form.item_code.trim();
    if written.is_empty() {
        return;
    }
    if !context.programme.knows_code(written) {
        findings.broken(&rules::ITEM_CODE_FORMAT, root.field("item_code"), &[]);
    }
    if known == Some(None) {
        findings.broken(&rules::ITEM_UNKNOWN, root.field("item_code"), &[]);
    }
}

fn find<'a>(items: &'a [ItemFact], code: &str) -> Option<&'a ItemFact> {
    items.iter().find(|item| item.code == code.trim())
}
