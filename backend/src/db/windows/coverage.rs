//! Coverage (四级全覆盖): opened ÷ registered centres, on any day.

use super::centres::{self, Known};
use super::groups::{self, Area};
use super::{sight, trainings};
use crate::auth::Scope;
use crate::db::Conn;
use crate::db::code;
use crate::db::schema::{service_centres, window_accounts, window_postings, window_trainings};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use yinzheng_shared::api::window::{CentreStanding, Coverage, LevelCoverage};
use yinzheng_shared::date::Date;
use yinzheng_shared::window::programme::Windows;
use yinzheng_shared::window::{Tier, usable_from};

/// The coverage of the centres that the scope shows, as it was at the end of a day.
///
/// # Errors
/// Of the database.
pub fn on(conn: &mut Conn, scope: &Scope, windows: &Windows, day: Date) -> Result<Coverage> {
    let seen: HashSet<String> = service_centres::table
        .filter(sight::centres(scope))
        .filter(service_centres::registered_on.le(day.to_string()))
        .select(service_centres::id)
        .load::<String>(conn)?
        .into_iter()
        .collect();
    let open: Vec<Known> = centres::every(conn, scope)?
        .into_iter()
        .filter(|known| seen.contains(&known.body.id.to_string()))
        .filter(|known| known.body.closed_on.is_none_or(|closed| closed > day))
        .collect();
    let people = people(conn, windows, day)?;
    let (areas, confirmed) = (groups::areas(conn)?, groups::confirmed(conn, day)?);
    let whole: HashSet<&str> = confirmed
        .iter()
        .filter(|(_, confirmed)| confirmed.holds.is_whole())
        .map(|(area, _)| area.as_str())
        .collect();
    let standings: Vec<CentreStanding> = open
        .iter()
        .map(|known| {
            let people = people.get(&known.body.id.to_string()).copied().unwrap_or_default();
            let group = area_of(&areas, &known.path).is_some_and(|area| whole.contains(area));
            standing(known, people, group)
        })
        .collect();
    Ok(Coverage {
        on: day,
        accounts_by: windows.accounts_by,
        training_by: windows.training_by,
        levels: Tier::ALL.into_iter().map(|tier| level(tier, &standings)).collect(),
    })
}

fn level(level: Tier, standings: &[CentreStanding]) -> LevelCoverage {
    let centres: Vec<CentreStanding> = standings
        .iter()
        .filter(|standing| standing.centre.level == level)
        .cloned()
        .collect();
    let count = |count: usize| u64::try_from(count).unwrap_or_default();
    LevelCoverage {
        level,
        registered: count(centres.len()),
        opened: count(centres.iter().filter(|standing| standing.opened).count()),
        centres,
    }
}

fn standing(known: &Known, people: People, group: bool) -> CentreStanding {
    let mut standing = CentreStanding {
        centre: known.as_ref(),
        area: known.body.area.clone(),
        staff: people.staff,
        usable: people.usable,
        passed: people.passed,
        group,
        opened: false,
    };
    standing.opened = standing.is_opened();
    standing
}

/// The city or district in whose group the people of a centre are: the nearest one above.
fn area_of<'a>(areas: &'a [Area], path: &str) -> Option<&'a str> {
    let above = areas.iter().filter(|area| path.starts_with(&area.path));
    above.max_by_key(|area| area.path.len()).map(|area| area.id.as_str())
}

/// The people of a centre.
#[derive(Clone, Copy, Default)]
struct People {
    staff: u64,
    usable: u64,
    passed: u64,
}

/// Who worked where on a day, by centre.
fn people(conn: &mut Conn, windows: &Windows, day: Date) -> Result<HashMap<String, People>> {
    let on = day.to_string();
    let postings: Vec<(String, String, Option<String>)> = window_postings::table
        .inner_join(window_accounts::table.on(window_accounts::id.eq(window_postings::account_id)))
        .filter(window_postings::since_on.le(&on))
        .filter(
            window_postings::until_on
                .is_null()
                .or(window_postings::until_on.gt(&on)),
        )
        .select((
            window_postings::account_id,
            window_postings::centre_id,
            window_accounts::authorised_on,
        ))
        .load(conn)?;
    let learnt: Vec<trainings::Row> = window_trainings::table
        .filter(window_trainings::done_on.le(&on))
        .order((window_trainings::done_on.asc(), window_trainings::code.asc()))
        .select((
            window_trainings::account_id,
            window_trainings::kind,
            window_trainings::code,
            window_trainings::done_on,
        ))
        .load(conn)?;
    let learnt = trainings::by_account(windows, learnt)?;
    let mut people: HashMap<String, People> = HashMap::new();
    for (account, centre, authorised) in postings {
        let count = people.entry(centre).or_default();
        count.staff += 1;
        let authorised = authorised.as_deref().map(code::day).transpose()?;
        if authorised.is_some_and(|authorised| usable_from(authorised) <= day) {
            count.usable += 1;
        }
        let passed = learnt
            .get(&account)
            .is_some_and(|progress| progress.passed_on.is_some());
        if passed || !windows.asks_for_training() {
            count.passed += 1;
        }
    }
    Ok(people)
}
