//! Random scope lists and schedules, and what a catalogue knows of them.

use super::{date, text};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use yinzheng_shared::facts::{CatalogueFact, CatalogueFacts};
use yinzheng_shared::form::schedule::{self, Schedule};
use yinzheng_shared::form::scope::{Change, Privacy, Row, Scope, SpecialDomain, SystemLevel};

pub(super) fn scope() -> impl Strategy<Value = Scope> {
    let edition = prop_oneof![Just("8月版".to_owned()), text()];
    (text(), edition, vec(row(), 0..6)).prop_map(|(department, edition, rows)| Scope {
        department,
        edition,
        rows,
    })
}

pub(super) fn row() -> impl Strategy<Value = Row> {
    (words(), answers()).prop_map(|(words, answers)| Row {
        code: words.0,
        name: words.1,
        system_name: words.2,
        coverage: words.3,
        receiver: words.4,
        remark: words.5,
        ..answers
    })
}

fn words() -> impl Strategy<Value = (String, String, String, String, String, String)> {
    (text(), text(), text(), text(), text(), text())
}

fn answers() -> impl Strategy<Value = Row> {
    let chosen = (
        of(select(SystemLevel::ALL.to_vec())),
        of(select(Privacy::ALL.to_vec())),
        of(select(SpecialDomain::ALL.to_vec())),
        of(select(Change::ALL.to_vec())),
    );
    let said = (of(0..40_u32), of(any::<bool>()), of(any::<bool>()), of(0..7_u8));
    (chosen, said).prop_map(
        |((system_level, privacy, special_domain, change), (annual_cases, at_window, private_network, batch))| Row {
            system_level,
            privacy,
            special_domain,
            change,
            annual_cases,
            at_window,
            private_network,
            batch,
            ..Row::default()
        },
    )
}

pub(super) fn schedule() -> impl Strategy<Value = Schedule> {
    let row = (text(), text(), text()).prop_map(|(item_name, item_code, department)| schedule::Row {
        item_name,
        item_code,
        department,
    });
    let days = (of(date()), of(date()), of(date()), of(date()), of(date()));
    (text(), of(0..7_u8), days, vec(row, 0..6)).prop_map(|(issuer, batch, days, rows)| Schedule {
        issuer,
        batch,
        optimised_by: days.0,
        registered_by: days.1,
        debugged_by: days.2,
        confirmed_by: days.3,
        published_by: days.4,
        rows,
    })
}

pub(super) fn catalogue() -> impl Strategy<Value = CatalogueFacts> {
    let item = (text(), text(), 0..40_u64).prop_map(|(code, name, cases_elsewhere)| CatalogueFact {
        code,
        name,
        cases_elsewhere,
    });
    (vec(item, 0..6), vec(text(), 0..4), vec(text(), 0..3)).prop_map(|(items, departments, taken)| CatalogueFacts {
        items,
        departments,
        taken,
    })
}
