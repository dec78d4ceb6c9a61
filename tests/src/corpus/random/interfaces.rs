//! Any interface, any joint debugging form.

use super::{date, item_row, person, text};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use yinzheng_shared::facts::{BatchDay, DebuggingFacts, InterfaceFact};
use yinzheng_shared::form::joint_debug::{Interface as Debugged, JointDebug, Mode, Outcome};
use yinzheng_shared::form::scope::SystemLevel;
use yinzheng_shared::interface::{Interface, Progress};

fn level() -> impl Strategy<Value = SystemLevel> {
    proptest::sample::select(SystemLevel::ALL.to_vec())
}

fn outcome() -> impl Strategy<Value = Option<Outcome>> {
    of(prop_oneof![Just(Outcome::Passed), Just(Outcome::Failed)])
}

fn debugged() -> impl Strategy<Value = Debugged> {
    let cases = (outcome(), outcome(), outcome(), outcome());
    (text(), text(), of(date()), cases, text()).prop_map(
        |(number, name, registered, (normal, wrong_data, timeout, duplicate), note)| Debugged {
            number,
            name,
            registered,
            normal,
            wrong_data,
            timeout,
            duplicate,
            note,
        },
    )
}

pub(super) fn joint_debug() -> impl Strategy<Value = JointDebug> {
    let mode = prop_oneof![Just(Mode::OnSite), Just(Mode::Remote)];
    let head = (text(), of(level()), text(), of(mode), of(date()), of(date()));
    (
        head,
        vec(debugged(), 0..4),
        vec(item_row(), 0..4),
        vec(person(), 0..3),
        outcome(),
    )
        .prop_map(|(head, interfaces, rows, participants, conclusion)| {
            let (unit, system_level, system_name, mode, started, finished) = head;
            JointDebug {
                unit,
                system_level,
                system_name,
                mode,
                started,
                finished,
                interfaces,
                rows,
                participants,
                conclusion,
            }
        })
}

pub(super) fn interface() -> impl Strategy<Value = Interface> {
    let progress = proptest::sample::select(Progress::ALL.to_vec());
    (
        text(),
        text(),
        of(level()),
        text(),
        progress,
        of(date()),
        vec(text(), 0..5),
    )
        .prop_map(
            |(number, name, system_level, system_name, progress, registered, items)| Interface {
                number,
                name,
                system_level,
                system_name,
                progress,
                registered,
                items,
            },
        )
}

pub(super) fn debugging() -> impl Strategy<Value = DebuggingFacts> {
    let known = (text(), text(), text(), level(), date(), vec(text(), 0..4)).prop_map(
        |(number, name, system_name, system_level, registered, items)| InterfaceFact {
            number,
            name,
            system_name,
            system_level,
            registered,
            items,
        },
    );
    let day = (any::<u8>(), date()).prop_map(|(batch, debugged_by)| BatchDay { batch, debugged_by });
    (of(text()), vec(known, 0..4), vec(day, 0..4), vec(text(), 0..3)).prop_map(|(district, interfaces, days, taken)| {
        DebuggingFacts {
            district,
            interfaces,
            days,
            taken,
        }
    })
}
