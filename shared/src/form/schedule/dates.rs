//! The days of a batch.

use super::rules;
use super::types::{Milestone, Schedule};
use crate::date::Date;
use crate::finding::Path;
use crate::locale::{Text, schedule as label};
use crate::programme::{Batch, Context, Programme};
use crate::rule::Findings;

/// Working days between the last steps of a batch, as a first proposal: the notice sets only the last day.
const STEPS: [u16; 4] = [2, 3, 5, 5];

/// What people call a day.
#[must_use]
pub const fn label_of(milestone: Milestone) -> Text {
    match milestone {
        Milestone::Optimised => label::OPTIMISED_BY,
        Milestone::Registered => label::REGISTERED_BY,
        Milestone::Debugged => label::DEBUGGED_BY,
        Milestone::Confirmed => label::CONFIRMED_BY,
        Milestone::Published => label::PUBLISHED_BY,
    }
}

/// Days for a batch to begin with: publication on its last day, each step so many working days before the
/// next, none before today.
#[must_use]
pub fn propose(batch: &Batch, context: &Context<'_>) -> [Date; 5] {
    let mut days = [batch.publish_by; 5];
    let mut day = batch.publish_by;
    for (place, working) in STEPS.into_iter().enumerate() {
        day = context.calendar.before(day, working, context.today).max(context.today);
        if let Some(slot) = days.iter_mut().rev().nth(place + 1) {
            *slot = day.min(batch.publish_by);
        }
    }
    days
}

pub(super) fn check(findings: &mut Findings, form: &Schedule, context: &Context<'_>) {
    let root = Path::root();
    let at = root.field("batch");
    let batch = form
        .batch
        .and_then(|number| context.programme.batches.iter().find(|batch| batch.number == number));
    match (form.batch, batch) {
        (None, _) => findings.broken_field(&rules::REQUIRED, at, label::BATCH, &[]),
        (Some(_), None) => findings.broken(&rules::BATCH_UNKNOWN, at, &[]),
        (Some(_), Some(batch)) => {
            let by = issued_by(context.programme, batch);
            if context.today > by {
                findings.broken(&rules::ISSUED_LATE, at, &[("date", &by.to_string())]);
            }
        }
    }
    let mut before: Option<Date> = None;
    for milestone in Milestone::ALL {
        let (at, label) = (root.field(milestone.field()), label_of(milestone));
        let Some(day) = milestone.day(form) else {
            findings.broken_field(&rules::REQUIRED, at, label, &[]);
            continue;
        };
        if before.is_some_and(|before| day < before) {
            findings.broken_field(&rules::DATE_ORDER, at.clone(), label, &[]);
        }
        if day < context.today {
            findings.broken_field(&rules::DATE_PAST, at.clone(), label, &[]);
        }
        if let Some(batch) = batch
            && milestone == Milestone::Published
            && day > batch.publish_by
        {
            findings.broken(&rules::PUBLISHED_LATE, at, &[("date", &batch.publish_by.to_string())]);
        }
        before = before.max(Some(day));
    }
}

/// By when the schedule of a batch is to be issued.
#[must_use]
pub fn issued_by(programme: &Programme, batch: &Batch) -> Date {
    if programme.batches.first() == Some(batch) {
        programme.schedule.first_by
    } else {
        programme.schedule.others_by
    }
}
