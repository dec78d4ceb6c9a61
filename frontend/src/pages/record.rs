//! A record: its sheet, its moves, its proof and its timeline.

use crate::components::{Head, Note, RecordDue, Seal, StateMark, Tone, Whole, title_of};
use crate::context::{refresh, use_app, use_language};
use crate::hooks::use_fetch;
use crate::pages::consolidation::ConsolidationMoves;
use crate::pages::correction::Correction;
use crate::pages::record_links::Links;
use crate::pages::record_moves::Moves;
use crate::pages::record_side::Side;
use crate::pages::reissue::fault_line;
use crate::pages::schedule_record::ScheduleRecord;
use crate::roll::RollPage;
use crate::route::Route;
use crate::sheet::{Faults, SheetPage};
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::form::Form;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::{Language, Text, bulletin, consolidation, issuing, page, roll, schedule};
use yinzheng_shared::record::{Move, State};

/// Properties of [`RecordPage`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct RecordProps {
    /// Which.
    pub id: RecordId,
}

/// A record.
#[component]
pub fn RecordPage(props: &RecordProps) -> Html {
    let (language, app) = (use_language(), use_app());
    let fetched = use_fetch(props.id, |api, id| async move { api.record(id).await });
    let on_change = {
        let replace = fetched.replace.clone();
        Callback::from(move |record: Record| {
            replace.emit(record);
            refresh(&app);
        })
    };
    let draw = Callback::from(move |record: Rc<Record>| whole(&record, &on_change, language));
    html! { <Whole<Record> load={fetched.load} again={fetched.again} {draw} /> }
}

fn whole(record: &Rc<Record>, on_change: &Callback<Record>, language: Language) -> Html {
    let summary = &record.summary;
    let editing = matches!(summary.state, State::Draft | State::Returned) && record.moves.contains(&Move::Edit);
    // Handing in and opening anew make it another page: its heading takes the focus.
    let page_key = if editing { "editing" } else { "reading" };
    html! {
        <article class={classes!("record", if editing { "is-editing" } else { "is-reading" }, (summary.form == Form::Scope).then_some("is-roll"))} data-state={summary.state.code()} data-etag={record.etag.clone()}>
            <Head key={page_key} title={title_of(summary, language)} lead={text::form(summary.form).get(language)}>
                <Moves record={record.clone()} on_change={on_change.clone()} />
                <Correction record={record.clone()} />
                if summary.form == Form::Consolidation {
                    <ConsolidationMoves record={(**record).clone()} on_change={on_change.clone()} />
                }
            </Head>
            { facts(record, language) }
            { notes(record, language) }
            <Links record={record.clone()} />
            <div class="record-body">
                <div class="record-sheet">{ sheet(record, on_change) }</div>
                <Side record={record.clone()} />
            </div>
        </article>
    }
}

/// Thousands of rows are a roll; the other forms are the sheet that prints.
fn sheet(record: &Rc<Record>, on_change: &Callback<Record>) -> Html {
    match record.summary.form {
        Form::Scope => html! { <RollPage record={record.clone()} on_change={on_change.clone()} /> },
        Form::Schedule => html! { <ScheduleRecord record={(**record).clone()} on_change={on_change.clone()} /> },
        Form::Consolidation | Form::Optimization | Form::JointDebug | Form::GoLive | Form::Bulletin => {
            let faults = Faults(Rc::new(record.faults.clone()));
            html! {
                <ContextProvider<Faults> context={faults}>
                    <SheetPage record={(**record).clone()} on_change={on_change.clone()} />
                </ContextProvider<Faults>>
            }
        }
    }
}

/// What the state of a record means to those who look.
fn hint(form: Form, state: State) -> Text {
    match (form, state) {
        (Form::Scope, State::Submitted) => roll::SUBMITTED_NEXT,
        (Form::Scope, State::Archived) => roll::ARCHIVED_NEXT,
        (Form::Consolidation, State::Submitted) => consolidation::SUBMITTED_NEXT,
        (Form::Consolidation, State::Archived) => consolidation::ARCHIVED_NEXT,
        (Form::Schedule, State::Submitted) => schedule::SUBMITTED_NEXT,
        (Form::Schedule, State::Archived) => schedule::ARCHIVED_NEXT,
        _ => text::state_hint(state),
    }
}

/// What is to be done with the paper.
const fn printed_hint(form: Form) -> Text {
    match form {
        Form::Bulletin => bulletin::PRINTED_NEXT,
        _ => page::RECORD_PRINTED_NEXT,
    }
}

fn facts(record: &Record, language: Language) -> Html {
    let summary = &record.summary;
    html! {
        <div class="record-facts">
            <dl>
                <div><dt>{ page::COLUMN_STATE.get(language) }</dt><dd><StateMark state={summary.state} /></dd></div>
                <div><dt>{ page::COLUMN_REFERENCE.get(language) }</dt><dd class="code">{ summary.reference.clone() }</dd></div>
                <div><dt>{ page::COLUMN_REVISION.get(language) }</dt><dd>{ summary.revision }</dd></div>
                <div><dt>{ page::COLUMN_OWNER.get(language) }</dt><dd>{ summary.owner.name.clone() }</dd></div>
                <div><dt>{ page::COLUMN_ISSUER.get(language) }</dt><dd>{ summary.issuer.name.clone() }</dd></div>
                if summary.due.is_some() {
                    <div><dt>{ page::COLUMN_DUE.get(language) }</dt><dd><RecordDue record={summary.clone()} /></dd></div>
                }
                <div><dt>{ page::COLUMN_UPDATED.get(language) }</dt><dd class="nowrap">{ text::moment(&summary.updated_at) }</dd></div>
            </dl>
            if let Some(archived) = &record.archived { <Seal on={archived.on} /> }
        </div>
    }
}

/// What this state asks of the person who looks, and why the record came back when it did.
fn notes(record: &Record, language: Language) -> Html {
    let state = record.summary.state;
    html! {
        <>
            if let Some(reason) = record.summary.standing_reason() {
                <Note tone={Tone::Warning}><p><strong>{ text::because(state).get(language) }</strong>{ reason }</p></Note>
            }
            if state == State::Printed {
                <Note tone={Tone::Info}>
                    <p>{ printed_hint(record.summary.form).get(language) }{ " " }
                        <Link<Route> to={Route::Scans}>{ page::RECORD_UPLOAD.get(language) }</Link<Route>></p>
                </Note>
            } else if !matches!(state, State::Draft | State::Returned | State::Void) {
                <Note tone={Tone::Info}><p>{ hint(record.summary.form, state).get(language) }</p></Note>
            }
            { faults(record, language) }
            if let Some(replaces) = record.replaces { { reference(record, replaces, language) } }
            if let Some(id) = record.replaced_by {
                <Note tone={Tone::Info}>
                    <p>{ issuing::AGAIN_REPLACED_BY.get(language) }{ " " }
                        <Link<Route> to={Route::Record { id }}>{ issuing::AGAIN_REPLACED_BY_LINK.get(language) }</Link<Route>></p>
                </Note>
            }
        </>
    }
}

/// What this record is issued in place of: an archived one that it corrects; of a go-live form that may also be
/// one that came back.
fn reference(record: &Record, id: RecordId, language: Language) -> Html {
    let (sentence, link) = if record.summary.form == Form::GoLive {
        (issuing::AGAIN_REPLACES, issuing::AGAIN_REPLACES_LINK)
    } else {
        (page::RECORD_REPLACES, page::RECORD_REPLACED)
    };
    html! {
        <Note tone={Tone::Info}>
            <p>{ sentence.get(language) }{ " " }<Link<Route> to={Route::Record { id }}>{ link.get(language) }</Link<Route>></p>
        </Note>
    }
}

/// Rows that came back, each with its fault.
fn faults(record: &Record, language: Language) -> Html {
    if record.faults.is_empty() {
        return Html::default();
    }
    let form = serde_json::from_value(record.content.clone()).unwrap_or_default();
    let count = record.faults.len().to_string();
    html! {
        <section class="note is-warning" aria-label={issuing::BACK_FAULTS.get(language)}>
            <p><strong>{ issuing::BACK_FAULTS_COUNT.with(language, &[("count", &count)]) }</strong></p>
            <ul class="back-faults">{ for record.faults.iter().map(|fault| fault_line(&form, fault)) }</ul>
        </section>
    }
}
