//! 《事项优化确认单》, annex 3 of the notice; task 3.

mod difference;
mod guide;
mod materials;
mod participants;
mod renumber;
mod rules;
mod scenarios;
mod session;
mod types;
mod wording;

pub use difference::{Difference, difference, handed_in};
pub use guide::{Asked, Guide, GuideError, guide};
pub use renumber::renumber;
pub use rules::RULES;
pub use session::session_day;
pub use types::{Attribute, Choice, Material, MaterialGroup, Needs, Optimization, Scenario, Subclass};

use crate::facts::{Facts, ItemFact};
use crate::finding::{Path, Report};
use crate::form::field::{self, Field};
use crate::form::text::fold;
use crate::locale::{Language, form as label};
use crate::programme::Context;
use crate::rule::Findings;

/// Materials that an item asked for at most before.
const MOST_BEFORE: u16 = 500;

/// Checks the form; see [`crate::form::check`].
#[must_use]
pub fn check(form: &Optimization, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    let mut findings = Findings::new(language);
    let root = Path::root();
    item(&mut findings, form, facts, context);
    materials::check(&mut findings, form, context);
    before(&mut findings, form);
    scenarios::check(&mut findings, form);
    session::check(&mut findings, form, facts, context);
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

/// Materials that were asked for before.
fn before(findings: &mut Findings, form: &Optimization) {
    let at = Path::root().field("materials_before");
    if form.materials_before.is_some_and(|before| before > MOST_BEFORE) {
        findings.broken(
            &rules::BEFORE_TOO_MANY,
            at.clone(),
            &[("max", &MOST_BEFORE.to_string())],
        );
    }
    if let Some(difference) = difference(form).filter(|difference| difference.saved() < 0) {
        findings.broken(&rules::BEFORE_FEWER, at, &[("after", &difference.after.to_string())]);
    }
}

fn find<'a>(items: &'a [ItemFact], code: &str) -> Option<&'a ItemFact> {
    items.iter().find(|item| item.code == code.trim())
}
