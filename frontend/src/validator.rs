//! The form check as the browser offers it to scripts: the same function as on the server.

use crate::parts;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};
use yinzheng_shared::calendar::Calendar;
use yinzheng_shared::date::Date;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::{Content, Form, check as check_form};
use yinzheng_shared::locale::Language;
use yinzheng_shared::problem::{Problem, ProblemBody};
use yinzheng_shared::programme::{Context, Programme};

/// What is to be checked, everything as JSON text but `today`.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    /// Code of the form.
    pub form: &'a str,
    /// Its content.
    pub content: &'a str,
    /// What is known of items.
    pub facts: &'a str,
    /// The business date: `2018-09-25`.
    pub today: &'a str,
    /// The programme.
    pub programme: &'a str,
    /// The working days.
    pub calendar: &'a str,
    /// Language of the sentences.
    pub language: &'a str,
}

/// Checks a form. Everything comes and goes as JSON text: content, facts, programme and calendar;
/// `today` as `2018-09-25`; the answer is a report, or a problem when an argument cannot be read.
///
/// # Errors
/// When the rules cannot be fetched.
#[wasm_bindgen]
pub async fn check(
    form: String,
    content: String,
    facts: String,
    today: String,
    programme: String,
    calendar: String,
    language: String,
) -> Result<String, JsError> {
    let check = Check {
        form: &form,
        content: &content,
        facts: &facts,
        today: &today,
        programme: &programme,
        calendar: &calendar,
        language: &language,
    };
    Ok(parts::rules().await?(&check))
}

/// The report, or the problem.
#[must_use]
pub fn answer(check: &Check<'_>) -> String {
    report(check).unwrap_or_else(|problem| serde_json::to_string(&problem).unwrap_or_default())
}

fn report(check: &Check<'_>) -> Result<String, Box<ProblemBody>> {
    let language = Language::from_accept(check.language);
    let form = Form::from_code(check.form).ok_or_else(|| Box::new(Problem::NotFound.body(language)))?;
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
    let content = Content::from_json(form, check.content).map_err(unreadable)?;
    let facts: Facts = serde_json::from_str(check.facts).map_err(unreadable)?;
    let programme: Programme = serde_json::from_str(check.programme).map_err(unreadable)?;
    let calendar: Calendar = serde_json::from_str(check.calendar).map_err(unreadable)?;
    let today: Date = check
        .today
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
        let code = |form, content| {
            let answer = answer(&Check {
                form,
                content,
                facts: "{}",
                today: "2018-09-25",
                programme: "{}",
                calendar: "{}",
                language: "en",
            });
            serde_json::from_str::<ProblemBody>(&answer).unwrap().code
        };
        assert_eq!(code("other", "{}"), "not_found");
        assert_eq!(code("go-live", "{"), "malformed_json");
        assert_eq!(code("go-live", "{\"x\":1}"), "wrong_shape");
    }
}
