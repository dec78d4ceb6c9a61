//! `organisations`, for the administrator; everybody signed in may read their names.

use super::body::Json;
use super::text;
use crate::auth::{Asker, Person};
use crate::db;
use crate::error::Result;
use crate::state::AppState;
use actix_web::{HttpResponse, web};
use yinzheng_shared::api::admin::{NewOrganisation, Organisation};
use yinzheng_shared::organisation::Role;

/// Every organisation in the order of the tree.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::SignedOut`].
#[utoipa::path(get, path = "/api/v1/organisations", tag = "administration",
    responses((status = 200, body = [Organisation])))]
pub async fn list(state: web::Data<AppState>, person: Person) -> Result<web::Json<Vec<Organisation>>> {
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::organisations::all(conn, Asker::Caller(&scope)))
        .await
        .map(web::Json)
}

/// Adds an organisation.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::Forbidden`], [`yinzheng_shared::problem::Problem::IdTaken`].
#[utoipa::path(post, path = "/api/v1/organisations", tag = "administration", request_body = NewOrganisation,
    responses((status = 201, body = Organisation), (status = 403), (status = 409)))]
pub async fn add(
    state: web::Data<AppState>,
    person: Person,
    Json(sent): Json<NewOrganisation>,
) -> Result<HttpResponse> {
    person.only(&[Role::Admin])?;
    let new = NewOrganisation {
        name: text::bounded(&sent.name, "/name", 1..=100)?,
        ..sent
    };
    let (stamp, actor, kept) = (state.clock.stamp(), person.actor(), new.clone());
    state
        .db
        .write(move |tx| db::organisations::add(tx, stamp, &actor, &kept))
        .await?;
    let NewOrganisation {
        id,
        name,
        level,
        parent,
        line,
    } = new;
    Ok(HttpResponse::Created().json(Organisation {
        id,
        name,
        level,
        parent,
        line,
    }))
}
