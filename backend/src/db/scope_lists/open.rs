//! Opening the lists of an edition.

use crate::auth::{Scope, Seat};
use crate::db::audit::{Actor, Stamp};
use crate::db::records::{Begun, insert};
use crate::db::schema::{items, organisations, records, users};
use crate::db::{Tx, code, organisations as tree};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;
use yinzheng_shared::api::scope_list::OpenedLists;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::scope::{Row, Scope as List};
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::record::State;

/// Opens the list of this edition for each department that has items and none yet: the bureau for all,
/// staff for their own. A list of an older edition, or one given up, is in nobody's way.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NoReviewer`] for one's own list, and those of the database.
pub fn open(tx: &mut Tx<'_>, scope: &Scope, stamp: Stamp, actor: &Actor, programme: &Programme) -> Result<OpenedLists> {
    let own = match scope.role() {
        Some(Role::Bureau) => None,
        Some(Role::Staff) => Some(scope.seat().id.to_string()),
        _ => return Err(Problem::Forbidden.into()),
    };
    let mut answer = OpenedLists::default();
    let (reviewers, answered) = (reviewers(tx)?, answered(tx, &programme.scope.edition)?);
    for seat in owners(tx)? {
        let id = seat.id.to_string();
        if answered.contains(&id) || own.as_ref().is_some_and(|own| *own != id) {
            continue;
        }
        let Some(reviewer) = reviewers.get(seat.area()) else {
            answer.without_reviewer.push(seat.as_ref());
            continue;
        };
        let begun = Begun {
            id: RecordId(Uuid::now_v7()),
            owner: seat.id,
            issuer: code::id(reviewer)?,
            content: Content::Scope(List {
                department: seat.name.clone(),
                edition: programme.scope.edition.clone(),
                rows: rows(tx, &id)?,
            }),
            due: Some(Due {
                date: due(&seat, programme),
                provisional: false,
            }),
            replaces: None,
            digest: String::new(),
        };
        insert(tx, scope, stamp, actor, &begun)?;
        answer.opened.push(begun.id);
    }
    if own.is_some() && !answer.without_reviewer.is_empty() {
        return Err(Problem::NoReviewer.into());
    }
    Ok(answer)
}

/// By when a department's list is asked for.
pub(super) fn due(seat: &Seat, programme: &Programme) -> Date {
    match seat.level {
        Level::City | Level::CityDepartment => programme.scope.city_by,
        Level::District | Level::Street | Level::Community | Level::DistrictDepartment => programme.scope.district_by,
    }
}

/// Organisations that own items, in the order of the tree.
pub(super) fn owners(tx: &mut crate::db::Conn) -> Result<Vec<Seat>> {
    let owning = items::table.select(items::owner_id).distinct();
    let rows: Vec<tree::Row> = organisations::table
        .filter(organisations::id.eq_any(owning))
        .order(organisations::path.asc())
        .select(tree::Row::as_select())
        .load(tx)?;
    rows.into_iter().map(tree::Row::seat).collect()
}

/// Who reviews in which area: the organisation of the reviewer who was there first.
fn reviewers(tx: &mut Tx<'_>) -> Result<BTreeMap<String, String>> {
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

/// Owners of a list of this edition that was not given up.
fn answered(tx: &mut Tx<'_>, edition: &str) -> Result<HashSet<String>> {
    let owners: Vec<String> = records::table
        .filter(records::form.eq(Form::Scope.code()))
        .filter(records::state.ne(State::Void.code()))
        .filter(records::title.eq(edition))
        .select(records::owner_id)
        .load(tx.conn())?;
    Ok(owners.into_iter().collect())
}

/// The rows of a new list: what the catalogue has of the department.
fn rows(tx: &mut Tx<'_>, owner: &str) -> Result<Vec<Row>> {
    let rows: Vec<(String, String)> = items::table
        .filter(items::owner_id.eq(owner))
        .filter(items::scope.ne_all([code::of(ItemScope::Cancelled)?, code::of(ItemScope::Moving)?]))
        .order(items::code.asc())
        .select((items::code, items::name))
        .load(tx.conn())?;
    let row = |(code, name)| Row {
        code,
        name,
        ..Row::default()
    };
    Ok(rows.into_iter().map(row).collect())
}
