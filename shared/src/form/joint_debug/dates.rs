//! From when to when.

use super::rules;
use super::types::JointDebug;
use crate::date::Date;
use crate::facts::Facts;
use crate::finding::Path;
use crate::locale::joint_debug as label;
use crate::programme::Context;
use crate::rule::Findings;

/// The day that annex 2 allows for an interface registered on `registered`: so many days later, and a last
/// day off moves on to the next working day, by the arrangements known today.
#[must_use]
pub fn debugged_by(registered: Date, context: &Context<'_>) -> Date {
    let days = i64::from(context.programme.debugging.days_after_registration);
    let (calendar, today) = (context.calendar, context.today);
    // The day before it, and one working day on: itself when people work on it.
    calendar.add_working_days(registered.plus_days(days - 1), 1, today).date
}

pub(super) fn check(findings: &mut Findings, form: &JointDebug, facts: &Facts, context: &Context<'_>) {
    let root = Path::root();
    if form.started.is_none() {
        findings.broken_field(&rules::REQUIRED, root.field("started"), label::STARTED, &[]);
    }
    let at = root.field("finished");
    let Some(finished) = form.finished else {
        return findings.broken_field(&rules::REQUIRED, at, label::FINISHED, &[]);
    };
    if finished > context.today {
        findings.broken(&rules::FINISHED_IN_FUTURE, at.clone(), &[]);
    }
    if form.started.is_some_and(|started| finished < started) {
        findings.broken(&rules::FINISHED_BEFORE_START, at.clone(), &[]);
    }
    if let Some(by) = scheduled(form, facts)
        && finished > by
    {
        findings.broken(&rules::FINISHED_LATE, at, &[("date", &by.to_string())]);
    }
}

/// The earliest day by which an issued schedule wants one of the items debugged; none when the facts know
/// of none.
#[must_use]
pub fn scheduled(form: &JointDebug, facts: &Facts) -> Option<Date> {
    let (known, items) = (facts.debugging.as_ref()?, facts.items.as_ref()?);
    let named = |code: &str| form.rows.iter().any(|row| row.item_code.trim() == code);
    items
        .iter()
        .filter(|item| named(&item.code))
        .filter_map(|item| known.days.iter().find(|day| Some(day.batch) == item.batch))
        .map(|day| day.debugged_by)
        .min()
}
