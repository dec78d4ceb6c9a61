//! The list as a spreadsheet: saved, filled elsewhere, and read again with the same preview as a pasted block.

use super::block::{Pasted, compare_rows};
use super::state::Roll;
use crate::components::{CellErrors, FailureNote, Note, Tone};
use crate::context::use_api;
use crate::hooks::{save, use_doing};
use std::rc::Rc;
use web_sys::{Blob, File, HtmlInputElement};
use yew::prelude::*;
use yinzheng_shared::api::scope_list::ReadTable;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::{Language, item, roll as words};

/// Properties of [`Table`].
#[derive(Clone, PartialEq, Properties)]
pub struct TableProps {
    /// The record.
    pub id: RecordId,
    /// The list.
    pub roll: Rc<Roll>,
    /// Whether cells can be changed.
    pub writes: bool,
    /// Language of the page.
    pub language: Language,
    /// What a table would change.
    pub on_read: Callback<Rc<Pasted>>,
}

/// What became of a file.
#[derive(Clone)]
enum Outcome {
    /// It says what the list says.
    Same,
    /// Cells are wrong.
    Wrong(Rc<ReadTable>, File),
}

/// The two buttons and what became of a file.
#[component]
pub fn Table(props: &TableProps) -> Html {
    let (language, id) = (props.language, props.id);
    let (api, doing) = (use_api(), use_doing());
    let outcome = use_state(|| None::<Outcome>);
    let export = {
        let (doing, api) = (doing.clone(), api.clone());
        Callback::from(move |_: MouseEvent| {
            let api = api.clone();
            doing.run(async move { api.export_list(id).await }, move |table: Blob| {
                // A browser that does not save has said so itself.
                let _ = save(&table, &format!("{}.xlsx", words::EXPORT_SHEET.get(language)));
            });
        })
    };
    let onchange = {
        let (doing, api, outcome, roll, on_read) = (
            doing.clone(),
            api.clone(),
            outcome.clone(),
            props.roll.clone(),
            props.on_read.clone(),
        );
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            let (api, outcome, roll, on_read, sent) = (
                api.clone(),
                outcome.clone(),
                roll.clone(),
                on_read.clone(),
                file.clone(),
            );
            outcome.set(None);
            doing.run(async move { api.read_table(id, sent).await }, move |read: ReadTable| {
                if !read.errors.is_empty() {
                    outcome.set(Some(Outcome::Wrong(Rc::new(read), file)));
                    return;
                }
                let pasted = compare_rows(&roll, &read.rows);
                if pasted.is_nothing() {
                    outcome.set(Some(Outcome::Same));
                } else {
                    on_read.emit(Rc::new(pasted));
                }
            });
            // The same file, mended, may be chosen again.
            input.set_value("");
        })
    };
    let busy = doing.is_busy();
    html! {
        <div class="roll-table">
            <p class="actions">
                <button type="button" class="sheet-tool" id="roll-export" disabled={busy} onclick={export}>{ words::EXPORT.get(language) }</button>
                if props.writes {
                    <span class="file-button">
                        <input type="file" id="roll-import" accept=".xlsx,.csv" disabled={busy} {onchange} />
                        <label for="roll-import" class="sheet-tool">{ if busy { words::IMPORTING.get(language) } else { words::IMPORT.get(language) } }</label>
                    </span>
                }
            </p>
            <div aria-live="polite">
                if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
                { told((*outcome).as_ref(), props) }
            </div>
        </div>
    }
}

fn told(outcome: Option<&Outcome>, props: &TableProps) -> Html {
    let language = props.language;
    match outcome {
        None => Html::default(),
        Some(Outcome::Same) => html! { <Note tone={Tone::Info}><p>{ words::IMPORT_SAME.get(language) }</p></Note> },
        Some(Outcome::Wrong(read, file)) => html! {
            <div class="note is-error">
                <p>{ words::IMPORT_ERRORS.with(language, &[("count", &read.errors.len().to_string())]) }</p>
                if read.errors.iter().any(|error| !error.letter.is_empty()) { <Marked id={props.id} file={file.clone()} {language} /> }
                <CellErrors errors={read.errors.clone()} />
            </div>
        },
    }
}

#[derive(Clone, PartialEq, Properties)]
struct MarkedProps {
    id: RecordId,
    file: File,
    language: Language,
}

/// The file with its errors marked, to be mended.
#[component]
fn Marked(props: &MarkedProps) -> Html {
    let (api, doing, language) = (use_api(), use_doing(), props.language);
    let onclick = {
        let (doing, file, id) = (doing.clone(), props.file.clone(), props.id);
        Callback::from(move |_: MouseEvent| {
            let (api, file) = (api.clone(), file.clone());
            let path = format!("records/{id}/table/report");
            doing.run(async move { api.mark(&path, file).await }, move |marked: Blob| {
                // A browser that does not save has said so itself.
                let _ = save(&marked, item::EXPORT_MARKED.get(language));
            });
        })
    };
    html! {
        <p>
            <button type="button" disabled={doing.is_busy()} {onclick}>{ words::IMPORT_MARKED.get(language) }</button>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
        </p>
    }
}
