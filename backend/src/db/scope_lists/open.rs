//! Opening the lists of an edition.

use super::catalogue;
use crate::auth::{Scope, Seat};
use crate::db::audit::{Actor, Stamp};
use crate::db::records::{Begun, Row as RecordRow, Stored, complete, filled, insert};
use crate::db::schema::{item_counts, items, organisations, records, users};
use crate::db::{Tx, code, consolidations, organisations as tree};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;
use yinzheng_shared::api::scope_list::OpenedLists;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::scope::{Scope as List, completed, renewed};
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::{OrganisationId, RecordId};
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::record::State;

/// Opens the list of this edition for each department that has items to answer for and no list that
/// waits: the bureau for all, staff for their own. Where a list was accepted, another takes its place with
/// the accepted answers: for items that came since, and for staff also to correct it. A list of an older
/// edition, or one given up, is in nobody's way. With the lists of all begin the consolidations of the districts.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NoReviewer`] for one's own list, and those of the database.
pub fn open(tx: &mut Tx<'_>, scope: &Scope, stamp: Stamp, actor: &Actor, programme: &Programme) -> Result<OpenedLists> {
    let own = match scope.role() {
        Some(Role::Bureau) => None,
        Some(Role::Staff) => Some(scope.seat().id),
        _ => return Err(Problem::Forbidden.into()),
    };
    let mut answer = OpenedLists::default();
    let reviewers = reviewers(tx)?;
    let (mut lists, unanswered) = (newest(tx, &programme.scope.edition)?, unanswered(tx)?);
    for seat in owners(tx)? {
        if own.is_some_and(|own| own != seat.id) {
            continue;
        }
        let before = lists.remove(&seat.id);
        match &before {
            Some(list) if list.state != State::Archived => continue,
            Some(_) if own.is_none() && !unanswered.contains(&seat.id.to_string()) => continue,
            Some(_) | None => {}
        }
        let Some(reviewer) = reviewers.get(seat.area()) else {
            answer.without_reviewer.push(seat.as_ref());
            continue;
        };
        let begun = begun(tx, programme, &seat, code::id(reviewer)?, before.as_ref())?;
        insert(tx, scope, stamp, actor, &begun)?;
        answer.opened.push(begun.id);
    }
    if own.is_none() {
        consolidations::open_missing(tx, scope, stamp, actor, programme)?;
    }
    if own.is_some() && !answer.without_reviewer.is_empty() {
        return Err(Problem::NoReviewer.into());
    }
    Ok(answer)
}

fn begun(
    tx: &mut Tx<'_>,
    programme: &Programme,
    seat: &Seat,
    issuer: OrganisationId,
    accepted: Option<&Stored>,
) -> Result<Begun> {
    let catalogue = catalogue(tx, seat.id)?;
    let content = accepted.map(|list| filled(tx, list)?.content()).transpose()?;
    let rows = match &content {
        Some(Content::Scope(list)) => renewed(&list.rows, &catalogue),
        _ => completed(&[], &catalogue),
    };
    // The day of the programme is for the first answer.
    let due = accepted.is_none().then(|| Due {
        date: due(seat, programme),
        provisional: false,
    });
    Ok(Begun {
        id: RecordId(Uuid::now_v7()),
        owner: seat.id,
        issuer,
        content: Content::Scope(List {
            department: seat.name.clone(),
            edition: programme.scope.edition.clone(),
            rows,
        }),
        due,
        replaces: accepted.map(|list| list.id),
        digest: String::new(),
    })
}

/// Gives the lists that these owners still fill the items that came to them since.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn catch_up(tx: &mut Tx<'_>, stamp: Stamp, owners: &[OrganisationId]) -> Result<()> {
    let ids: Vec<String> = owners.iter().map(ToString::to_string).collect();
    let open: Vec<RecordRow> = records::table
        .filter(records::form.eq(Form::Scope.code()))
        .filter(records::state.eq_any([State::Draft.code(), State::Returned.code()]))
        .filter(records::owner_id.eq_any(ids))
        .select(RecordRow::as_select())
        .load(tx.conn())?;
    for row in open {
        let record = row.read()?;
        let Ok(Content::Scope(list)) = filled(tx, &record)?.content() else {
            continue;
        };
        let rows = completed(&list.rows, &catalogue(tx, record.owner)?);
        if rows.len() > list.rows.len() {
            complete(tx, stamp, &record, Content::Scope(List { rows, ..list }))?;
        }
    }
    Ok(())
}

/// By when a department's list is asked for.
pub(in crate::db) fn due(seat: &Seat, programme: &Programme) -> Date {
    match seat.level {
        Level::City | Level::CityDepartment => programme.scope.city_by,
        Level::District | Level::Street | Level::Community | Level::DistrictDepartment => programme.scope.district_by,
    }
}

/// Organisations that own items, in the order of the tree.
pub(in crate::db) fn owners(tx: &mut crate::db::Conn) -> Result<Vec<Seat>> {
    let owning = item_counts::table
        .filter(item_counts::amount.gt(0))
        .select(item_counts::owner_id);
    let rows: Vec<tree::Row> = organisations::table
        .filter(organisations::id.eq_any(owning))
        .order(organisations::path.asc())
        .select(tree::Row::as_select())
        .load(tx)?;
    rows.into_iter().map(tree::Row::seat).collect()
}

/// Who reviews in which area: the organisation of the reviewer who was there first.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn reviewers(tx: &mut Tx<'_>) -> Result<BTreeMap<String, String>> {
    let rows: Vec<tree::Row> = users::table
        .inner_join(organisations::table.on(organisations::id.eq(users::organisation_id)))
        .filter(users::role.eq(code::of(Role::Reviewer)?))
        .filter(users::active.eq(true))
        .order((users::created_at.asc(), users::id.asc()))
        .select(tree::Row::as_select())
        .load(tx.conn())?;
    let mut reviewers = BTreeMap::new();
    for row in rows {
        let seat = row.seat()?;
        reviewers
            .entry(seat.area().to_owned())
            .or_insert_with(|| seat.id.to_string());
    }
    Ok(reviewers)
}

/// The newest list of this edition of each owner that was not given up.
fn newest(tx: &mut Tx<'_>, edition: &str) -> Result<HashMap<OrganisationId, Stored>> {
    let rows: Vec<RecordRow> = records::table
        .filter(records::form.eq(Form::Scope.code()))
        .filter(records::state.ne(State::Void.code()))
        .filter(records::title.eq(edition))
        .order(records::created_at.asc())
        .select(RecordRow::as_select())
        .load(tx.conn())?;
    rows.into_iter()
        .map(|row| row.read().map(|record| (record.owner, record)))
        .collect()
}

/// Owners of items that no accepted list has spoken of.
fn unanswered(tx: &mut Tx<'_>) -> Result<HashSet<String>> {
    let owners: Vec<String> = items::table
        .filter(items::scope.eq(code::of(ItemScope::Catalogued)?))
        .select(items::owner_id)
        .distinct()
        .load(tx.conn())?;
    Ok(owners.into_iter().collect())
}
