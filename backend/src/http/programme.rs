//! `GET programme`: what the page needs before anyone signs in.

use crate::demo;
use crate::layer::problem::language;
use crate::state::AppState;
use actix_web::{HttpRequest, web};
use yinzheng_shared::api::programme::ProgrammeBody;
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

/// Every rule: code, severity, clause and what it says.
#[utoipa::path(get, path = "/api/v1/rules", tag = "check", responses((status = 200, body = [RuleRow])))]
pub async fn rules(request: HttpRequest) -> web::Json<Vec<RuleRow>> {
    web::Json(subject::rule_table(language(&request)))
}
