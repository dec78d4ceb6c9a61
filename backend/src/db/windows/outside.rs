//! Cases of published items that were handled outside the platform.

use super::sight::{self, Sight};
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Stamp, Window};
use crate::db::maker::Created;
use crate::db::organisations::taken;
use crate::db::schema::{items, organisations, outside_cases, users};
use crate::db::{Backend, Conn, Tx, audit, code, page};
use crate::error::{Refusal, Result};
use diesel::dsl::exists;
use diesel::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::window::{NewOutsideCase, OutsideCase};
use yinzheng_shared::id::OutsideCaseId;
use yinzheng_shared::organisation::{OrganisationRef, Role};
use yinzheng_shared::problem::Problem;

type Found = (
    (String, String, String, String, String, String),
    String,
    String,
    (String, String),
);

/// One page of the reports that the scope shows, the newest first: of items that it shows, all of them
/// or those by its own organisation, by those of its area, and of its own items.
///
/// # Errors
/// Of the database.
pub fn list(conn: &mut Conn, scope: &Scope, after: Option<OutsideCaseId>, limit: i64) -> Result<Listing<OutsideCase>> {
    let total: i64 = matching(scope).count().get_result(conn)?;
    let mut page = matching(scope).select(outside_cases::id);
    if let Some(after) = after {
        page = page.filter(outside_cases::id.lt(after.to_string()));
    }
    let ids: Vec<String> = page.order(outside_cases::id.desc()).limit(limit + 1).load(conn)?;
    let (ids, more) = page::cut(ids, limit);
    let next = ids.last().filter(|_| more).cloned();
    Ok(Listing {
        entries: bodies(conn, ids)?,
        total: u64::try_from(total).unwrap_or_default(),
        next,
    })
}

fn bodies(conn: &mut Conn, ids: Vec<String>) -> Result<Vec<OutsideCase>> {
    let rows: Vec<Found> = outside_cases::table
        .inner_join(items::table.on(items::code.eq(outside_cases::item_code)))
        .inner_join(users::table.on(users::id.eq(outside_cases::reported_by)))
        .inner_join(organisations::table.on(organisations::id.eq(outside_cases::organisation_id)))
        .filter(outside_cases::id.eq_any(ids))
        .order(outside_cases::id.desc())
        .select((
            (
                outside_cases::id,
                outside_cases::item_code,
                outside_cases::happened_on,
                outside_cases::place,
                outside_cases::note,
                outside_cases::reported_on,
            ),
            items::name,
            users::name,
            (organisations::id, organisations::name),
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|((id, item, on, place, note, reported_on), item_name, by, unit)| {
            Ok(OutsideCase {
                id: code::id(&id)?,
                item,
                item_name,
                on: code::day(&on)?,
                place,
                note,
                by,
                organisation: OrganisationRef {
                    id: code::id(&unit.0)?,
                    name: unit.1,
                },
                reported_on: code::day(&reported_on)?,
            })
        })
        .collect()
}

fn matching<'a>(scope: &Scope) -> outside_cases::BoxedQuery<'a, Backend> {
    let own = scope.seat().id.to_string();
    let mut query = outside_cases::table.into_boxed();
    if !matches!(sight::of(scope), Sight::Everything) {
        // Asked of the item of each: there are more published items than such cases.
        let shown = items::table
            .filter(items::code.eq(outside_cases::item_code))
            .filter(crate::db::items::published_to(own.clone()))
            .select(items::code);
        query = query.filter(exists(shown));
    }
    let own_items = items::table
        .filter(items::owner_id.eq(own.clone()).or(items::serving_id.eq(own.clone())))
        .select(items::code);
    let ours = outside_cases::organisation_id
        .eq(own)
        .or(outside_cases::item_code.eq_any(own_items));
    match sight::of(scope) {
        Sight::Everything => query,
        Sight::Area(prefix) if scope.role() != Some(Role::Staff) => {
            let area = organisations::table
                .filter(organisations::path.like(prefix))
                .select(organisations::id);
            query.filter(ours.or(outside_cases::organisation_id.eq_any(area)))
        }
        Sight::Area(_) | Sight::Nothing => query.filter(ours),
    }
}

/// Keeps a report.
///
/// # Errors
/// [`Problem::NotFound`] when no published item of this code is the asker's to see,
/// [`Problem::WrongShape`] for a day to come, [`Problem::IdTaken`], and those of the database.
pub fn add(tx: &mut Tx<'_>, stamp: Stamp, scope: &Scope, actor: &Actor, new: &NewOutsideCase) -> Result<Created> {
    let by = scope.user().ok_or(Problem::Forbidden)?.to_string();
    let before: Option<(String, String, String, String, String)> = outside_cases::table
        .find(new.id.to_string())
        .select((
            outside_cases::item_code,
            outside_cases::happened_on,
            outside_cases::place,
            outside_cases::note,
            outside_cases::reported_by,
        ))
        .first(tx.conn())
        .optional()?;
    let row = (
        new.item.clone(),
        new.on.to_string(),
        new.place.clone(),
        new.note.clone(),
        by.clone(),
    );
    match before {
        Some(before) if before == row => return Ok(Created::Before),
        Some(_) => return Err(Problem::IdTaken.into()),
        None => {}
    }
    if new.on > stamp.on {
        return Err(Refusal::from(Problem::WrongShape).with_detail("/on").into());
    }
    let published: i64 = crate::db::items::published(scope)
        .filter(items::code.eq(new.item.replace('\0', "")))
        .count()
        .get_result(tx.conn())?;
    if published == 0 {
        return Err(Refusal::from(Problem::NotFound).with_detail("/item").into());
    }
    diesel::insert_into(outside_cases::table)
        .values((
            outside_cases::id.eq(new.id.to_string()),
            outside_cases::item_code.eq(row.0),
            outside_cases::happened_on.eq(row.1),
            outside_cases::place.eq(row.2),
            outside_cases::note.eq(row.3),
            outside_cases::organisation_id.eq(scope.seat().id.to_string()),
            outside_cases::reported_by.eq(by),
            outside_cases::reported_on.eq(stamp.on.to_string()),
            outside_cases::reported_at.eq(stamp.at),
        ))
        .execute(tx.conn())
        .map_err(taken)?;
    let entry = Entry::of_window(Window::OutsideCaseReported, Some(new.id.0)).with_item(&new.item);
    audit::record(tx, stamp, actor, &entry).map(|()| Created::Now)
}
