//! A list in its owner's hands, or to be read and reviewed.

use super::block::{self, Pasted};
use super::cell::Mark;
use super::figures::FiguresBar;
use super::findings::Findings;
use super::grid::{Grid, Hand};
use super::keep::{self, Base, Patch};
use super::keys;
use super::paste::PasteDialog;
use super::review::Review;
use super::saving::{Parted, PartedDialog, Saves, use_roll_saves};
use super::state::{Action, Roll, cell_of, row_of};
use super::submit::{hand_in, is_barred};
use super::table::Table;
use super::toolbar::{Filter, Show, Toolbar, shown};
use crate::sheet::Around;
use crate::sheet::around::use_around;
use crate::sheet::draft::{Way, use_leave_guard};
use crate::sheet::state::saving::{Event as Saved, Phase, Saving};
use crate::sheet::status::SaveStatus;
use crate::sheet::storage::{self, Kept};
use crate::sheet::submit::{Outcome, Submission, SubmitBar};
use gloo::timers::callback::Timeout;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use yew::prelude::*;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::finding::{Finding, Report, Severity};
use yinzheng_shared::form::scope::{self, Figures, Scope};
use yinzheng_shared::locale::sheet;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::{Move, State};

/// Milliseconds of pause before the whole list is checked: nobody waits for it while typing.
const PAUSE: u32 = 120;

/// Properties of [`RollPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct RollProps {
    /// The record as it was read.
    pub record: Record,
    /// Told of the record when it was handed in or accepted.
    #[prop_or_default]
    pub on_change: Callback<Record>,
}

/// The list of a record.
#[component]
pub fn RollPage(props: &RollProps) -> Html {
    let Some(around) = use_around() else {
        return Html::default();
    };
    let Ok(content) = serde_json::from_value::<Scope>(props.record.content.clone()) else {
        return html! { <p role="alert">{ Problem::OlderFormat.text().get(around.language) }</p> };
    };
    // A list that came back or was handed in is another one to this page.
    let key = format!("{}.{}", props.record.summary.id, props.record.summary.state.code());
    html! { <Desk {key} record={props.record.clone()} content={Rc::new(content)} {around} on_change={props.on_change.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct DeskProps {
    record: Record,
    content: Rc<Scope>,
    around: Around,
    on_change: Callback<Record>,
}

/// What the rules and the figures say of one version of the list.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Judged {
    report: Rc<Report>,
    marks: Rc<HashMap<usize, Rc<Vec<Mark>>>>,
    figures: Figures,
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
    let server = use_state(|| None::<(u64, Rc<Report>)>);
    let judged = use_judged(&roll, &facts, around);
    let kept = use_patch(&roll, &base, &way.0, writes.then_some(key.as_str()));
    let saves = Saves {
        roll: roll.clone(),
        base: base.clone(),
        way: way.clone(),
        parted: parted.clone(),
    };
    use_roll_saves(writes, &saves, props.record.summary.id, around);
    use_leave_guard(&way.0, &submission);

    let from_server = server
        .as_ref()
        .filter(|(version, _)| *version == roll.version)
        .map(|(_, report)| report.clone());
    let report = from_server.unwrap_or_else(|| judged.report.clone());
    let now: Rc<Roll> = Rc::new((*roll).clone());
    let rows = use_memo(
        (
            roll.rows.clone(),
            (*filter).clone(),
            (filter.show == Show::Found).then(|| report.clone()),
        ),
        {
            let (now, report) = (now.clone(), report.clone());
            move |(_, filter, _)| shown(&now, filter, &report)
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
        let (roll, facts, way, around) = (roll.clone(), facts.clone(), way.clone(), around.clone());
        let (submission, refused, server, parted) =
            (submission.clone(), refused.clone(), server.clone(), parted.clone());
        let (id, on_change, key) = (props.record.summary.id, props.on_change.clone(), key.clone());
        Callback::from(move |()| {
            // The list is checked as it is now, not as it was a moment ago.
            let report = judge(&roll, &facts, &around).report;
            if is_barred(&report, &roll.reasons) || roll.refused.is_some() {
                server.set(None);
                refused.set(*refused + 1);
                return;
            }
            if matches!(way.0.phase, Phase::Sending(_))
                || !matches!(*submission, Submission::Idle | Submission::Failed(_))
            {
                return;
            }
            submission.set(Submission::Sending);
            let (roll, facts, way, around) = (roll.clone(), facts.clone(), way.clone(), around.clone());
            let (submission, refused, server, parted) =
                (submission.clone(), refused.clone(), server.clone(), parted.clone());
            let (on_change, key) = (on_change.clone(), key.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match hand_in(
                    &around,
                    id,
                    &way.0.etag,
                    &roll.content(),
                    &facts,
                    &roll.reasons,
                    &report,
                )
                .await
                {
                    Outcome::Done(record) => {
                        storage::forget(&key);
                        submission.set(Submission::Idle);
                        on_change.emit(*record);
                    }
                    Outcome::Findings(findings, sentence) => {
                        server.set(Some((
                            roll.version,
                            Rc::new(Report {
                                findings,
                                skipped: Vec::new(),
                            }),
                        )));
                        submission.set(Submission::Failed(sentence));
                        refused.set(*refused + 1);
                    }
                    Outcome::Stale => {
                        submission.set(Submission::Idle);
                        way.dispatch(Saved::Stale);
                        Parted::ask(&around, id, &parted, &way);
                    }
                    Outcome::Facts(record, sentence) => {
                        facts.set(Rc::new(record.facts));
                        submission.set(Submission::Failed(sentence));
                    }
                    Outcome::Reloading(sentence) => {
                        submission.set(Submission::Reloading(sentence));
                        if let Some(window) = web_sys::window() {
                            // The draft is kept in this browser; a page that cannot reload stays as it is.
                            let _ = window.location().reload();
                        }
                    }
                    Outcome::Failed(_, sentence) => submission.set(Submission::Failed(sentence)),
                }
            });
        })
    };
    let count = |severity: Severity| {
        report
            .findings
            .iter()
            .filter(move |finding| finding.severity == severity)
    };
    let open_warnings = count(Severity::Warning)
        .filter(|finding| is_open(finding, &roll))
        .count();
    let errors = count(Severity::Error).count() + usize::from(roll.refused.is_some());
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
            <FiguresBar figures={judged.figures.clone()} percent={goals.connected_percent} {language} />
            if reviews {
                <Review record={props.record.clone()} rows={roll.rows.clone()} {language} act={act.clone()} on_change={props.on_change.clone()} />
            }
            <Toolbar roll={now.clone()} shown={rows.clone()} filter={(*filter).clone()} on_filter={{ let filter = filter.clone(); Callback::from(move |next| filter.set(next)) }} {writes} {language} act={act.clone()} />
            <Table id={props.record.summary.id} roll={now.clone()} {writes} {language} on_read={{ let pasted = pasted.clone(); Callback::from(move |read| pasted.set(Some(read))) }} />
            <Grid roll={now.clone()} shown={rows} marks={judged.marks.clone()} {goals} {hand} {language} act={act.clone()} {onkeydown} {onpaste} />
            if writes {
                <SubmitBar word={sheet::SUBMIT_SUBMIT} ready={sheet::SUBMIT_READY} {errors} {open_warnings} to_fill={0} submission={(*submission).clone()} {language} {on_submit}>
                    <SaveStatus saving={way.0.clone()} {language} {kept} on_retry={retry} />
                </SubmitBar>
            }
            <Findings report={report.clone()} reasons={roll.reasons.clone()} refused={*refused} {writes} {language} act={act.clone()} />
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

fn is_open(finding: &Finding, roll: &Roll) -> bool {
    let answers = |reason: &yinzheng_shared::api::record::WarningReason| {
        reason.path == finding.path && reason.rule == finding.rule && !reason.reason.trim().is_empty()
    };
    !roll.reasons.iter().any(answers)
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

pub(super) fn judge(roll: &Roll, facts: &Facts, around: &Around) -> Judged {
    let programme = &around.programme;
    let context = programme.context();
    let content = roll.content();
    let report = scope::check(&content, facts, &context, around.language);
    let mut marks: HashMap<usize, Vec<Mark>> = HashMap::new();
    for finding in &report.findings {
        if let Some(row) = row_of(&finding.path) {
            marks.entry(row).or_default().push(Mark {
                column: cell_of(&finding.path).map(|cell| cell.column),
                severity: finding.severity,
                message: finding.message.clone().into(),
            });
        }
    }
    Judged {
        figures: Figures::of(&content, &programme.programme.goals, &programme.programme.batches),
        report: Rc::new(report),
        marks: Rc::new(marks.into_iter().map(|(row, marks)| (row, Rc::new(marks))).collect()),
    }
}

/// Checks the list after each change, once the person pauses.
#[hook]
fn use_judged(roll: &UseReducerHandle<Roll>, facts: &UseStateHandle<Rc<Facts>>, around: &Around) -> Judged {
    let judged = use_state(|| judge(roll, facts, around));
    let (set, now, known, around) = (
        judged.setter(),
        Rc::new((**roll).clone()),
        (**facts).clone(),
        around.clone(),
    );
    let first = use_mut_ref(|| true);
    use_effect_with((roll.version, known.clone(), around.language), move |_| {
        // The first drawing has been judged already.
        let timer = (!first.replace(false)).then(|| Timeout::new(PAUSE, move || set.set(judge(&now, &known, &around))));
        move || drop(timer)
    });
    (*judged).clone()
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
