//! `POST check/{subject}`: the rules for anyone, without a session.

use super::body::{self, Json};
use crate::auth::Checker;
use crate::error::{Error, Result};
use crate::layer::problem::language;
use crate::state::AppState;
use actix_web::{HttpRequest, web};
use yinzheng_shared::api::record::{CheckAnswer, CheckRequest};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::subject::Subject;

/// Checks content as the page does; what is wrong with it is an answer, not a failure.
///
/// # Errors
/// [`Problem::NotFound`] when no rules speak of this, [`Problem::TooMany`], [`Problem::TooLarge`].
#[utoipa::path(post, path = "/api/v1/check/{subject}", tag = "check", request_body = CheckRequest,
    params(("subject" = String, Path, description = "A form, `window-account` or `training`")),
    responses((status = 200, body = CheckAnswer), (status = 400), (status = 413), (status = 422), (status = 429)))]
pub async fn check(
    state: web::Data<AppState>,
    request: HttpRequest,
    _counted: Checker,
    path: web::Path<String>,
    Json(sent): Json<CheckRequest>,
) -> Result<web::Json<CheckAnswer>> {
    let subject = Subject::from_code(&path).ok_or(Problem::NotFound)?;
    let entry = body::entry(subject, sent.content)?;
    let language = language(&request);
    let today = sent.today.unwrap_or_else(|| state.clock.today());
    let rules = state.rules.clone();
    let report = web::block(move || entry.check(&sent.facts, &rules.context(today), language))
        .await
        .map_err(Error::internal)?;
    Ok(web::Json(CheckAnswer {
        rule_set: state.rules.digest.clone(),
        report,
    }))
}
