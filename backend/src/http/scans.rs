//! `scans`: uploads, their outcomes, their pictures.

use super::body::Json;
use super::download::{Show, send};
use crate::auth::{Caller, Identity, Person};
use crate::db;
use crate::db::scans::{NewScan, Received, Size};
use crate::error::Result;
use crate::scan::upload::{HEAD, file_name, media_type};
use crate::state::AppState;
use crate::store::{Store, Stored};
use actix_multipart::Multipart;
use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::web::Bytes;
use actix_web::{FromRequest as _, HttpRequest, HttpResponse, web};
use futures_util::{Stream, StreamExt as _};
use serde::Deserialize;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::scan::{AssignPage, Scan};
use yinzheng_shared::id::ScanId;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// What `POST scans` takes beside the file.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct UploadQuery {
    /// Name of the file, when the body is the file itself.
    pub file_name: Option<String>,
}

/// Takes a scan: `multipart/form-data` with a part `file`, or the bytes themselves. It is stored as it
/// came before it is answered, and read afterwards. The same bytes again are answered with the first.
///
/// # Errors
/// [`Problem::MediaType`], [`Problem::TooLarge`], [`Problem::BadRequest`] for an empty file,
/// [`Problem::StoreUnavailable`].
#[utoipa::path(post, path = "/api/v1/scans", tag = "scans", params(UploadQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 202, body = Scan), (status = 400), (status = 413), (status = 415), (status = 503)))]
pub async fn upload(
    state: web::Data<AppState>,
    request: HttpRequest,
    caller: Caller,
    query: web::Query<UploadQuery>,
    payload: web::Payload,
) -> Result<HttpResponse> {
    if let Identity::Person(person) = &caller.identity {
        person.only(&[Role::Staff, Role::Builder, Role::Bureau])?;
    }
    let file = receive(&state, &request, payload.into_inner(), query.file_name.as_deref()).await?;
    let new = NewScan {
        stored: file.stored,
        file_name: file.name,
        media_type: file.media_type,
        actor: caller.actor(),
    };
    let (stamp, scope) = (state.clock.stamp(), caller.scope());
    let (received, mut scan) = state
        .db
        .write(move |tx| {
            let received = db::scans::receive(tx, stamp, &new)?;
            let (Received::New(id) | Received::SeenBefore(id)) = received;
            Ok((received, db::scans::acknowledged(tx, &scope, id)?))
        })
        .await?;
    scan.seen_before = matches!(received, Received::SeenBefore(_));
    if !scan.seen_before {
        state.bell.ring();
    }
    Ok(HttpResponse::Accepted()
        .insert_header((LOCATION, format!("/api/v1/scans/{}", scan.id)))
        .json(scan))
}

struct ReceivedFile {
    stored: Stored,
    name: String,
    media_type: &'static str,
}

async fn receive(
    state: &AppState,
    request: &HttpRequest,
    mut payload: Payload,
    name: Option<&str>,
) -> Result<ReceivedFile> {
    let limit = state.config.limits.scan_bytes as u64;
    let is_multipart = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.to_ascii_lowercase().starts_with("multipart/form-data"));
    if !is_multipart {
        let (stored, media_type) = keep(&state.store, limit, payload).await?;
        return Ok(ReceivedFile {
            stored,
            name: file_name(name.unwrap_or_default()),
            media_type,
        });
    }
    let mut parts = Multipart::from_request(request, &mut payload)
        .await
        .map_err(|_| Problem::BadRequest)?;
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| Problem::BadRequest)?;
        if part.name() == Some("file") {
            let sent = part
                .content_disposition()
                .and_then(|disposition| disposition.get_filename());
            let name = file_name(sent.or(name).unwrap_or_default());
            let (stored, media_type) = keep(&state.store, limit, part).await?;
            return Ok(ReceivedFile {
                stored,
                name,
                media_type,
            });
        }
    }
    Err(Problem::BadRequest.into())
}

/// Stores a stream of bytes, once its beginning tells a type that is taken.
async fn keep<E>(
    store: &Store,
    limit: u64,
    mut pieces: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<(Stored, &'static str)> {
    let mut head = Vec::with_capacity(HEAD);
    let mut upload = store.upload(limit).await?;
    let mut known = None;
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Problem::BadRequest)?;
        if known.is_none() {
            head.extend(piece.iter().take(HEAD - head.len()));
            if head.len() == HEAD {
                known = Some(media_type(&head).ok_or(Problem::MediaType)?);
            }
        }
        upload = upload.append(piece).await?;
    }
    if head.is_empty() {
        return Err(crate::error::Refusal::from(Problem::BadRequest)
            .with_detail("file")
            .into());
    }
    let known = match known {
        Some(known) => known,
        None => media_type(&head).ok_or(Problem::MediaType)?,
    };
    Ok((upload.keep().await?, known))
}

/// What `GET scans` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 200; 50 when absent.
    pub limit: Option<i64>,
}

/// Lists uploads, newest first.
///
/// # Errors
/// [`Problem::BadRequest`] for an unknown cursor.
#[utoipa::path(get, path = "/api/v1/scans", tag = "scans", params(ListQuery),
    responses((status = 200, body = Listing<Scan>)))]
pub async fn list(
    state: web::Data<AppState>,
    caller: Caller,
    query: web::Query<ListQuery>,
) -> Result<web::Json<Listing<Scan>>> {
    let scope = caller.scope();
    let after = query.cursor.as_deref().map(str::parse).transpose()?;
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    state
        .db
        .read(move |conn| db::scans::list(conn, &scope, after, limit))
        .await
        .map(web::Json)
}

/// An upload with the outcomes of its pages.
///
/// # Errors
/// [`Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/scans/{id}", tag = "scans", params(("id" = ScanId, Path)),
    responses((status = 200, body = Scan), (status = 404)))]
pub async fn show(state: web::Data<AppState>, caller: Caller, id: web::Path<ScanId>) -> Result<web::Json<Scan>> {
    let (id, scope) = (*id, caller.scope());
    state
        .db
        .read(move |conn| db::scans::one(conn, &scope, id))
        .await
        .map(web::Json)
}

/// The file as it came.
///
/// # Errors
/// [`Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/scans/{id}/file", tag = "scans", params(("id" = ScanId, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404)))]
pub async fn file(state: web::Data<AppState>, caller: Caller, id: web::Path<ScanId>) -> Result<HttpResponse> {
    let (id, scope) = (*id, caller.scope());
    let file = state.db.read(move |conn| db::scans::file(conn, &scope, id)).await?;
    send(
        &state.store,
        file.hash,
        "application/octet-stream",
        Show::Attachment,
        &file.file_name,
    )
    .await
}

/// What `GET scans/{id}/pages/{n}` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct PictureQuery {
    /// `full` (when absent) or `thumbnail`.
    #[param(value_type = Option<String>)]
    pub size: Size,
}

/// The picture of a page, encoded anew and upright.
///
/// # Errors
/// [`Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/scans/{id}/pages/{page}", tag = "scans",
    params(("id" = ScanId, Path), ("page" = u16, Path, description = "From 1"), PictureQuery),
    responses((status = 200, content_type = "image/jpeg"), (status = 404)))]
pub async fn picture(
    state: web::Data<AppState>,
    caller: Caller,
    path: web::Path<(ScanId, u16)>,
    query: web::Query<PictureQuery>,
) -> Result<HttpResponse> {
    let ((id, page), scope, size) = (*path, caller.scope(), query.size);
    let picture = state
        .db
        .read(move |conn| db::scans::picture(conn, &scope, id, page, size))
        .await?;
    send(
        &state.store,
        picture,
        "image/jpeg",
        Show::Inline,
        &format!("{page}.jpg"),
    )
    .await
}

/// Takes a code that a person typed for a page without a readable one. The first person proposes; a
/// second who types the same makes it a match.
///
/// # Errors
/// [`Problem::WrongShortCode`], [`Problem::IllegalMove`] when the page was read, [`Problem::NotFound`].
#[utoipa::path(post, path = "/api/v1/scans/{id}/assign", tag = "scans", request_body = AssignPage,
    params(("id" = ScanId, Path)),
    responses((status = 200, body = Scan), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn assign(
    state: web::Data<AppState>,
    person: Person,
    id: web::Path<ScanId>,
    Json(sent): Json<AssignPage>,
) -> Result<web::Json<Scan>> {
    let (id, stamp) = (*id, state.clock.stamp());
    let scan = state.db.write(move |tx| {
        db::scans::assign(tx, stamp, &person, id, sent.page, &sent.code)?;
        db::scans::one(tx, &person.scope(), id)
    });
    scan.await.map(web::Json)
}
