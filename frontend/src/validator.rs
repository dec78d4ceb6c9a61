//! The form check as the browser offers it to scripts: the same function as on the server.

use crate::parts;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};
use yinzheng_shared::calendar::Calendar;
use yinzheng_shared::date::Date;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::locale::Language;
use yinzheng_shared::problem::{Problem, ProblemBody};
use yinzheng_shared::programme::{Context, Programme};
use yinzheng_shared::subject::{Entry, Subject};

/// The rules of a part that may still have to come, as [`answer`] applies them.
pub type Answer = fn(&Asked<'_>, &Context<'_>) -> String;

/// Checks forms by one programme.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Checker {
    programme: Programme,
    calendar: Calendar,
    answer: Answer,
}

#[wasm_bindgen]
impl Checker {
    /// Fetches the rules; programme and calendar are JSON, as `GET programme` gives them.
    ///
    /// # Errors
    /// When the rules do not come, or programme or calendar cannot be read.
    pub async fn open(programme: String, calendar: String) -> Result<Checker, JsError> {
        Ok(Self {
            programme: serde_json::from_str(&programme)?,
            calendar: serde_json::from_str(&calendar)?,
            answer: parts::rules().await?,
        })
    }

    /// Checks a form. Content and facts are JSON, `today` is like `2018-09-25`; the answer is a report,
    /// or a problem when an argument cannot be read, as JSON.
    #[must_use]
    pub fn check(&self, form: &str, content: &str, facts: &str, today: &str, language: &str) -> String {
        let asked = Asked {
            form,
            content,
            facts,
            language: Language::from_accept(language),
        };
        match today.parse::<Date>() {
            Ok(today) => (self.answer)(
                &asked,
                &Context {
                    programme: &self.programme,
                    calendar: &self.calendar,
                    today,
                },
            ),
            Err(_) => json(&Problem::BadRequest.body(asked.language)),
        }
    }
}

/// What is to be checked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Code of the form, or of what else rules speak of.
    pub form: &'a str,
    /// Its content, JSON.
    pub content: &'a str,
    /// What is known of items, JSON.
    pub facts: &'a str,
    /// Language of the sentences.
    pub language: Language,
}

/// The report, or the problem, as JSON.
#[must_use]
pub fn answer(asked: &Asked<'_>, context: &Context<'_>) -> String {
    report(asked, context).unwrap_or_else(|problem| json(&problem))
}

fn report(asked: &Asked<'_>, context: &Context<'_>) -> Result<String, Box<ProblemBody>> {
    let language = asked.language;
    let subject = Subject::from_code(asked.form).ok_or_else(|| Box::new(Problem::NotFound.body(language)))?;
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
    let entry = Entry::from_json(subject, asked.content).map_err(unreadable)?;
    let facts: Facts = serde_json::from_str(asked.facts).map_err(unreadable)?;
    serde_json::to_string(&entry.check(&facts, context, language)).map_err(unreadable)
}

fn json(problem: &ProblemBody) -> String {
    serde_json::to_string(problem).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::programme::HANGZHOU_2018;

    #[test]
    fn what_cannot_be_read_is_a_problem_and_not_a_panic() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        let calendar = Calendar::default();
        let context = Context {
            programme: &programme,
            calendar: &calendar,
            today: "2018-09-25".parse().unwrap(),
        };
        let code = |form, content| {
            let asked = Asked {
                form,
                content,
                facts: "{}",
                language: Language::English,
            };
            let answer = answer(&asked, &context);
            serde_json::from_str::<ProblemBody>(&answer).unwrap().code
        };
        assert_eq!(code("other", "{}"), "not_found");
        assert_eq!(code("go-live", "{"), "malformed_json");
        assert_eq!(code("go-live", "{\"x\":1}"), "wrong_shape");
    }
}
