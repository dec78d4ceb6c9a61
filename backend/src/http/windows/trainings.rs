//! `trainings`, and the demonstration item practised.
//!
//! The exercise runs within the session of the one who keeps the account. A link that anybody may open
//! would be a key without a person: it could be passed on, and nobody could say who practised. The
//! keeper sits the person down, and the audit trail names the keeper.

use super::acting;
use crate::auth::Person;
use crate::db;
use crate::error::Result;
use crate::http::again::judged;
use crate::http::body::{self, Json};
use crate::state::AppState;
use actix_web::{HttpRequest, web};
use yinzheng_shared::api::window::{ExerciseAnswer, KeepTraining, TrainingAnswer};
use yinzheng_shared::id::AccountId;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::subject::{Entry, Subject};
use yinzheng_shared::window::exercise::{Attempt, mistakes};

/// Keeps films seen, and passes that the keeper tells of.
///
/// # Errors
/// [`Problem::RulesBroken`], also for accounts that others keep; [`Problem::Forbidden`].
#[utoipa::path(post, path = "/api/v1/trainings", tag = "windows", request_body = KeepTraining,
    responses((status = 200, body = TrainingAnswer), (status = 403), (status = 413), (status = 422)))]
pub async fn keep(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    Json(sent): Json<KeepTraining>,
) -> Result<web::Json<TrainingAnswer>> {
    acting(&person)?;
    let Entry::Training(lessons) = body::entry(Subject::Training, sent.content)? else {
        return Err(Problem::WrongShape.into());
    };
    judged(&state, &request, &person, move |tx, maker| {
        db::windows::trainings::keep(tx, maker, &lessons)
    })
    .await
    .map(web::Json)
}

/// Looks at what somebody did with a sample case; without a mistake it is a pass and kept.
///
/// # Errors
/// [`Problem::NotFound`] for an account that is ended or that others keep.
#[utoipa::path(post, path = "/api/v1/window-accounts/{id}/exercise", tag = "windows", request_body = Attempt,
    params(("id" = AccountId, Path)),
    responses((status = 200, body = ExerciseAnswer), (status = 403), (status = 404), (status = 422)))]
pub async fn exercise(
    state: web::Data<AppState>,
    person: Person,
    id: web::Path<AccountId>,
    Json(attempt): Json<Attempt>,
) -> Result<web::Json<ExerciseAnswer>> {
    acting(&person)?;
    let (id, stamp, actor, scope, rules) = (
        *id,
        state.clock.stamp(),
        person.actor(),
        person.scope(),
        state.rules.clone(),
    );
    state
        .db
        .write(move |tx| {
            let windows = &rules.programme.windows;
            let demonstration = windows.demonstration.as_ref().ok_or(Problem::NotFound)?;
            let mistakes = mistakes(demonstration, &attempt);
            db::windows::trainings::is_kept(tx, &scope, id)?;
            if mistakes.is_empty() {
                db::windows::trainings::pass(tx, stamp, &scope, &actor, id, &attempt.case)?;
            }
            let account = db::windows::accounts::show(tx, &scope, windows, id)?;
            Ok(ExerciseAnswer {
                mistakes,
                training: account.training,
            })
        })
        .await
        .map(web::Json)
}
