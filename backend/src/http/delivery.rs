//! `robots` and `messages`: what goes out beside the page, for the administrator.

use super::body::Json;
use super::text;
use crate::auth::{Asker, Person};
use crate::db;
use crate::error::{Error, Refusal, Result};
use crate::state::AppState;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use uuid::Uuid;
use yinzheng_shared::api::notice::{Delivery, NewRobot, Robot};
use yinzheng_shared::id::RobotId;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// Group robots, without what they are called with.
///
/// # Errors
/// [`Problem::Forbidden`].
#[utoipa::path(get, path = "/api/v1/robots", tag = "administration", responses((status = 200, body = [Robot]), (status = 403)))]
pub async fn robots(state: web::Data<AppState>, person: Person) -> Result<web::Json<Vec<Robot>>> {
    person.only(&[Role::Admin, Role::Auditor])?;
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::robots::list(conn, Asker::Caller(&scope)))
        .await
        .map(web::Json)
}

/// Adds a group robot, whose host must be among those at which robots may be. Address and secret are
/// never shown again. The same body again is answered as the first.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::WrongShape`], [`Problem::IdTaken`], [`Problem::NotFound`].
#[utoipa::path(post, path = "/api/v1/robots", tag = "administration", request_body = NewRobot,
    responses((status = 201, body = Robot), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn add_robot(state: web::Data<AppState>, person: Person, Json(sent): Json<NewRobot>) -> Result<HttpResponse> {
    person.only(&[Role::Admin])?;
    let new = NewRobot {
        label: text::bounded(&sent.label, "/label", 1..=100)?,
        address: text::bounded(&sent.address, "/address", 1..=500)?,
        secret: text::bounded(&sent.secret, "/secret", 1..=200)?,
        ..sent
    };
    if !state.config.delivery.robots.allow(&new.address) {
        return Err(Refusal::from(Problem::WrongShape).with_detail("/address").into());
    }
    let (id, stamp, actor, scope) = (new.id, state.clock.stamp(), person.actor(), person.scope());
    let robots = state
        .db
        .write(move |tx| {
            db::robots::add(tx, stamp, &actor, &new)?;
            db::robots::list(tx, Asker::Caller(&scope))
        })
        .await?;
    let robot = robots
        .into_iter()
        .find(|robot| robot.id == id)
        .ok_or_else(|| Error::internal("the new robot is not listed"))?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(robot))
}

/// Forgets a group robot.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`].
#[utoipa::path(delete, path = "/api/v1/robots/{id}", tag = "administration", params(("id" = RobotId, Path)),
    responses((status = 204), (status = 403), (status = 404)))]
pub async fn remove_robot(state: web::Data<AppState>, person: Person, id: web::Path<RobotId>) -> Result<HttpResponse> {
    person.only(&[Role::Admin])?;
    let (id, stamp, actor) = (*id, state.clock.stamp(), person.actor());
    state
        .db
        .write(move |tx| db::robots::remove(tx, stamp, &actor, id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What waits to be sent and what was not.
///
/// # Errors
/// [`Problem::Forbidden`].
#[utoipa::path(get, path = "/api/v1/messages", tag = "administration", responses((status = 200, body = Delivery), (status = 403)))]
pub async fn messages(state: web::Data<AppState>, person: Person) -> Result<web::Json<Delivery>> {
    person.only(&[Role::Admin, Role::Auditor])?;
    let (scope, hosts) = (person.scope(), state.config.delivery.hosts());
    state
        .db
        .read(move |conn| db::outbox::delivery(conn, Asker::Caller(&scope), hosts))
        .await
        .map(web::Json)
}

/// Lets a message that was not sent, or of which nobody knows, be sent again.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`].
#[utoipa::path(post, path = "/api/v1/messages/{id}/send", tag = "administration", params(("id" = Uuid, Path)),
    responses((status = 204), (status = 403), (status = 404)))]
pub async fn send_again(state: web::Data<AppState>, person: Person, id: web::Path<Uuid>) -> Result<HttpResponse> {
    person.only(&[Role::Admin])?;
    let (id, stamp, actor) = (id.to_string(), state.clock.stamp(), person.actor());
    state
        .db
        .write(move |tx| db::outbox::requeue(tx, stamp, &actor, &id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
