//! `records/{id}/print`: freezing a revision, and its stored print.

use super::download::{Show, send};
use super::{etag, records};
use crate::auth::Person;
use crate::db;
use crate::error::Result;
use crate::print;
use crate::state::AppState;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::id::RecordId;

/// Freezes the submitted revision and stores its print. Once printed, the print stands.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::MissingGlyph`], `StaleRecord`, `IllegalMove`, `Forbidden`.
#[utoipa::path(post, path = "/api/v1/records/{id}/print", tag = "records",
    params(("id" = RecordId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Record), (status = 403), (status = 409), (status = 412), (status = 422), (status = 428)))]
pub async fn print(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
) -> Result<HttpResponse> {
    let id = *id;
    print::freeze(&state, &person, id, etag::expected(&request)?).await?;
    records::answer(&state, &person, id, StatusCode::OK).await
}

/// What `GET records/{id}/print.pdf` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct PdfQuery {
    /// An earlier revision; absent: the current one.
    pub revision: Option<u16>,
}

/// The stored print, byte for byte.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/records/{id}/print.pdf", tag = "records", params(("id" = RecordId, Path), PdfQuery),
    responses((status = 200, content_type = "application/pdf"), (status = 404)))]
pub async fn pdf(
    state: web::Data<AppState>,
    person: Person,
    id: web::Path<RecordId>,
    query: web::Query<PdfQuery>,
) -> Result<HttpResponse> {
    let (id, scope, revision) = (*id, person.scope(), query.revision);
    let print = state
        .db
        .read(move |conn| db::prints::pdf(conn, &scope, id, revision))
        .await?;
    let name = format!("{}-r{}.pdf", print.reference, print.revision);
    send(&state.store, print.hash, "application/pdf", Show::Inline, &name).await
}

/// A picture of a page of the current print, for the desk.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/records/{id}/print/{page}.png", tag = "records",
    params(("id" = RecordId, Path), ("page" = u8, Path, description = "From 1")),
    responses((status = 200, content_type = "image/png"), (status = 404)))]
pub async fn picture(
    state: web::Data<AppState>,
    person: Person,
    path: web::Path<(RecordId, u8)>,
) -> Result<HttpResponse> {
    let ((id, page), scope) = (*path, person.scope());
    let picture = state
        .db
        .read(move |conn| db::prints::picture(conn, &scope, id, page))
        .await?;
    send(&state.store, picture, "image/png", Show::Inline, &format!("{page}.png")).await
}
