//! `centres`: service centres; everybody signed in may read their names.

use super::acting;
use crate::auth::{Asker, Person};
use crate::db;
use crate::error::{Refusal, Result};
use crate::http::again::status;
use crate::http::body::Json;
use crate::http::text;
use crate::layer::problem::language;
use crate::spreadsheet::receive;
use crate::state::AppState;
use crate::windows::centres as reader;
use actix_web::{HttpRequest, HttpResponse, web};
use yinzheng_shared::api::item::ImportAnswer;
use yinzheng_shared::api::window::{Centre, NewCentre};
use yinzheng_shared::id::CentreId;
use yinzheng_shared::problem::Problem;

/// Every centre in the order of the tree.
///
/// # Errors
/// [`Problem::SignedOut`].
#[utoipa::path(get, path = "/api/v1/centres", tag = "windows", responses((status = 200, body = [Centre])))]
pub async fn list(state: web::Data<AppState>, person: Person) -> Result<web::Json<Vec<Centre>>> {
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::windows::centres::all(conn, &scope))
        .await
        .map(web::Json)
}

/// Registers a centre in the area that the person administers. The same body again is answered as the
/// first.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::IdTaken`], [`Problem::WrongShape`].
#[utoipa::path(post, path = "/api/v1/centres", tag = "windows", request_body = NewCentre,
    responses((status = 201, body = Centre), (status = 200, body = Centre), (status = 403), (status = 409), (status = 422)))]
pub async fn add(state: web::Data<AppState>, person: Person, Json(sent): Json<NewCentre>) -> Result<HttpResponse> {
    acting(&person)?;
    let name = text::bounded(&sent.name, "/name", 1..=100)?;
    let (stamp, actor, scope) = (state.clock.stamp(), person.actor(), person.scope());
    if sent.registered_on > stamp.on {
        return Err(Refusal::from(Problem::WrongShape).with_detail("/registered_on").into());
    }
    let new = NewCentre { name, ..sent };
    let (centre, added) = state
        .db
        .write(move |tx| db::windows::centres::add(tx, stamp, &scope, &actor, &new))
        .await?;
    Ok(HttpResponse::build(status(added)).json(centre))
}

/// Closes a centre where nobody works any more.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`], [`Problem::IllegalMove`].
#[utoipa::path(post, path = "/api/v1/centres/{id}/close", tag = "windows", params(("id" = CentreId, Path)),
    responses((status = 200, body = Centre), (status = 403), (status = 404), (status = 409)))]
pub async fn close(state: web::Data<AppState>, person: Person, id: web::Path<CentreId>) -> Result<web::Json<Centre>> {
    acting(&person)?;
    let (id, stamp, actor, scope) = (*id, state.clock.stamp(), person.actor(), person.scope());
    state
        .db
        .write(move |tx| db::windows::centres::close(tx, stamp, &scope, &actor, id))
        .await
        .map(web::Json)
}

/// Imports a table, XLSX or CSV in UTF-8 or GB 18030 by its content: all rows or none, every wrong cell named.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::TooLarge`].
#[utoipa::path(post, path = "/api/v1/centres/import", tag = "windows",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportAnswer), (status = 403), (status = 413)))]
pub async fn import(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    payload: web::Payload,
) -> Result<web::Json<ImportAnswer>> {
    person.only(&[yinzheng_shared::organisation::Role::Hall])?;
    let (upload, language) = (receive(&state, payload).await?, language(&request));
    let digest = upload.digest.clone();
    let book = match upload.into_book(language) {
        Ok(book) => book,
        Err(errors) => return Ok(web::Json(ImportAnswer::wrong(errors))),
    };
    let (stamp, actor, scope) = (state.clock.stamp(), person.actor(), person.scope());
    let answer = state.db.write(move |tx| {
        let units = db::items::organisations_by_name(tx, Asker::Caller(&scope))?;
        let rows = match reader::read(&book, &units, stamp.on, language) {
            Ok(rows) => rows,
            Err(errors) => return Ok(ImportAnswer::wrong(errors)),
        };
        let mut wrong = Vec::new();
        for (row, centre) in rows.values().iter().enumerate() {
            let unfit = match db::windows::centres::fits(tx, &scope, centre.level, centre.area)? {
                // A centre of this name may lie in another's area.
                None => db::windows::centres::is_anothers(tx, &scope, &centre.name)?,
                unfit => unfit,
            };
            wrong.extend(unfit.map(|unfit| reader::wrong(row, unfit, language)));
        }
        if !wrong.is_empty() {
            return Ok(ImportAnswer::wrong(rows.errors(wrong)));
        }
        db::windows::centres::import(tx, stamp, &actor, rows.values(), &digest)
    });
    answer.await.map(web::Json)
}
