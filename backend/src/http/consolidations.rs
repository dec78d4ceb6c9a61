//! `consolidations`: a district's lists as a whole, begun by its reviewer. Handed in and accepted like any record.

use super::download::made;
use crate::auth::Person;
use crate::db;
use crate::error::Result;
use crate::layer::problem::language;
use crate::scope_lists::district_table;
use crate::spreadsheet::{MEDIA, written};
use crate::state::AppState;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use yinzheng_shared::api::scope_list::OpenedLists;
use yinzheng_shared::form::Content;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::problem::Problem;
use yinzheng_sheets::write;

/// Begins the consolidation of the reviewer's own district; none when one waits already.
///
/// # Errors
/// [`Problem::Forbidden`] for anybody who reviews no district.
#[utoipa::path(post, path = "/api/v1/consolidations", tag = "scope lists",
    responses((status = 200, body = OpenedLists), (status = 403)))]
pub async fn open(state: web::Data<AppState>, person: Person) -> Result<web::Json<OpenedLists>> {
    let (stamp, rules) = (state.clock.stamp(), Arc::clone(&state.rules));
    state
        .db
        .write(move |tx| db::consolidations::open(tx, &person.scope(), stamp, &person.actor(), &rules.programme))
        .await
        .map(web::Json)
}

/// The rows of all lists of a consolidation as one workbook, in the language asked for.
///
/// # Errors
/// [`Problem::NotFound`] when there is no such consolidation.
#[utoipa::path(get, path = "/api/v1/consolidations/{id}/table.xlsx", tag = "scope lists", params(("id" = RecordId, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 404)))]
pub async fn export(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
) -> Result<HttpResponse> {
    let (scope, rules, id) = (person.scope(), Arc::clone(&state.rules), *id);
    let (reference, form, rows) = state
        .db
        .read(move |conn| {
            let record = db::records::find(conn, &scope, id)?;
            let Content::Consolidation(form) = db::records::content(conn, &record)? else {
                return Err(Problem::NotFound.into());
            };
            let rows = db::consolidations::rows(conn, &scope, &rules.programme, &record, &form)?;
            Ok((record.reference, form, rows))
        })
        .await?;
    let (rules, language) = (state.rules.clone(), language(&request));
    let bytes = written(move || write(&district_table(&form, &rows, &rules.programme, language))).await?;
    Ok(made(bytes, MEDIA, &format!("{reference}.xlsx")))
}
