//! `schedule`: the plan of release batches, and issuing from it.

use super::body::{self, Json};
use super::{etag, records, text};
use crate::archive;
use crate::auth::Person;
use crate::db;
use crate::db::records::Submission;
use crate::db::schedules::NewSchedule;
use crate::error::{Error, Refusal, Result};
use crate::layer::problem::language;
use crate::state::AppState;
use actix_web::http::StatusCode;
use actix_web::http::header::ETAG;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::api::schedule::{BatchDays, IssueSchedule, Plan, PlanItems, PlannedItem, ScheduleDraft};
use yinzheng_shared::digest::{canonical_bytes, hex};
use yinzheng_shared::form::Form;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// Items that are planned at once.
const MOST: usize = 1_000;

/// The plan with its balance per department and batch.
///
/// # Errors
/// [`Problem::Forbidden`].
#[utoipa::path(get, path = "/api/v1/schedule", tag = "schedule", responses((status = 200, body = Plan), (status = 403)))]
pub async fn plan(state: web::Data<AppState>, person: Person) -> Result<web::Json<Plan>> {
    let (scope, rules, today) = (person.scope(), Arc::clone(&state.rules), state.clock.today());
    state
        .db
        .read(move |conn| db::schedules::plan(conn, &scope, &rules, today))
        .await
        .map(web::Json)
}

/// What `GET schedule/items` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ItemsQuery {
    /// Planned batch; 0: in no batch.
    pub batch: Option<u8>,
    /// Department.
    pub department: Option<OrganisationId>,
    /// Part of a name, or three signs or more of a code.
    pub q: Option<String>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 500; 100 when absent.
    pub limit: Option<i64>,
}

/// Items that can be planned, in the order of their codes.
///
/// # Errors
/// [`Problem::Forbidden`].
#[utoipa::path(get, path = "/api/v1/schedule/items", tag = "schedule", params(ItemsQuery),
    responses((status = 200, body = Listing<PlannedItem>), (status = 403)))]
pub async fn items(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ItemsQuery>,
) -> Result<web::Json<Listing<PlannedItem>>> {
    let query = query.into_inner();
    if query.cursor.as_deref().is_some_and(|cursor| cursor.contains('\0')) {
        return Err(Problem::BadRequest.into());
    }
    let filter = db::schedules::Filter {
        batch: query.batch.map(|batch| Some(batch).filter(|batch| *batch > 0)),
        department: query.department,
        text: query.q,
        after: query.cursor,
        limit: query.limit.unwrap_or(100).clamp(1, 500),
    };
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::schedules::planned_items(conn, &scope, &filter))
        .await
        .map(web::Json)
}

/// Plans items for a batch, or for none.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`].
#[utoipa::path(put, path = "/api/v1/schedule/items", tag = "schedule", request_body = PlanItems,
    responses((status = 204), (status = 403), (status = 404), (status = 422)))]
pub async fn plan_items(
    state: web::Data<AppState>,
    person: Person,
    Json(sent): Json<PlanItems>,
) -> Result<HttpResponse> {
    if sent.codes.is_empty() || sent.codes.len() > MOST {
        return Err(Refusal::from(Problem::WrongShape).with_detail("/codes").into());
    }
    for (place, code) in sent.codes.iter().enumerate() {
        text::bounded(code, &format!("/codes/{place}"), 1..=64)?;
    }
    let (stamp, rules) = (state.clock.stamp(), Arc::clone(&state.rules));
    state
        .db
        .write(move |tx| {
            let (scope, actor) = (person.scope(), person.actor());
            db::schedules::plan_items(tx, &scope, stamp, &actor, &rules.programme, &sent.codes, sent.batch)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Sets the days of a batch; the answer's `ETag` is their next version.
///
/// # Errors
/// [`Problem::PreconditionRequired`], [`Problem::StaleRecord`] when somebody else has set them since,
/// [`Problem::Forbidden`], [`Problem::NotFound`].
#[utoipa::path(put, path = "/api/v1/schedule/batches/{number}", tag = "schedule", request_body = BatchDays,
    params(("number" = u8, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 403), (status = 404), (status = 412), (status = 428)))]
pub async fn set_days(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    number: web::Path<u8>,
    Json(days): Json<BatchDays>,
) -> Result<HttpResponse> {
    person.only(&[Role::Bureau])?;
    let (number, expected) = (*number, etag::expected(&request)?);
    let (stamp, rules) = (state.clock.stamp(), Arc::clone(&state.rules));
    let version = state
        .db
        .write(move |tx| {
            let (scope, actor) = (person.scope(), person.actor());
            db::schedules::set_days(tx, &scope, stamp, &actor, &rules, number, expected, &days)
        })
        .await?;
    let tag = etag::header(&etag::of(version));
    Ok(HttpResponse::NoContent().insert_header((ETAG, tag)).finish())
}

/// What would be issued of a batch now, with the difference to what was issued.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/schedule/batches/{number}/draft", tag = "schedule", params(("number" = u8, Path)),
    responses((status = 200, body = ScheduleDraft), (status = 403), (status = 404)))]
pub async fn draft(
    state: web::Data<AppState>,
    person: Person,
    number: web::Path<u8>,
) -> Result<web::Json<ScheduleDraft>> {
    let (scope, rules, today, number) = (person.scope(), Arc::clone(&state.rules), state.clock.today(), *number);
    state
        .db
        .read(move |conn| db::schedules::draft(conn, &scope, &rules, today, number))
        .await
        .map(web::Json)
}

/// Issues the schedule of a batch: checked, archived, and its items are in the batch from today.
///
/// # Errors
/// [`Problem::IdTaken`], [`Problem::FactsChanged`], [`Problem::ScheduleOvertaken`],
/// [`Problem::RulesBroken`], [`Problem::ReasonMissing`], [`Problem::StaleRules`], [`Problem::Forbidden`].
#[utoipa::path(post, path = "/api/v1/schedule/batches/{number}/issue", tag = "schedule", request_body = IssueSchedule,
    params(("number" = u8, Path)),
    responses((status = 200, body = Record), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn issue(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    number: web::Path<u8>,
    Json(sent): Json<IssueSchedule>,
) -> Result<HttpResponse> {
    let id = sent.id;
    let content = body::content(Form::Schedule, sent.submission.content)?;
    let reasons = records::sane(sent.submission.reasons, 1)?;
    let mut asked = canonical_bytes(&content);
    asked.extend(serde_json::to_vec(&(*number, &reasons)).map_err(Error::internal)?);
    let submission = Submission {
        // A record begins at its first version.
        expected: 1,
        rule_set: sent.submission.rule_set,
        facts: sent.submission.facts,
        content,
        reasons,
        language: language(&request),
    };
    let new = NewSchedule {
        id,
        number: *number,
        submission,
        digest: hex(&Sha256::digest(asked)),
    };
    let (stamp, rules, change) = (state.clock.stamp(), Arc::clone(&state.rules), person.clone());
    let issued = state
        .db
        .write(move |tx| {
            let (scope, actor) = (change.scope(), change.actor());
            db::schedules::issue(tx, &scope, stamp, &actor, &rules, &new)
        })
        .await?;
    archive::accept(&state, &person, id, issued.version, Vec::new()).await?;
    records::answer(&state, &person, id, StatusCode::OK).await
}
