//! `POST business-date`: the next day of an installation whose business date is set.

use super::body::Json;
use crate::auth::Person;
use crate::db;
use crate::error::Result;
use crate::state::AppState;
use actix_web::web;
use yinzheng_shared::api::programme::BusinessDate;
use yinzheng_shared::organisation::Role;

/// Moves the business date on, for training and demonstration. The same day again changes nothing.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::Forbidden`], and those of a date that cannot be moved so.
#[utoipa::path(post, path = "/api/v1/business-date", tag = "administration", request_body = BusinessDate,
    responses((status = 200, body = BusinessDate), (status = 403), (status = 409), (status = 422)))]
pub async fn advance(
    state: web::Data<AppState>,
    person: Person,
    Json(sent): Json<BusinessDate>,
) -> Result<web::Json<BusinessDate>> {
    person.only(&[Role::Admin])?;
    state.clock.check_move(sent.today)?;
    let (stamp, actor) = (state.clock.stamp(), person.actor());
    state
        .db
        .write(move |tx| db::business_date::advance(tx, stamp, &actor, sent.today))
        .await?;
    state.clock.advance(sent.today);
    Ok(web::Json(sent))
}
