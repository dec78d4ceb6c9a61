//! `records/{id}/package.zip`.

use super::download::{Show, send};
use crate::auth::Person;
use crate::db;
use crate::error::Result;
use crate::state::AppState;
use actix_web::{HttpResponse, web};
use yinzheng_shared::id::RecordId;

/// The package of an archived record: everything that proves it, without us.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::NotFound`] until it is archived.
#[utoipa::path(get, path = "/api/v1/records/{id}/package.zip", tag = "records", params(("id" = RecordId, Path)),
    responses((status = 200, content_type = "application/zip"), (status = 404)))]
pub async fn package(state: web::Data<AppState>, person: Person, id: web::Path<RecordId>) -> Result<HttpResponse> {
    let (id, scope) = (*id, person.scope());
    let package = state.db.read(move |conn| db::desk::package(conn, &scope, id)).await?;
    let name = format!("{}-r{}.zip", package.reference, package.revision);
    send(&state.store, package.hash, "application/zip", Show::Attachment, &name).await
}
