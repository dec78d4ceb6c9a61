//! Handing the list in: it is judged as it stands, all of it, and what each answer means.

use super::judge::{Standards, judge};
use super::keep;
use super::saving::Parted;
use super::state::Roll;
use super::told::{Speaker, Told};
use crate::sheet::Around;
use crate::sheet::draft::{Way, live};
use crate::sheet::state::saving::{Event, Phase, Saving};
use crate::sheet::storage;
use crate::sheet::submit::{Outcome, Submission, send};
use gloo_timers::future::TimeoutFuture;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::record::{Record, SubmitRecord};
use yinzheng_shared::facts::Facts;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::rule_set;

/// Milliseconds between two looks at a save that is on its way.
const LOOK: u32 = 50;

/// The list and its saving as they were drawn last.
pub type Latest = Rc<RefCell<(Rc<Roll>, Saving)>>;

/// What handing in reads and tells.
#[derive(Clone)]
pub struct HandingIn {
    /// The record.
    pub record: RecordId,
    /// The list and its saving.
    pub latest: Latest,
    /// The server, and who is at work.
    pub around: Around,
    /// By what it is judged.
    pub standards: Standards,
    /// What the server knows.
    pub facts: UseStateHandle<Rc<Facts>>,
    /// Where the saving stands.
    pub way: UseReducerHandle<Way>,
    /// How far a submission is.
    pub submission: UseStateHandle<Submission>,
    /// Moves when there is something to be read first.
    pub refused: UseStateHandle<u64>,
    /// What the server found, of a version of the list.
    pub server: UseStateHandle<Option<(u64, Rc<Vec<Finding>>)>>,
    /// Set when somebody else saved in between.
    pub parted: UseStateHandle<Option<Parted>>,
    /// Told of the record once it is handed in.
    pub on_change: Callback<Record>,
}

impl HandingIn {
    /// Hands in.
    pub fn begin(&self) {
        if matches!(*self.submission, Submission::Idle | Submission::Failed(_)) {
            self.submission.set(Submission::Wanted);
            wasm_bindgen_futures::spawn_local(self.clone().go_on());
        }
    }

    async fn go_on(self) {
        // A cell that was left just now is drawn, and a save that is on its way arrives.
        TimeoutFuture::new(0).await;
        while matches!(self.latest.borrow().1.phase, Phase::Sending(_)) {
            TimeoutFuture::new(LOOK).await;
        }
        let (roll, saving) = self.latest.borrow().clone();
        let Some(judged) = judge(Rc::default(), &self.standards, roll.rows.clone(), || true).await else {
            return;
        };
        let warnings = judged
            .findings()
            .filter(|finding| finding.severity == Severity::Warning)
            .cloned()
            .collect::<Vec<_>>();
        if Told::of(&Speaker::Page(Rc::new(judged)), &roll.reasons).bars() || roll.refused.is_some() {
            self.server.set(None);
            self.submission.set(Submission::Idle);
            self.refused.set(*self.refused + 1);
            return;
        }
        self.submission.set(Submission::Sending);
        let programme = &self.standards.programme;
        let body = SubmitRecord {
            rule_set: rule_set::digest(&programme.programme, &programme.calendar),
            facts: (*self.standards.facts).clone(),
            content: serde_json::to_value(roll.content()).unwrap_or_default(),
            reasons: live(&roll.reasons, &warnings),
        };
        let outcome = send(&self.around, self.record, &saving.etag, body).await;
        self.tell(&roll, outcome);
    }

    fn tell(self, roll: &Roll, outcome: Outcome) {
        match outcome {
            Outcome::Done(record) => {
                storage::forget(&keep::key(&self.around.user, &self.record.to_string()));
                self.submission.set(Submission::Idle);
                self.on_change.emit(*record);
            }
            Outcome::Findings(findings, sentence) => {
                self.server.set(Some((roll.version, Rc::new(findings))));
                self.submission.set(Submission::Failed(sentence));
                self.refused.set(*self.refused + 1);
            }
            Outcome::Stale => {
                self.submission.set(Submission::Idle);
                self.way.dispatch(Event::Stale);
                Parted::ask(&self.around, self.record, &self.parted, &self.way);
            }
            Outcome::Facts(record, sentence) => {
                self.facts.set(Rc::new(record.facts));
                self.submission.set(Submission::Failed(sentence));
            }
            Outcome::Reloading(sentence) => {
                self.submission.set(Submission::Reloading(sentence));
                if let Some(window) = web_sys::window() {
                    // The draft is kept in this browser; a page that cannot reload stays as it is.
                    let _ = window.location().reload();
                }
            }
            Outcome::Failed(_, sentence) => self.submission.set(Submission::Failed(sentence)),
        }
    }
}
