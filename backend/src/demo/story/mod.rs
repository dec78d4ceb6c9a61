//! The programme in the middle of its course, so that each page of a demonstration has something true in it:
//! lists accepted and late, batches issued, forms at every station, items published. It happens day by day, by
//! the steps that people take.

mod bulletins;
mod cases;
mod consolidations;
mod day;
mod go_live;
mod interfaces;
mod lists;
mod optimisations;
mod paper;
mod schedules;
mod sessions;
mod stamped;
mod windows;

use super::catalogue::Catalogue;
use crate::db::demonstration;
use crate::error::{Error, Result};
use crate::state::AppState;
use day::Day;
use serde::Deserialize;
use yinzheng_shared::date::Date;

/// What happened, and when.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    last_day: Date,
    opened: Vec<Date>,
    lists: Vec<lists::Told>,
    consolidations: Vec<consolidations::Told>,
    schedules: Vec<schedules::Told>,
    sessions: Vec<sessions::Told>,
    optimisations: Vec<optimisations::Told>,
    full_process: Vec<interfaces::InPlatform>,
    interfaces: Vec<interfaces::Told>,
    go_live: Vec<go_live::Told>,
    cases: Vec<cases::Told>,
    bulletins: Vec<bulletins::Told>,
}

impl Story {
    fn read() -> Result<Self> {
        toml::from_str(include_str!("story.toml")).map_err(Error::internal)
    }
}

/// Tells the story from where it is, and shows its last day as the business date unless that is later already.
/// A day that was interrupted is told to its end; one that was told is never touched again.
///
/// # Errors
/// Of the database and the store.
pub(super) async fn load(state: &AppState, catalogue: &Catalogue) -> Result<()> {
    let story = Story::read()?;
    let begin = story.opened.iter().min().copied().unwrap_or(story.last_day);
    let told = state.db.read(demonstration::told_until).await?;
    let mut on = told.map_or(begin, |told| told.plus_days(1));
    while on <= story.last_day {
        tell(&Day::of(state, on), &story, catalogue).await?;
        state.db.write(move |tx| demonstration::tell(tx, on)).await?;
        on = on.plus_days(1);
    }
    state.clock.advance(story.last_day);
    Ok(())
}

/// All that happened on a day; what is done already stays as it is.
async fn tell(day: &Day, story: &Story, catalogue: &Catalogue) -> Result<()> {
    lists::tell(day, &story.opened, &story.lists, catalogue).await?;
    consolidations::tell(day, &story.consolidations).await?;
    schedules::tell(day, &story.schedules).await?;
    windows::tell(day).await?;
    sessions::tell(day, &story.sessions).await?;
    let mut due = optimisations::tell(day, &story.optimisations, &story.sessions, catalogue).await?;
    due.extend(interfaces::tell(day, &story.interfaces, &story.full_process, catalogue).await?);
    due.extend(go_live::tell(day, &story.go_live, catalogue).await?);
    due.extend(bulletins::tell(day, &story.bulletins).await?);
    paper::carry(day, &due).await?;
    if day.is(story.last_day) {
        optimisations::begin_draft(day).await?;
    }
    cases::tell(day, &story.cases).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_is_told_of_people_and_items_of_the_sample() {
        let (story, catalogue) = (Story::read().unwrap(), Catalogue::read().unwrap());
        let logins = story.lists.iter().map(|told| &told.by);
        let logins = logins.chain(story.consolidations.iter().map(|told| &told.by));
        let logins = logins.chain(story.optimisations.iter().map(|told| &told.by));
        let logins = logins.chain(story.interfaces.iter().map(|told| &told.by));
        for login in logins.chain(story.go_live.iter().map(|told| &told.unit)) {
            assert!(
                super::super::logins().iter().any(|known| known.login == *login),
                "{login}"
            );
        }
        let codes = story.optimisations.iter().map(|told| &told.item);
        let codes = codes.chain(story.schedules.iter().flat_map(|told| &told.planned));
        let codes = codes.chain(story.sessions.iter().flat_map(|told| &told.items));
        for code in codes.chain(story.go_live.iter().flat_map(|told| &told.items)) {
            assert!(catalogue.name(code).is_ok(), "{code}");
        }
    }
}
