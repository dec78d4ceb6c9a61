//! Keeps a draft: in this browser at once, at the server after a pause.

use super::state::Sheet;
use super::state::findings::live_reasons;
use super::state::saving::{Event, Phase, Saving};
use super::state::stored::{FORMAT, StoredDraft};
use super::storage::{self, Kept};
use super::submit::Submission;
use super::work::Work;
use crate::api::Failure;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::record::{Record, SaveRecord, WarningReason};
use yinzheng_shared::finding::Finding;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::problem::Problem;

/// Milliseconds of pause before a save goes to the server.
const PAUSE: u32 = 1_500;
/// Milliseconds before an unreachable server is tried again.
const AGAIN: u32 = 15_000;

/// The way of a record as the page's state.
#[derive(Clone, Debug, PartialEq)]
pub struct Way(pub Saving);

impl Reducible for Way {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        Rc::new(Self(self.0.after(event)))
    }
}

/// What keeping a draft needs.
#[derive(Clone, PartialEq)]
pub struct Keeping {
    /// The record.
    pub record: RecordId,
    /// Key in the browser's storage.
    pub key: String,
    /// The server's content on which the work stands.
    pub base: serde_json::Value,
    /// Findings of the present content: they say which reasons still stand.
    pub findings: Rc<Vec<Finding>>,
    /// Whether a submission is on its way: saves wait for it.
    pub busy: Busy,
}

/// Whether a submission is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// No.
    Idle,
    /// Yes.
    Submitting,
}

/// The body of a save.
#[must_use]
pub fn body(sheet: &Sheet, findings: &[Finding]) -> SaveRecord {
    SaveRecord {
        content: serde_json::to_value(&*sheet.content).unwrap_or_default(),
        reasons: live(&sheet.reasons, findings),
    }
}

/// The reasons whose warning stands, cut of spaces around them.
#[must_use]
pub fn live(reasons: &[WarningReason], findings: &[Finding]) -> Vec<WarningReason> {
    live_reasons(reasons, findings)
        .into_iter()
        .map(|reason| WarningReason {
            reason: reason.reason.trim().to_owned(),
            ..reason
        })
        .collect()
}

/// What this browser keeps of a sheet.
#[must_use]
pub fn copy(sheet: &Sheet, etag: &str, base: &serde_json::Value) -> StoredDraft {
    StoredDraft {
        format: FORMAT,
        etag: etag.to_owned(),
        base: base.clone(),
        content: serde_json::to_value(&*sheet.content).unwrap_or_default(),
        reasons: (*sheet.reasons).clone(),
    }
}

/// Writes every change into the browser's storage and says whether it could.
#[hook]
pub fn use_local_copy(sheet: &Rc<Sheet>, saving: &Saving, keeping: &Keeping) -> Kept {
    let kept = use_state(|| Kept::Yes);
    let set = kept.setter();
    let draft = copy(sheet, &saving.etag, &keeping.base);
    let key = keeping.key.clone();
    let unsaved = sheet.version != saving.stored_version;
    use_effect_with(
        (sheet.version, saving.etag.clone(), unsaved),
        move |(version, _, unsaved)| {
            if *unsaved {
                set.set(storage::keep(&key, &draft));
            } else if *version > 0 {
                storage::forget(&key);
            }
        },
    );
    *kept
}

/// Sends saves after a pause, one at a time, tries again what could not be sent, and sends what is
/// left when the person goes to another page.
#[hook]
pub fn use_saves(
    work: &Work,
    keeping: &Keeping,
    on_stored: Callback<(Record, serde_json::Value)>,
    on_stale: Callback<()>,
) {
    let (way, version) = (&work.way, work.sheet.version);
    {
        let way = way.dispatcher();
        use_effect_with(version, move |version| way.dispatch(Event::Changed(*version)));
    }
    let wants = way.0.wants_to_send() && keeping.busy == Busy::Idle;
    let left = use_mut_ref(|| None::<Left>);
    *left.borrow_mut() = wants.then(|| Left {
        work: work.clone(),
        keeping: keeping.clone(),
    });
    {
        let (work, keeping) = (work.clone(), keeping.clone());
        use_effect_with((wants, version), move |(wants, _)| {
            let timer = wants.then(|| {
                Timeout::new(PAUSE, move || {
                    work.way.dispatch(Event::Sent(work.sheet.version));
                    wasm_bindgen_futures::spawn_local(save(work, keeping, on_stored, on_stale));
                })
            });
            move || drop(timer)
        });
    }
    use_effect_with((), move |()| {
        move || {
            if let Some(left) = left.borrow_mut().take() {
                wasm_bindgen_futures::spawn_local(save_left(left));
            }
        }
    });
    use_again(work);
}

/// What is still to be sent when the editor goes away.
struct Left {
    work: Work,
    keeping: Keeping,
}

async fn save(work: Work, keeping: Keeping, on_stored: Callback<(Record, serde_json::Value)>, on_stale: Callback<()>) {
    let (version, body) = (work.sheet.version, body(&work.sheet, &keeping.findings));
    match work
        .around
        .api
        .save_record(keeping.record, &work.way.0.etag, &body)
        .await
    {
        Ok(record) => {
            let (etag, at) = (record.etag.clone(), record.summary.updated_at.clone());
            on_stored.emit((record, body.content));
            work.way.dispatch(Event::Stored { version, etag, at });
        }
        Err(failure) => {
            let event = event_of(&failure, work.around.language);
            let stale = event == Event::Stale;
            work.way.dispatch(event);
            if stale {
                on_stale.emit(());
            }
        }
    }
}

/// Nobody waits for the answer: what was not stored is still in this browser's storage.
async fn save_left(left: Left) {
    let Left { work, keeping } = left;
    let sheet = work.latest.borrow().clone();
    let body = body(&sheet, &keeping.findings);
    if work
        .around
        .api
        .save_record(keeping.record, &work.way.0.etag, &body)
        .await
        .is_ok()
    {
        storage::forget(&keeping.key);
    }
}

/// Tries again after a while, when the browser is online, and after signing in.
#[hook]
fn use_again(work: &Work) {
    {
        let dispatch = work.way.dispatcher();
        use_effect_with(work.way.0.phase.clone(), move |phase| {
            let again = (*phase == Phase::Offline).then(|| {
                let later = dispatch.clone();
                let timer = Timeout::new(AGAIN, move || later.dispatch(Event::Retry));
                let online = web_sys::window()
                    .map(|window| EventListener::new(&window, "online", move |_| dispatch.dispatch(Event::Retry)));
                (timer, online)
            });
            move || drop(again)
        });
    }
    let dispatch = work.way.dispatcher();
    use_effect_with(work.around.session, move |_| dispatch.dispatch(Event::Retry));
}

/// What a failed request means for the way.
#[must_use]
pub fn event_of(failure: &Failure, language: yinzheng_shared::locale::Language) -> Event {
    match failure {
        Failure::Unreachable => Event::Unreachable,
        _ if failure.is(Problem::SignedOut) => Event::SignedOut,
        _ if failure.is(Problem::StaleRecord) => Event::Stale,
        other => Event::Refused(other.message(language)),
    }
}

/// Asks before the page is left, only while something is not saved.
#[hook]
pub fn use_leave_guard(saving: &Saving, submission: &Submission) {
    let reloading = matches!(submission, Submission::Reloading(_));
    use_effect_with(saving.is_unsaved() && !reloading, |unsaved| {
        let guard = unsaved.then(web_sys::window).flatten().map(|window| {
            EventListener::new_with_options(
                &window,
                "beforeunload",
                EventListenerOptions::enable_prevent_default(),
                |event| {
                    event.prevent_default();
                    // Browsers before 2024 ask only when a value is returned.
                    // An event without the property belongs to a newer browser, which asks anyway.
                    let _ = js_sys::Reflect::set(event, &"returnValue".into(), &"1".into());
                },
            )
        });
        move || drop(guard)
    });
}
