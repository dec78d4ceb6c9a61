//! Districts: handed over to the city, and accepted by it.

use super::day::Day;
use super::lists::Accepted;
use crate::archive;
use crate::auth::Person;
use crate::error::{Error, Result};
use serde::Deserialize;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::consolidation::{Consolidation, taken_anew};
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::record::State;

/// What became of a district's lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    pub(super) by: String,
    handed_over: Date,
    /// Why a department's list is missing.
    reason: String,
    accepted: Option<Accepted>,
}

/// Takes the day's steps.
///
/// # Errors
/// Of the steps.
pub(super) async fn tell(day: &Day, told: &[Told]) -> Result<()> {
    for one in told {
        let office = day.person(&one.by).await?;
        if day.is(one.handed_over) {
            hand_over(day, &office, &one.reason).await?;
        }
        if let Some(accepted) = &one.accepted
            && day.is(accepted.on)
            && let Some((record, _)) = day.own(&office, Form::Consolidation, State::Submitted).await?
        {
            let city = day.person(&accepted.by).await?;
            archive::accept(&day.state, &city, record.id, record.version, Vec::new()).await?;
        }
    }
    Ok(())
}

async fn hand_over(day: &Day, office: &Person, reason: &str) -> Result<()> {
    let Some((record, body)) = day.own(office, Form::Consolidation, State::Draft).await? else {
        return Ok(());
    };
    let form: Consolidation = serde_json::from_value(body.content).map_err(Error::internal)?;
    let mut form = taken_anew(&form, &body.facts.district.unwrap_or_default());
    for row in form.departments.iter_mut().filter(|row| row.list.is_none()) {
        reason.clone_into(&mut row.reason);
    }
    let content = Content::Consolidation(form);
    day.change(office, move |tx, step| step.hand_in(tx, record.id, content.clone()))
        .await
}
