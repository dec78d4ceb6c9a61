//! Why a request did not succeed, in words.

use yinzheng_shared::finding::Finding;
use yinzheng_shared::locale::{Language, page};
use yinzheng_shared::problem::{Problem, ProblemBody};

/// A request that did not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server refused, and says why.
    Refused(Box<ProblemBody>),
    /// No answer came.
    Unreachable,
    /// An answer came that this page does not understand.
    Garbled,
}

impl Failure {
    /// Whether the server refused for this reason.
    #[must_use]
    pub fn is(&self, problem: Problem) -> bool {
        matches!(self, Self::Refused(body) if body.code == problem.code())
    }

    /// The refusal, when it was one of the catalogue.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        let Self::Refused(body) = self else { return None };
        Problem::ALL.iter().copied().find(|problem| problem.code() == body.code)
    }

    /// What the server found in what was sent.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        match self {
            Self::Refused(body) => body.findings,
            Self::Unreachable | Self::Garbled => Vec::new(),
        }
    }

    /// What to tell the person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Unreachable => page::FAILURE_UNREACHABLE.get(language).to_owned(),
            Self::Garbled => page::FAILURE_GARBLED.get(language).to_owned(),
            Self::Refused(body) => {
                let title = self
                    .problem()
                    .map_or_else(|| body.title.clone(), |known| known.text().get(language).to_owned());
                match body
                    .detail
                    .as_deref()
                    .map(str::trim)
                    .filter(|detail| !detail.is_empty())
                {
                    Some(detail) => page::FAILURE_DETAIL.with(language, &[("title", &title), ("detail", detail)]),
                    None => title,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_speaks_the_language_of_the_page_and_not_of_the_answer() {
        let failure = Failure::Refused(Box::new(Problem::OwnUpload.body(Language::Chinese)));
        assert!(failure.is(Problem::OwnUpload));
        assert_eq!(
            failure.message(Language::English),
            Problem::OwnUpload.text().get(Language::English)
        );
    }

    #[test]
    fn a_refusal_names_its_place() {
        let mut body = Problem::WrongShape.body(Language::English);
        body.detail = Some("/rows/0/number".to_owned());
        assert!(
            Failure::Refused(Box::new(body))
                .message(Language::English)
                .contains("/rows/0/number")
        );
    }

    #[test]
    fn an_unknown_refusal_keeps_the_servers_words() {
        let mut body = Problem::Internal.body(Language::English);
        body.code = "made_later".to_owned();
        body.title = "Said later".to_owned();
        assert_eq!(
            Failure::Refused(Box::new(body)).message(Language::English),
            "Said later"
        );
    }
}
