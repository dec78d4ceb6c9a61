//! The sheet in its owner's hands.

use super::around::Around;
use super::bench::{Bench, Hand, TableProps, Travel};
use super::conflict::{ConflictView, Origin};
use super::draft::{Busy, Keeping, Way, use_leave_guard, use_local_copy, use_saves};
use super::form::Table;
use super::keys_help::KeysHelp;
use super::known::Known;
use super::open::{Opened, follow};
use super::paste_view::PasteView;
use super::state::findings::{count, first_obstacle, reason_of, shown};
use super::state::grid::row_of;
use super::state::place::Place;
use super::state::saving::{Event, Phase};
use super::state::stored::StoredDraft;
use super::state::table::flat_row;
use super::state::tsv::format;
use super::state::{Action, Sheet};
use super::status::SaveStatus;
use super::submit::{Outcome, Submission, SubmitBar, body, send};
use super::summary::{Source, Summary};
use super::toolbar::deletion_sentence;
use super::{draft, storage};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::finding::{Finding, Report, Severity};
use yinzheng_shared::form::{Content, Form, check};
use yinzheng_shared::locale::sheet as words;
use yinzheng_shared::programme::Context;
use yinzheng_shared::record::Move;

/// Properties of [`Editor`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditorProps {
    /// The record as it was read.
    pub record: Rc<Record>,
    /// The sheet to begin with.
    pub opened: Opened,
    /// What the page knows.
    pub around: Around,
    /// Told of the record after every save and after submission.
    pub on_change: Callback<Record>,
}

/// Two versions that wait for a decision.
#[derive(Clone, PartialEq)]
struct Conflict {
    base: Rc<Content>,
    mine: Rc<Content>,
    theirs: Rc<Record>,
    origin: Origin,
}

/// The editor.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let around = &props.around;
    let (language, form) = (around.language, props.record.summary.form);
    let id = props.record.summary.id;
    let sheet = use_reducer(|| props.opened.sheet());
    let way = use_reducer(|| Way(props.opened.saving(&props.record)));
    let facts = use_state(|| Known::of(props.record.facts.clone(), form, &props.record.content));
    let base = use_state(|| Rc::new(props.record.content.clone()));
    let conflict = use_state(|| {
        props.opened.compared().map(|(base, mine)| Conflict {
            base,
            mine,
            theirs: props.record.clone(),
            origin: Origin::Restored,
        })
    });
    let block = use_state(|| None::<(Place, String)>);
    let submission = use_state(|| Submission::Idle);
    let refused = use_state(|| 0_u64);
    let server = use_state(|| None::<(u64, Rc<Vec<Finding>>)>);
    let said = use_state(|| props.opened.sentence(language));

    let present = facts.for_content(&sheet.content);
    let report = use_memo((sheet.committed, present.clone(), language, around.programme.clone()), |(_, present, ..)| {
        checked(&sheet.content, present, around)
    });
    let from_server = server.as_ref().filter(|(committed, _)| *committed == sheet.committed).map(|(_, found)| found.clone());
    let source = if from_server.is_some() { Source::Server } else { Source::Page };
    let findings = from_server.unwrap_or_else(|| Rc::new(report.findings.clone()));
    {
        let act = sheet.dispatcher();
        use_effect_with(findings.clone(), move |findings| act.dispatch(Action::Checked(findings.clone())));
    }
    let visible = use_memo((findings.clone(), sheet.content.clone(), sheet.attempted), |(findings, content, attempted)| {
        shown(findings, content, *attempted)
    });
    let marks = use_memo(visible.clone(), |visible| visible.by_cell());

    let busy = match *submission {
        Submission::Sending | Submission::Reloading(_) => Busy::Submitting,
        // What is asked for waits for a save when the facts of an item are still unknown.
        Submission::Wanted if facts.covers(&sheet.content) => Busy::Submitting,
        Submission::Wanted | Submission::Idle | Submission::Failed(_) => Busy::Idle,
    };
    let now: Rc<Sheet> = Rc::new((*sheet).clone());
    let keeping = Keeping {
        record: id,
        key: super::state::stored::key(&around.user, &id.to_string()),
        base: (**base).clone(),
        findings: findings.clone(),
        busy,
    };
    let kept = use_local_copy(&now, &way.0, &keeping);
    let read_again = {
        let (api, way, conflict, facts, now, base) =
            (around.api.clone(), way.dispatcher(), conflict.clone(), facts.clone(), now.clone(), base.clone());
        Callback::from(move |()| {
            let (api, way, conflict, facts, now, base) =
                (api.clone(), way.clone(), conflict.clone(), facts.clone(), now.clone(), base.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match api.record(id).await {
                    Ok(theirs) => {
                        facts.set(Known::of(theirs.facts.clone(), form, &theirs.content));
                        open_conflict(&conflict, &way, form, &base, &now, theirs, language);
                    }
                    Err(failure) => way.dispatch(draft::event_of(&failure, language)),
                }
            });
        })
    };
    let on_stored = {
        let (facts, base, tell) = (facts.clone(), base.clone(), props.on_change.clone());
        Callback::from(move |(record, content): (Record, serde_json::Value)| {
            facts.set(Known::of(record.facts.clone(), form, &content));
            base.set(Rc::new(content));
            tell.emit(record);
        })
    };
    use_saves(around, &now, &way, &keeping, on_stored, read_again.clone());
    use_leave_guard(&way.0, &submission);
    use_reload(&submission);
    use_focus(sheet.focus);

    let latest = use_mut_ref(|| sheet.content.clone());
    latest.borrow_mut().clone_from(&sheet.content);
    let bench = use_bench_for(around, &sheet.dispatcher(), &latest, &said, &block);

    let ask = {
        let (sheet, facts, around, submission, refused) =
            (sheet.clone(), facts.clone(), around.clone(), submission.clone(), refused.clone());
        Callback::from(move |()| {
            if matches!(*submission, Submission::Wanted | Submission::Sending) {
                return;
            }
            let tried = sheet.after(Action::Attempt);
            sheet.dispatch(Action::Attempt);
            let found = checked(&tried.content, &facts.for_content(&tried.content), &around);
            if first_obstacle(&found.findings, &tried.reasons).is_some() {
                submission.set(Submission::Idle);
                refused.set(*refused + 1);
            } else {
                submission.set(Submission::Wanted);
            }
        })
    };
    let standing = standing(&submission, &way.0.phase, &facts, &sheet.content);
    {
        let (around, facts, findings, tell) = (around.clone(), facts.clone(), findings.clone(), props.on_change.clone());
        let (submission, refused, server, way, now, sheet) =
            (submission.clone(), refused.clone(), server.clone(), way.clone(), now.clone(), sheet.dispatcher());
        let key = keeping.key.clone();
        let kept_draft = draft::copy(&now, &way.0.etag, &keeping.base);
        let present = present.clone();
        use_effect_with(standing, move |standing| {
            match standing {
                Standing::None | Standing::Waits => return,
                Standing::Stuck => {
                    submission.set(Submission::Failed(words::SUBMIT_UNREACHABLE.get(around.language).to_owned()));
                    return;
                }
                Standing::Goes => {}
            }
            if first_obstacle(&checked(&now.content, &present, &around).findings, &now.reasons).is_some() {
                submission.set(Submission::Idle);
                refused.set(*refused + 1);
                return;
            }
            submission.set(Submission::Sending);
            let etag = way.0.etag.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let body = body(&around, &now, &present, &findings);
                match send(&around, id, &etag, body).await {
                    Outcome::Done(record) => {
                        storage::forget(&key);
                        storage::forget_reload(&id.to_string());
                        way.dispatch(Event::Stored {
                            version: now.version,
                            etag: record.etag.clone(),
                            at: record.summary.updated_at.clone(),
                        });
                        submission.set(Submission::Idle);
                        tell.emit(*record);
                    }
                    Outcome::Findings(found, sentence) => {
                        server.set(Some((now.committed, Rc::new(found))));
                        refused.set(*refused + 1);
                        submission.set(Submission::Failed(sentence));
                    }
                    Outcome::Stale => {
                        way.dispatch(Event::Stale);
                        submission.set(Submission::Failed(words::SUBMIT_CONFLICT.get(around.language).to_owned()));
                        read_again.emit(());
                    }
                    Outcome::Facts(record, sentence) => {
                        facts.set(Known::of(record.facts.clone(), form, &record.content));
                        submission.set(Submission::Failed(sentence));
                        if record.etag != etag {
                            way.dispatch(Event::Stale);
                            read_again.emit(());
                        }
                        sheet.dispatch(Action::Attempt);
                    }
                    Outcome::Reloading(sentence) => {
                        // Even a draft without a change of its own is kept: its blank rows are gone.
                        let draft = StoredDraft { etag, ..kept_draft };
                        match storage::keep(&key, &draft) {
                            storage::Kept::Yes => submission.set(Submission::Reloading(sentence)),
                            storage::Kept::No => submission.set(Submission::Failed(sentence)),
                        }
                    }
                    Outcome::Failed(failure, sentence) => {
                        submission.set(Submission::Failed(sentence));
                        match draft::event_of(&failure, around.language) {
                            Event::Refused(_) => {}
                            event => way.dispatch(event),
                        }
                    }
                }
            });
        });
    }
    let table = TableProps {
        content: sheet.content.clone(),
        marks,
        reasons: sheet.reasons.clone(),
        cursor: sheet.cursor,
        travel: Travel::of(&sheet),
    };
    let (word, ready) = match form {
        Form::Optimization => (words::SUBMIT_SUBMIT, words::SUBMIT_READY),
        Form::GoLive => (words::SUBMIT_ISSUE, words::SUBMIT_READY_ISSUE),
    };
    let marked: Vec<Finding> = visible.marked.iter().map(|(finding, _)| finding.clone()).collect();
    let open_warnings = marked
        .iter()
        .filter(|finding| finding.severity == Severity::Warning && reason_of(&sheet.reasons, finding).is_none())
        .count();
    html! {
        <ContextProvider<Bench> context={bench}>
            <div class="sheet-page">
                <div class="sheet-main">
                    <a class="sheet-skip" href="#sheet-findings">{ words::SKIP.get(language) }</a>
                    <KeysHelp />
                    <fieldset class="sheet-frame" disabled={matches!(*submission, Submission::Wanted | Submission::Sending | Submission::Reloading(_))} aria-label={form_title(form).get(language)}>
                        <Table {table} {form} />
                    </fieldset>
                    <p class="sheet-said" role="status" aria-live="polite">{ &*said }</p>
                    <SubmitBar {word} {ready} errors={count(&marked, Severity::Error)} {open_warnings} to_fill={visible.to_fill.len()}
                        submission={(*submission).clone()} {language} on_submit={ask}>
                        <SaveStatus saving={way.0.clone()} {language} {kept} on_retry={retry(&way)} />
                    </SubmitBar>
                </div>
                <aside class="sheet-side">
                    <Summary content={sheet.content.clone()} shown={visible} skipped={report.skipped.len()}
                        reasons={sheet.reasons.clone()} {source} refused={*refused} />
                </aside>
            </div>
            { paste_dialog(&block, &sheet, language) }
            { conflict_dialog(&conflict, &sheet, &way, &base, language) }
        </ContextProvider<Bench>>
    }
}

/// The bench stays the same while a person types: what changes is read when it is needed, so that
/// only the cells that change are drawn again.
#[hook]
fn use_bench_for(
    around: &Around,
    sheet: &UseReducerDispatcher<Sheet>,
    latest: &Rc<RefCell<Rc<Content>>>,
    said: &UseStateHandle<String>,
    block: &UseStateHandle<Option<(Place, String)>>,
) -> Bench {
    let language = around.language;
    let say = {
        let set = said.setter();
        use_callback((), move |sentence: String, ()| set.set(sentence))
    };
    let act = {
        let (latest, dispatch, say) = (latest.clone(), sheet.clone(), say.clone());
        use_callback((language, around.programme.clone()), move |action: Action, (language, programme)| {
            let content = latest.borrow().clone();
            if let Action::Delete(row) = &action {
                say.emit(deletion_sentence(&content, *row, *language));
            }
            dispatch.dispatch(follow(action, &content, programme));
        })
    };
    let block = {
        let set = block.setter();
        use_callback((), move |at: (Place, String), ()| set.set(Some(at)))
    };
    let copy = {
        let latest = latest.clone();
        use_callback((), move |place: Place, ()| {
            row_of(place).map(|row| format(&flat_row(&latest.borrow(), row))).unwrap_or_default()
        })
    };
    Bench { language, hand: Hand::Writes, act, block, copy, say }
}

const fn form_title(form: Form) -> yinzheng_shared::locale::Text {
    match form {
        Form::Optimization => words::OPTIMIZATION_TITLE,
        Form::GoLive => words::GO_LIVE_TITLE,
    }
}

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

fn checked(content: &Content, facts: &Facts, around: &Around) -> Report {
    let programme = &around.programme;
    let context = Context { programme: &programme.programme, calendar: &programme.calendar, today: programme.today };
    check(content, facts, &context, around.language)
}

fn retry(way: &UseReducerHandle<Way>) -> Callback<()> {
    let way = way.dispatcher();
    Callback::from(move |()| way.dispatch(Event::Retry))
}

/// Puts the focus on the cell that wants it, with its text marked as in a spreadsheet.
#[hook]
fn use_focus(wish: Option<(Place, u64)>) {
    use_effect_with(wish, |wish| {
        let cell = wish.and_then(|(place, _)| web_sys::window()?.document()?.get_element_by_id(&place.id()));
        if let Some(cell) = cell.and_then(|found| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(found).ok()) {
            // Focusing what is on the page does not fail.
            let _ = cell.focus();
            if let Some(area) = wasm_bindgen::JsCast::dyn_ref::<HtmlTextAreaElement>(&cell) {
                area.select();
            }
        }
    });
}

fn open_conflict(
    conflict: &UseStateHandle<Option<Conflict>>,
    way: &UseReducerDispatcher<Way>,
    form: Form,
    base: &serde_json::Value,
    now: &Sheet,
    theirs: Record,
    language: yinzheng_shared::locale::Language,
) {
    if !theirs.moves.contains(&Move::Edit) {
        let sentence = yinzheng_shared::problem::Problem::IllegalMove.text().get(language).to_owned();
        way.dispatch(Event::Refused(sentence));
        return;
    }
    let mine = now.content.clone();
    let base = Content::from_value(form, base.clone()).map_or_else(|_| mine.clone(), Rc::new);
    conflict.set(Some(Conflict { base, mine, theirs: Rc::new(theirs), origin: Origin::Saved }));
}

/// Loads the page anew once the guard against leaving is off; the draft is in this browser's storage.
#[hook]
fn use_reload(submission: &Submission) {
    let reloading = matches!(submission, Submission::Reloading(_));
    use_effect_with(reloading, |reloading| {
        if *reloading && let Some(window) = web_sys::window() {
            // Where reloading is forbidden the sentence on the page says what to do.
            let _ = window.location().reload();
        }
    });
}

fn paste_dialog(
    block: &UseStateHandle<Option<(Place, String)>>,
    sheet: &UseReducerHandle<Sheet>,
    language: yinzheng_shared::locale::Language,
) -> Html {
    let Some((at, text)) = (**block).clone() else { return Html::default() };
    let (close, act) = (block.clone(), sheet.dispatcher());
    let on_close = Callback::from(move |result: Option<Rc<Content>>| {
        close.set(None);
        if let Some(content) = result {
            act.dispatch(Action::Replace(content));
        }
    });
    html! { <PasteView content={sheet.content.clone()} {at} {text} {language} {on_close} /> }
}

fn conflict_dialog(
    conflict: &UseStateHandle<Option<Conflict>>,
    sheet: &UseReducerHandle<Sheet>,
    way: &UseReducerHandle<Way>,
    base: &UseStateHandle<Rc<serde_json::Value>>,
    language: yinzheng_shared::locale::Language,
) -> Html {
    let Some(parted) = (**conflict).clone() else { return Html::default() };
    let theirs = Content::from_value(parted.theirs.summary.form, parted.theirs.content.clone());
    let Ok(theirs) = theirs else { return Html::default() };
    let theirs = Rc::new(super::state::stored::seeded(&theirs));
    let on_merge = {
        let (conflict, act, way, base) = (conflict.clone(), sheet.dispatcher(), way.dispatcher(), base.clone());
        let (etag, content) = (parted.theirs.etag.clone(), parted.theirs.content.clone());
        Callback::from(move |merged: Rc<Content>| {
            conflict.set(None);
            base.set(Rc::new(content.clone()));
            act.dispatch(Action::Replace(merged));
            way.dispatch(Event::Rebased(etag.clone()));
        })
    };
    let base = Rc::new(super::state::stored::seeded(&parted.base));
    html! {
        <ConflictView {base} mine={parted.mine.clone()} {theirs} origin={parted.origin} {language} {on_merge} />
    }
}
