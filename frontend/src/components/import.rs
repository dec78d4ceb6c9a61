//! A spreadsheet brought in, and what became of it.

use crate::components::{CellErrors, FailureNote, Note, Tone};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::{save, use_doing};
use std::rc::Rc;
use web_sys::{Blob, File, HtmlInputElement};
use yew::prelude::*;
use yinzheng_shared::api::item::ImportAnswer;
use yinzheng_shared::locale::{Language, item, page};

/// Properties of [`Import`].
#[derive(Clone, PartialEq, Properties)]
pub struct ImportProps {
    /// Id of the field.
    pub id: AttrValue,
    /// Where the file goes, under `/api/v1/`.
    pub path: &'static str,
    /// Where the file comes back with its errors marked; none: they are only listed.
    #[prop_or_default]
    pub report: Option<&'static str>,
    /// What is brought in.
    pub title: AttrValue,
    /// What the file has to look like.
    pub hint: AttrValue,
    /// Told when rows were taken.
    pub on_done: Callback<()>,
}

/// What became of a file.
#[derive(Clone, PartialEq)]
struct Outcome {
    answer: ImportAnswer,
    /// To have its errors marked.
    file: File,
}

/// Brings in a spreadsheet: all rows, or none and every wrong cell named.
#[component]
pub fn Import(props: &ImportProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let outcome = use_state(|| None::<Rc<Outcome>>);
    let onchange = {
        let (doing, outcome, done, path) = (doing.clone(), outcome.clone(), props.on_done.clone(), props.path);
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            let (api, outcome, done, told) = (api.clone(), outcome.clone(), done.clone(), told.clone());
            outcome.set(None);
            let sent = file.clone();
            doing.run(
                async move { api.import(path, sent).await },
                move |answer: ImportAnswer| {
                    if answer.errors.is_empty() {
                        told.emit(imported(&answer, language));
                        done.emit(());
                    }
                    outcome.set(Some(Rc::new(Outcome { answer, file })));
                },
            );
            // The same file, mended, may be chosen again.
            input.set_value("");
        })
    };
    html! {
        <details class="import">
            <summary>{ props.title.clone() }</summary>
            <p class="quiet">{ props.hint.clone() }</p>
            <p class="file-button">
                <input type="file" id={props.id.clone()} name="file" accept=".xlsx,.csv" disabled={doing.is_busy()} {onchange} />
                <label for={props.id.clone()} class="button">{ if doing.is_busy() { page::ACTION_BUSY.get(language) } else { page::IMPORT_BUTTON.get(language) } }</label>
            </p>
            <div aria-live="polite">
                if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
                if let Some(outcome) = (*outcome).clone() {
                    if outcome.answer.errors.is_empty() {
                        <Note tone={Tone::Done}><p>{ imported(&outcome.answer, language) }</p></Note>
                    } else {
                        <Faults {outcome} report={props.report} />
                    }
                }
            </div>
        </details>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FaultsProps {
    outcome: Rc<Outcome>,
    report: Option<&'static str>,
}

/// Every wrong cell, and the file with them marked.
#[component]
fn Faults(props: &FaultsProps) -> Html {
    let (language, api, doing) = (use_language(), use_api(), use_doing());
    let onclick = {
        let (doing, file, report) = (doing.clone(), props.outcome.file.clone(), props.report);
        Callback::from(move |_| {
            let Some(report) = report else { return };
            let (api, file) = (api.clone(), file.clone());
            doing.run(async move { api.mark(report, file).await }, move |marked: Blob| {
                // A browser that does not save has said so itself.
                let _ = save(&marked, item::EXPORT_MARKED.get(language));
            });
        })
    };
    let errors = &props.outcome.answer.errors;
    html! {
        <div class="note is-error">
            <p>{ page::IMPORT_ERRORS.with(language, &[("count", &errors.len().to_string())]) }</p>
            if props.report.is_some() && errors.iter().any(|error| !error.letter.is_empty()) {
                <p><button type="button" class="button" disabled={doing.is_busy()} {onclick}>{ page::IMPORT_MARKED.get(language) }</button></p>
            }
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
            <CellErrors errors={errors.clone()} />
        </div>
    }
}

fn imported(answer: &ImportAnswer, language: Language) -> String {
    page::IMPORT_DONE.with(
        language,
        &[
            ("added", &answer.added.to_string()),
            ("changed", &answer.changed.to_string()),
            ("unchanged", &answer.unchanged.to_string()),
        ],
    )
}
