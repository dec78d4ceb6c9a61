//! From the button to the server's answer: asked once, checked, sent, and every answer heeded.

use super::draft::{self, Keeping};
use super::known::Known;
use super::state::Action;
use super::state::findings::first_obstacle;
use super::state::saving::{Event, Phase};
use super::state::stored::StoredDraft;
use super::storage;
use super::submit::{Outcome, Submission, body, send};
use super::work::Work;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::form::Content;
use yinzheng_shared::locale::{Text, sheet as words};

/// What a wanted submission may do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// None is wanted.
    None,
    /// It waits for a save.
    Waits,
    /// The save that it waits for cannot be sent.
    Stuck,
    /// It goes.
    Goes,
}

fn standing(submission: &Submission, phase: &Phase, facts: &Known, content: &Content) -> Standing {
    match (submission, phase) {
        (Submission::Wanted, Phase::Sending(_)) => Standing::Waits,
        (Submission::Wanted, _) if facts.covers(content) => Standing::Goes,
        (Submission::Wanted, Phase::Dirty) => Standing::Waits,
        (Submission::Wanted, _) => Standing::Stuck,
        _ => Standing::None,
    }
}

/// Why a save cannot be sent.
const fn stuck(phase: &Phase) -> Text {
    match phase {
        Phase::SignedOut => words::SAVE_SIGNED_OUT,
        Phase::Conflict => words::SUBMIT_CONFLICT,
        _ => words::SUBMIT_UNREACHABLE,
    }
}

/// The person wants to hand in: blank rows go, everything is checked, and what stands in the way
/// takes the focus.
pub fn ask(work: &Work) {
    if matches!(
        *work.submission,
        Submission::Wanted | Submission::Sending | Submission::Reloading(_)
    ) {
        return;
    }
    let tried = work.sheet.after(Action::Attempt);
    work.sheet.dispatch(Action::Attempt);
    let found = work.checked(&tried.content, &work.facts.for_content(&tried.content));
    if first_obstacle(&found.findings, &tried.reasons).is_some() {
        work.submission.set(Submission::Idle);
        work.refused.set(*work.refused + 1);
    } else {
        work.submission.set(Submission::Wanted);
    }
}

/// Sends a wanted submission as soon as no save is on its way and every fact is known.
#[hook]
pub fn use_sending(work: &Work, keeping: &Keeping, on_change: &Callback<Record>) {
    let standing = standing(&work.submission, &work.way.0.phase, &work.facts, &work.sheet.content);
    let (work, keeping, on_change) = (work.clone(), keeping.clone(), on_change.clone());
    use_effect_with(standing, move |standing| match standing {
        Standing::None | Standing::Waits => {}
        Standing::Stuck => {
            let sentence = stuck(&work.way.0.phase).get(work.around.language);
            work.submission.set(Submission::Failed(sentence.to_owned()));
        }
        Standing::Goes => go(work, keeping, on_change),
    });
}

fn go(work: Work, keeping: Keeping, on_change: Callback<Record>) {
    let sheet = work.latest.borrow().clone();
    let facts = work.facts.for_content(&sheet.content);
    let findings = work.checked(&sheet.content, &facts).findings;
    if first_obstacle(&findings, &sheet.reasons).is_some() {
        work.submission.set(Submission::Idle);
        work.refused.set(*work.refused + 1);
        return;
    }
    work.submission.set(Submission::Sending);
    let etag = work.way.0.etag.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let body = body(&work.around, &sheet, &facts, &findings);
        let outcome = send(&work.around, work.id, &etag, body).await;
        if let Outcome::Done(record) = outcome {
            storage::forget(&keeping.key);
            storage::forget_reload(&work.id.to_string());
            let (etag, at) = (record.etag.clone(), record.summary.updated_at.clone());
            work.way.dispatch(Event::Stored {
                version: sheet.version,
                etag,
                at,
            });
            work.submission.set(Submission::Idle);
            on_change.emit(*record);
            return;
        }
        let kept = draft::copy(&sheet, &etag, &keeping.base);
        work.submission
            .set(answered(&work, outcome, sheet.committed, &keeping.key, kept));
    });
}

/// What a refused submission leads to.
fn answered(work: &Work, outcome: Outcome, committed: u64, key: &str, kept: StoredDraft) -> Submission {
    let language = work.around.language;
    match outcome {
        Outcome::Done(_) => Submission::Idle,
        Outcome::Findings(found, sentence) => {
            work.server.set(Some((committed, Rc::new(found))));
            work.refused.set(*work.refused + 1);
            Submission::Failed(sentence)
        }
        Outcome::Stale => {
            work.way.dispatch(Event::Stale);
            work.compare();
            Submission::Failed(words::SUBMIT_CONFLICT.get(language).to_owned())
        }
        Outcome::Facts(record, sentence) => {
            work.facts
                .set(Known::of(record.facts.clone(), work.form, &kept.content));
            if record.etag != kept.etag {
                work.way.dispatch(Event::Stale);
                work.compare();
            }
            work.sheet.dispatch(Action::Attempt);
            Submission::Failed(sentence)
        }
        // Even a draft without a change of its own is kept: its blank rows are gone.
        Outcome::Reloading(sentence) => match storage::keep(key, &kept) {
            storage::Kept::Yes => Submission::Reloading(sentence),
            storage::Kept::No => Submission::Failed(sentence),
        },
        Outcome::Failed(failure, sentence) => {
            match draft::event_of(&failure, language) {
                Event::Refused(_) => {}
                event => work.way.dispatch(event),
            }
            Submission::Failed(sentence)
        }
    }
}

/// Loads the page anew once the guard against leaving is off; the draft is in this browser's storage.
#[hook]
pub fn use_reload(submission: &Submission) {
    let reloading = matches!(submission, Submission::Reloading(_));
    use_effect_with(reloading, |reloading| {
        if *reloading && let Some(window) = web_sys::window() {
            // Where reloading is forbidden the sentence on the page says what to do.
            let _ = window.location().reload();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::state::sample;
    use super::*;
    use yinzheng_shared::facts::Facts;
    use yinzheng_shared::form::Form;

    #[test]
    fn a_submission_waits_for_a_save_and_for_the_facts_of_its_items() {
        let content = Content::Optimization(sample::annex_3());
        let json = serde_json::to_value(&content).unwrap();
        let known = Known::of(Facts::default(), Form::Optimization, &json);
        let unknown = Known::of(Facts::default(), Form::Optimization, &serde_json::json!({}));
        let of = |submission: Submission, phase: Phase, facts: &Known| standing(&submission, &phase, facts, &content);
        assert_eq!(of(Submission::Idle, Phase::Saved, &known), Standing::None);
        assert_eq!(of(Submission::Wanted, Phase::Sending(3), &known), Standing::Waits);
        assert_eq!(of(Submission::Wanted, Phase::Dirty, &known), Standing::Goes);
        assert_eq!(of(Submission::Wanted, Phase::Dirty, &unknown), Standing::Waits);
        assert_eq!(of(Submission::Wanted, Phase::Offline, &unknown), Standing::Stuck);
        assert_eq!(
            of(Submission::Sending, Phase::Saved, &known),
            Standing::None,
            "never twice"
        );
    }
}
