//! `form-links`: items of districts that a municipal form covers by hand.

use crate::auth::Person;
use crate::db;
use crate::error::Result;
use crate::http::again::{status, written};
use crate::http::body::Json;
use crate::http::{etag, text};
use crate::state::AppState;
use actix_web::{HttpRequest, HttpResponse, web};
use yinzheng_shared::api::form_link::{FormLink, LinkStep, NewFormLink};
use yinzheng_shared::id::{FormLinkId, RecordId};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// The links of a form, as far as the person sees their items.
///
/// # Errors
/// [`Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/records/{id}/links", tag = "form links", params(("id" = RecordId, Path)),
    responses((status = 200, body = [FormLink]), (status = 404)))]
pub async fn of_record(
    state: web::Data<AppState>,
    person: Person,
    id: web::Path<RecordId>,
) -> Result<web::Json<Vec<FormLink>>> {
    links(&state, &person, *id).await.map(web::Json)
}

/// Proposes that an archived municipal form covers an item of the sender's district. The same body again is
/// answered alike.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`], [`Problem::IdTaken`], [`Problem::IllegalMove`].
#[utoipa::path(post, path = "/api/v1/form-links", tag = "form links", request_body = NewFormLink,
    responses((status = 201, body = [FormLink]), (status = 200, body = [FormLink]), (status = 403), (status = 404),
        (status = 409), (status = 422)))]
pub async fn propose(
    state: web::Data<AppState>,
    person: Person,
    Json(sent): Json<NewFormLink>,
) -> Result<HttpResponse> {
    person.only(&[Role::Staff])?;
    text::bounded(&sent.code, "/code", 1..=64)?;
    if sent.code.contains('\0') {
        return Err(Problem::NotFound.into());
    }
    let (stamp, actor, scope, record) = (state.clock.stamp(), person.actor(), person.scope(), sent.record);
    let made = written(&state, move |tx| {
        db::form_links::propose(tx, stamp, &scope, &actor, &sent)
    });
    Ok(HttpResponse::build(status(made.await?)).json(links(&state, &person, record).await?))
}

/// Consents to a link, declines it, or takes it back.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`], [`Problem::IllegalMove`], [`Problem::StaleRecord`],
/// [`Problem::PreconditionRequired`].
#[utoipa::path(post, path = "/api/v1/form-links/{id}", tag = "form links", request_body = LinkStep,
    params(("id" = FormLinkId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = [FormLink]), (status = 403), (status = 404), (status = 409), (status = 412),
        (status = 422), (status = 428)))]
pub async fn step(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<FormLinkId>,
    Json(sent): Json<LinkStep>,
) -> Result<HttpResponse> {
    person.only(&[Role::Staff])?;
    let reasoned = |reason: String| text::bounded(&reason, "/reason", 1..=500);
    let sent = match sent {
        LinkStep::Agree => LinkStep::Agree,
        LinkStep::Decline { reason } => LinkStep::Decline {
            reason: reasoned(reason)?,
        },
        LinkStep::Withdraw { reason } => LinkStep::Withdraw {
            reason: reasoned(reason)?,
        },
    };
    let (id, expected) = (*id, etag::expected(&request)?);
    let (stamp, actor, scope) = (state.clock.stamp(), person.actor(), person.scope());
    let record = state
        .db
        .write(move |tx| db::form_links::step(tx, stamp, &scope, &actor, id, expected, &sent))
        .await?;
    Ok(HttpResponse::Ok().json(links(&state, &person, record).await?))
}

async fn links(state: &AppState, person: &Person, record: RecordId) -> Result<Vec<FormLink>> {
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::form_links::of_record(conn, &scope, record))
        .await
}
