//! `scope-lists`: opening, overview, acceptance, transfers.

use super::body::Json;
use super::{etag, records, text};
use crate::archive;
use crate::auth::Person;
use crate::db;
use crate::error::Result;
use crate::state::AppState;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::api::scope_list::{AcceptRecord, OpenedLists, ScopeOverview, Transfer, TransferAnswer};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::problem::Problem;

/// Opens the lists of the programme's edition: the bureau for every department, staff for their own.
///
/// # Errors
/// [`Problem::Forbidden`], `NoReviewer`.
#[utoipa::path(post, path = "/api/v1/scope-lists", tag = "scope lists",
    responses((status = 200, body = OpenedLists), (status = 403), (status = 409)))]
pub async fn open(state: web::Data<AppState>, person: Person) -> Result<web::Json<OpenedLists>> {
    let (stamp, rules) = (state.clock.stamp(), Arc::clone(&state.rules));
    state
        .db
        .write(move |tx| db::scope_lists::open(tx, &person.scope(), stamp, &person.actor(), &rules.programme))
        .await
        .map(web::Json)
}

/// Departments that have items, with their lists: who has answered and who has not.
///
/// # Errors
/// [`Problem::SignedOut`].
#[utoipa::path(get, path = "/api/v1/scope-lists", tag = "scope lists", responses((status = 200, body = ScopeOverview)))]
pub async fn overview(state: web::Data<AppState>, person: Person) -> Result<web::Json<ScopeOverview>> {
    let (scope, rules) = (person.scope(), Arc::clone(&state.rules));
    state
        .db
        .read(move |conn| db::scope_lists::overview(conn, &scope, &rules.programme))
        .await
        .map(web::Json)
}

/// Accepts a list: it is archived, and its items are in scope or left out.
///
/// # Errors
/// [`Problem::ConsentMissing`], `StaleRecord`, `IllegalMove`, `Forbidden`.
#[utoipa::path(post, path = "/api/v1/records/{id}/accept", tag = "records", request_body = AcceptRecord,
    params(("id" = RecordId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Record), (status = 403), (status = 409), (status = 412), (status = 428)))]
pub async fn accept(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
    Json(sent): Json<AcceptRecord>,
) -> Result<HttpResponse> {
    let (id, expected) = (*id, etag::expected(&request)?);
    archive::accept(&state, &person, id, expected, sent.consents).await?;
    records::answer(&state, &person, id, StatusCode::OK).await
}

/// Items that move between departments, as far as they concern the person.
///
/// # Errors
/// [`Problem::SignedOut`].
#[utoipa::path(get, path = "/api/v1/transfers", tag = "scope lists", responses((status = 200, body = [Transfer])))]
pub async fn transfers(state: web::Data<AppState>, person: Person) -> Result<web::Json<Vec<Transfer>>> {
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::scope_lists::waiting(conn, &scope))
        .await
        .map(web::Json)
}

/// The receiving department takes an item over, or refuses it with a reason.
///
/// # Errors
/// [`Problem::NotFound`], `IllegalMove`, `Forbidden`.
#[utoipa::path(post, path = "/api/v1/transfers/{record}/{code}", tag = "scope lists", request_body = TransferAnswer,
    params(("record" = RecordId, Path), ("code" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn answer(
    state: web::Data<AppState>,
    person: Person,
    path: web::Path<(RecordId, String)>,
    Json(sent): Json<TransferAnswer>,
) -> Result<HttpResponse> {
    let (record, code) = path.into_inner();
    if code.contains('\0') {
        return Err(Problem::NotFound.into());
    }
    let sent = match sent {
        TransferAnswer::Accept => TransferAnswer::Accept,
        TransferAnswer::Refuse { reason } => TransferAnswer::Refuse {
            reason: text::bounded(&reason, "/reason", 1..=500)?,
        },
    };
    let stamp = state.clock.stamp();
    state
        .db
        .write(move |tx| db::scope_lists::answer(tx, &person.scope(), stamp, &person.actor(), record, &code, &sent))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
