//! Optimisation forms.

use super::day::Day;
use super::paper::{self, Due, Paper};
use super::sessions;
use crate::auth::Person;
use crate::db::records::{self, NewRecord};
use crate::demo::catalogue::Catalogue;
use crate::demo::sample_id;
use crate::error::{Error, Result};
use serde::Deserialize;
use yinzheng_shared::form::optimization::Optimization;
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::RecordId;

/// A form that a department had printed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    pub(super) by: String,
    pub(super) item: String,
    paper: Paper,
}

/// What forms for items of a kind hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Patterns {
    licence: Optimization,
    registration: Optimization,
    application: Optimization,
}

/// Takes the day's steps, up to the paper of the forms.
///
/// # Errors
/// Of the steps.
pub(super) async fn tell<'a>(
    day: &Day,
    forms: &'a [Told],
    sessions: &[sessions::Told],
    catalogue: &Catalogue,
) -> Result<Vec<Due<'a>>> {
    let mut due = Vec::new();
    for (number, told) in forms.iter().enumerate() {
        let (staff, id) = (day.person(&told.by).await?, RecordId(sample_id(4, number)));
        if told.paper.begins(day) {
            let content = Optimization {
                session_on: sessions::held_on(sessions, &told.item, day.state.clock.today()),
                ..content(&staff, &told.item, catalogue.name(&told.item)?)?
            };
            paper::hand_in(day, &staff, id, Content::Optimization(content)).await?;
        }
        due.push(Due {
            unit: staff,
            record: id,
            paper: &told.paper,
        });
    }
    Ok(due)
}

/// A draft with findings.
///
/// # Errors
/// Of the database.
pub(super) async fn begin_draft(day: &Day) -> Result<()> {
    let content = Content::from_json(Form::Optimization, include_str!("devices.json")).map_err(Error::internal)?;
    let new = NewRecord {
        id: RecordId(sample_id(9, 0)),
        content,
        owner: None,
        replaces: None,
        digest: String::new(),
    };
    day.change(&day.person("market").await?, move |tx, step| {
        let (actor, bureau) = (step.person.actor(), &step.rules.programme.bureau);
        records::create(tx, &step.scope, step.stamp, &actor, bureau, &new).map(drop)
    })
    .await
}

/// A form for an item, of the kind that its code tells.
fn content(staff: &Person, code: &str, name: &str) -> Result<Optimization> {
    let patterns: Patterns = toml::from_str(include_str!("patterns.toml")).map_err(Error::internal)?;
    let pattern = if code.starts_with("许可") {
        patterns.licence
    } else if code.starts_with("确认") {
        patterns.registration
    } else {
        patterns.application
    };
    let mut material_groups = pattern.material_groups;
    for group in &mut material_groups {
        group.name = group.name.replace("{item}", name);
        for material in &mut group.materials {
            material.name = material.name.replace("{item}", name);
        }
    }
    let participant = |name: &str, position: &str| Participant {
        name: name.to_owned(),
        unit: staff.seat.name.clone(),
        position: position.to_owned(),
    };
    Ok(Optimization {
        item_name: name.to_owned(),
        item_code: code.to_owned(),
        material_groups,
        participants: vec![
            participant(&staff.name, "业务负责人"),
            participant("窗口甲（示例）", "窗口负责人"),
        ],
        leader: "分管领导（示例）".to_owned(),
        ..pattern
    })
}
