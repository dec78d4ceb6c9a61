//! Go-live forms: issued, sent back in part and issued again, stamped.

use super::day::{BUREAU, Day};
use super::interfaces::rows;
use super::paper::{Due, Paper};
use crate::auth::Person;
use crate::db::go_live::{self, NewForm, Reissue};
use crate::db::records;
use crate::demo::catalogue::Catalogue;
use crate::demo::sample_id;
use crate::error::Result;
use serde::Deserialize;
use yinzheng_shared::api::record::{Fault, ReturnRecord};
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::go_live::{GoLive, drawn_up, reissued};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::record::State;

/// What became of a form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    /// Login of who received it.
    pub(super) unit: String,
    batch: u8,
    pub(super) items: Vec<String>,
    issued: Date,
    returned: Option<Returned>,
    /// Of the form that was issued last.
    paper: Paper,
}

/// An item that came back, whereupon the others were issued again.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Returned {
    on: Date,
    item: String,
    fault: String,
}

/// Takes the day's steps, up to the paper of the forms.
///
/// # Errors
/// Of the steps.
pub(super) async fn tell<'a>(day: &Day, forms: &'a [Told], catalogue: &Catalogue) -> Result<Vec<Due<'a>>> {
    let mut due = Vec::new();
    for (number, told) in forms.iter().enumerate() {
        let (unit, bureau) = (day.person(&told.unit).await?, day.person(BUREAU).await?);
        let (first, second) = (RecordId(sample_id(11, number)), RecordId(sample_id(12, number)));
        if day.is(told.issued) {
            let form = form(day, told, &unit, &bureau, catalogue)?;
            issue(day, &bureau, &unit, first, form).await?;
        }
        let current = if let Some(returned) = &told.returned {
            if day.is(returned.on) {
                send_back(day, &unit, first, returned).await?;
                let form = form(day, told, &unit, &bureau, catalogue)?;
                reissue(day, &bureau, (first, second), form, returned).await?;
            }
            second
        } else {
            first
        };
        due.push(Due {
            unit,
            record: current,
            paper: &told.paper,
        });
    }
    Ok(due)
}

/// The form as it is drawn up on this day.
fn form(day: &Day, told: &Told, unit: &Person, bureau: &Person, catalogue: &Catalogue) -> Result<GoLive> {
    let context = day.state.rules.context(day.state.clock.today());
    let rows = rows(&told.items, catalogue)?;
    Ok(drawn_up(
        &unit.seat.name,
        &bureau.seat.name,
        Some(told.batch),
        rows,
        &context,
    ))
}

async fn issue(day: &Day, bureau: &Person, unit: &Person, id: RecordId, form: GoLive) -> Result<()> {
    let unit = unit.seat.id;
    day.change(bureau, move |tx, step| {
        let new = NewForm {
            id,
            unit,
            submission: step.submission(tx, Content::GoLive(form.clone()), unit, 1)?,
            digest: String::new(),
        };
        go_live::issue(tx, &step.scope, step.stamp, &step.person.actor(), &step.rules, &new)
    })
    .await
}

async fn send_back(day: &Day, unit: &Person, id: RecordId, returned: &Returned) -> Result<()> {
    let sent = ReturnRecord {
        reason: "内测未通过，退回修改（示例）".to_owned(),
        rows: vec![Fault {
            item_code: returned.item.clone(),
            fault: returned.fault.clone(),
        }],
    };
    day.change(unit, move |tx, step| {
        let record = records::find(tx, &step.scope, id)?;
        if record.state != State::Submitted {
            return Ok(());
        }
        let actor = step.person.actor();
        records::return_to_owner(tx, &step.scope, step.stamp, &actor, id, record.version, &sent)
    })
    .await
}

/// Issues what passed of a form that came back.
async fn reissue(
    day: &Day,
    bureau: &Person,
    (first, second): (RecordId, RecordId),
    form: GoLive,
    returned: &Returned,
) -> Result<()> {
    let failed = returned.item.clone();
    day.change(bureau, move |tx, step| {
        let record = records::find(tx, &step.scope, first)?;
        if record.state != State::Returned {
            return Ok(());
        }
        let passed = reissued(&form, &[&failed], &step.rules.context(step.stamp.on));
        let submission = passed
            .map(|passed| step.submission(tx, Content::GoLive(passed), record.owner, 1))
            .transpose()?;
        let new = Reissue {
            returned: first,
            expected: record.version,
            id: second,
            submission,
            digest: String::new(),
        };
        go_live::reissue(tx, &step.scope, step.stamp, &step.person.actor(), &step.rules, &new).map(drop)
    })
    .await
}
