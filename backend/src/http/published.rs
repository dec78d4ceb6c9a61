//! `published`: published items and their guides, for anybody. No session is asked for and none is looked at.

use super::etag;
use crate::auth::Anyone;
use crate::db;
use crate::error::Result;
use crate::state::AppState;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::published::{Published, PublishedItem};
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::problem::Problem;

/// Seconds for which anybody on the way may keep an answer.
const FRESH: u32 = 60;

/// What `GET published` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// Part of a name, or three signs or more of a code.
    pub q: Option<String>,
    /// Whose items.
    pub organisation: Option<OrganisationId>,
    /// Release batch.
    pub batch: Option<u8>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 200; 50 when absent.
    pub limit: Option<i64>,
}

/// Lists what is published, in the order of the codes. Needs no session; secret, sensitive and cancelled
/// items are never shown.
///
/// # Errors
/// [`Problem::TooMany`], [`Problem::BadRequest`].
#[utoipa::path(get, path = "/api/v1/published", tag = "published", params(ListQuery),
    responses((status = 200, body = Listing<PublishedItem>), (status = 304), (status = 400), (status = 429)))]
pub async fn list(
    state: web::Data<AppState>,
    request: HttpRequest,
    anyone: Anyone,
    query: web::Query<ListQuery>,
) -> Result<HttpResponse> {
    let query = query.into_inner();
    if query.cursor.as_deref().is_some_and(|cursor| cursor.contains('\0')) {
        return Err(Problem::BadRequest.into());
    }
    let filter = db::published::Filter {
        text: query.q,
        organisation: query.organisation,
        batch: query.batch,
        after: query.cursor,
        limit: query.limit.unwrap_or(50).clamp(1, 200),
    };
    let listing = state
        .db
        .read(move |conn| db::published::list(conn, anyone, &filter))
        .await?;
    etag::fresh_for(&request, FRESH, &listing)
}

/// A published item and what its guide (智慧导办) asks for.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::TooMany`].
#[utoipa::path(get, path = "/api/v1/published/{code}", tag = "published",
    params(("code" = String, Path, description = "Item code")),
    responses((status = 200, body = Published), (status = 304), (status = 404), (status = 429)))]
pub async fn show(
    state: web::Data<AppState>,
    request: HttpRequest,
    anyone: Anyone,
    code: web::Path<String>,
) -> Result<HttpResponse> {
    if code.contains('\0') {
        return Err(Problem::NotFound.into());
    }
    let published = state
        .db
        .read(move |conn| db::published::show(conn, anyone, &code))
        .await?;
    etag::fresh_for(&request, FRESH, &published)
}

/// The organisations of which something is published.
///
/// # Errors
/// [`Problem::TooMany`].
#[utoipa::path(get, path = "/api/v1/published-organisations", tag = "published",
    responses((status = 200, body = [OrganisationRef]), (status = 304), (status = 429)))]
pub async fn organisations(state: web::Data<AppState>, request: HttpRequest, anyone: Anyone) -> Result<HttpResponse> {
    let owners = state.db.read(move |conn| db::published::owners(conn, anyone)).await?;
    etag::fresh_for(&request, FRESH, &owners)
}
