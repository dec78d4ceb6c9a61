//! What an editor holds while a record is being filled, and what is done with it.

use super::ahead::Ahead;
use super::around::Around;
use super::conflict::Origin;
use super::draft::{Way, event_of};
use super::editor::EditorProps;
use super::focus::Fulfilled;
use super::known::Known;
use super::state::Sheet;
use super::state::place::Place;
use super::state::saving::Event;
use super::submit::Submission;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::finding::{Finding, Report};
use yinzheng_shared::form::{Content, Form, check};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::Move;

/// The server's version, which waits to be compared with this page's.
#[derive(Clone, PartialEq)]
pub struct Conflict {
    /// What both began from.
    pub base: Rc<Content>,
    /// The record as the server has it.
    pub theirs: Rc<Record>,
    /// Why there are two.
    pub origin: Origin,
}

/// The findings of the server, valid for one commit of the sheet.
pub type FromServer = Option<(u64, Rc<Vec<Finding>>)>;

/// The state of an editor.
#[derive(Clone)]
pub struct Work {
    /// What the page knows.
    pub around: Around,
    /// The record.
    pub id: RecordId,
    /// Its form.
    pub form: Form,
    /// The sheet.
    pub sheet: UseReducerHandle<Sheet>,
    /// The sheet as it is this moment, for what runs later.
    pub latest: Rc<RefCell<Rc<Sheet>>>,
    /// What is typed ahead of a cell that is still to be drawn.
    pub ahead: Ahead,
    /// Wishes for the focus that were fulfilled.
    pub fulfilled: Fulfilled,
    /// The way of its changes to the server.
    pub way: UseReducerHandle<Way>,
    /// Facts.
    pub facts: UseStateHandle<Known>,
    /// The server's content on which the work stands.
    pub base: UseStateHandle<Rc<serde_json::Value>>,
    /// Two versions that wait for a decision.
    pub conflict: UseStateHandle<Option<Conflict>>,
    /// A block that waits in the preview, and its cell.
    pub block: UseStateHandle<Option<(Place, String)>>,
    /// How far a submission is.
    pub submission: UseStateHandle<Submission>,
    /// Counts submissions that could not be sent.
    pub refused: UseStateHandle<u64>,
    /// What the server found.
    pub server: UseStateHandle<FromServer>,
    /// The newest sentence about what was done.
    pub said: UseStateHandle<String>,
}

/// Begins the work on a record.
#[hook]
pub fn use_work(props: &EditorProps) -> Work {
    let form = props.record.summary.form;
    let sheet = use_reducer(|| props.opened.sheet());
    let latest = use_mut_ref(|| Rc::new((*sheet).clone()));
    *latest.borrow_mut() = Rc::new((*sheet).clone());
    Work {
        around: props.around.clone(),
        id: props.record.summary.id,
        form,
        latest,
        ahead: (*use_memo((), |()| Ahead::default())).clone(),
        fulfilled: (*use_memo((), |()| Fulfilled::default())).clone(),
        way: use_reducer(|| Way(props.opened.saving(&props.record))),
        facts: use_state(|| Known::of(props.record.facts.clone(), form, &props.record.content)),
        base: use_state(|| Rc::new(props.record.content.clone())),
        conflict: use_state(|| {
            props.opened.compared().map(|base| Conflict {
                base,
                theirs: props.record.clone(),
                origin: Origin::Restored,
            })
        }),
        block: use_state(|| None),
        submission: use_state(|| Submission::Idle),
        refused: use_state(|| 0),
        server: use_state(|| None),
        said: use_state(|| props.opened.sentence(props.around.language)),
        sheet,
    }
}

impl Work {
    /// What the rules say of a content.
    #[must_use]
    pub fn checked(&self, content: &Content, facts: &Facts) -> Report {
        let programme = &self.around.programme;
        let context = programme.context();
        check(content, facts, &context, self.around.language)
    }

    /// The server has a content by now; its facts are the newest.
    pub fn stored(&self, record: &Record, content: serde_json::Value) {
        self.facts.set(Known::of(record.facts.clone(), self.form, &content));
        self.base.set(Rc::new(content));
    }

    /// Somebody else saved: reads the record again and lays both versions side by side.
    pub fn compare(&self) {
        let work = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            match work.around.api.record(work.id).await {
                Ok(theirs) if theirs.moves.contains(&Move::Edit) => {
                    work.facts
                        .set(Known::of(theirs.facts.clone(), work.form, &theirs.content));
                    let base = Content::from_value(work.form, (**work.base).clone())
                        .map_or_else(|_| work.latest.borrow().content.clone(), Rc::new);
                    work.conflict.set(Some(Conflict {
                        base,
                        theirs: Rc::new(theirs),
                        origin: Origin::Saved,
                    }));
                }
                // It was handed in meanwhile: this page keeps its draft and says why it cannot be saved.
                Ok(_) => {
                    let sentence = Problem::IllegalMove.text().get(work.around.language).to_owned();
                    work.way.dispatch(Event::Refused(sentence));
                }
                Err(failure) => work.way.dispatch(event_of(&failure, work.around.language)),
            }
        });
    }
}
