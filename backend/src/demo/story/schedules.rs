//! Release schedules, planned from what departments propose.

use super::day::{BUREAU, Day};
use crate::archive;
use crate::auth::Person;
use crate::db::schedules::{self, NewSchedule};
use crate::demo::sample_id;
use crate::error::Result;
use serde::Deserialize;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Content;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::record::State;

/// A batch that was issued.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    batch: u8,
    issued: Date,
    /// Codes of items that the bureau planned for it before: no list had proposed them.
    #[serde(default)]
    pub(super) planned: Vec<String>,
}

/// Takes the day's steps.
///
/// # Errors
/// Of the steps.
pub(super) async fn tell(day: &Day, schedules: &[Told]) -> Result<()> {
    for told in schedules.iter().filter(|told| day.is(told.issued)) {
        let (bureau, id) = (day.person(BUREAU).await?, RecordId(sample_id(8, told.batch.into())));
        if day.record(&bureau, id).await?.is_none() {
            if !told.planned.is_empty() {
                plan(day, &bureau, told.planned.clone(), told.batch).await?;
            }
            issue(day, &bureau, id, told.batch).await?;
        }
        if let Some(record) = day.record(&bureau, id).await?
            && record.state == State::Submitted
        {
            archive::accept(&day.state, &bureau, id, record.version, Vec::new()).await?;
        }
    }
    Ok(())
}

async fn plan(day: &Day, bureau: &Person, codes: Vec<String>, batch: u8) -> Result<()> {
    day.change(bureau, move |tx, step| {
        let (actor, programme) = (step.person.actor(), &step.rules.programme);
        schedules::plan_items(tx, &step.scope, step.stamp, &actor, programme, &codes, Some(batch))
    })
    .await
}

async fn issue(day: &Day, bureau: &Person, id: RecordId, number: u8) -> Result<()> {
    day.change(bureau, move |tx, step| {
        let draft = schedules::draft(tx, &step.scope, &step.rules, step.stamp.on, number)?;
        let content = Content::Schedule(draft.content);
        let new = NewSchedule {
            id,
            number,
            submission: step.submission(tx, content, step.person.seat.id, 1)?,
            digest: String::new(),
        };
        schedules::issue(tx, &step.scope, step.stamp, &step.person.actor(), &step.rules, &new).map(drop)
    })
    .await
}
