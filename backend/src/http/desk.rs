//! `desk`, and what the person there does with a set of pages.

use super::body::Json;
use super::{records, text};
use crate::archive;
use crate::auth::Person;
use crate::db;
use crate::db::desk::Seen;
use crate::error::Result;
use crate::state::AppState;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use yinzheng_shared::api::record::Record;
use yinzheng_shared::api::scan::{ConfirmScan, Desk, RefuseScan};
use yinzheng_shared::id::ScanId;
use yinzheng_shared::organisation::Role;

/// Most entries of each list; what is done makes room for the next.
const MOST: i64 = 200;

/// What waits at the desk.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::SignedOut`].
#[utoipa::path(get, path = "/api/v1/desk", tag = "scans", responses((status = 200, body = Desk)))]
pub async fn show(state: web::Data<AppState>, person: Person) -> Result<web::Json<Desk>> {
    let scope = person.scope();
    let desk = state.db.read(move |conn| {
        Ok(Desk {
            sets: db::desk::sets(conn, &scope, MOST)?,
            unassigned: db::scans::unassigned(conn, &scope, MOST)?,
        })
    });
    desk.await.map(web::Json)
}

/// Confirms a complete set: archives the record and moves its items.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::OwnUpload`], `StaleRecord`, `IllegalMove`,
/// `WrongShape` when a mark is missing.
#[utoipa::path(post, path = "/api/v1/scans/{id}/confirm", tag = "scans", request_body = ConfirmScan,
    params(("id" = ScanId, Path)),
    responses((status = 200, body = Record), (status = 403), (status = 404), (status = 409), (status = 412), (status = 422)))]
pub async fn confirm(
    state: web::Data<AppState>,
    person: Person,
    id: web::Path<ScanId>,
    Json(sent): Json<ConfirmScan>,
) -> Result<HttpResponse> {
    person.only(&[Role::Bureau])?;
    let seen = Seen {
        scan: *id,
        record: sent.record,
        revision: sent.revision,
    };
    archive::confirm(&state, &person, seen, &sent.marks).await?;
    records::answer(&state, &person, sent.record, StatusCode::OK).await
}

/// Refuses a complete set with a reason; the record waits for other scans.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::StaleRecord`], `IllegalMove`, `WrongShape` without a reason.
#[utoipa::path(post, path = "/api/v1/scans/{id}/refuse", tag = "scans", request_body = RefuseScan,
    params(("id" = ScanId, Path)),
    responses((status = 200, body = Record), (status = 403), (status = 404), (status = 409), (status = 412), (status = 422)))]
pub async fn refuse(
    state: web::Data<AppState>,
    person: Person,
    id: web::Path<ScanId>,
    Json(sent): Json<RefuseScan>,
) -> Result<HttpResponse> {
    person.only(&[Role::Bureau])?;
    let reason = text::bounded(&sent.reason, "/reason", 1..=500)?;
    let seen = Seen {
        scan: *id,
        record: sent.record,
        revision: sent.revision,
    };
    let (stamp, change) = (state.clock.stamp(), person.clone());
    state
        .db
        .write(move |tx| db::desk::refuse(tx, &change.scope(), stamp, &change.actor(), seen, &reason))
        .await?;
    records::answer(&state, &person, sent.record, StatusCode::OK).await
}
