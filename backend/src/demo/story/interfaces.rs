//! Interfaces and their joint debugging, and what is handled in the platform.

use super::day::{BUREAU, Day};
use super::paper::{self, Due, Paper};
use crate::auth::Person;
use crate::db::interfaces;
use crate::db::organisations;
use crate::demo::catalogue::Catalogue;
use crate::demo::{id_of, sample_id};
use crate::error::Result;
use serde::Deserialize;
use yinzheng_shared::api::interface::NewInterface;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::item_row::{ItemRow, renumber};
use yinzheng_shared::form::joint_debug::{Interface as Debugged, JointDebug, Mode, Outcome};
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::form::scope::SystemLevel;
use yinzheng_shared::id::{InterfaceId, RecordId};
use yinzheng_shared::interface::{Interface, Progress};
use yinzheng_shared::organisation::Level;
use yinzheng_shared::problem::Problem;

/// Items that the bureau had handled in the platform.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InPlatform {
    on: Date,
    items: Vec<String>,
}

/// What became of an interface.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    pub(super) by: String,
    name: String,
    items: Vec<String>,
    added: Date,
    /// How far it was when it was added.
    #[serde(default)]
    progress: Progress,
    registered: Option<Date>,
    debugged: Option<Debugging>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Debugging {
    paper: Paper,
    /// What a test case ran into.
    failed: Option<String>,
}

/// Takes the day's steps, up to the paper of the forms.
///
/// # Errors
/// Of the steps.
pub(super) async fn tell<'a>(
    day: &Day,
    interfaces: &'a [Told],
    in_platform: &[InPlatform],
    catalogue: &Catalogue,
) -> Result<Vec<Due<'a>>> {
    let mut due = Vec::new();
    for told in in_platform.iter().filter(|told| day.is(told.on)) {
        handle_in_platform(day, told.items.clone()).await?;
    }
    for (number, told) in interfaces.iter().enumerate() {
        let (keeper, id) = (day.person(&told.by).await?, InterfaceId(sample_id(7, number)));
        if day.is(told.added) {
            add(day, &keeper, id, told.as_added(&keeper)).await?;
        }
        if let Some(on) = told.registered
            && day.is(on)
        {
            register(day, &keeper, id, told.as_registered(&keeper, number, on)).await?;
        }
        if let Some(debugging) = &told.debugged {
            let record = RecordId(sample_id(10, number));
            if debugging.paper.begins(day) {
                let content = told.debugged(debugging, &keeper, number, day.state.clock.today(), catalogue)?;
                paper::hand_in(day, &keeper, record, Content::JointDebug(content)).await?;
            }
            due.push(Due {
                unit: keeper,
                record,
                paper: &debugging.paper,
            });
        }
    }
    Ok(due)
}

async fn handle_in_platform(day: &Day, items: Vec<String>) -> Result<()> {
    let office = id_of(crate::demo::BUREAU)?;
    day.change(&day.person(BUREAU).await?, move |tx, step| {
        let office = organisations::seat(tx, office)?.ok_or(Problem::NotFound)?;
        interfaces::full_process(tx, step.stamp, &step.scope, &step.person.actor(), &office, &items)
    })
    .await
}

async fn add(day: &Day, keeper: &Person, id: InterfaceId, interface: Interface) -> Result<()> {
    let new = NewInterface { id, interface };
    day.change(keeper, move |tx, step| {
        let actor = step.person.actor();
        interfaces::add(tx, &step.maker(&actor), &new).map(drop)
    })
    .await
}

async fn register(day: &Day, keeper: &Person, id: InterfaceId, interface: Interface) -> Result<()> {
    day.change(keeper, move |tx, step| {
        // It was added, and nothing else since.
        let (actor, added) = (step.person.actor(), 1);
        interfaces::change(tx, &step.maker(&actor), id, added, &interface)
    })
    .await
}

impl Told {
    fn as_added(&self, keeper: &Person) -> Interface {
        let (level, system) = system(keeper);
        Interface {
            name: self.name.clone(),
            system_level: Some(level),
            system_name: system,
            progress: self.progress,
            items: self.items.clone(),
            ..Interface::default()
        }
    }

    fn as_registered(&self, keeper: &Person, number: usize, on: Date) -> Interface {
        Interface {
            number: register_number(number),
            progress: Progress::Registered,
            registered: Some(on),
            ..self.as_added(keeper)
        }
    }

    fn debugged(
        &self,
        debugging: &Debugging,
        keeper: &Person,
        number: usize,
        on: Date,
        catalogue: &Catalogue,
    ) -> Result<JointDebug> {
        let outcome = |failed: bool| Some(if failed { Outcome::Failed } else { Outcome::Passed });
        let has_failed = debugging.failed.is_some();
        let (level, system_name) = system(keeper);
        let participant = |name: &str, unit: &str| Participant {
            name: name.to_owned(),
            unit: unit.to_owned(),
            position: "技术负责人".to_owned(),
        };
        Ok(JointDebug {
            unit: keeper.seat.name.clone(),
            system_level: Some(level),
            system_name,
            mode: Some(if level == SystemLevel::Municipal {
                Mode::OnSite
            } else {
                Mode::Remote
            }),
            started: self.registered,
            finished: Some(on),
            interfaces: vec![Debugged {
                number: register_number(number),
                name: self.name.clone(),
                registered: self.registered,
                normal: outcome(false),
                wrong_data: outcome(false),
                timeout: outcome(false),
                duplicate: outcome(has_failed),
                note: debugging.failed.clone().unwrap_or_default(),
            }],
            rows: rows(&self.items, catalogue)?,
            participants: vec![
                participant("技术甲（示例）", &keeper.seat.name),
                participant("平台乙（示例）", crate::demo::BUREAU),
            ],
            conclusion: outcome(has_failed),
        })
    }
}

/// The rows of a form that names these items.
///
/// # Errors
/// When the sample has no such item.
pub(super) fn rows(items: &[String], catalogue: &Catalogue) -> Result<Vec<ItemRow>> {
    let row = |code: &String| {
        Ok(ItemRow {
            number: 0,
            item_name: catalogue.name(code)?.to_owned(),
            item_code: code.clone(),
        })
    };
    let mut rows = items.iter().map(row).collect::<Result<Vec<_>>>()?;
    renumber(&mut rows);
    Ok(rows)
}

/// The business system of a unit.
fn system(keeper: &Person) -> (SystemLevel, String) {
    let level = match keeper.seat.level {
        Level::DistrictDepartment => SystemLevel::District,
        _ => SystemLevel::Municipal,
    };
    (
        level,
        format!("{}业务系统（示例）", keeper.seat.name.trim_end_matches("（示例）")),
    )
}

fn register_number(number: usize) -> String {
    format!("JK-{:03}（示例）", number + 1)
}
