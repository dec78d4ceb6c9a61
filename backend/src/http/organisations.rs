//! `organisations`, for the administrator; everybody signed in may read their names.

use super::body::Json;
use super::text;
use crate::auth::{Asker, Person};
use crate::db;
use crate::error::Result;
use crate::state::AppState;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use yinzheng_shared::api::admin::{NewOrganisation, Organisation};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// Every organisation in the order of the tree.
///
/// # Errors
/// [`Problem::SignedOut`].
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

/// Adds an organisation. The same body again is answered as the first.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::IdTaken`].
#[utoipa::path(post, path = "/api/v1/organisations", tag = "administration", request_body = NewOrganisation,
    responses((status = 201, body = Organisation), (status = 200, body = Organisation), (status = 403), (status = 409)))]
pub async fn add(
    state: web::Data<AppState>,
    person: Person,
    Json(sent): Json<NewOrganisation>,
) -> Result<HttpResponse> {
    person.only(&[Role::Admin])?;
    let name = text::bounded(&sent.name, "/name", 1..=100)?;
    let new = NewOrganisation { name, ..sent };
    let wanted = Organisation {
        id: new.id,
        name: new.name.clone(),
        level: new.level,
        parent: new.parent,
        line: new.line,
    };
    let (stamp, actor, scope, answer) = (state.clock.stamp(), person.actor(), person.scope(), wanted.clone());
    let status = state
        .db
        .write(
            move |tx| match db::organisations::one(tx, Asker::Caller(&scope), new.id)? {
                Some(known) if known == wanted => Ok(StatusCode::OK),
                Some(_) => Err(Problem::IdTaken.into()),
                None => db::organisations::add(tx, stamp, &actor, &new).map(|()| StatusCode::CREATED),
            },
        )
        .await?;
    Ok(HttpResponse::build(status).json(answer))
}
