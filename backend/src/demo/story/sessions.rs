//! Optimisation sessions that the bureau convened.

use super::day::{BUREAU, Day};
use crate::db::optimization_sessions;
use crate::demo::sample_id;
use crate::error::Result;
use serde::Deserialize;
use yinzheng_shared::api::optimization_session::NewOptimizationSession;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::id::OptimizationSessionId;
use yinzheng_shared::optimization_session::OptimizationSession;

/// A session, and the day on which it was convened.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    on: Date,
    title: String,
    held_on: Date,
    hours: String,
    place: String,
    pub(super) items: Vec<String>,
    participants: Vec<Participant>,
}

/// The day of the last session that went through an item by a day.
pub(super) fn held_on(sessions: &[Told], item: &str, by: Date) -> Option<Date> {
    let through = sessions
        .iter()
        .filter(|told| told.items.iter().any(|code| code == item));
    through.map(|told| told.held_on).filter(|held_on| *held_on <= by).max()
}

/// Takes the day's steps.
///
/// # Errors
/// Of the steps.
pub(super) async fn tell(day: &Day, sessions: &[Told]) -> Result<()> {
    let told = sessions.iter().enumerate();
    for (number, told) in told.filter(|(_, told)| day.is(told.on)) {
        let new = NewOptimizationSession {
            id: OptimizationSessionId(sample_id(14, number)),
            session: OptimizationSession {
                title: told.title.clone(),
                held_on: Some(told.held_on),
                hours: told.hours.clone(),
                place: told.place.clone(),
                items: told.items.clone(),
                invited: Vec::new(),
                participants: told.participants.clone(),
            },
        };
        day.change(&day.person(BUREAU).await?, move |tx, step| {
            let actor = step.person.actor();
            optimization_sessions::add(tx, &step.maker(&actor), &new).map(drop)
        })
        .await?;
    }
    Ok(())
}
