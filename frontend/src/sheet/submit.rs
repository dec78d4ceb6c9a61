//! Handing in: once, with what the page knows, and what each refusal means.

use super::around::Around;
use super::draft::live;
use super::focus::{leave, stay};
use super::state::Sheet;
use super::storage::{self, Kept};
use crate::api::Failure;
use yew::prelude::*;
use yinzheng_shared::api::record::{Record, SubmitRecord};
use yinzheng_shared::facts::Facts;
use yinzheng_shared::finding::Finding;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::{Language, Text, sheet as words};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::rule_set;

/// How far a submission is.
#[derive(Clone, Debug, PartialEq)]
pub enum Submission {
    /// None is on its way.
    Idle,
    /// Asked for; waits for a save that is on its way.
    Wanted,
    /// On its way.
    Sending,
    /// It came back; what to say of it.
    Failed(String),
    /// The page loads anew for newer rules; what to say meanwhile.
    Reloading(String),
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Handed in.
    Done(Box<Record>),
    /// The server found these.
    Findings(Vec<Finding>, String),
    /// Somebody else saved in between.
    Stale,
    /// The facts are different now; the record as it is.
    Facts(Box<Record>, String),
    /// The page reloads for newer rules.
    Reloading(String),
    /// Anything else, in words.
    Failed(Failure, String),
}

/// The body of a submission.
#[must_use]
pub fn body(around: &Around, sheet: &Sheet, facts: &Facts, findings: &[Finding]) -> SubmitRecord {
    SubmitRecord {
        rule_set: rule_set::digest(&around.programme.programme, &around.programme.calendar),
        facts: facts.clone(),
        content: serde_json::to_value(&*sheet.content).unwrap_or_default(),
        reasons: live(&sheet.reasons, findings),
    }
}

/// Sends a submission and reads the answer.
pub async fn send(around: &Around, record: RecordId, etag: &str, body: SubmitRecord) -> Outcome {
    let language = around.language;
    let failure = match around.api.submit_record(record, etag, &body).await {
        Ok(record) => return Outcome::Done(Box::new(record)),
        Err(failure) => failure,
    };
    let failed = |failure: Failure| {
        let sentence = failed_sentence(&failure, language);
        Outcome::Failed(failure, sentence)
    };
    let Failure::Refused(problem) = &failure else {
        return failed(failure);
    };
    match failure.problem() {
        Some(Problem::RulesBroken | Problem::ReasonMissing) if !problem.findings.is_empty() => {
            Outcome::Findings(problem.findings.clone(), failed_sentence(&failure, language))
        }
        Some(Problem::StaleRecord) => Outcome::Stale,
        Some(Problem::StaleRules) => match storage::note_reload(&record.to_string()) {
            Kept::Yes => Outcome::Reloading(words::SUBMIT_STALE_RULES.get(language).to_owned()),
            Kept::No => Outcome::Failed(failure, words::SUBMIT_RULES_DIFFER.get(language).to_owned()),
        },
        Some(Problem::FactsChanged) => match around.api.record(record).await {
            Ok(now) => {
                let sentence = changed_sentence(&body.facts, &now.facts, language);
                Outcome::Facts(Box::new(now), sentence)
            }
            Err(failure) => failed(failure),
        },
        _ => failed(failure),
    }
}

fn failed_sentence(failure: &Failure, language: Language) -> String {
    match failure {
        Failure::Unreachable => words::SUBMIT_UNREACHABLE.get(language).to_owned(),
        other => words::SUBMIT_FAILED.with(language, &[("reason", &other.message(language))]),
    }
}

/// Says which facts are different.
fn changed_sentence(before: &Facts, now: &Facts, language: Language) -> String {
    let mut which: Vec<String> = Vec::new();
    if before.owner != now.owner {
        which.push(words::SUBMIT_FACT_OWNER.get(language).to_owned());
    }
    let codes = changed_items(before, now);
    if !codes.is_empty() {
        which.push(words::SUBMIT_FACT_ITEMS.with(language, &[("codes", &codes.join("、"))]));
    }
    if which.is_empty() {
        words::SUBMIT_FACTS_CHANGED.get(language).to_owned()
    } else {
        words::SUBMIT_FACTS_CHANGED_WHICH.with(language, &[("which", &which.join("、"))])
    }
}

fn changed_items(before: &Facts, now: &Facts) -> Vec<String> {
    let (old, new) = (
        before.items.as_deref().unwrap_or_default(),
        now.items.as_deref().unwrap_or_default(),
    );
    let mut codes: Vec<String> = new
        .iter()
        .filter(|item| !old.contains(item))
        .chain(
            old.iter()
                .filter(|item| !new.iter().any(|other| other.code == item.code)),
        )
        .map(|item| item.code.clone())
        .collect();
    codes.dedup();
    codes
}

/// Properties of [`SubmitBar`].
#[derive(Clone, PartialEq, Properties)]
pub struct SubmitProps {
    /// The word on the button.
    pub word: Text,
    /// What is said when nothing stands in the way.
    pub ready: Text,
    /// Errors.
    pub errors: usize,
    /// Warnings without a reason.
    pub open_warnings: usize,
    /// Cells still to be filled.
    pub to_fill: usize,
    /// How far a submission is.
    pub submission: Submission,
    /// Language of the page.
    pub language: Language,
    /// Asks for submission.
    pub on_submit: Callback<()>,
    /// Where the work stands.
    pub children: Html,
}

/// The bar below the sheet: where the work stands, what is left, and the one button.
#[component]
pub fn SubmitBar(props: &SubmitProps) -> Html {
    let language = props.language;
    let busy = matches!(
        props.submission,
        Submission::Wanted | Submission::Sending | Submission::Reloading(_)
    );
    let counts = if props.errors + props.open_warnings + props.to_fill == 0 {
        props.ready.get(language).to_owned()
    } else {
        let [errors, warnings, fill] =
            [props.errors, props.open_warnings, props.to_fill].map(|count| count.to_string());
        words::SUBMIT_COUNTS.with(
            language,
            &[("errors", &errors), ("warnings", &warnings), ("fill", &fill)],
        )
    };
    html! {
        <div class="sheet-bar">
            { props.children.clone() }
            if let Submission::Failed(sentence) | Submission::Reloading(sentence) = &props.submission {
                <p class="sheet-failed" role="alert">{ sentence }</p>
            }
            <span class="sheet-left" id="sheet-counts">{ counts }</span>
            <button type="button" class="button-primary" id="sheet-submit" disabled={busy} aria-describedby="sheet-counts"
                onmousedown={stay()} onclick={props.on_submit.reform(|_| leave())}>
                { if busy { words::SUBMIT_SENDING.get(language) } else { props.word.get(language) } }
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::facts::{Connection, ItemFact};

    fn item(code: &str, batch: Option<u8>) -> ItemFact {
        ItemFact {
            code: code.into(),
            name: "示例事项".into(),
            owner: "某某市示例局".into(),
            serving: "某某市示例局".into(),
            batch,
            connection: Connection::None,
            optimised: false,
            published: false,
        }
    }

    #[test]
    fn the_sentence_names_the_items_whose_facts_changed() {
        let facts = |items: Vec<ItemFact>| Facts {
            items: Some(items),
            ..Facts::default()
        };
        let before = facts(vec![item("甲-1", None), item("乙-2", None), item("丙-3", None)]);
        let now = facts(vec![item("甲-1", Some(2)), item("乙-2", None)]);
        let sentence = changed_sentence(&before, &now, Language::Chinese);
        assert!(
            sentence.contains("甲-1、丙-3") && !sentence.contains("乙-2"),
            "{sentence}"
        );
        assert_eq!(
            changed_sentence(&before, &before, Language::English),
            words::SUBMIT_FACTS_CHANGED.get(Language::English)
        );
    }
}
