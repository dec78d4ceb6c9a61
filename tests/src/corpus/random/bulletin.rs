//! Any bulletin, any board.

use super::{date, text};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use yinzheng_shared::assessment::Reason;
use yinzheng_shared::facts::{AssessmentFacts, BehindFact};
use yinzheng_shared::form::bulletin::{AreaProgress, Bulletin, Demand, NamedUnit};

fn area() -> impl Strategy<Value = AreaProgress> {
    (text(), 0..9_u64, 0..9_u64).prop_map(|(area, countable, connected)| AreaProgress {
        area,
        countable,
        connected,
        published: connected,
        overdue: countable,
    })
}

/// Few days, so that a board often tells of the day of the form.
fn figures_on() -> impl Strategy<Value = yinzheng_shared::date::Date> {
    prop_oneof![Just(super::day("2018-09-19")), date()]
}

pub(super) fn bulletin() -> impl Strategy<Value = Bulletin> {
    let named = (text(), text()).prop_map(|(unit, because)| NamedUnit { unit, because });
    let demand = text().prop_map(|text| Demand { text });
    let head = (text(), text(), text(), of(figures_on()), text());
    let foot = (text(), of(date()), text());
    (head, vec(area(), 0..3), vec(named, 0..5), vec(demand, 0..3), foot).prop_map(
        |((number, title, recipients, figures_on, opening), areas, named, demands, (issuer, issued, copies))| {
            Bulletin {
                number,
                title,
                recipients,
                figures_on,
                opening,
                areas,
                named,
                demands,
                issuer,
                issued,
                copies,
            }
        },
    )
}

pub(super) fn board() -> impl Strategy<Value = AssessmentFacts> {
    let reason = (0..3_u64, 0..3_u64).prop_map(|(overdue, due)| Reason::ItemsOverdue { overdue, due });
    let behind = (text(), vec(reason, 1..3)).prop_map(|(unit, reasons)| BehindFact { unit, reasons });
    (figures_on(), vec(area(), 0..3), vec(behind, 0..4)).prop_map(|(on, areas, behind)| AssessmentFacts {
        on,
        areas,
        behind,
    })
}
