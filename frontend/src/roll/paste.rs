//! Before a pasted block is taken: what it would change.

use super::block::{Pasted, PastedCell};
use super::state::Action;
use crate::components::Dialog;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::locale::{Language, roll as words};

/// Changes that are shown one by one.
const SHOWN: usize = 12;

/// Properties of [`PasteDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct PasteProps {
    /// What the block would do.
    pub pasted: Rc<Pasted>,
    /// Language of the page.
    pub language: Language,
    /// What a person does.
    pub act: Callback<Action>,
    /// Closes it.
    pub on_close: Callback<()>,
}

/// The preview.
#[component]
pub fn PasteDialog(props: &PasteProps) -> Html {
    let (pasted, language) = (&props.pasted, props.language);
    let line = |cell: &PastedCell| {
        html! {
            <tr>
                <td class="figures">{ cell.row + 1 }</td>
                <td>{ cell.column.label().get(language) }</td>
                <td><del>{ &cell.before }</del></td>
                <td><ins>{ &cell.text }</ins></td>
            </tr>
        }
    };
    let table = |cells: &[PastedCell]| {
        html! {
            <div class="roll-paste" tabindex="0"><table class="is-dense">
                <thead><tr>
                    <th scope="col" class="figures">{ words::NUMBER.get(language) }</th>
                    <th scope="col">{ words::PASTE_COLUMN.get(language) }</th>
                    <th scope="col">{ words::PASTE_BEFORE.get(language) }</th>
                    <th scope="col">{ words::PASTE_AFTER.get(language) }</th>
                </tr></thead>
                <tbody>{ for cells.iter().take(SHOWN).map(line) }</tbody>
            </table></div>
        }
    };
    let count =
        |text: yinzheng_shared::locale::Text, count: usize| text.with(language, &[("count", &count.to_string())]);
    let apply = {
        let (act, close, pasted) = (props.act.clone(), props.on_close.clone(), pasted.clone());
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Paste(pasted.clone()));
            close.emit(());
        })
    };
    html! {
        <Dialog title={words::PASTE_TITLE.get(language)} on_close={props.on_close.clone()} class={classes!("is-wide")}>
            <p>{ count(words::PASTE_CHANGES, pasted.cells.len()) }</p>
            if !pasted.cells.is_empty() { { table(&pasted.cells) } }
            if !pasted.added.is_empty() {
                <p>{ count(words::PASTE_ADDED, pasted.added.len()) }</p>
                <ul>{ for pasted.added.iter().take(SHOWN).map(|row| html! { <li><ins>{ &row.name }</ins>{ " " }<span class="code">{ &row.code }</span></li> }) }</ul>
            }
            if !pasted.unreadable.is_empty() {
                <p class="is-error">{ count(words::PASTE_UNREADABLE, pasted.unreadable.len()) }</p>
                { table(&pasted.unreadable) }
            }
            if pasted.left_alone > 0 { <p class="quiet">{ count(words::PASTE_LEFT_ALONE, pasted.left_alone) }</p> }
            <p class="actions">
                <button type="button" class="button-primary" id="roll-paste-apply" disabled={pasted.cells.is_empty() && pasted.added.is_empty()} onclick={apply}>{ words::PASTE_APPLY.get(language) }</button>
                <button type="button" onclick={props.on_close.reform(|_| ())}>{ words::PASTE_CANCEL.get(language) }</button>
            </p>
        </Dialog>
    }
}
