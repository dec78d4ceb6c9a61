//! `outside-cases`: cases of published items that were handled outside the platform.

use super::{acting, concerned};
use crate::auth::Person;
use crate::db;
use crate::error::Result;
use crate::http::again::status;
use crate::http::body::Json;
use crate::http::text;
use crate::state::AppState;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::window::{NewOutsideCase, OutsideCase};
use yinzheng_shared::id::OutsideCaseId;

/// What `GET outside-cases` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// `next` of the page before.
    pub cursor: Option<OutsideCaseId>,
    /// Most entries, 1 to 500; 100 when absent.
    pub limit: Option<i64>,
}

/// Lists the reports that the person may see, the newest first.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::Forbidden`] for those whom windows do not concern.
#[utoipa::path(get, path = "/api/v1/outside-cases", tag = "windows", params(ListQuery),
    responses((status = 200, body = Listing<OutsideCase>), (status = 403)))]
pub async fn list(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ListQuery>,
) -> Result<web::Json<Listing<OutsideCase>>> {
    concerned(&person)?;
    let (scope, after) = (person.scope(), query.cursor);
    let limit = query.limit.unwrap_or(100).clamp(1, 500);
    state
        .db
        .read(move |conn| db::windows::outside::list(conn, &scope, after, limit))
        .await
        .map(web::Json)
}

/// Reports a case. The same body again is answered as the first.
///
/// # Errors
/// As [`db::windows::outside::add`]; [`yinzheng_shared::problem::Problem::Forbidden`] for the auditor.
#[utoipa::path(post, path = "/api/v1/outside-cases", tag = "windows", request_body = NewOutsideCase,
    responses((status = 201), (status = 200), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn add(state: web::Data<AppState>, person: Person, Json(sent): Json<NewOutsideCase>) -> Result<HttpResponse> {
    acting(&person)?;
    let new = NewOutsideCase {
        place: text::bounded(&sent.place, "/place", 1..=100)?,
        note: text::bounded(&sent.note, "/note", 0..=500)?,
        ..sent
    };
    let (stamp, actor, scope) = (state.clock.stamp(), person.actor(), person.scope());
    let added = state
        .db
        .write(move |tx| db::windows::outside::add(tx, stamp, &scope, &actor, &new))
        .await?;
    Ok(HttpResponse::build(status(added)).finish())
}
