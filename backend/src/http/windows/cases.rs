//! `cases`: numbers of cases by item, month and centre. Reported by people, never by a key.

use super::{acting, concerned};
use crate::auth::Person;
use crate::db;
use crate::db::windows::cases::Filter;
use crate::error::Result;
use crate::http::body::Json;
use crate::layer::problem::language;
use crate::spreadsheet::receive;
use crate::state::AppState;
use crate::windows::cases as reader;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::ImportAnswer;
use yinzheng_shared::api::window::{CaseCount, MonthTotal, ReportCases};
use yinzheng_shared::id::CentreId;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::window::month::Month;

/// What `GET cases` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// The month, like `2018-09`; this one when absent.
    #[param(value_type = String)]
    pub month: Option<Month>,
    /// The centre.
    pub centre: Option<CentreId>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 500; 100 when absent.
    pub limit: Option<i64>,
}

/// Lists the numbers of a month that the person may see, in the order of items and centres.
///
/// # Errors
/// [`Problem::Forbidden`] for those whom windows do not concern.
#[utoipa::path(get, path = "/api/v1/cases", tag = "windows", params(ListQuery),
    responses((status = 200, body = Listing<CaseCount>), (status = 403)))]
pub async fn list(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ListQuery>,
) -> Result<web::Json<Listing<CaseCount>>> {
    concerned(&person)?;
    let query = query.into_inner();
    let after = match query.cursor.as_deref() {
        None => None,
        Some(cursor) if cursor.contains('\0') => return Err(Problem::BadRequest.into()),
        Some(cursor) => {
            let (item, centre) = cursor.rsplit_once('|').ok_or(Problem::BadRequest)?;
            Some((item.to_owned(), centre.to_owned()))
        }
    };
    let filter = Filter {
        month: query.month.unwrap_or_else(|| Month::of(state.clock.today())),
        centre: query.centre,
        after,
        limit: query.limit.unwrap_or(100).clamp(1, 500),
    };
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::windows::cases::list(conn, &scope, &filter))
        .await
        .map(web::Json)
}

/// The sum of each month, the newest first.
///
/// # Errors
/// [`Problem::Forbidden`].
#[utoipa::path(get, path = "/api/v1/cases/months", tag = "windows",
    responses((status = 200, body = [MonthTotal]), (status = 403)))]
pub async fn months(state: web::Data<AppState>, person: Person) -> Result<web::Json<Vec<MonthTotal>>> {
    concerned(&person)?;
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::windows::cases::months(conn, &scope))
        .await
        .map(web::Json)
}

/// Keeps a number, in place of the one before.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`], [`Problem::WrongShape`].
#[utoipa::path(put, path = "/api/v1/cases", tag = "windows", request_body = ReportCases,
    responses((status = 204), (status = 403), (status = 404), (status = 422)))]
pub async fn report(state: web::Data<AppState>, person: Person, Json(sent): Json<ReportCases>) -> Result<HttpResponse> {
    person.only(&[Role::Hall, Role::Bureau])?;
    acting(&person)?;
    let (stamp, actor, scope) = (state.clock.stamp(), person.actor(), person.scope());
    state
        .db
        .write(move |tx| db::windows::cases::report(tx, stamp, &scope, &actor, &sent))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Imports a table, XLSX or CSV in UTF-8 or GB 18030 by its content: all rows or none, every wrong cell named.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::TooLarge`].
#[utoipa::path(post, path = "/api/v1/cases/import", tag = "windows",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportAnswer), (status = 403), (status = 413)))]
pub async fn import(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    payload: web::Payload,
) -> Result<web::Json<ImportAnswer>> {
    person.only(&[Role::Hall, Role::Bureau])?;
    let (upload, language) = (receive(&state, payload).await?, language(&request));
    let digest = upload.digest.clone();
    let book = match upload.into_book(language) {
        Ok(book) => book,
        Err(errors) => return Ok(web::Json(ImportAnswer::wrong(errors))),
    };
    let (stamp, actor, scope) = (state.clock.stamp(), person.actor(), person.scope());
    let answer = state.db.write(move |tx| {
        let centres = db::windows::cases::centres_by_name(tx, &scope)?;
        let rows = match reader::read(&book, &centres, language) {
            Ok(rows) => rows,
            Err(errors) => return Ok(ImportAnswer::wrong(errors)),
        };
        let mut wrong = Vec::new();
        for (row, report) in rows.values().iter().enumerate() {
            let unfit = db::windows::cases::unfit(tx, stamp, &scope, report)?;
            wrong.extend(unfit.into_iter().map(|unfit| reader::wrong(row, unfit, language)));
        }
        if !wrong.is_empty() {
            return Ok(ImportAnswer::wrong(rows.errors(wrong)));
        }
        db::windows::cases::import(tx, stamp, &scope, &actor, rows.values(), &digest)
    });
    answer.await.map(web::Json)
}
