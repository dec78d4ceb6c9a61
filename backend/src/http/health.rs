//! `/healthz` and `/readyz`, for the supervisor.

use crate::db::dialect::SchemaAge;
use crate::error::Result;
use crate::state::AppState;
use actix_web::{HttpResponse, web};
use yinzheng_shared::problem::Problem;

/// The process answers.
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// The database answers and has the schema of this program.
///
/// # Errors
/// [`Problem::DatabaseUnavailable`].
pub async fn readyz(state: web::Data<AppState>) -> Result<HttpResponse> {
    let db = state.db.clone();
    let age = web::block(move || db.schema_age()).await.map_err(crate::error::Error::internal)??;
    if age == SchemaAge::Same { Ok(healthz().await) } else { Err(Problem::DatabaseUnavailable.into()) }
}
