//! The day of the session, from which the working days to the stamp count.

use super::rules;
use super::types::Optimization;
use crate::date::Date;
use crate::facts::Facts;
use crate::finding::Path;
use crate::programme::Context;
use crate::rule::Findings;

/// The day from which the working days to the stamp count, by the sessions that go through the item: the last one
/// that was held by `today`, or the first that is to come; none when no session does.
#[must_use]
pub fn session_day(sessions: &[Date], today: Date) -> Option<Date> {
    let held = sessions.iter().copied().filter(|day| *day <= today).max();
    held.or_else(|| sessions.iter().copied().min())
}

/// The form names the day of the session, neither another nor one that nobody convened.
pub(super) fn check(findings: &mut Findings, form: &Optimization, facts: &Facts, context: &Context<'_>) {
    let at = Path::root().field("session_on");
    if form.session_on.is_some_and(|day| day > context.today) {
        findings.broken(&rules::SESSION_IN_FUTURE, at, &[]);
        return;
    }
    let Some(sessions) = &facts.sessions else { return };
    match session_day(sessions, context.today) {
        Some(day) if form.session_on != Some(day) => {
            findings.broken(&rules::SESSION_OTHER, at, &[("day", &day.to_string())]);
        }
        None if form.session_on.is_some() => findings.broken(&rules::SESSION_NONE, at, &[]),
        _ => {}
    }
}
