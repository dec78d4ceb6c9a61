//! What pasting would do, before it is done.

use super::cell::pasted_text;
use super::state::paste::{Change, Mode, Preview, PreviewRow, preview};
use super::state::place::Place;
use super::state::table::{Column, columns};
use super::state::tsv::parse;
use crate::components::Dialog;
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::locale::{Language, Text, sheet as words};

/// Properties of [`PasteView`].
#[derive(Clone, PartialEq, Properties)]
pub struct PasteProps {
    /// The form as it is.
    pub content: Rc<Content>,
    /// The cell at which the block goes in.
    pub at: Place,
    /// The block; blank while it is still to be pasted.
    pub text: AttrValue,
    /// Language of the page.
    pub language: Language,
    /// Takes the content afterwards, or nothing.
    pub on_close: Callback<Option<Rc<Content>>>,
}

/// The dialog.
#[component]
pub fn PasteView(props: &PasteProps) -> Html {
    let language = props.language;
    let mode = use_state(|| Mode::Overwrite);
    let block = use_state(|| props.text.to_string());
    let cancel = props.on_close.reform(|()| None);
    if block.trim().is_empty() {
        return html! {
            <Dialog class="sheet-dialog" title={words::PASTE_TITLE_INPUT.get(language)} on_close={cancel.clone()}>
                { input(&block, language) }
                <div class="sheet-buttons"><button type="button" class="sheet-tool" onclick={cancel.reform(|_| ())}>{ words::PASTE_CANCEL.get(language) }</button></div>
            </Dialog>
        };
    }
    let found = preview(&props.content, props.at, &parse(&block), *mode);
    let Some(found) = found else {
        return html! {
            <Dialog class="sheet-dialog" title={words::PASTE_TITLE.get(language)} on_close={cancel.clone()}>
                <p>{ words::PASTE_NOTHING.get(language) }</p>
                <div class="sheet-buttons"><button type="button" class="sheet-tool" onclick={cancel.reform(|_| ())}>{ words::PASTE_CANCEL.get(language) }</button></div>
            </Dialog>
        };
    };
    let choice = |value: Mode, text: Text| {
        let set = mode.clone();
        let onchange = Callback::from(move |_: Event| set.set(value));
        html! {
            <label><input type="radio" name="paste-mode" checked={*mode == value} {onchange} />{ text.get(language) }</label>
        }
    };
    let after = Rc::new(found.content.clone());
    let apply = props.on_close.reform(move |_: MouseEvent| Some(after.clone()));
    html! {
        <Dialog class="sheet-dialog" title={words::PASTE_TITLE.get(language)} on_close={cancel.clone()}>
            <fieldset class="sheet-modes">
                <legend>{ words::PASTE_MODE.get(language) }</legend>
                { choice(Mode::Overwrite, words::PASTE_OVERWRITE) }
                { choice(Mode::Append, words::PASTE_APPEND) }
                { choice(Mode::Replace, words::PASTE_REPLACE) }
            </fieldset>
            <p role="status" class="sheet-counts">{ counts(&found, language) }</p>
            { troubles(&found, language) }
            // Where it scrolls, the arrow keys scroll it.
            <div class="sheet-preview" tabindex="0" role="region" aria-label={words::PASTE_TITLE.get(language)}>
                <table class="sheet-table">
                    <thead><tr>
                        <th scope="col">{ words::PASTE_CHANGE.get(language) }</th>
                        { for columns(found.grid).iter().map(|column| html! { <th scope="col">{ column.heading().get(language) }</th> }) }
                    </tr></thead>
                    <tbody>{ for found.rows.iter().map(|one| row(one, columns(found.grid), language)) }</tbody>
                </table>
            </div>
            <div class="sheet-buttons">
                <button type="button" class="button-primary" id="sheet-paste-apply" onclick={apply}>{ words::PASTE_APPLY.get(language) }</button>
                <button type="button" class="sheet-tool" onclick={cancel.reform(|_| ())}>{ words::PASTE_CANCEL.get(language) }</button>
            </div>
        </Dialog>
    }
}

fn input(block: &UseStateHandle<String>, language: Language) -> Html {
    let set = block.clone();
    let onpaste = Callback::from(move |event: Event| {
        if let Some(text) = pasted_text(&event) {
            event.prevent_default();
            set.set(text);
        }
    });
    let set = block.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
            set.set(area.value());
        }
    });
    html! {
        <label class="sheet-paste-input">
            { words::PASTE_INPUT.get(language) }
            <textarea id="sheet-paste-input" rows="8" {onpaste} {onchange} />
        </label>
    }
}

fn counts(found: &Preview, language: Language) -> String {
    let count = |change| found.count(change).to_string();
    words::PASTE_COUNTS.with(
        language,
        &[
            ("added", &count(Change::Added)),
            ("changed", &count(Change::Changed)),
            ("removed", &count(Change::Removed)),
            ("unchanged", &count(Change::Unchanged)),
        ],
    )
}

fn troubles(found: &Preview, language: Language) -> Html {
    html! {
        <>
            if !found.unreadable.is_empty() {
                <div class="sheet-troubles is-warning">
                    <p>{ words::PASTE_UNREADABLE_TITLE.with(language, &[("count", &found.unreadable.len().to_string())]) }</p>
                    <ul>{ for found.unreadable.iter().map(|cell| html! {
                        <li>{ words::PASTE_UNREADABLE.with(language, &[
                            ("row", &cell.row.to_string()),
                            ("column", cell.column.heading().get(language)),
                            ("text", &cell.text),
                        ]) }</li>
                    }) }</ul>
                </div>
            }
            if !found.beyond.is_empty() {
                <ul class="sheet-troubles is-warning">{ for found.beyond.iter().map(|(row, text)| html! {
                    <li>{ words::PASTE_BEYOND.with(language, &[("row", &(row + 1).to_string()), ("text", text)]) }</li>
                }) }</ul>
            }
            if !found.lost.is_empty() {
                <p class="sheet-troubles is-warning">{ words::PASTE_LOST.with(language, &[("numbers", &found.lost.join("、"))]) }</p>
            }
        </>
    }
}

fn row(one: &PreviewRow, columns: &[Column], language: Language) -> Html {
    let (shape, word, class) = match one.change {
        Change::Added => ("＋", words::PASTE_ADDED, "is-added"),
        Change::Changed => ("→", words::PASTE_CHANGED, "is-changed"),
        Change::Unchanged => ("＝", words::PASTE_UNCHANGED, "is-unchanged"),
        Change::Removed => ("－", words::PASTE_REMOVED, "is-removed"),
    };
    let cell = |(index, text): (usize, &String)| {
        let numbered = columns.get(index).is_some_and(|column| column.is_numbered());
        let before = one.before.get(index).filter(|before| !numbered && *before != text);
        html! {
            <td class={classes!(before.is_some().then_some("is-changed"))}>
                { text }
                { for before.map(|before| html! { <small>{ words::PASTE_BEFORE.with(language, &[("text", before)]) }</small> }) }
            </td>
        }
    };
    html! {
        <tr {class}>
            <th scope="row"><span aria-hidden="true">{ shape }</span>{ " " }{ word.get(language) }</th>
            { for one.cells.iter().enumerate().map(cell) }
        </tr>
    }
}
