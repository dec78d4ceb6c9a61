//! A CSV file brought in, and what became of it.

use crate::components::{FailureNote, Note, Tone};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::use_doing;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yinzheng_shared::api::item::ImportAnswer;
use yinzheng_shared::locale::{Language, page};

/// Properties of [`Import`].
#[derive(Clone, PartialEq, Properties)]
pub struct ImportProps {
    /// Id of the field.
    pub id: AttrValue,
    /// Where the file goes, under `/api/v1/`.
    pub path: &'static str,
    /// What is brought in.
    pub title: AttrValue,
    /// What the file has to look like.
    pub hint: AttrValue,
    /// Something was brought in.
    pub on_done: Callback<()>,
}

/// Brings in a CSV file: all rows, or none and every wrong cell named.
#[component]
pub fn Import(props: &ImportProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let answer = use_state(|| None::<Rc<ImportAnswer>>);
    let onchange = {
        let (doing, answer, done, path) = (doing.clone(), answer.clone(), props.on_done.clone(), props.path);
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            let (api, answer, done, told) = (api.clone(), answer.clone(), done.clone(), told.clone());
            answer.set(None);
            doing.run(
                async move { api.import(path, file).await },
                move |came: ImportAnswer| {
                    if came.errors.is_empty() {
                        told.emit(imported(&came, language));
                        done.emit(());
                    }
                    answer.set(Some(Rc::new(came)));
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
                <input type="file" id={props.id.clone()} name="file" accept=".csv,text/csv" disabled={doing.is_busy()} {onchange} />
                <label for={props.id.clone()} class="button">{ if doing.is_busy() { page::ACTION_BUSY.get(language) } else { page::IMPORT_BUTTON.get(language) } }</label>
            </p>
            <div aria-live="polite">
                if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
                if let Some(answer) = &*answer { { result(answer, language) } }
            </div>
        </details>
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

fn result(answer: &ImportAnswer, language: Language) -> Html {
    if answer.errors.is_empty() {
        return html! { <Note tone={Tone::Done}><p>{ imported(answer, language) }</p></Note> };
    }
    html! {
        <div class="note is-error">
            <p>{ page::IMPORT_ERRORS.with(language, &[("count", &answer.errors.len().to_string())]) }</p>
            <table class="cards is-dense">
                <thead><tr>
                    <th scope="col" class="figures">{ page::IMPORT_LINE.get(language) }</th>
                    <th scope="col">{ page::IMPORT_COLUMN.get(language) }</th>
                    <th scope="col">{ page::IMPORT_FAULT.get(language) }</th>
                </tr></thead>
                <tbody>{ for answer.errors.iter().map(|error| html! {
                    <tr>
                        <td class="figures" data-label={page::IMPORT_LINE.get(language)}>{ error.line }</td>
                        <td data-label={page::IMPORT_COLUMN.get(language)}>{ error.column.clone() }</td>
                        <td data-label={page::IMPORT_FAULT.get(language)}>{ error.message.clone() }</td>
                    </tr>
                }) }</tbody>
            </table>
        </div>
    }
}
