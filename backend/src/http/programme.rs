//! `programme`: what the page needs before anyone signs in, and how far the programme is.

use crate::auth::Person;
use crate::db;
use crate::demo;
use crate::error::Result;
use crate::layer::problem::language;
use crate::state::AppState;
use actix_web::{HttpRequest, web};
use std::sync::Arc;
use yinzheng_shared::api::programme::{ProgrammeBody, ProgrammeState, TaskState};
use yinzheng_shared::rule::RuleRow;
use yinzheng_shared::subject;

/// Programme, calendar, rule-set digest and business date.
#[utoipa::path(get, path = "/api/v1/programme", tag = "programme",
    responses((status = 200, description = "Programme, calendar, rule-set digest and business date", body = Object)))]
pub async fn show(state: web::Data<AppState>) -> web::Json<ProgrammeBody> {
    let demonstration = state.config.purpose.is_demonstration();
    web::Json(ProgrammeBody {
        programme: state.rules.programme.clone(),
        calendar: state.rules.calendar.clone(),
        rule_set: state.rules.digest.clone(),
        today: state.clock.today(),
        today_is_set: state.clock.is_set(),
        demonstration,
        demonstration_logins: if demonstration { demo::logins() } else { Vec::new() },
    })
}

/// The annexes of the programme, and how far each of its tasks is, of what the person sees.
///
/// # Errors
/// [`Problem::SignedOut`](yinzheng_shared::problem::Problem::SignedOut).
#[utoipa::path(get, path = "/api/v1/programme/state", tag = "programme",
    responses((status = 200, body = ProgrammeState), (status = 401)))]
pub async fn progress(state: web::Data<AppState>, person: Person) -> Result<web::Json<ProgrammeState>> {
    let (scope, rules, today) = (person.scope(), Arc::clone(&state.rules), state.clock.today());
    state
        .db
        .read(move |conn| {
            let programme = &rules.programme;
            let tasks = programme.tasks.iter().map(|task| {
                Ok(TaskState {
                    figure: db::progress::of(conn, &scope, programme, today, task.measure)?,
                    due: programme.last_day(task.measure),
                    task: task.clone(),
                })
            });
            Ok(ProgrammeState {
                today,
                tasks: tasks.collect::<Result<_>>()?,
                phases: programme.phases.clone(),
                modules: programme.modules.clone(),
            })
        })
        .await
        .map(web::Json)
}

/// Every rule: code, severity, clause and what it says.
#[utoipa::path(get, path = "/api/v1/rules", tag = "check", responses((status = 200, body = [RuleRow])))]
pub async fn rules(request: HttpRequest) -> web::Json<Vec<RuleRow>> {
    web::Json(subject::rule_table(language(&request)))
}
