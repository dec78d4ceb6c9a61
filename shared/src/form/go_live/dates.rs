//! Batch, day of issue and the day by which to finish.

use super::rules;
use super::types::GoLive;
use crate::calendar::Due;
use crate::date::Date;
use crate::finding::Path;
use crate::locale::form as label;
use crate::programme::Context;
use crate::rule::Findings;

/// The day that the notice allows for a form issued on `issued`: so many working days later, by the
/// arrangements known on that day.
#[must_use]
pub fn finish_by(issued: Date, context: &Context<'_>) -> Due {
    context
        .calendar
        .add_working_days(issued, context.programme.deadlines.go_live, issued)
}

pub(super) fn check(findings: &mut Findings, form: &GoLive, context: &Context<'_>) {
    let root = Path::root();
    let batch = form
        .batch
        .and_then(|number| context.programme.batches.iter().find(|batch| batch.number == number));
    match form.batch {
        None => findings.broken_field(&rules::REQUIRED, root.field("batch"), label::BATCH, &[]),
        Some(_) if batch.is_none() => findings.broken(&rules::BATCH_UNKNOWN, root.field("batch"), &[]),
        Some(_) => {}
    }
    match form.issued {
        None => findings.broken_field(&rules::REQUIRED, root.field("issued"), label::ISSUED, &[]),
        Some(issued) if issued > context.today => findings.broken(&rules::ISSUED_LATER, root.field("issued"), &[]),
        Some(_) => {}
    }
    let at = root.field("finish_by");
    let Some(finish) = form.finish_by else {
        return findings.broken_field(&rules::REQUIRED, at, label::FINISH_BY, &[]);
    };
    if let Some(issued) = form.issued {
        let expected = finish_by(issued, context).date;
        let place = [("date", expected.to_string())];
        let place = place.each_ref().map(|(name, date)| (*name, date.as_str()));
        if finish < expected {
            findings.broken(&rules::FINISH_EARLY, at.clone(), &place);
        } else if finish > expected {
            findings.broken(&rules::FINISH_LATE, at.clone(), &place);
        }
    }
    if let Some(batch) = batch
        && finish > batch.publish_by
    {
        findings.broken(
            &rules::FINISH_AFTER_BATCH,
            at,
            &[("date", &batch.publish_by.to_string())],
        );
    }
}
