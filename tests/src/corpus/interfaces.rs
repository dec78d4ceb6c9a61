//! The register of interfaces and 《接口联调确认单》: samples, valid ones, and every rule broken alone.

pub(super) mod joint_debug;
pub(super) mod register;

use super::{Case, Given, annex4, case, day, items};
use yinzheng_shared::facts::{BatchDay, Connection, DebuggingFacts, Facts, InterfaceFact};
use yinzheng_shared::form::Form;
use yinzheng_shared::form::joint_debug::{Interface as Debugged, JointDebug, Mode, Outcome};
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::form::scope::SystemLevel;
use yinzheng_shared::interface::{Interface, Progress};
use yinzheng_shared::organisation::Level;
use yinzheng_shared::subject::Subject;

const UNIT: &str = "杭州市市场监督管理局（示例）";
const SYSTEM: &str = "市场准入系统（示例）";

/// Three items over two interfaces of a system of the city, debugged on site within a day of their
/// registration.
pub(super) fn sample() -> Given<JointDebug> {
    let mut given = annex4();
    for item in items(&mut given.facts) {
        item.connection = Connection::None;
        item.optimised = false;
    }
    let codes: Vec<String> = given.form.rows.iter().map(|row| row.item_code.clone()).collect();
    let known = |number: &str, name: &str, items: &[String]| InterfaceFact {
        number: number.into(),
        name: name.into(),
        system_name: SYSTEM.into(),
        system_level: SystemLevel::Municipal,
        registered: day("2018-09-18"),
        items: items.to_vec(),
    };
    let interfaces = vec![
        known("JK-2018-001", "受理接口（示例）", &codes[..2]),
        known("JK-2018-002", "办结接口（示例）", &codes[2..]),
    ];
    let debugged = |known: &InterfaceFact| Debugged {
        number: known.number.clone(),
        name: known.name.clone(),
        registered: Some(known.registered),
        normal: Some(Outcome::Passed),
        wrong_data: Some(Outcome::Passed),
        timeout: Some(Outcome::Passed),
        duplicate: Some(Outcome::Passed),
        note: String::new(),
    };
    let person = |name: &str, unit: &str, position: &str| Participant {
        name: name.into(),
        unit: unit.into(),
        position: position.into(),
    };
    Given {
        form: JointDebug {
            unit: UNIT.into(),
            system_level: Some(SystemLevel::Municipal),
            system_name: SYSTEM.into(),
            mode: Some(Mode::OnSite),
            started: Some(day("2018-09-18")),
            finished: Some(day("2018-09-19")),
            interfaces: interfaces.iter().map(debugged).collect(),
            rows: given.form.rows,
            participants: vec![
                person("技术甲（示例）", UNIT, "技术负责人"),
                person("技术乙（示例）", "平台方（示例）", "工程师"),
            ],
            conclusion: Some(Outcome::Passed),
        },
        facts: Facts {
            debugging: Some(DebuggingFacts {
                interfaces,
                days: vec![BatchDay {
                    batch: 1,
                    debugged_by: day("2018-09-19"),
                }],
                ..DebuggingFacts::default()
            }),
            ..given.facts
        },
        today: day("2018-09-20"),
    }
}

/// A registered interface of the same unit with its items.
pub(super) fn registered() -> Given<Interface> {
    let Given { form, facts, today } = sample();
    let known = &facts.debugging.as_ref().expect("facts of the register").interfaces[0];
    Given {
        form: Interface {
            number: known.number.clone(),
            name: known.name.clone(),
            system_level: Some(known.system_level),
            system_name: known.system_name.clone(),
            progress: Progress::Registered,
            registered: Some(known.registered),
            items: form.rows.iter().map(|row| row.item_code.clone()).collect(),
        },
        facts: Facts {
            debugging: Some(DebuggingFacts::default()),
            ..facts
        },
        today,
    }
}

/// The facts of the register; the samples have them.
fn debugging<Content>(given: &mut Given<Content>) -> &mut DebuggingFacts {
    given.facts.debugging.as_mut().expect("facts of the register")
}

/// The sample in a district.
fn of_district(given: &mut Given<JointDebug>, district: &str) {
    given.form.system_level = Some(SystemLevel::District);
    given.facts.owner.as_mut().expect("the owner").level = Level::DistrictDepartment;
    let known = debugging(given);
    known.district = Some(district.into());
    for interface in &mut known.interfaces {
        interface.system_level = SystemLevel::District;
    }
}

pub(super) fn valid(cases: &mut Vec<Case>) {
    let mut form = |name: &str, change: &dyn Fn(&mut Given<JointDebug>)| {
        let mut given = sample();
        change(&mut given);
        cases.push(case(Form::JointDebug, name, &given, Vec::new()));
    };
    form("two interfaces on site", &|_| {});
    form("no facts", &|given| given.facts = Facts::default());
    form("no facts of the register", &|given| given.facts.debugging = None);
    form("no facts of the items", &|given| given.facts.items = None);
    form("all in one day", &|given| {
        given.form.started = given.form.finished;
    });
    form("remote for a district outside the main urban ones", &|given| {
        of_district(given, "东湖区（示例）");
        given.form.mode = Some(Mode::Remote);
    });
    form("on site for a main urban district", &|given| {
        of_district(given, "西湖区")
    });
    form("remote for a provincial system", &|given| {
        given.form.mode = Some(Mode::Remote);
        given.form.system_level = Some(SystemLevel::Provincial);
        for interface in &mut debugging(given).interfaces {
            interface.system_level = SystemLevel::Provincial;
        }
    });
    form("a failure that is told", &|given| {
        given.form.interfaces[1].timeout = Some(Outcome::Failed);
        given.form.interfaces[1].note = "超时后没有重发（示例）".into();
        given.form.conclusion = Some(Outcome::Failed);
    });
    form("no schedule is issued", &|given| debugging(given).days.clear());
    form("the last day is off: it moves on", &|given| {
        // Registered on a Friday; two days later is the Mid-Autumn weekend.
        let registered = day("2018-09-21");
        for interface in &mut given.form.interfaces {
            interface.registered = Some(registered);
        }
        let known = debugging(given);
        known.days[0].debugged_by = day("2018-09-25");
        for interface in &mut known.interfaces {
            interface.registered = registered;
        }
        (given.form.started, given.form.finished) = (Some(day("2018-09-25")), Some(day("2018-09-25")));
        given.today = day("2018-09-25");
    });
    let mut interface = |name: &str, change: &dyn Fn(&mut Given<Interface>)| {
        let mut given = registered();
        change(&mut given);
        cases.push(case(Subject::Interface, name, &given, Vec::new()));
    };
    interface("registered", &|_| {});
    interface("no facts", &|given| given.facts = Facts::default());
    interface("planned", &|given| planned(given, Progress::Planned));
    interface("being built", &|given| planned(given, Progress::Developing));
    interface("registered today", &|given| given.form.registered = Some(given.today));
    interface("a number that is like another's", &|given| {
        debugging(given).taken.push("JK-2018-0010".into());
    });
    interface("an item that is connected already", &|given| {
        items(&mut given.facts)[0].connection = Connection::JointDebugged;
    });
}

/// Not registered yet.
fn planned(given: &mut Given<Interface>, progress: Progress) {
    given.form.progress = progress;
    given.form.number.clear();
    given.form.registered = None;
}
