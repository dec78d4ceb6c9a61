//! Who is behind, and why: what a bulletin (通报) is written from.

use super::figures::Figures;
use super::plan::{planned, steps_passed};
use crate::date::Date;
use crate::organisation::OrganisationRef;
use crate::programme::Programme;
use serde::{Deserialize, Serialize};

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// The departments of the city or of a district together, with the centres of its area.
    Area,
    /// A department.
    Department,
}

/// A unit with its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unit {
    /// City, district or department.
    pub organisation: OrganisationRef,
    /// Which of them.
    pub kind: UnitKind,
    /// Its numbers at the end of the day.
    pub figures: Figures,
    /// Of a district whose day for handing its lists over has passed; none otherwise.
    pub hand_over: Option<HandOver>,
}

/// A district's lists, to be handed over to the city.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandOver {
    /// By when.
    pub due: Date,
    /// When it first was; none: not by the end of the day.
    pub handed_over_on: Option<Date>,
}

/// A reason to name a unit, with the numbers that show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// Scope lists (task 1) that were never handed in, or after their day.
    Lists {
        /// Never handed in.
        missing: u64,
        /// Handed in after their day.
        late: u64,
        /// Lists that were due.
        asked: u64,
    },
    /// A district's lists (task 1) that were never handed over to the city, or after their day.
    HandOver(HandOver),
    /// Every schedule should be issued (task 2), and less than the year's share is in a batch.
    Scheduled {
        /// Items in a batch.
        scheduled: u64,
        /// Items that must be, rounded up.
        needed: u64,
        /// Items that count.
        countable: u64,
    },
    /// Fewer items are published than the pace asks after the last batch whose day has passed, what is
    /// tolerated taken off.
    Published {
        /// That batch.
        batch: u8,
        /// Published items.
        published: u64,
        /// To be published by then.
        planned: u64,
        /// Items that count.
        countable: u64,
    },
    /// The day of the last batch has passed, and less than the year's share is connected.
    Connected {
        /// Connected items.
        connected: u64,
        /// Items that must be, rounded up.
        needed: u64,
        /// Items that count.
        countable: u64,
    },
    /// Items whose day of publication, as issued, has passed, and which are not published.
    ItemsOverdue {
        /// Such items.
        overdue: u64,
        /// Items whose day has passed.
        due: u64,
    },
    /// Stamped forms that came back after their day, or not at all.
    Forms {
        /// Came back later.
        late: u64,
        /// Not back.
        overdue: u64,
        /// Forms whose day has passed.
        due: u64,
    },
    /// The day for training has passed, and not every registered centre is opened.
    Centres {
        /// Opened centres.
        opened: u64,
        /// Registered centres.
        registered: u64,
    },
}

/// A unit that is behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Behind {
    /// Which.
    pub organisation: OrganisationRef,
    /// What it is.
    pub kind: UnitKind,
    /// Why; at least one reason.
    pub reasons: Vec<Reason>,
}

/// Who is behind at the end of the day `on`, in the order given, each with every reason (督查考核: 对未按工作
/// 进度要求完成工作的予以通报).
///
/// A last day is still on time; from the next day on what is missing counts. Where nothing counts for the
/// share yet, no share is missed. What a single department owes (its forms, its overdue items) is said of
/// the department; of an area, what is its own to reach: lists, shares, pace, centres.
#[must_use]
pub fn behind(programme: &Programme, on: Date, units: &[Unit]) -> Vec<Behind> {
    let judged = units.iter().map(|unit| Behind {
        organisation: unit.organisation.clone(),
        kind: unit.kind,
        reasons: reasons(programme, on, unit),
    });
    judged.filter(|behind| !behind.reasons.is_empty()).collect()
}

fn reasons(programme: &Programme, on: Date, unit: &Unit) -> Vec<Reason> {
    let own = (unit.kind == UnitKind::Department).then(|| [items_overdue(unit), forms(unit)]);
    [
        lists(unit),
        hand_over(unit),
        scheduled(programme, on, unit),
        published(programme, on, unit),
        connected(programme, on, unit),
        centres(programme, on, unit),
    ]
    .into_iter()
    .chain(own.into_iter().flatten())
    .flatten()
    .collect()
}

fn lists(unit: &Unit) -> Option<Reason> {
    let lists = unit.figures.lists;
    (lists.missing + lists.late > 0).then_some(Reason::Lists {
        missing: lists.missing,
        late: lists.late,
        asked: lists.asked,
    })
}

fn hand_over(unit: &Unit) -> Option<Reason> {
    let late = |one: &HandOver| one.handed_over_on.is_none_or(|on| on > one.due);
    unit.hand_over.filter(late).map(Reason::HandOver)
}

/// The year's share of so many, rounded up.
fn needed(programme: &Programme, countable: u64) -> u64 {
    let share = countable.saturating_mul(programme.goals.connected_percent.into());
    share.div_ceil(100)
}

fn scheduled(programme: &Programme, on: Date, unit: &Unit) -> Option<Reason> {
    let items = unit.figures.items;
    let needed = needed(programme, items.countable);
    let asked = on > programme.schedule.first_by.max(programme.schedule.others_by);
    (asked && items.scheduled < needed).then_some(Reason::Scheduled {
        scheduled: items.scheduled,
        needed,
        countable: items.countable,
    })
}

fn published(programme: &Programme, on: Date, unit: &Unit) -> Option<Reason> {
    let items = unit.figures.items;
    let steps = planned(programme, items.countable);
    let last = steps_passed(&steps, on).last()?;
    (items.published < last.tolerated).then_some(Reason::Published {
        batch: last.batch,
        published: items.published,
        planned: last.planned,
        countable: items.countable,
    })
}

fn connected(programme: &Programme, on: Date, unit: &Unit) -> Option<Reason> {
    let items = unit.figures.items;
    let needed = needed(programme, items.countable);
    let last = programme.batches.iter().map(|batch| batch.publish_by).max()?;
    (on > last && items.connected < needed).then_some(Reason::Connected {
        connected: items.connected,
        needed,
        countable: items.countable,
    })
}

fn items_overdue(unit: &Unit) -> Option<Reason> {
    let items = unit.figures.items;
    (items.overdue > 0).then_some(Reason::ItemsOverdue {
        overdue: items.overdue,
        due: items.due,
    })
}

fn forms(unit: &Unit) -> Option<Reason> {
    let forms = unit.figures.forms;
    (forms.late + forms.overdue > 0).then_some(Reason::Forms {
        late: forms.late,
        overdue: forms.overdue,
        due: forms.due,
    })
}

fn centres(programme: &Programme, on: Date, unit: &Unit) -> Option<Reason> {
    let centres = unit.figures.centres?;
    let passed = programme.windows.training_by.is_some_and(|by| on > by);
    (passed && centres.opened < centres.registered).then_some(Reason::Centres {
        opened: centres.opened,
        registered: centres.registered,
    })
}

#[cfg(test)]
mod tests;
