//! `records/{id}/table`: a scope list as a spreadsheet, out and in.

use super::download::made;
use crate::auth::Person;
use crate::db;
use crate::error::{Error, Result};
use crate::layer::problem::language;
use crate::scope_lists;
use crate::spreadsheet::{MEDIA, Upload, marked, receive, written};
use crate::state::AppState;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::api::scope_list::ReadTable;
use yinzheng_shared::form::Form;
use yinzheng_shared::form::scope::Scope;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::{Language, item};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::Move;
use yinzheng_sheets::{Workbook, write};

/// The list as a workbook that `table` takes again, in the language asked for.
///
/// # Errors
/// [`Problem::NotFound`] when there is no such list.
#[utoipa::path(get, path = "/api/v1/records/{id}/table.xlsx", tag = "scope lists", params(("id" = RecordId, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 404)))]
pub async fn export(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
) -> Result<HttpResponse> {
    let (record, list) = list(&state, &person, *id).await?;
    let (rules, language) = (state.rules.clone(), language(&request));
    let bytes = written(move || write(&scope_lists::table(&list, &rules.programme, language))).await?;
    Ok(made(bytes, MEDIA, &format!("{}.xlsx", record.summary.reference)))
}

/// Reads a table, XLSX or CSV in UTF-8 or GB 18030 by its content, against the list: all rows or none, every
/// wrong cell named. Nothing is kept.
///
/// # Errors
/// [`Problem::Forbidden`] when the list is not the person's to edit, [`Problem::NotFound`],
/// [`Problem::TooLarge`].
#[utoipa::path(post, path = "/api/v1/records/{id}/table", tag = "scope lists", params(("id" = RecordId, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ReadTable), (status = 403), (status = 404), (status = 413)))]
pub async fn read(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
    payload: web::Payload,
) -> Result<web::Json<ReadTable>> {
    let language = language(&request);
    let (list, upload) = table(&state, &person, *id, payload).await?;
    let read = web::block(move || {
        upload
            .into_book(language)
            .and_then(|book| scope_lists::read(&book, &list, language))
    });
    Ok(web::Json(read.await.map_err(Error::internal)?.into()))
}

/// The table that was sent, with its errors marked in it.
///
/// # Errors
/// As [`read`], and [`Problem::UnreadableTable`] with the reason.
#[utoipa::path(post, path = "/api/v1/records/{id}/table/report", tag = "scope lists", params(("id" = RecordId, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 403), (status = 404), (status = 413), (status = 422)))]
pub async fn report(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
    payload: web::Payload,
) -> Result<HttpResponse> {
    let language: Language = language(&request);
    let (list, upload) = table(&state, &person, *id, payload).await?;
    let read = move |book: &Workbook| scope_lists::read(book, &list, language).err();
    let bytes = marked(upload, &scope_lists::columns(), language, read).await?;
    Ok(made(bytes, MEDIA, item::EXPORT_MARKED.get(language)))
}

async fn list(state: &AppState, person: &Person, id: RecordId) -> Result<(Record, Scope)> {
    let (scope, rules, today) = (person.scope(), Arc::clone(&state.rules), state.clock.today());
    let record = state
        .db
        .read(move |conn| {
            let stored = db::records::find(conn, &scope, id)?;
            db::records::body(conn, &scope, &rules.context(today), &stored)
        })
        .await?;
    if record.summary.form != Form::Scope {
        return Err(Problem::NotFound.into());
    }
    let list = serde_json::from_value(record.content.clone()).map_err(|_| Problem::OlderFormat)?;
    Ok((record, list))
}

async fn table(state: &AppState, person: &Person, id: RecordId, payload: web::Payload) -> Result<(Scope, Upload)> {
    let (record, list) = list(state, person, id).await?;
    if !record.moves.contains(&Move::Edit) {
        return Err(Problem::Forbidden.into());
    }
    Ok((list, receive(state, payload).await?))
}
