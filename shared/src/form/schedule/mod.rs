//! 《事项发布进度安排表》, task 2 of the notice: which items go live in a batch, and by when each step is
//! done.

mod dates;
mod rows;
mod rules;
mod types;

pub use dates::{issued_by, label_of, propose};
pub use rows::MOST;
pub use rules::RULES;
pub use types::{Milestone, Row, Schedule};

use crate::facts::Facts;
use crate::finding::{Path, Report};
use crate::form::field;
use crate::locale::{Language, schedule as label};
use crate::programme::Context;
use crate::rule::Findings;

/// Checks the form; see [`crate::form::check`].
#[must_use]
pub fn check(form: &Schedule, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    let mut findings = Findings::new(language);
    field::check(
        &mut findings,
        rules::FIELD,
        form,
        &Path::root(),
        &[("issuer", label::ISSUER)],
    );
    dates::check(&mut findings, form, context);
    rows::check(&mut findings, form, facts);
    findings.skip_without(RULES, facts);
    findings.into_report()
}
