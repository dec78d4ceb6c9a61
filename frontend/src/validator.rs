//! The form check as the browser offers it to scripts: the same function as on the server.

use wasm_bindgen::prelude::wasm_bindgen;
use yinzheng_shared::calendar::Calendar;
use yinzheng_shared::date::Date;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::{Content, Form, check as check_form};
use yinzheng_shared::locale::Language;
use yinzheng_shared::problem::{Problem, ProblemBody};
use yinzheng_shared::programme::{Context, Programme};

/// Checks a form. Everything comes and goes as JSON text: content, facts, programme and calendar;
/// `today` as `2018-09-25`; the answer is a report, or a problem when an argument cannot be read.
#[wasm_bindgen]
#[must_use]
pub fn check(
    form: &str,
    content: &str,
    facts: &str,
    today: &str,
    programme: &str,
    calendar: &str,
    language: &str,
) -> String {
    let language = Language::from_accept(language);
    let answer = report(form, content, facts, today, programme, calendar, language);
    answer.unwrap_or_else(|problem| serde_json::to_string(&problem).unwrap_or_default())
}

fn report(
    form: &str,
    content: &str,
    facts: &str,
    today: &str,
    programme: &str,
    calendar: &str,
    language: Language,
) -> Result<String, Box<ProblemBody>> {
    let form = Form::from_code(form).ok_or_else(|| Box::new(Problem::NotFound.body(language)))?;
    let unreadable = |error: serde_json::Error| {
        let problem = if error.is_data() {
            Problem::WrongShape
        } else {
            Problem::MalformedJson
        };
        Box::new(ProblemBody {
            detail: Some(error.to_string()),
            ..problem.body(language)
        })
    };
    let content = Content::from_json(form, content).map_err(unreadable)?;
    let facts: Facts = serde_json::from_str(facts).map_err(unreadable)?;
    let programme: Programme = serde_json::from_str(programme).map_err(unreadable)?;
    let calendar: Calendar = serde_json::from_str(calendar).map_err(unreadable)?;
    let today: Date = today
        .parse()
        .map_err(|_| Box::new(Problem::BadRequest.body(language)))?;
    let context = Context {
        programme: &programme,
        calendar: &calendar,
        today,
    };
    serde_json::to_string(&check_form(&content, &facts, &context, language)).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_a_problem_and_not_a_panic() {
        let code = |answer: String| serde_json::from_str::<ProblemBody>(&answer).unwrap().code;
        assert_eq!(
            code(check("other", "{}", "{}", "2018-09-25", "{}", "{}", "en")),
            "not_found"
        );
        assert_eq!(
            code(check("go-live", "{", "{}", "2018-09-25", "{}", "{}", "en")),
            "malformed_json"
        );
        assert_eq!(
            code(check("go-live", "{\"x\":1}", "{}", "2018-09-25", "{}", "{}", "en")),
            "wrong_shape"
        );
    }
}
