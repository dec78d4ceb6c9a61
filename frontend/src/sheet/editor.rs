//! The sheet in its owner's hands.

use super::around::Around;
use super::bench::{Bench, Hand, TableProps, Travel};
use super::conflict::ConflictView;
use super::draft::{Busy, Keeping, use_leave_guard, use_local_copy, use_saves};
use super::focus::{focus, soon, use_focus};
use super::form::Table;
use super::keys_help::KeysHelp;
use super::open::{Opened, follow};
use super::paste_view::PasteView;
use super::sending::{ask, use_reload, use_sending};
use super::state::Action;
use super::state::consolidation::followed;
use super::state::findings::{count, reason_of, shown};
use super::state::grid::row_of;
use super::state::place::Place;
use super::state::saving::Event;
use super::state::stored::{key, seeded};
use super::state::table::flat_row;
use super::state::tsv::format;
use super::status::SaveStatus;
use super::submit::{Submission, SubmitBar};
use super::summary::{Source, Summary};
use super::toolbar::deletion_sentence;
use super::work::{Work, use_work};
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::locale::{Text, consolidation, record, sheet as words};

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

/// The editor.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let work = use_work(props);
    let (language, sheet, form) = (work.around.language, &work.sheet, work.form);
    let present = work.facts.for_content(&sheet.content);
    let report = use_memo(
        (sheet.committed, present, language, work.around.programme.clone()),
        |(_, present, ..)| work.checked(&sheet.content, present),
    );
    {
        let (act, content) = (sheet.dispatcher(), sheet.content.clone());
        use_effect_with((work.facts.clone(), sheet.committed), move |(known, _)| {
            if let Some(anew) = followed(&content, known.facts()) {
                act.dispatch(Action::Replace(Rc::new(anew)));
            }
        });
    }
    let from_server = work
        .server
        .as_ref()
        .filter(|(committed, _)| *committed == sheet.committed)
        .map(|(_, found)| found.clone());
    let source = if from_server.is_some() {
        Source::Server
    } else {
        Source::Page
    };
    let findings = from_server.unwrap_or_else(|| Rc::new(report.findings.clone()));
    {
        let act = sheet.dispatcher();
        use_effect_with(findings.clone(), move |findings| {
            act.dispatch(Action::Checked(findings.clone()))
        });
    }
    // The findings are those of the last commit, and so is what counts as blank: a cell in which
    // somebody is typing for the first time is not at fault for having been blank.
    let settled = use_memo((sheet.committed, findings.clone()), |_| sheet.content.clone());
    let visible = use_memo(
        (findings.clone(), settled, sheet.attempted),
        |(findings, content, attempted)| shown(findings, content, *attempted),
    );
    let marks = use_memo(visible.clone(), |visible| visible.by_cell());

    let keeping = Keeping {
        record: work.id,
        key: key(&work.around.user, &work.id.to_string()),
        base: (**work.base).clone(),
        findings: findings.clone(),
        busy: busy(&work),
    };
    let now = work.latest.borrow().clone();
    let kept = use_local_copy(&now, &work.way.0, &keeping);
    let on_stored = {
        let (work, tell) = (work.clone(), props.on_change.clone());
        Callback::from(move |(record, content): (Record, serde_json::Value)| {
            work.stored(&record, content);
            tell.emit(record);
        })
    };
    let on_stale = {
        let work = work.clone();
        Callback::from(move |()| work.compare())
    };
    use_saves(&work, &keeping, on_stored, on_stale);
    use_sending(&work, &keeping, &props.on_change);
    use_leave_guard(&work.way.0, &work.submission);
    use_reload(&work.submission);
    use_focus(sheet.focus, &work.fulfilled, &work.ahead);

    let bench = use_bench_for(&work);
    let table = TableProps {
        content: sheet.content.clone(),
        marks,
        reasons: sheet.reasons.clone(),
        cursor: sheet.cursor,
        travel: Travel::of(sheet),
    };
    let (title, word, ready) = match form {
        Form::Scope | Form::Schedule | Form::Optimization => {
            (words::OPTIMIZATION_TITLE, words::SUBMIT_SUBMIT, words::SUBMIT_READY)
        }
        Form::JointDebug => (words::JOINT_DEBUG_TITLE, words::SUBMIT_SUBMIT, words::SUBMIT_READY),
        Form::GoLive => (words::GO_LIVE_TITLE, words::SUBMIT_ISSUE, words::SUBMIT_READY_ISSUE),
        Form::Consolidation => (record::FORM_CONSOLIDATION, consolidation::SUBMIT, consolidation::READY),
        Form::Bulletin => (record::FORM_BULLETIN, words::SUBMIT_SUBMIT, words::SUBMIT_READY),
    };
    let marked: Vec<Finding> = visible.marked.iter().map(|(finding, _)| finding.clone()).collect();
    let is_open =
        |finding: &&Finding| finding.severity == Severity::Warning && reason_of(&sheet.reasons, finding).is_none();
    let open_warnings = marked.iter().filter(is_open).count();
    let frozen = matches!(
        *work.submission,
        Submission::Wanted | Submission::Sending | Submission::Reloading(_)
    );
    // What was just typed is committed first: the question is put to the sheet of the next drawing.
    let asked = use_state(|| 0_u64);
    let on_submit = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(*asked + 1))
    };
    {
        let work = work.clone();
        use_effect_with(*asked, move |asked| {
            if *asked > 0 {
                ask(&work);
            }
        });
    }
    html! {
        <ContextProvider<Bench> context={bench}>
            <div class="sheet-page">
                <div class="sheet-main">
                    <a class="sheet-skip" href="#sheet-findings">{ words::SKIP.get(language) }</a>
                    <KeysHelp />
                    <fieldset class="sheet-frame" disabled={frozen} aria-label={Text::get(&title, language)}>
                        <Table {table} {form} />
                    </fieldset>
                    <p class="sheet-said" role="status" aria-live="polite">{ &*work.said }</p>
                    <SubmitBar {word} {ready} errors={count(&marked, Severity::Error)} {open_warnings}
                        to_fill={visible.to_fill.len()} submission={(*work.submission).clone()} {language} {on_submit}>
                        <SaveStatus saving={work.way.0.clone()} {language} {kept} on_retry={retry(&work)} />
                    </SubmitBar>
                </div>
                <aside class="sheet-side">
                    <Summary content={sheet.content.clone()} shown={visible} skipped={report.skipped.len()}
                        reasons={sheet.reasons.clone()} {source} refused={*work.refused} />
                </aside>
            </div>
            { paste_dialog(&work) }
            { conflict_dialog(&work) }
        </ContextProvider<Bench>>
    }
}

fn busy(work: &Work) -> Busy {
    match *work.submission {
        Submission::Sending | Submission::Reloading(_) => Busy::Submitting,
        // What is asked for waits for a save when the facts of an item are still unknown.
        Submission::Wanted if work.facts.covers(&work.sheet.content) => Busy::Submitting,
        Submission::Wanted | Submission::Idle | Submission::Failed(_) => Busy::Idle,
    }
}

/// The bench stays the same while a person types: what changes is read when it is needed, so that
/// only the cells that change are drawn again.
#[hook]
fn use_bench_for(work: &Work) -> Bench {
    let language = work.around.language;
    let say = {
        let set = work.said.setter();
        use_callback((), move |sentence: String, ()| set.set(sentence))
    };
    let act = {
        let (latest, dispatch, say) = (work.latest.clone(), work.sheet.dispatcher(), say.clone());
        let (fulfilled, ahead) = (work.fulfilled.clone(), work.ahead.clone());
        use_callback(
            (language, work.around.programme.clone()),
            move |action: Action, (language, programme)| {
                let content = latest.borrow().content.clone();
                if let Some(place) = action.leads_to(&content)
                    && focus(place).is_some()
                {
                    return;
                }
                if let Action::Delete(row) = &action {
                    say.emit(deletion_sentence(&content, *row, *language));
                }
                let action = follow(action, &content, programme);
                let now = latest.borrow().clone();
                if now.after(action.clone()).focus != now.focus {
                    ahead.begin();
                }
                dispatch.dispatch(action);
                soon(latest.clone(), fulfilled.clone(), ahead.clone());
            },
        )
    };
    let block = {
        let set = work.block.setter();
        use_callback((), move |at: (Place, String), ()| set.set(Some(at)))
    };
    let copy = {
        let latest = work.latest.clone();
        use_callback((), move |place: Place, ()| {
            row_of(place)
                .map(|row| format(&flat_row(&latest.borrow().content, row)))
                .unwrap_or_default()
        })
    };
    Bench {
        language,
        hand: Hand::Writes,
        act,
        block,
        copy,
        ahead: work.ahead.clone(),
        say,
    }
}

fn retry(work: &Work) -> Callback<()> {
    let way = work.way.dispatcher();
    Callback::from(move |()| way.dispatch(Event::Retry))
}

fn paste_dialog(work: &Work) -> Html {
    let Some((at, text)) = (*work.block).clone() else {
        return Html::default();
    };
    let (close, act) = (work.block.clone(), work.sheet.dispatcher());
    let on_close = Callback::from(move |result: Option<Rc<Content>>| {
        close.set(None);
        if let Some(content) = result {
            act.dispatch(Action::Replace(content));
        }
    });
    html! {
        <PasteView content={work.sheet.content.clone()} {at} {text} language={work.around.language} {on_close} />
    }
}

fn conflict_dialog(work: &Work) -> Html {
    let Some(parted) = (*work.conflict).clone() else {
        return Html::default();
    };
    let Ok(theirs) = Content::from_value(work.form, parted.theirs.content.clone()) else {
        return Html::default();
    };
    let on_merge = {
        let (work, theirs) = (work.clone(), parted.theirs.clone());
        Callback::from(move |merged: Rc<Content>| {
            work.conflict.set(None);
            work.base.set(Rc::new(theirs.content.clone()));
            work.sheet.dispatch(Action::Replace(merged));
            work.way.dispatch(Event::Rebased(theirs.etag.clone()));
        })
    };
    html! {
        <ConflictView base={Rc::new(seeded(&parted.base))} mine={work.sheet.content.clone()} theirs={Rc::new(seeded(&theirs))}
            origin={parted.origin} language={work.around.language} {on_merge} />
    }
}
