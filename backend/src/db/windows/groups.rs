//! The groups (钉钉群) of cities and districts: what somebody found in them.

use super::centres::has_group;
use super::sight;
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Stamp, Window};
use crate::db::schema::{organisations, users, window_groups};
use crate::db::{Conn, Tx, audit, code};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;
use yinzheng_shared::api::window::{Confirmation, Group, GroupHolds};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::organisation::{OrganisationRef, Role};
use yinzheng_shared::problem::Problem;

/// An organisation that has a group of its own.
pub(super) struct Area {
    pub(super) id: String,
    name: String,
    pub(super) path: String,
}

/// Cities and districts, in the order of the tree.
pub(super) fn areas(conn: &mut Conn) -> Result<Vec<Area>> {
    let rows: Vec<(String, String, String, String)> = organisations::table
        .order(organisations::path.asc())
        .select((
            organisations::id,
            organisations::name,
            organisations::level,
            organisations::path,
        ))
        .load(conn)?;
    let mut areas = Vec::new();
    for (id, name, level, path) in rows {
        if has_group(code::word(&level)?) {
            areas.push(Area { id, name, path });
        }
    }
    Ok(areas)
}

/// What holds on a day in the group of each area, by area.
pub(super) fn confirmed(conn: &mut Conn, on: Date) -> Result<HashMap<String, Confirmation>> {
    type Found = (String, String, bool, bool, bool, String);
    let rows: Vec<Found> = window_groups::table
        .inner_join(users::table.on(users::id.eq(window_groups::confirmed_by)))
        .filter(window_groups::confirmed_on.le(on.to_string()))
        .order((window_groups::confirmed_at.asc(), window_groups::id.asc()))
        .select((
            window_groups::area_id,
            window_groups::confirmed_on,
            window_groups::films,
            window_groups::manual,
            window_groups::maintainers,
            users::name,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(area, on, films, manual, maintainers, by)| {
            let holds = GroupHolds {
                films,
                manual,
                maintainers,
            };
            let on = code::day(&on)?;
            Ok((area, Confirmation { on, by, holds }))
        })
        .collect()
}

/// The groups of the areas that the scope shows, and those above the own one.
///
/// # Errors
/// Of the database.
pub fn list(conn: &mut Conn, scope: &Scope, on: Date) -> Result<Vec<Group>> {
    let everywhere = matches!(scope.role(), Some(Role::Bureau | Role::Auditor));
    let seat = scope.seat().area().to_owned();
    let mut confirmed = confirmed(conn, on)?;
    areas(conn)?
        .into_iter()
        .filter(|area| everywhere || area.path.starts_with(&seat) || seat.starts_with(&area.path))
        .map(|area| {
            Ok(Group {
                confirmed: confirmed.remove(&area.id),
                yours: sight::administers(scope, &area.path),
                area: OrganisationRef {
                    id: code::id(&area.id)?,
                    name: area.name,
                },
            })
        })
        .collect()
}

/// Keeps what somebody found in the group of an area.
///
/// # Errors
/// [`Problem::NotFound`] when the area has no group, [`Problem::Forbidden`] when the one who asks does
/// not administer it, and those of the database.
pub fn confirm(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    scope: &Scope,
    actor: &Actor,
    area: OrganisationId,
    holds: GroupHolds,
) -> Result<()> {
    let seat = crate::db::organisations::seat(tx, area)?.ok_or(Problem::NotFound)?;
    if !has_group(seat.level) {
        return Err(Problem::NotFound.into());
    }
    if !sight::administers(scope, &seat.path) {
        return Err(Problem::Forbidden.into());
    }
    let known = confirmed(tx, stamp.on)?;
    if known.get(&area.to_string()).is_some_and(|known| known.holds == holds) {
        return Ok(());
    }
    diesel::insert_into(window_groups::table)
        .values((
            window_groups::id.eq(Uuid::now_v7().to_string()),
            window_groups::area_id.eq(area.to_string()),
            window_groups::confirmed_on.eq(stamp.on.to_string()),
            window_groups::films.eq(holds.films),
            window_groups::manual.eq(holds.manual),
            window_groups::maintainers.eq(holds.maintainers),
            window_groups::confirmed_by.eq(scope.user().ok_or(Problem::Forbidden)?.to_string()),
            window_groups::confirmed_at.eq(stamp.at),
        ))
        .execute(tx.conn())?;
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_window(Window::GroupConfirmed, Some(area.0)),
    )
}
