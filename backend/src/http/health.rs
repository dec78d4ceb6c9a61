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

/// The database answers; that it has the schema of this program was asked at the start.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::DatabaseUnavailable`].
pub async fn readyz(state: web::Data<AppState>) -> Result<HttpResponse> {
    state.db.read(db::ping).await?;
    Ok(healthz().await)
}
