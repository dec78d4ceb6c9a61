//! Lists of sessions.

use super::{Row, convenes, forms, shown};
use crate::auth::Scope;
use crate::db::schema::{
    items, optimization_session_guests as guests, optimization_session_items as treated, optimization_sessions,
};
use crate::db::{Backend, Conn, code, items as catalogue, organisations, page, pattern};
use crate::error::{Error, Result};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::optimization_session::{CalledOff, ConvenedSession, TreatedItem};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::OptimizationSessionId;
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::problem::Problem;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of the title or of the place.
    pub text: Option<String>,
    /// The last entry of the page before.
    pub after: Option<Cursor>,
    /// Most entries of a page.
    pub limit: i64,
}

/// The last entry of a page: where the next one begins.
#[derive(Clone, Debug)]
pub struct Cursor {
    day: Date,
    id: OptimizationSessionId,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{}", self.day, self.id)
    }
}

impl std::str::FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (day, id) = text.split_once('.').ok_or(Problem::BadRequest)?;
        Ok(Self {
            day: day.parse().map_err(|_| Problem::BadRequest)?,
            id: id.parse().map_err(|_| Problem::BadRequest)?,
        })
    }
}

/// One page of the sessions that the scope shows, the latest day first.
///
/// # Errors
/// Of the database.
pub fn list(conn: &mut Conn, scope: &Scope, filter: &Filter) -> Result<Listing<ConvenedSession>> {
    let total: i64 = matching(scope, filter).count().get_result(conn)?;
    let mut query = matching(scope, filter).select(Row::as_select());
    if let Some(after) = &filter.after {
        let (day, id) = (after.day.to_string(), after.id.to_string());
        query = query.filter(
            optimization_sessions::held_on
                .lt(day.clone())
                .or(optimization_sessions::held_on
                    .eq(day)
                    .and(optimization_sessions::id.lt(id))),
        );
    }
    let rows: Vec<Row> = query
        .order((optimization_sessions::held_on.desc(), optimization_sessions::id.desc()))
        .limit(filter.limit + 1)
        .load(conn)?;
    let (rows, more) = page::cut(rows, filter.limit);
    let entries = bodies(conn, scope, rows)?;
    let next = entries.last().filter(|_| more).map(|last| Cursor {
        day: last.held_on,
        id: last.id,
    });
    Ok(Listing {
        next: next.map(|cursor| cursor.to_string()),
        total: u64::try_from(total).unwrap_or_default(),
        entries,
    })
}

/// One session.
///
/// # Errors
/// [`Problem::NotFound`] when it is not the asker's to see, and those of the database.
pub fn show(conn: &mut Conn, scope: &Scope, id: OptimizationSessionId) -> Result<ConvenedSession> {
    let row = find(conn, scope, id)?.ok_or(Problem::NotFound)?;
    let mut bodies = bodies(conn, scope, vec![row])?;
    Ok(bodies.pop().ok_or(Problem::NotFound)?)
}

/// The row of a session that the scope shows.
pub(super) fn find(conn: &mut Conn, scope: &Scope, id: OptimizationSessionId) -> Result<Option<Row>> {
    Ok(optimization_sessions::table
        .filter(optimization_sessions::id.eq(id.to_string()))
        .filter(shown(scope))
        .select(Row::as_select())
        .first(conn)
        .optional()?)
}

fn matching<'a>(scope: &Scope, filter: &Filter) -> optimization_sessions::BoxedQuery<'a, Backend> {
    let query = optimization_sessions::table.into_boxed().filter(shown(scope));
    match filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => {
            let like = pattern::anywhere(text);
            query.filter(
                pattern::lower(optimization_sessions::title)
                    .like(like.clone())
                    .escape('\\')
                    .or(pattern::lower(optimization_sessions::place).like(like).escape('\\')),
            )
        }
        None => query,
    }
}

fn bodies(conn: &mut Conn, scope: &Scope, rows: Vec<Row>) -> Result<Vec<ConvenedSession>> {
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let mut treated = treated_in(conn, scope, &ids)?;
    let mut invited = invited_to(conn, &ids)?;
    rows.into_iter()
        .map(|row| {
            Ok(ConvenedSession {
                id: code::id(&row.id)?,
                title: row.title,
                held_on: code::day(&row.held_on)?,
                hours: row.hours,
                place: row.place,
                items: treated.remove(&row.id).unwrap_or_default(),
                invited: invited.remove(&row.id).unwrap_or_default(),
                participants: code::json(&row.participants)?,
                etag: crate::http::etag::of(row.version),
                yours: convenes(scope) && row.called_off_on.is_none(),
                called_off: called_off(row.called_off_on, row.called_off_because)?,
            })
        })
        .collect()
}

fn called_off(on: Option<String>, because: Option<String>) -> Result<Option<CalledOff>> {
    let Some(on) = on else { return Ok(None) };
    Ok(Some(CalledOff {
        on: code::day(&on)?,
        because: because.unwrap_or_default(),
    }))
}

/// The items of these sessions, by session: those of the scope, and what is neither secret nor sensitive.
fn treated_in(conn: &mut Conn, scope: &Scope, sessions: &[&str]) -> Result<HashMap<String, Vec<TreatedItem>>> {
    type Found = (
        String,
        String,
        String,
        Option<i32>,
        Option<String>,
        Option<String>,
        String,
    );
    let pairs: Vec<(String, String)> = treated::table
        .filter(treated::session_id.eq_any(sessions))
        .order((treated::session_id.asc(), treated::item_code.asc()))
        .select((treated::session_id, treated::item_code))
        .load(conn)?;
    let codes: HashSet<&str> = pairs.iter().map(|(_, code)| code.as_str()).collect();
    let found: Vec<Found> = items::table
        .filter(items::code.eq_any(&codes))
        .filter(items::restricted.eq(false).or(catalogue::sees(scope)?))
        .select((
            items::code,
            items::name,
            items::owner_id,
            items::batch,
            items::optimised_on,
            items::optimised_by,
            items::scope,
        ))
        .load(conn)?;
    let owners = organisations::names(conn, found.iter().map(|(_, _, owner, ..)| owner.as_str()))?;
    let codes: Vec<&str> = found.iter().map(|(code, ..)| code.as_str()).collect();
    let mut forms = forms::of_items(conn, scope, &codes)?;
    let mut known = HashMap::new();
    let (gone, own) = (catalogue::gone()?, forms::of_their_own(conn, &codes)?);
    for (code, name, owner, batch, optimised_on, optimised_by, scope) in &found {
        let by_its_own = || {
            let by = optimised_by.clone().unwrap_or_default();
            own.contains(&(by, code.clone()))
        };
        let item = TreatedItem {
            code: code.clone(),
            name: name.clone(),
            owner: OrganisationRef {
                id: code::id(owner)?,
                name: owners.get(owner).cloned().unwrap_or_default(),
            },
            batch: batch.map(code::small).transpose()?,
            form: forms.remove(code),
            settled: gone.contains(scope) || (optimised_on.is_some() && !by_its_own()),
        };
        known.insert(code.as_str(), item);
    }
    let mut treated: HashMap<String, Vec<TreatedItem>> = HashMap::new();
    for (session, code) in &pairs {
        if let Some(item) = known.get(code.as_str()) {
            treated.entry(session.clone()).or_default().push(item.clone());
        }
    }
    Ok(treated)
}

fn invited_to(conn: &mut Conn, sessions: &[&str]) -> Result<HashMap<String, Vec<OrganisationRef>>> {
    let pairs: Vec<(String, String)> = guests::table
        .filter(guests::session_id.eq_any(sessions))
        .order((guests::session_id.asc(), guests::organisation_id.asc()))
        .select((guests::session_id, guests::organisation_id))
        .load(conn)?;
    let names = organisations::names(conn, pairs.iter().map(|(_, unit)| unit.as_str()))?;
    let mut invited: HashMap<String, Vec<OrganisationRef>> = HashMap::new();
    for (session, unit) in pairs {
        let name = names.get(&unit).cloned().unwrap_or_default();
        let unit = OrganisationRef {
            id: code::id(&unit)?,
            name,
        };
        invited.entry(session).or_default().push(unit);
    }
    Ok(invited)
}
