//! `optimization-sessions`: sessions in which items are gone through (事项梳理会).

use crate::auth::Person;
use crate::db;
use crate::db::optimization_sessions::{Cursor, Filter};
use crate::error::{Refusal, Result};
use crate::http::again::{judged, status};
use crate::http::body::Json;
use crate::http::{etag, text};
use crate::state::AppState;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::optimization_session::{CallOff, ConvenedSession, NewOptimizationSession};
use yinzheng_shared::id::OptimizationSessionId;
use yinzheng_shared::optimization_session::{MOST_ITEMS, MOST_PEOPLE, OptimizationSession};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// What `GET optimization-sessions` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// Part of the title or of the place.
    pub q: Option<String>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 50; 20 when absent.
    pub limit: Option<i64>,
}

/// Lists the sessions that the person may see, the latest day first.
///
/// # Errors
/// [`Problem::Forbidden`] for those whom sessions do not concern.
#[utoipa::path(get, path = "/api/v1/optimization-sessions", tag = "optimization sessions", params(ListQuery),
    responses((status = 200, body = Listing<ConvenedSession>), (status = 403)))]
pub async fn list(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ListQuery>,
) -> Result<web::Json<Listing<ConvenedSession>>> {
    concerned(&person)?;
    let query = query.into_inner();
    let filter = Filter {
        text: query.q,
        after: query.cursor.map(|cursor| cursor.parse::<Cursor>()).transpose()?,
        limit: query.limit.unwrap_or(20).clamp(1, 50),
    };
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::optimization_sessions::list(conn, &scope, &filter))
        .await
        .map(web::Json)
}

/// Convenes a session. The same body again is answered with it as it is.
///
/// # Errors
/// [`Problem::RulesBroken`], [`Problem::Forbidden`], [`Problem::IdTaken`], [`Problem::NotFound`] when nobody is the
/// organisation that is invited.
#[utoipa::path(post, path = "/api/v1/optimization-sessions", tag = "optimization sessions",
    request_body = NewOptimizationSession,
    responses((status = 201, body = ConvenedSession), (status = 200, body = ConvenedSession), (status = 403),
        (status = 404), (status = 409), (status = 422)))]
pub async fn add(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    Json(sent): Json<NewOptimizationSession>,
) -> Result<HttpResponse> {
    person.only(&[Role::Bureau])?;
    bounded(&sent.session, "/session")?;
    let id = sent.id;
    let added = judged(&state, &request, &person, move |tx, maker| {
        db::optimization_sessions::add(tx, maker, &sent)
    });
    let made = status(added.await?);
    answer(&state, &person, id, made).await
}

/// Shows a session.
///
/// # Errors
/// [`Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/optimization-sessions/{id}", tag = "optimization sessions",
    params(("id" = OptimizationSessionId, Path)),
    responses((status = 200, body = ConvenedSession), (status = 403), (status = 404)))]
pub async fn show(
    state: web::Data<AppState>,
    person: Person,
    id: web::Path<OptimizationSessionId>,
) -> Result<HttpResponse> {
    concerned(&person)?;
    answer(&state, &person, *id, StatusCode::OK).await
}

/// Changes a session.
///
/// # Errors
/// As for convening; [`Problem::StaleRecord`], [`Problem::PreconditionRequired`].
#[utoipa::path(put, path = "/api/v1/optimization-sessions/{id}", tag = "optimization sessions",
    request_body = OptimizationSession,
    params(("id" = OptimizationSessionId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = ConvenedSession), (status = 403), (status = 404), (status = 412), (status = 422),
        (status = 428)))]
pub async fn change(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<OptimizationSessionId>,
    Json(sent): Json<OptimizationSession>,
) -> Result<HttpResponse> {
    person.only(&[Role::Bureau])?;
    bounded(&sent, "")?;
    let (id, expected) = (*id, etag::expected(&request)?);
    let changed = judged(&state, &request, &person, move |tx, maker| {
        db::optimization_sessions::change(tx, maker, id, expected, &sent)
    });
    changed.await?;
    answer(&state, &person, id, StatusCode::OK).await
}

/// Calls a session off: its items are free for another, forms that began from it stay.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::IllegalMove`], [`Problem::StaleRecord`],
/// [`Problem::PreconditionRequired`].
#[utoipa::path(post, path = "/api/v1/optimization-sessions/{id}/call-off", tag = "optimization sessions",
    request_body = CallOff, params(("id" = OptimizationSessionId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = ConvenedSession), (status = 403), (status = 404), (status = 409), (status = 412),
        (status = 422), (status = 428)))]
pub async fn call_off(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<OptimizationSessionId>,
    Json(sent): Json<CallOff>,
) -> Result<HttpResponse> {
    person.only(&[Role::Bureau])?;
    let reason = text::bounded(&sent.reason, "/reason", 1..=500)?;
    let (id, expected) = (*id, etag::expected(&request)?);
    let (stamp, actor, scope) = (state.clock.stamp(), person.actor(), person.scope());
    state
        .db
        .write(move |tx| db::optimization_sessions::call_off(tx, stamp, &scope, &actor, id, expected, &reason))
        .await?;
    answer(&state, &person, id, StatusCode::OK).await
}

/// Whom sessions concern.
fn concerned(person: &Person) -> Result<()> {
    person.only(&[Role::Staff, Role::Bureau, Role::Reviewer, Role::Egov, Role::Auditor])
}

/// More than the rules allow is not asked of the database.
fn bounded(session: &OptimizationSession, at: &str) -> Result<()> {
    let list = if session.items.len() > MOST_ITEMS {
        "items"
    } else if session.invited.len() > MOST_PEOPLE {
        "invited"
    } else if session.participants.len() > MOST_PEOPLE {
        "participants"
    } else {
        return Ok(());
    };
    Err(Refusal::from(Problem::WrongShape)
        .with_detail(format!("{at}/{list}"))
        .into())
}

async fn answer(
    state: &AppState,
    person: &Person,
    id: OptimizationSessionId,
    status: StatusCode,
) -> Result<HttpResponse> {
    let scope = person.scope();
    let session = state
        .db
        .read(move |conn| db::optimization_sessions::show(conn, &scope, id))
        .await?;
    let tag = etag::header(&session.etag);
    Ok(HttpResponse::build(status).insert_header(("ETag", tag)).json(session))
}
