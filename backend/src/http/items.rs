//! `items`: the catalogue.

use super::download::made;
use crate::auth::{Asker, Person};
use crate::db;
use crate::error::{Error, Result};
use crate::items::{self, Knowledge};
use crate::layer::problem::language;
use crate::spreadsheet::{MEDIA, Upload, marked, receive, written};
use crate::state::AppState;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::{ImportAnswer, Item};
use yinzheng_shared::facts::Connection;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::locale::item as text;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;
use yinzheng_sheets::{Workbook, write};

/// Most items that are exported at once: as many as an import takes, with room for title and header.
const MOST_EXPORTED: i64 = 19_990;

/// What `GET items` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// Part of a name, or three signs or more of a code.
    pub q: Option<String>,
    /// Release batch.
    pub batch: Option<u8>,
    /// The unit whose system serves it.
    pub serving: Option<OrganisationId>,
    /// How it is connected.
    pub connection: Option<Connection>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 500; 100 when absent.
    pub limit: Option<i64>,
}

/// Lists the items that the person may see, in the order of their codes.
///
/// # Errors
/// [`Problem::SignedOut`].
#[utoipa::path(get, path = "/api/v1/items", tag = "items", params(ListQuery),
    responses((status = 200, body = Listing<Item>)))]
pub async fn list(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ListQuery>,
) -> Result<web::Json<Listing<Item>>> {
    let query = query.into_inner();
    if query.cursor.as_deref().is_some_and(|cursor| cursor.contains('\0')) {
        return Err(Problem::BadRequest.into());
    }
    let filter = db::items::Filter {
        text: query.q,
        batch: query.batch,
        serving: query.serving,
        connection: query.connection,
        after: query.cursor,
        limit: query.limit.unwrap_or(100).clamp(1, 500),
    };
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::items::list(conn, &scope, &filter))
        .await
        .map(web::Json)
}

/// What `GET items.xlsx` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ExportQuery {
    /// Part of a name, or three signs or more of a code.
    pub q: Option<String>,
    /// Release batch.
    pub batch: Option<u8>,
}

/// The items that the person may see as a workbook that `items/import` takes again, in the language
/// asked for.
///
/// # Errors
/// [`Problem::TooLarge`] when there are more than one import takes.
#[utoipa::path(get, path = "/api/v1/items.xlsx", tag = "items", params(ExportQuery),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 413)))]
pub async fn export(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    query: web::Query<ExportQuery>,
) -> Result<HttpResponse> {
    let query = query.into_inner();
    let filter = db::items::Filter {
        text: query.q,
        batch: query.batch,
        limit: MOST_EXPORTED,
        ..db::items::Filter::default()
    };
    let (scope, language) = (person.scope(), language(&request));
    let rows = state
        .db
        .read(move |conn| db::items::catalogue(conn, &scope, &filter))
        .await?
        .ok_or(Problem::TooLarge)?;
    let rules = state.rules.clone();
    let bytes = written(move || write(&items::table(&rows, &rules.programme, language))).await?;
    Ok(made(bytes, MEDIA, text::EXPORT_FILE.get(language)))
}

/// Imports a table, XLSX or CSV in UTF-8 or GB 18030 by its content: all rows or none, every wrong
/// cell named.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::TooLarge`].
#[utoipa::path(post, path = "/api/v1/items/import", tag = "items",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportAnswer), (status = 403), (status = 413)))]
pub async fn import(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    payload: web::Payload,
) -> Result<web::Json<ImportAnswer>> {
    let (upload, known) = table(&state, &request, &person, payload).await?;
    let (stamp, actor, digest) = (state.clock.stamp(), person.actor(), upload.digest.clone());
    let read = web::block(move || {
        upload
            .into_book(known.language)
            .and_then(|book| items::read(&book, &known))
    });
    match read.await.map_err(Error::internal)? {
        Err(errors) => Ok(web::Json(ImportAnswer::wrong(errors))),
        Ok(rows) => {
            let rows = Arc::new(rows);
            state
                .db
                .write(move |tx| db::items::import(tx, stamp, &actor, &rows, &digest))
                .await
                .map(web::Json)
        }
    }
}

/// The table that was sent, with its errors: each wrong cell filled, and what is wrong in a column
/// behind the last. Imports nothing. What comes back can be mended and imported as it is.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::TooLarge`], [`Problem::UnreadableTable`] with the reason.
#[utoipa::path(post, path = "/api/v1/items/import/report", tag = "items",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 403), (status = 413), (status = 422)))]
pub async fn report(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    payload: web::Payload,
) -> Result<HttpResponse> {
    let (upload, known) = table(&state, &request, &person, payload).await?;
    let language = known.language;
    let read = move |book: &Workbook| items::read(book, &known).err();
    let bytes = marked(upload, &items::COLUMNS, language, read).await?;
    Ok(made(bytes, MEDIA, text::EXPORT_MARKED.get(language)))
}

/// An uploaded table and what it is judged by.
async fn table(
    state: &AppState,
    request: &HttpRequest,
    person: &Person,
    payload: web::Payload,
) -> Result<(Upload, Knowledge)> {
    person.only(&[Role::Bureau, Role::Admin])?;
    let upload = receive(state, payload).await?;
    let scope = person.scope();
    let organisations = state
        .db
        .read(move |conn| db::items::organisations_by_name(conn, Asker::Caller(&scope)))
        .await?;
    let known = Knowledge {
        organisations,
        programme: state.rules.programme.clone(),
        language: language(request),
    };
    Ok((upload, known))
}
