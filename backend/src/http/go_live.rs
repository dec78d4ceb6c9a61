//! `go-live`: what is ready, issuing forms for many items and units at once, and reissuing one that came back.

use super::body::{self, Json};
use super::{etag, records};
use crate::auth::Person;
use crate::db;
use crate::db::go_live::{Filter, NewForm, Reissue};
use crate::db::records::{Names, Submission, summary};
use crate::error::{Error, Refusal, Result};
use crate::layer::problem::language;
use crate::print;
use crate::state::AppState;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::go_live::{
    GoLiveState, IssueForms, IssueOutcome, IssuedForm, IssuedForms, Lack, MOST_FORMS, ReadyItem, ReissueRecord,
};
use yinzheng_shared::api::record::{Record, RecordSummary, SubmitRecord};
use yinzheng_shared::digest::{canonical_bytes, hex};
use yinzheng_shared::form::Form;
use yinzheng_shared::id::{OrganisationId, RecordId};
use yinzheng_shared::locale::Language;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::{Problem, ProblemBody};

/// How many items could go live, and what the others lack.
///
/// # Errors
/// [`Problem::Forbidden`].
#[utoipa::path(get, path = "/api/v1/go-live", tag = "go-live", responses((status = 200, body = GoLiveState), (status = 403)))]
pub async fn state(state: web::Data<AppState>, person: Person) -> Result<web::Json<GoLiveState>> {
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::go_live::state(conn, &scope))
        .await
        .map(web::Json)
}

/// What `GET go-live/ready` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ReadyQuery {
    /// What the items lack; `nothing` when absent: they are ready.
    pub lack: Option<Lack>,
    /// Batch.
    pub batch: Option<u8>,
    /// The unit that serves them.
    pub unit: Option<OrganisationId>,
    /// Part of a name, or three signs or more of a code.
    pub q: Option<String>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 1000; 500 when absent.
    pub limit: Option<i64>,
}

/// Items of issued batches that could go live, or that lack something, by unit and batch.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::BadRequest`].
#[utoipa::path(get, path = "/api/v1/go-live/ready", tag = "go-live", params(ReadyQuery),
    responses((status = 200, body = Listing<ReadyItem>), (status = 400), (status = 403)))]
pub async fn ready(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ReadyQuery>,
) -> Result<web::Json<Listing<ReadyItem>>> {
    let query = query.into_inner();
    let filter = Filter {
        lack: query.lack.unwrap_or_default(),
        batch: query.batch,
        unit: query.unit,
        text: query.q,
        after: query.cursor.map(|cursor| cursor.parse()).transpose()?,
        limit: query.limit.unwrap_or(500).clamp(1, 1_000),
    };
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::go_live::list(conn, &scope, &filter))
        .await
        .map(web::Json)
}

/// Issues forms, each in a transaction of its own: what stops one unit's form holds back no other, and no
/// form is made in part. The same request again answers with what was made before.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::StaleRules`], [`Problem::WrongShape`]. What stops a single form is in
/// the answer.
#[utoipa::path(post, path = "/api/v1/go-live/issue", tag = "go-live", request_body = IssueForms,
    responses((status = 200, body = IssuedForms), (status = 403), (status = 409), (status = 422)))]
pub async fn issue(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    Json(sent): Json<IssueForms>,
) -> Result<web::Json<IssuedForms>> {
    person.only(&[Role::Bureau])?;
    if sent.forms.is_empty() || sent.forms.len() > MOST_FORMS {
        return Err(Refusal::from(Problem::WrongShape).with_detail("/forms").into());
    }
    let digest = &state.rules.digest;
    if sent.forms.iter().any(|form| form.submission.rule_set != *digest) {
        return Err(Problem::StaleRules.into());
    }
    let language = language(&request);
    let mut forms = Vec::with_capacity(sent.forms.len());
    for form in sent.forms {
        let (submission, digest) = asked(form.unit, form.submission, language)?;
        forms.push(NewForm {
            id: form.id,
            unit: form.unit,
            submission,
            digest,
        });
    }
    let mut answers = Vec::with_capacity(forms.len());
    for form in forms {
        let (id, unit) = (form.id, form.unit);
        let outcome = match issue_one(&state, &person, form).await {
            Ok(record) => IssueOutcome::Issued(Box::new(record)),
            Err(Error::Refused(refusal)) => IssueOutcome::Stopped(stopped(&refusal, language)),
            Err(error) => return Err(error),
        };
        answers.push(IssuedForm { id, unit, outcome });
    }
    Ok(web::Json(IssuedForms { forms: answers }))
}

async fn issue_one(state: &AppState, person: &Person, form: NewForm) -> Result<RecordSummary> {
    print::check_glyphs(&state.printer, &form.submission.content)?;
    let (stamp, rules, change) = (state.clock.stamp(), Arc::clone(&state.rules), person.clone());
    let (id, scope) = (form.id, person.scope());
    state
        .db
        .write(move |tx| db::go_live::issue(tx, &change.scope(), stamp, &change.actor(), &rules, &form))
        .await?;
    state
        .db
        .read(move |conn| {
            let record = db::records::find(conn, &scope, id)?;
            let names = Names::of(conn, [&record])?;
            Ok(summary(&record, &names))
        })
        .await
}

fn stopped(refusal: &Refusal, language: Language) -> ProblemBody {
    let mut body = refusal.problem.body(language);
    body.detail.clone_from(&refusal.detail);
    body.findings.clone_from(&refusal.findings);
    body
}

/// Gives a form up that came back with faults, and issues what passed of it. The answer is the new record, or
/// the old one when nothing passed.
///
/// # Errors
/// [`Problem::PreconditionRequired`], [`Problem::StaleRecord`], [`Problem::Forbidden`],
/// [`Problem::IllegalMove`], [`Problem::IdTaken`], and those of handing in.
#[utoipa::path(post, path = "/api/v1/records/{id}/reissue", tag = "go-live", request_body = ReissueRecord,
    params(("id" = RecordId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = Record), (status = 403), (status = 409), (status = 412), (status = 422), (status = 428)))]
pub async fn reissue(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<RecordId>,
    Json(sent): Json<ReissueRecord>,
) -> Result<HttpResponse> {
    let (returned, expected) = (*id, etag::expected(&request)?);
    let (submission, digest) = match sent.submission {
        Some(submission) => {
            let (submission, digest) = asked(returned, submission, language(&request))?;
            print::check_glyphs(&state.printer, &submission.content)?;
            (Some(submission), digest)
        }
        None => (None, String::new()),
    };
    let new = Reissue {
        returned,
        expected,
        id: sent.id,
        submission,
        digest,
    };
    let (stamp, rules, change) = (state.clock.stamp(), Arc::clone(&state.rules), person.clone());
    let came = state
        .db
        .write(move |tx| db::go_live::reissue(tx, &change.scope(), stamp, &change.actor(), &rules, &new))
        .await?;
    records::answer(&state, &person, came, StatusCode::OK).await
}

/// What a page hands in of a form that begins with it, and the digest of what is asked for: for whom or in
/// whose place, content and reasons.
fn asked(whose: impl Serialize, sent: SubmitRecord, language: Language) -> Result<(Submission, String)> {
    let content = body::content(Form::GoLive, sent.content)?;
    let reasons = records::sane(sent.reasons, 1)?;
    let mut asked = canonical_bytes(&content);
    asked.extend(serde_json::to_vec(&(whose, &reasons)).map_err(Error::internal)?);
    let submission = Submission {
        // A record begins at its first version.
        expected: 1,
        rule_set: sent.rule_set,
        facts: sent.facts,
        content,
        reasons,
        language,
    };
    Ok((submission, hex(&Sha256::digest(asked))))
}
