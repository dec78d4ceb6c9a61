//! `window-accounts`: the roster of accounts on the provincial platform. Mobiles are whole only for
//! those who keep an account, and in no log, audit row, error or file.

use super::{acting, concerned};
use crate::auth::Person;
use crate::db;
use crate::db::windows::accounts::{Filter, Learnt, Step};
use crate::error::Result;
use crate::http::again::{judged, status};
use crate::http::body::Json;
use crate::http::{etag, text};
use crate::layer::problem::language;
use crate::spreadsheet::receive;
use crate::state::AppState;
use crate::windows::accounts as reader;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::ImportAnswer;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::api::window::{ChangeAccount, HandOver, NewAccount, WindowAccount};
use yinzheng_shared::id::{AccountId, CentreId};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::window::Tier;

/// What `GET window-accounts` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// Part of a name, or of a mobile of the accounts that the person keeps.
    pub q: Option<String>,
    /// Level of the centre.
    pub level: Option<Tier>,
    /// The centre.
    pub centre: Option<CentreId>,
    /// How far the account is; ended ones are listed only when asked for.
    pub step: Option<Step>,
    /// How far the training is.
    pub learnt: Option<Learnt>,
    /// `next` of the page before.
    pub cursor: Option<AccountId>,
    /// Most entries, 1 to 500; 100 when absent.
    pub limit: Option<i64>,
}

/// Lists the accounts that the person may see, in the order in which they were made.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::Forbidden`] for those whom windows do not concern.
#[utoipa::path(get, path = "/api/v1/window-accounts", tag = "windows", params(ListQuery),
    responses((status = 200, body = Listing<WindowAccount>), (status = 403)))]
pub async fn list(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ListQuery>,
) -> Result<web::Json<Listing<WindowAccount>>> {
    concerned(&person)?;
    let query = query.into_inner();
    let filter = Filter {
        text: query.q,
        level: query.level,
        centre: query.centre,
        step: query.step,
        learnt: query.learnt,
        after: query.cursor,
        limit: query.limit.unwrap_or(100).clamp(1, 500),
    };
    let (scope, rules) = (person.scope(), state.rules.clone());
    state
        .db
        .read(move |conn| db::windows::accounts::list(conn, &scope, &rules.programme.windows, &filter))
        .await
        .map(web::Json)
}

/// Adds an account. It is checked as a list of one, so findings are at `/rows/0/…`. The same body again
/// is answered with the account as it is.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::RulesBroken`], `ReasonMissing`, `Forbidden`, `IdTaken`.
#[utoipa::path(post, path = "/api/v1/window-accounts", tag = "windows", request_body = NewAccount,
    responses((status = 201, body = WindowAccount), (status = 200, body = WindowAccount), (status = 403), (status = 409),
        (status = 422)))]
pub async fn add(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    Json(sent): Json<NewAccount>,
) -> Result<HttpResponse> {
    acting(&person)?;
    bounded(&sent.reasons)?;
    let id = sent.id;
    let added = judged(&state, &request, &person, move |tx, maker| {
        db::windows::accounts::add(tx, maker, &sent)
    });
    let made = status(added.await?);
    answer(&state, &person, id, made).await
}

/// Shows an account.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/window-accounts/{id}", tag = "windows", params(("id" = AccountId, Path)),
    responses((status = 200, body = WindowAccount), (status = 403), (status = 404)))]
pub async fn show(state: web::Data<AppState>, person: Person, id: web::Path<AccountId>) -> Result<HttpResponse> {
    concerned(&person)?;
    answer(&state, &person, *id, StatusCode::OK).await
}

/// Changes an account.
///
/// # Errors
/// As for adding; [`yinzheng_shared::problem::Problem::NotFound`], `StaleRecord`, `IllegalMove` when it is
/// ended.
#[utoipa::path(put, path = "/api/v1/window-accounts/{id}", tag = "windows", request_body = ChangeAccount,
    params(("id" = AccountId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = WindowAccount), (status = 403), (status = 404), (status = 409), (status = 412),
        (status = 422), (status = 428)))]
pub async fn change(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<AccountId>,
    Json(sent): Json<ChangeAccount>,
) -> Result<HttpResponse> {
    acting(&person)?;
    bounded(&sent.reasons)?;
    let (id, expected) = (*id, etag::expected(&request)?);
    let changed = judged(&state, &request, &person, move |tx, maker| {
        let sent = (&sent.account, sent.reasons.as_slice());
        db::windows::accounts::change(tx, maker, id, expected, sent)
    });
    changed.await?;
    answer(&state, &person, id, StatusCode::OK).await
}

/// Notes that an account was given to its person.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::RulesBroken`], `Forbidden`, `NotFound`, `IllegalMove`.
#[utoipa::path(post, path = "/api/v1/window-accounts/{id}/hand-over", tag = "windows", request_body = HandOver,
    params(("id" = AccountId, Path)),
    responses((status = 200, body = WindowAccount), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn hand_over(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<AccountId>,
    Json(sent): Json<HandOver>,
) -> Result<HttpResponse> {
    acting(&person)?;
    let id = *id;
    let handed_over = judged(&state, &request, &person, move |tx, maker| {
        db::windows::accounts::hand_over(tx, maker, (id, sent.on))
    });
    handed_over.await?;
    answer(&state, &person, id, StatusCode::OK).await
}

/// Ends an account; its number is free from then on.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::Forbidden`], `NotFound`.
#[utoipa::path(post, path = "/api/v1/window-accounts/{id}/deactivate", tag = "windows", params(("id" = AccountId, Path)),
    responses((status = 200, body = WindowAccount), (status = 403), (status = 404)))]
pub async fn deactivate(state: web::Data<AppState>, person: Person, id: web::Path<AccountId>) -> Result<HttpResponse> {
    acting(&person)?;
    let (id, stamp, actor, scope) = (*id, state.clock.stamp(), person.actor(), person.scope());
    state
        .db
        .write(move |tx| db::windows::accounts::end(tx, stamp, &scope, &actor, id))
        .await?;
    answer(&state, &person, id, StatusCode::OK).await
}

/// Imports a table, XLSX or CSV in UTF-8 or GB 18030 by its content: all rows or none, every wrong cell named. Accounts are known
/// by their mobiles; a date that the file leaves empty stays.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::Forbidden`], `TooLarge`.
#[utoipa::path(post, path = "/api/v1/window-accounts/import", tag = "windows",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportAnswer), (status = 403), (status = 413)))]
pub async fn import(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    payload: web::Payload,
) -> Result<web::Json<ImportAnswer>> {
    person.only(&[Role::Staff, Role::Hall])?;
    let (upload, language) = (receive(&state, payload).await?, language(&request));
    let digest = upload.digest.clone();
    let book = match upload.into_book(language) {
        Ok(book) => book,
        Err(errors) => return Ok(web::Json(ImportAnswer::wrong(errors))),
    };
    let read = match reader::read(&book, language) {
        Ok(read) => Arc::new(read),
        Err(errors) => return Ok(web::Json(ImportAnswer::wrong(errors))),
    };
    let sent = read.clone();
    let kept = judged(&state, &request, &person, move |tx, maker| {
        db::windows::accounts::import(tx, maker, sent.values(), &digest)
    });
    let kept = kept.await?;
    let answer = kept.unwrap_or_else(|faults| ImportAnswer::wrong(read.errors(reader::wrong(&faults, language))));
    Ok(web::Json(answer))
}

fn bounded(reasons: &[WarningReason]) -> Result<()> {
    for (place, reason) in reasons.iter().enumerate() {
        text::bounded(&reason.reason, &format!("/reasons/{place}/reason"), 0..=500)?;
    }
    Ok(())
}

async fn answer(state: &AppState, person: &Person, id: AccountId, status: StatusCode) -> Result<HttpResponse> {
    let (scope, rules) = (person.scope(), state.rules.clone());
    let account = state
        .db
        .read(move |conn| db::windows::accounts::show(conn, &scope, &rules.programme.windows, id))
        .await?;
    let tag = etag::header(&account.etag);
    Ok(HttpResponse::build(status).insert_header(("ETag", tag)).json(account))
}
