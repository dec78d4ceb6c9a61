//! `/healthz` and `/readyz`, for the supervisor.

use crate::db;
use crate::error::Result;
use crate::state::AppState;
use actix_web::{HttpResponse, web};

/// The process answers.
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ok\n")
}

/// The database answers and the store takes objects; that the database has the schema of this program
/// was asked at the start.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::DatabaseUnavailable`],
/// [`yinzheng_shared::problem::Problem::StoreUnavailable`].
pub async fn readyz(state: web::Data<AppState>) -> Result<HttpResponse> {
    state.db.read(db::ping).await?;
    state.store.probe().await?;
    Ok(healthz().await)
}
