//! `coverage` and `window-groups`: which centres are opened, and why others are not.

use super::{acting, concerned};
use crate::auth::Person;
use crate::db;
use crate::error::{Refusal, Result};
use crate::http::body::Json;
use crate::state::AppState;
use actix_web::web;
use serde::Deserialize;
use yinzheng_shared::api::window::{Coverage, Group, GroupHolds};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::problem::Problem;

/// What `GET coverage` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct CoverageQuery {
    /// The day at whose end; today when absent, never later.
    #[param(value_type = String)]
    pub on: Option<Date>,
}

/// Opened ÷ registered centres of the area that the person sees, a level at a time, with the centres
/// behind the numbers.
///
/// # Errors
/// [`Problem::Forbidden`] for those whom windows do not concern, [`Problem::BadRequest`] for a day to
/// come.
#[utoipa::path(get, path = "/api/v1/coverage", tag = "windows", params(CoverageQuery),
    responses((status = 200, body = Coverage), (status = 400), (status = 403)))]
pub async fn coverage(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<CoverageQuery>,
) -> Result<web::Json<Coverage>> {
    concerned(&person)?;
    let today = state.clock.today();
    let day = query.on.unwrap_or(today);
    if day > today {
        return Err(Refusal::from(Problem::BadRequest).with_detail("on").into());
    }
    let (scope, rules) = (person.scope(), state.rules.clone());
    state
        .db
        .read(move |conn| db::windows::coverage::on(conn, &scope, &rules.programme.windows, day))
        .await
        .map(web::Json)
}

/// The groups of cities and districts that concern the person.
///
/// # Errors
/// [`Problem::Forbidden`].
#[utoipa::path(get, path = "/api/v1/window-groups", tag = "windows", responses((status = 200, body = [Group]), (status = 403)))]
pub async fn groups(state: web::Data<AppState>, person: Person) -> Result<web::Json<Vec<Group>>> {
    concerned(&person)?;
    let (scope, today) = (person.scope(), state.clock.today());
    state
        .db
        .read(move |conn| db::windows::groups::list(conn, &scope, today))
        .await
        .map(web::Json)
}

/// Confirms what is in the group of an area.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`] when the area has no group of its own.
#[utoipa::path(put, path = "/api/v1/window-groups/{area}", tag = "windows", request_body = GroupHolds,
    params(("area" = OrganisationId, Path)), responses((status = 200, body = [Group]), (status = 403), (status = 404)))]
pub async fn confirm(
    state: web::Data<AppState>,
    person: Person,
    area: web::Path<OrganisationId>,
    Json(holds): Json<GroupHolds>,
) -> Result<web::Json<Vec<Group>>> {
    acting(&person)?;
    let (area, stamp, actor, scope) = (*area, state.clock.stamp(), person.actor(), person.scope());
    state
        .db
        .write(move |tx| {
            db::windows::groups::confirm(tx, stamp, &scope, &actor, area, holds)?;
            db::windows::groups::list(tx, &scope, stamp.on)
        })
        .await
        .map(web::Json)
}
