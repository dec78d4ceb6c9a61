//! `notices`: what a person is told.

use crate::auth::Person;
use crate::db;
use crate::db::notices::{Filter, Which};
use crate::error::Result;
use crate::state::AppState;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::notice::Notice;
use yinzheng_shared::id::NoticeId;

/// What `GET notices` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// `true`: those not read yet.
    pub unread: Option<bool>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 200; 20 when absent.
    pub limit: Option<i64>,
}

/// The person's notices, newest first.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::BadRequest`] for a cursor that leads nowhere.
#[utoipa::path(get, path = "/api/v1/notices", tag = "notices", params(ListQuery),
    responses((status = 200, body = Listing<Notice>), (status = 400)))]
pub async fn list(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ListQuery>,
) -> Result<web::Json<Listing<Notice>>> {
    let query = query.into_inner();
    let filter = Filter {
        which: if query.unread.unwrap_or_default() {
            Which::Unread
        } else {
            Which::All
        },
        after: query.cursor.map(|cursor| cursor.parse()).transpose()?,
        limit: query.limit.unwrap_or(20).clamp(1, 200),
    };
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::notices::list(conn, &scope, filter))
        .await
        .map(web::Json)
}

/// Marks a notice as read.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::NotFound`].
#[utoipa::path(post, path = "/api/v1/notices/{id}/read", tag = "notices", params(("id" = NoticeId, Path)),
    responses((status = 204), (status = 404)))]
pub async fn read(state: web::Data<AppState>, person: Person, id: web::Path<NoticeId>) -> Result<HttpResponse> {
    let (id, stamp) = (*id, state.clock.stamp());
    state
        .db
        .write(move |tx| db::notices::read_one(tx, &person.scope(), stamp, &person.actor(), id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Marks every notice of the person as read.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::SignedOut`].
#[utoipa::path(post, path = "/api/v1/notices/read", tag = "notices", responses((status = 204)))]
pub async fn read_all(state: web::Data<AppState>, person: Person) -> Result<HttpResponse> {
    let stamp = state.clock.stamp();
    state
        .db
        .write(move |tx| db::notices::read_all(tx, &person.scope(), stamp, &person.actor()))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
