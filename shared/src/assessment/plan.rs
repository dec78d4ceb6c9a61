//! The planned burn-up: how many items are to be published by which day, and what came of it.

use crate::date::Date;
use crate::programme::Programme;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is to be published by the last day of a batch, with the batches before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanStep {
    /// Number of the batch.
    pub batch: u8,
    /// Its last day, included.
    pub by: Date,
    /// About so many, by the pace of the programme, rounded up; never more than the year's share.
    pub planned: u64,
    /// Fewer than so many are behind: the pace less what is tolerated, rounded up.
    pub tolerated: u64,
}

/// The plan of so many countable items: each month its share, 按每月约20%的进度.
#[must_use]
pub fn planned(programme: &Programme, countable: u64) -> Vec<PlanStep> {
    let goals = &programme.goals;
    let share = |percent: u64| countable.saturating_mul(percent).div_ceil(100);
    let all = u64::from(goals.connected_percent);
    let steps = programme.batches.iter().zip(1_usize..).map(|(batch, turn)| {
        let percent = u64::try_from(turn)
            .unwrap_or(all)
            .saturating_mul(goals.monthly_percent.into());
        let tolerated = u64::try_from(goals.pace(turn)).unwrap_or(all);
        PlanStep {
            batch: batch.number,
            by: batch.publish_by,
            planned: share(percent.min(all)),
            tolerated: share(tolerated.min(all)),
        }
    });
    steps.collect()
}

/// How many are to be published by the end of a day.
#[must_use]
pub fn planned_until(steps: &[PlanStep], day: Date) -> u64 {
    let reached = steps.iter().filter(|step| step.by <= day);
    reached.map(|step| step.planned).max().unwrap_or_default()
}

/// The steps whose last day has passed: that day itself is still theirs.
pub fn steps_passed(steps: &[PlanStep], on: Date) -> impl Iterator<Item = &PlanStep> {
    steps.iter().filter(move |step| step.by < on)
}

/// A day of the burn-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mark {
    /// The day, at whose end.
    pub day: Date,
    /// To be published by then, by the pace of the programme.
    pub planned: u64,
    /// To be published by then, by the schedules that are issued.
    pub scheduled: u64,
    /// Connected by then; absent for a day to come.
    pub connected: Option<u64>,
    /// Published by then; absent for a day to come.
    pub published: Option<u64>,
}

/// The first day of the work: the last one for the first schedule to be issued, or the earliest thing that
/// happened.
#[must_use]
pub fn first_day(programme: &Programme, happened: impl IntoIterator<Item = Date>) -> Date {
    let begun = programme.schedule.first_by;
    happened.into_iter().fold(begun, Date::min)
}

/// The burn-up against the plan on every day on which something changes, in order; `on` is the day that is
/// told of. What happened after it is not known then and left out.
///
/// `scheduled`, `connected` and `published` say how many items came to it on which day.
#[must_use]
pub fn burn_up(
    programme: &Programme,
    countable: u64,
    on: Date,
    scheduled: &BTreeMap<Date, u64>,
    connected: &BTreeMap<Date, u64>,
    published: &BTreeMap<Date, u64>,
) -> Vec<Mark> {
    let steps = planned(programme, countable);
    let happened = || {
        connected
            .keys()
            .chain(published.keys())
            .copied()
            .filter(|day| *day <= on)
    };
    let mut days: BTreeSet<Date> = happened().chain(scheduled.keys().copied()).collect();
    days.insert(first_day(programme, happened()));
    days.insert(on);
    days.extend(steps.iter().map(|step| step.by));
    let until = |counts: &BTreeMap<Date, u64>, day: Date| counts.range(..=day).map(|(_, count)| count).sum::<u64>();
    let mark = |day: Date| Mark {
        day,
        planned: planned_until(&steps, day),
        scheduled: until(scheduled, day),
        connected: (day <= on).then(|| until(connected, day)),
        published: (day <= on).then(|| until(published, day)),
    };
    days.into_iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::HANGZHOU_2018;

    fn hangzhou() -> Programme {
        toml::from_str(HANGZHOU_2018).unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_fifth_a_month_rounded_up_and_five_hundredths_are_tolerated() {
        let steps = planned(&hangzhou(), 33);
        let numbers: Vec<_> = steps
            .iter()
            .map(|step| (step.batch, step.planned, step.tolerated))
            .collect();
        assert_eq!(numbers, [(1, 7, 5), (2, 14, 12), (3, 20, 19), (4, 27, 25)]);
        assert!(planned(&hangzhou(), 0).iter().all(|step| step.planned == 0));
    }

    #[test]
    fn the_last_day_is_part_of_its_batch_and_passes_at_its_end() {
        let steps = planned(&hangzhou(), 100);
        assert_eq!(planned_until(&steps, day("2018-09-24")), 0);
        assert_eq!(planned_until(&steps, day("2018-09-25")), 20);
        assert_eq!(planned_until(&steps, day("2019-05-01")), 80);
        let passed = |on: &str| steps_passed(&steps, day(on)).count();
        assert_eq!((passed("2018-09-25"), passed("2018-09-26")), (0, 1));
    }

    #[test]
    fn a_burn_up_adds_up_and_knows_nothing_of_days_to_come() {
        let of = |pairs: &[(&str, u64)]| pairs.iter().map(|(on, count)| (day(on), *count)).collect();
        let marks = burn_up(
            &hangzhou(),
            100,
            day("2018-09-20"),
            &of(&[("2018-09-25", 25), ("2018-10-20", 20)]),
            &of(&[("2018-08-20", 3), ("2018-09-10", 4)]),
            &of(&[("2018-09-10", 2), ("2018-09-20", 1), ("2018-09-21", 9)]),
        );
        let told: Vec<_> = marks
            .iter()
            .map(|mark| {
                (
                    mark.day.to_string(),
                    mark.planned,
                    mark.scheduled,
                    mark.connected,
                    mark.published,
                )
            })
            .collect();
        let row = |on: &str, planned, scheduled, connected, published| {
            (on.to_owned(), planned, scheduled, connected, published)
        };
        assert_eq!(
            told,
            [
                row("2018-08-20", 0, 0, Some(3), Some(0)),
                row("2018-09-10", 0, 0, Some(7), Some(2)),
                row("2018-09-20", 0, 0, Some(7), Some(3)),
                row("2018-09-25", 20, 25, None, None),
                row("2018-10-20", 20, 45, None, None),
                row("2018-10-25", 40, 45, None, None),
                row("2018-11-25", 60, 45, None, None),
                row("2018-12-25", 80, 45, None, None),
            ]
        );
    }
}
