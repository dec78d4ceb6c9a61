//! Which districts have handed their lists over, and whose lists changed since.

use super::accepted::{self, Accepted};
use super::districts;
use crate::auth::{Scope, Seat};
use crate::db::records::{Names, Row, Stored, filled, first_handed_in, summary};
use crate::db::schema::{organisations, records};
use crate::db::{Conn, code, organisations as tree, scope_lists, visible};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use yinzheng_shared::api::scope_list::DistrictHandOver;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::consolidation::Consolidation;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::record::State;

/// The districts that the scope shows, each with its newest consolidation of this edition.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn overview(
    conn: &mut Conn,
    scope: &Scope,
    programme: &Programme,
    owners: &[Seat],
) -> Result<Vec<DistrictHandOver>> {
    let districts = districts(conn, owners)?.into_iter();
    let shown: Vec<Seat> = districts.filter(|one| scope_lists::shows(scope, one)).collect();
    if shown.is_empty() {
        return Ok(Vec::new());
    }
    let edition = &programme.scope.edition;
    let mut newest = newest(conn, edition)?;
    let names = Names::of(conn, newest.values())?;
    let ids: Vec<String> = newest.values().map(|record| record.id.to_string()).collect();
    let readable: HashSet<String> = visible::those(conn, scope, ids.iter().map(String::as_str))?;
    let mut found = Vec::new();
    for district in shown {
        let record = newest.remove(&district.path);
        let lists = accepted::newest(conn, edition, &district.path)?;
        let asked: Vec<&Seat> = owners.iter().filter(|owner| owner.area() == district.path).collect();
        let changed = match &record {
            Some(record) if record.state == State::Archived => match filled(conn, record)?.content() {
                Ok(Content::Consolidation(form)) => !tells(&form, &asked, &lists),
                _ => false,
            },
            _ => false,
        };
        found.push(DistrictHandOver {
            accepted: asked.iter().filter(|owner| lists.contains_key(&owner.id)).count() as u64,
            asked: asked.len() as u64,
            readable: record
                .as_ref()
                .is_some_and(|record| readable.contains(&record.id.to_string())),
            record: record.as_ref().map(|record| summary(record, &names)),
            due: due(programme),
            changed,
            district: district.as_ref(),
        });
    }
    Ok(found)
}

/// By when a district hands its lists over.
pub(in crate::db) const fn due(programme: &Programme) -> Date {
    programme.scope.district_by
}

/// Whether these are the departments and lists that were handed over.
fn tells(form: &Consolidation, asked: &[&Seat], lists: &HashMap<OrganisationId, Accepted>) -> bool {
    let now: HashSet<(&str, Option<&str>)> = asked
        .iter()
        .map(|owner| {
            let list = lists.get(&owner.id).map(|list| list.sha256.as_str());
            (owner.name.as_str(), list)
        })
        .collect();
    let told = form.departments.iter().map(|row| {
        let list = row.list.as_ref().map(|list| list.sha256.as_str());
        (row.department.as_str(), list)
    });
    told.collect::<HashSet<_>>() == now
}

/// The newest consolidation of each district that was not given up, by the path of the district.
pub(super) fn newest(conn: &mut Conn, edition: &str) -> Result<HashMap<String, Stored>> {
    let rows: Vec<(Row, tree::Row)> = records::table
        .inner_join(organisations::table.on(organisations::id.eq(records::owner_id)))
        .filter(records::form.eq(Form::Consolidation.code()))
        .filter(records::state.ne(State::Void.code()))
        .filter(records::title.eq(edition))
        .order((records::created_at.asc(), records::id.asc()))
        .select((Row::as_select(), tree::Row::as_select()))
        .load(conn)?;
    rows.into_iter()
        .map(|(record, office)| Ok((office.seat()?.area().to_owned(), record.read()?)))
        .collect()
}

/// When each district first handed its lists of this edition over, up to a day, by the path of the district.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn handed_over(conn: &mut Conn, programme: &Programme, on: Date) -> Result<HashMap<String, Date>> {
    let mut found: HashMap<String, Date> = HashMap::new();
    for (office, first) in first_handed_in(conn, Form::Consolidation, &programme.scope.edition, on)? {
        let Some(office) = tree::seat(conn, code::id(&office)?)? else {
            continue;
        };
        let earliest = found.entry(office.area().to_owned()).or_insert(first);
        *earliest = first.min(*earliest);
    }
    Ok(found)
}
