//! A list in its owner's hands, or to be read and reviewed.

use super::block::{self, Pasted};
use super::figures::FiguresBar;
use super::findings::Findings;
use super::grid::{Grid, Hand};
use super::judge::{Standards, use_judged};
use super::keep::{self, Base, Patch};
use super::keys;
use super::paste::PasteDialog;
use super::review::Review;
use super::saving::{Parted, PartedDialog, Saves, use_roll_saves};
use super::state::{Action, Roll};
use super::submit::HandingIn;
use super::table::Table;
use super::told::{Speaker, Told};
use super::toolbar::{Filter, Show, Toolbar, shown};
use crate::sheet::Around;
use crate::sheet::around::use_around;
use crate::sheet::draft::{Way, use_leave_guard};
use crate::sheet::state::saving::{Event as Saved, Saving};
use crate::sheet::status::SaveStatus;
use crate::sheet::storage::{self, Kept};
use crate::sheet::submit::{Submission, SubmitBar};
use serde::Deserialize as _;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use yew::prelude::*;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::finding::Finding;
use yinzheng_shared::form::scope::Scope;
use yinzheng_shared::locale::sheet;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::{Move, State};

/// Properties of [`RollPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct RollProps {
    /// The record as it was read.
    pub record: Rc<Record>,
    /// Told of the record when it was handed in or accepted.
    #[prop_or_default]
    pub on_change: Callback<Record>,
}

/// The list of a record.
#[component]
pub fn RollPage(props: &RollProps) -> Html {
    let content = use_memo(props.record.clone(), |record| {
        Scope::deserialize(&record.content).ok().map(Rc::new)
    });
    let Some(around) = use_around() else {
        return Html::default();
    };
    let Some(content) = (*content).clone() else {
        return html! { <p role="alert">{ Problem::OlderFormat.text().get(around.language) }</p> };
    };
    // A list that came back or was handed in is another one to this page.
    let key = format!("{}.{}", props.record.summary.id, props.record.summary.state.code());
    html! { <Desk {key} record={props.record.clone()} {content} {around} on_change={props.on_change.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct DeskProps {
    record: Rc<Record>,
    content: Rc<Scope>,
    around: Around,
    on_change: Callback<Record>,
}

#[component]
fn Desk(props: &DeskProps) -> Html {
    let around = &props.around;
    let language = around.language;
    let writes = matches!(props.record.summary.state, State::Draft | State::Returned)
        && props.record.moves.contains(&Move::Edit);
    let key = keep::key(&around.user, &props.record.summary.id.to_string());
    let base = use_state(|| -> Base { Rc::new(props.content.rows.iter().cloned().map(Rc::new).collect()) });
    let roll = use_reducer({
        let (base, key, record, content) = (
            (*base).clone(),
            key.clone(),
            props.record.clone(),
            props.content.clone(),
        );
        move || open(&content, &base, &record, writes.then_some(key.as_str()))
    });
    let way = use_reducer(|| Way(Saving::open(&props.record.etag)));
    let facts = use_state(|| Rc::new(props.record.facts.clone()));
    let filter = use_state(Filter::default);
    let pasted = use_state(|| None::<Rc<Pasted>>);
    let parted = use_state(|| parted_at_first(&props.record, &key, writes));
    let submission = use_state(|| Submission::Idle);
    let refused = use_state(|| 0_u64);
    let server = use_state(|| None::<(u64, Rc<Vec<Finding>>)>);
    let standards = Standards {
        head: roll.head.clone(),
        facts: (*facts).clone(),
        programme: around.programme.clone(),
        language,
    };
    let judged = use_judged(&roll, &standards);
    let kept = use_patch(&roll, &base, &way.0, writes.then_some(key.as_str()));
    let saves = Saves {
        roll: roll.clone(),
        base: base.clone(),
        way: way.clone(),
        parted: parted.clone(),
    };
    // A save in the middle of a submission would make its version stale.
    let idle = matches!(*submission, Submission::Idle | Submission::Failed(_));
    use_roll_saves(writes && idle, &saves, props.record.summary.id, around);
    use_leave_guard(&way.0, &submission);

    let now: Rc<Roll> = Rc::new((*roll).clone());
    let latest = use_mut_ref(|| (now.clone(), way.0.clone()));
    *latest.borrow_mut() = (now.clone(), way.0.clone());
    let speaker = match &*server {
        Some((version, findings)) if *version == roll.version => Speaker::Server(findings.clone()),
        _ => Speaker::Page(judged.clone()),
    };
    let told = use_memo((speaker.clone(), roll.reasons.clone()), |(speaker, reasons)| {
        Told::of(speaker, reasons)
    });
    let spoken_of = (filter.show == Show::Found).then_some(speaker);
    let rows = use_memo(
        (roll.rows.clone(), (*filter).clone(), spoken_of),
        |(rows, filter, speaker)| {
            let found = speaker.as_ref().map(Speaker::rows).unwrap_or_default();
            shown(rows, filter, &found)
        },
    );
    let act = {
        let dispatch = roll.dispatcher();
        use_callback((), move |action: Action, ()| dispatch.dispatch(action))
    };
    let onkeydown = {
        let (now, rows, act) = (now.clone(), rows.clone(), act.clone());
        Callback::from(move |event: KeyboardEvent| {
            let actions = if writes {
                keys::actions(&event, &now, &rows, language)
            } else {
                keys::reading(&event, &now, &rows)
            };
            if !actions.is_empty() {
                event.prevent_default();
            }
            for action in actions {
                act.emit(action);
            }
        })
    };
    let onpaste = {
        let (now, rows, pasted) = (now.clone(), rows.clone(), pasted.clone());
        Callback::from(move |event: Event| {
            let text = event
                .dyn_ref::<web_sys::ClipboardEvent>()
                .and_then(|event| event.clipboard_data()?.get_data("text/plain").ok());
            let Some(text) = text.filter(|text| writes && text.contains(['\t', '\n'])) else {
                return;
            };
            event.prevent_default();
            pasted.set(Some(Rc::new(block::compare(&now, &rows, &text))));
        })
    };
    let on_submit = {
        let handing_in = HandingIn {
            record: props.record.summary.id,
            latest,
            around: around.clone(),
            standards,
            facts,
            way: way.clone(),
            submission: submission.clone(),
            refused: refused.clone(),
            server,
            parted: parted.clone(),
            on_change: props.on_change.clone(),
        };
        Callback::from(move |()| handing_in.begin())
    };
    let errors = told.errors.count + usize::from(roll.refused.is_some());
    let reviews = props.record.moves.contains(&Move::Accept);
    let hand = if writes { Hand::Writes } else { Hand::Reads };
    let goals = Rc::new(around.programme.programme.goals.clone());
    let retry = {
        let way = way.dispatcher();
        Callback::from(move |()| way.dispatch(Saved::Retry))
    };
    let close_paste = {
        let pasted = pasted.clone();
        Callback::from(move |()| pasted.set(None))
    };
    html! {
        <div class="roll-page">
            <FiguresBar figures={judged.figures().clone()} percent={goals.connected_percent} {language} />
            if reviews {
                <Review record={props.record.clone()} rows={roll.rows.clone()} {language} act={act.clone()} on_change={props.on_change.clone()} />
            }
            <Toolbar roll={now.clone()} shown={rows.clone()} filter={(*filter).clone()} on_filter={{ let filter = filter.clone(); Callback::from(move |next| filter.set(next)) }} {writes} {language} act={act.clone()} />
            <Table id={props.record.summary.id} roll={now.clone()} {writes} {language} on_read={{ let pasted = pasted.clone(); Callback::from(move |read| pasted.set(Some(read))) }} />
            <Grid roll={now.clone()} shown={rows} {judged} {goals} {hand} {language} act={act.clone()} {onkeydown} {onpaste} />
            if writes {
                <SubmitBar word={sheet::SUBMIT_SUBMIT} ready={sheet::SUBMIT_READY} {errors} open_warnings={told.open} to_fill={0} submission={(*submission).clone()} {language} {on_submit}>
                    <SaveStatus saving={way.0.clone()} {language} {kept} on_retry={retry} />
                </SubmitBar>
            }
            <Findings {told} reasons={roll.reasons.clone()} refused={*refused} {writes} {language} act={act.clone()} />
            if let Some(pasted) = &*pasted { <PasteDialog pasted={pasted.clone()} {language} act={act.clone()} on_close={close_paste} /> }
            if let Some(two) = &*parted {
                <PartedDialog two={two.clone()} base={(*base).clone()} roll={now} {language} on_choose={{
                    let (parted, base, roll, way) = (parted.clone(), base.clone(), roll.dispatcher(), way.dispatcher());
                    Callback::from(move |(rows, theirs, etag): (Patch, Base, String)| {
                        parted.set(None);
                        base.set(theirs.clone());
                        roll.dispatch(Action::Rebase(theirs, rows));
                        way.dispatch(Saved::Rebased(etag));
                    })
                }} />
            }
        </div>
    }
}

/// The list to begin with: what the server has, and on it what this browser kept.
fn open(content: &Scope, base: &Base, record: &Record, key: Option<&str>) -> Roll {
    let roll = Roll::open(content, base.clone(), record.reasons.clone());
    match key.and_then(keep::kept) {
        Some(patch) if patch.etag == record.etag => {
            (*Rc::new(roll).reduce(Action::Restore(patch.rows, patch.reasons))).clone()
        }
        _ => roll,
    }
}

/// What this browser kept stands on another version: both are laid side by side.
fn parted_at_first(record: &Record, key: &str, writes: bool) -> Option<Parted> {
    let patch = keep::kept(key).filter(|patch| writes && patch.etag != record.etag)?;
    Some(Parted {
        theirs: Rc::new(record.clone()),
        kept: Some(patch),
    })
}

/// Writes what the server does not have yet into the browser's storage, and says whether it could.
#[hook]
fn use_patch(roll: &UseReducerHandle<Roll>, base: &Base, saving: &Saving, key: Option<&str>) -> Kept {
    let kept = use_state(|| Kept::Yes);
    let (set, now, base, key) = (
        kept.setter(),
        Rc::new((**roll).clone()),
        base.clone(),
        key.map(ToOwned::to_owned),
    );
    let unsaved = saving.version != saving.stored_version || roll.version != saving.stored_version;
    use_effect_with(
        (roll.version, saving.etag.clone(), unsaved),
        move |(version, etag, unsaved)| {
            let Some(key) = key else { return };
            if *unsaved {
                set.set(keep::keep(&key, &keep::patch(&now, &base, etag)));
            } else if *version > 0 {
                storage::forget(&key);
            }
        },
    );
    *kept
}
