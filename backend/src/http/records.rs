//! `records`: beginning, saving, handing in, sending back, giving up, listing.

use super::body::{self, Json};
use super::{etag, text};
use crate::auth::Person;
use crate::db;
use crate::db::maker::Created;
use crate::db::records::{Draft, Filter, NewRecord, Submission};
use crate::error::{Error, Refusal, Result};
use crate::layer::problem::language;
use crate::print;
use crate::state::AppState;
use actix_web::http::StatusCode;
use actix_web::http::header::{ETAG, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::record::{
    self as wire, Event, Record, RecordSummary, ReturnRecord, SaveRecord, SubmitRecord, WarningReason, WithReason,
};
use yinzheng_shared::digest::hex;
use yinzheng_shared::form::Form;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;

/// What `GET records` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// Part of a title, a reference or an item code.
    pub q: Option<String>,
    /// Kinds of form, separated by commas.
    pub form: Option<String>,
    /// States, separated by commas.
    pub state: Option<String>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 200; 50 when absent.
    pub limit: Option<i64>,
}

/// Lists the records that the person may see, newest change first.
///
/// # Errors
/// [`Problem::BadRequest`] for an unknown form, state or cursor.
#[utoipa::path(get, path = "/api/v1/records", tag = "records", params(ListQuery),
    responses((status = 200, body = Listing<RecordSummary>)))]
pub async fn list(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ListQuery>,
) -> Result<web::Json<Listing<RecordSummary>>> {
    let query = query.into_inner();
    let filter = Filter {
        text: query.q,
        forms: words(query.form.as_deref(), Form::from_code)?,
        states: words(query.state.as_deref(), State::from_code)?,
        after: query.cursor.map(|cursor| cursor.parse()).transpose()?,
        limit: query.limit.unwrap_or(50).clamp(1, 200),
    };
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::records::list(conn, &scope, &filter))
        .await
        .map(web::Json)
}

/// Words of a list with commas.
pub(super) fn words<T>(list: Option<&str>, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>> {
    let parts = list
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts
        .map(|part| read(part).ok_or_else(|| Problem::BadRequest.into()))
        .collect()
}

/// Begins a record. The same body again is answered with the record as it is.
///
/// # Errors
/// [`Problem::IdTaken`], [`Problem::Forbidden`], [`Problem::WrongShape`].
#[utoipa::path(post, path = "/api/v1/records", tag = "records", request_body = wire::NewRecord,
    responses((status = 201, body = Record), (status = 200, body = Record), (status = 403), (status = 409)))]
pub async fn create(
    state: web::Data<AppState>,
    person: Person,
    Json(sent): Json<wire::NewRecord>,
) -> Result<HttpResponse> {
    let bytes = serde_json::to_vec(&sent).map_err(Error::internal)?;
    let new = NewRecord {
        id: sent.id,
        content: body::content(sent.form, sent.content)?,
        owner: sent.owner,
        replaces: sent.replaces,
        digest: hex(&Sha256::digest(bytes)),
    };
    let (stamp, bureau, change) = (
        state.clock.stamp(),
        state.rules.programme.bureau.clone(),
        person.clone(),
    );
    let created = state
        .db
        .write(move |tx| db::records::create(tx, &change.scope(), stamp, &change.actor(), &bureau, &new))
        .await?;
    let status = if created == Created::Now {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    answer(&state, &person, sent.id, status).await
}

/// Shows a record.
///
/// # Errors
/// [`Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/records/{id}", tag = "records", params(("id" = RecordId, Path)),
    responses((status = 200, body = Record), (status = 404)))]
pub async fn show(state: web::Data<AppState>, person: Person, id: web::Path<RecordId>) -> Result<HttpResponse> {
    answer(&state, &person, *id, StatusCode::OK).await
}

/// Saves a draft. With `Prefer: return=minimal` the answer is [`wire::Saved`].
///
/// # Errors
/// [`Problem::PreconditionRequired`], [`Problem::StaleRecord`], [`Problem::IllegalMove`].
#[utoipa::path(put, path = "/api/v1/records/{id}", tag = "records", request_body = SaveRecord,
    params(("id" = RecordId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Record), (status = 409), (status = 412), (status = 428)))]
pub async fn save(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
    Json(sent): Json<SaveRecord>,
) -> Result<HttpResponse> {
    let (id, expected) = (*id, etag::expected(&request)?);
    let form = form_of(&state, &person, id).await?;
    let draft = Draft {
        expected,
        content: body::content(form, sent.content)?,
        reasons: sane(sent.reasons, 0)?,
    };
    let (stamp, change) = (state.clock.stamp(), person.clone());
    state
        .db
        .write(move |tx| db::records::save(tx, &change.scope(), stamp, &change.actor(), id, &draft))
        .await?;
    if wants_minimal(&request) {
        return saved(&state, &person, id).await;
    }
    answer(&state, &person, id, StatusCode::OK).await
}

/// RFC 7240: thousands of rows need not come back to the one who has just sent them.
fn wants_minimal(request: &HttpRequest) -> bool {
    let prefers = request
        .headers()
        .get_all("Prefer")
        .filter_map(|header| header.to_str().ok());
    prefers
        .flat_map(|header| header.split(','))
        .any(|wish| wish.trim().eq_ignore_ascii_case("return=minimal"))
}

async fn saved(state: &AppState, person: &Person, id: RecordId) -> Result<HttpResponse> {
    let scope = person.scope();
    let record = state.db.read(move |conn| db::records::find(conn, &scope, id)).await?;
    let body = wire::Saved {
        etag: etag::of(record.version),
        updated_at: db::moment::wire(record.updated_at),
    };
    let mut response = HttpResponse::Ok();
    response.insert_header((ETAG, etag::header(&body.etag)));
    response.insert_header(("Preference-Applied", "return=minimal"));
    Ok(response.json(body))
}

/// Hands in a record, with the whole rule set checked.
///
/// # Errors
/// [`Problem::StaleRules`], [`Problem::FactsChanged`], [`Problem::RulesBroken`],
/// [`Problem::ReasonMissing`], [`Problem::StaleRecord`], [`Problem::IllegalMove`].
#[utoipa::path(post, path = "/api/v1/records/{id}/submit", tag = "records", request_body = SubmitRecord,
    params(("id" = RecordId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Record), (status = 409), (status = 412), (status = 422), (status = 428)))]
pub async fn submit(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
    Json(sent): Json<SubmitRecord>,
) -> Result<HttpResponse> {
    let (id, expected) = (*id, etag::expected(&request)?);
    let form = form_of(&state, &person, id).await?;
    let submission = Submission {
        expected,
        rule_set: sent.rule_set,
        facts: sent.facts,
        content: body::content(form, sent.content)?,
        reasons: sane(sent.reasons, 1)?,
        language: language(&request),
    };
    print::check_glyphs(&state.printer, &submission.content)?;
    let (stamp, rules, change) = (state.clock.stamp(), state.rules.clone(), person.clone());
    state
        .db
        .write(move |tx| db::records::submit(tx, &change.scope(), stamp, &change.actor(), &rules, id, &submission))
        .await?;
    answer(&state, &person, id, StatusCode::OK).await
}

/// Rows that come back at once: as many as a form has.
const MOST_ROWS: usize = 1_000;

/// Sends a record back with a reason; a go-live form with the rows that failed.
///
/// # Errors
/// [`Problem::PreconditionRequired`], [`Problem::StaleRecord`], [`Problem::Forbidden`],
/// [`Problem::IllegalMove`], [`Problem::WrongShape`].
#[utoipa::path(post, path = "/api/v1/records/{id}/return", tag = "records", request_body = ReturnRecord,
    params(("id" = RecordId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Record), (status = 403), (status = 409), (status = 412), (status = 422), (status = 428)))]
pub async fn send_back(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
    Json(mut sent): Json<ReturnRecord>,
) -> Result<HttpResponse> {
    let (id, expected) = (*id, etag::expected(&request)?);
    sent.reason = text::bounded(&sent.reason, "/reason", 1..=500)?;
    if sent.rows.len() > MOST_ROWS {
        return Err(Refusal::from(Problem::WrongShape).with_detail("/rows").into());
    }
    for (place, row) in sent.rows.iter_mut().enumerate() {
        row.item_code = row.item_code.trim().to_owned();
        row.fault = text::bounded(&row.fault, &format!("/rows/{place}/fault"), 1..=500)?;
    }
    // As they are kept, so that the same again is known.
    sent.rows.sort_by(|one, other| one.item_code.cmp(&other.item_code));
    let (stamp, change) = (state.clock.stamp(), person.clone());
    state
        .db
        .write(move |tx| db::records::return_to_owner(tx, &change.scope(), stamp, &change.actor(), id, expected, &sent))
        .await?;
    answer(&state, &person, id, StatusCode::OK).await
}

/// Gives a record up with a reason.
///
/// # Errors
/// [`Problem::PreconditionRequired`], [`Problem::StaleRecord`], [`Problem::Forbidden`],
/// [`Problem::IllegalMove`].
#[utoipa::path(post, path = "/api/v1/records/{id}/void", tag = "records", request_body = WithReason,
    params(("id" = RecordId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Record), (status = 403), (status = 409), (status = 412), (status = 422), (status = 428)))]
pub async fn void(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
    Json(sent): Json<WithReason>,
) -> Result<HttpResponse> {
    let (id, expected) = (*id, etag::expected(&request)?);
    let reason = text::bounded(&sent.reason, "/reason", 1..=500)?;
    let (stamp, change) = (state.clock.stamp(), person.clone());
    state
        .db
        .write(move |tx| db::records::void(tx, &change.scope(), stamp, &change.actor(), id, expected, &reason))
        .await?;
    answer(&state, &person, id, StatusCode::OK).await
}

/// Opens the next revision of a printed or matched record.
///
/// # Errors
/// [`Problem::PreconditionRequired`], [`Problem::StaleRecord`], [`Problem::Forbidden`],
/// [`Problem::IllegalMove`].
#[utoipa::path(post, path = "/api/v1/records/{id}/revise", tag = "records",
    params(("id" = RecordId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Record), (status = 403), (status = 409), (status = 412), (status = 428)))]
pub async fn revise(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
) -> Result<HttpResponse> {
    let (id, expected) = (*id, etag::expected(&request)?);
    let (stamp, change) = (state.clock.stamp(), person.clone());
    state
        .db
        .write(move |tx| db::records::revise(tx, &change.scope(), stamp, &change.actor(), id, expected))
        .await?;
    answer(&state, &person, id, StatusCode::OK).await
}

/// The timeline of a record, oldest first.
///
/// # Errors
/// [`Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/records/{id}/history", tag = "records", params(("id" = RecordId, Path)),
    responses((status = 200, body = [Event]), (status = 404)))]
pub async fn history(
    state: web::Data<AppState>,
    person: Person,
    id: web::Path<RecordId>,
) -> Result<web::Json<Vec<Event>>> {
    let (id, scope) = (*id, person.scope());
    state
        .db
        .read(move |conn| db::history::of_record(conn, &scope, id))
        .await
        .map(web::Json)
}

/// The record as it is now, with its tag.
pub(super) async fn answer(
    state: &AppState,
    person: &Person,
    id: RecordId,
    status: StatusCode,
) -> Result<HttpResponse> {
    let (scope, rules, today) = (person.scope(), Arc::clone(&state.rules), state.clock.today());
    let record = state
        .db
        .read(move |conn| {
            let stored = db::records::find(conn, &scope, id)?;
            db::records::body(conn, &scope, &rules.context(today), &stored)
        })
        .await?;
    let mut response = HttpResponse::build(status);
    response.insert_header((ETAG, etag::header(&record.etag)));
    if status == StatusCode::CREATED {
        response.insert_header((LOCATION, format!("/api/v1/records/{id}")));
    }
    Ok(response.json(record))
}

/// Which shape the content of a record has; it never changes.
async fn form_of(state: &AppState, person: &Person, id: RecordId) -> Result<Form> {
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::records::find(conn, &scope, id).map(|record| record.form))
        .await
}

/// Reasons within bounds; of a draft they may be empty still.
pub(super) fn sane(reasons: Vec<WarningReason>, shortest: usize) -> Result<Vec<WarningReason>> {
    let bounded = |(index, reason): (usize, WarningReason)| {
        let text = text::bounded(&reason.reason, &format!("/reasons/{index}/reason"), shortest..=500)?;
        Ok(WarningReason { reason: text, ..reason })
    };
    reasons.into_iter().enumerate().map(bounded).collect()
}
