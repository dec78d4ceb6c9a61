//! Name and code of an item, with suggestions from the catalogue.

use super::around::use_around;
use super::bench::{Hand, use_bench};
use super::cell::{CellProps, TextCell};
use super::state::Action;
use super::state::place::Place;
use crate::api::Query;
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlTextAreaElement, Node};
use yew::prelude::*;
use yinzheng_shared::api::item::Item;
use yinzheng_shared::form::Content;
use yinzheng_shared::locale::sheet as words;

/// Properties of [`ItemField`].
#[derive(Clone, PartialEq, Properties)]
pub struct ItemFieldProps {
    /// The cell: name or code.
    pub cell: CellProps,
    /// The form.
    pub content: Rc<Content>,
}

/// Milliseconds of pause before the catalogue is asked.
const PAUSE: u32 = 250;
/// Suggestions shown at most.
const SHOWN: usize = 8;

/// A cell that offers items while a person types.
#[component]
pub fn ItemField(props: &ItemFieldProps) -> Html {
    let bench = use_bench();
    let around = use_around();
    let found = use_state(Vec::<Item>::new);
    let timer = use_mut_ref(|| None::<Timeout>);
    let asked = use_mut_ref(String::new);
    let field = use_node_ref();
    let (Some(bench), Some(around)) = (bench, around) else {
        return Html::default();
    };
    if bench.hand == Hand::Reads {
        return html! { <TextCell ..props.cell.clone() /> };
    }
    let on_typing = {
        let (found, asked) = (found.clone(), asked.clone());
        Callback::from(move |typed: String| {
            let (api, found, asked) = (around.api.clone(), found.clone(), asked.clone());
            let wanted = typed.trim().to_owned();
            wanted.clone_into(&mut asked.borrow_mut());
            if wanted.is_empty() {
                found.set(Vec::new());
                return;
            }
            let ask = move || {
                wasm_bindgen_futures::spawn_local(async move {
                    let answer = api.items(&Query::default().with("q", &wanted)).await;
                    // An answer to what is no longer asked is too late.
                    if *asked.borrow() == wanted
                        && let Ok(listing) = answer
                    {
                        found.set(listing.entries.into_iter().take(SHOWN).collect());
                    }
                });
            };
            *timer.borrow_mut() = Some(Timeout::new(PAUSE, ask));
        })
    };
    let place = props.cell.place;
    let choose = {
        let (found, act, asked) = (found.clone(), bench.act.clone(), asked.clone());
        Callback::from(move |item: Item| {
            asked.borrow_mut().clear();
            found.set(Vec::new());
            act.emit(Action::Fill(cells_of(place, &item)));
            act.emit(Action::Focus(place));
        })
    };
    let onkeydown = {
        let (found, asked) = (found.clone(), asked.clone());
        let act = bench.act.clone();
        Callback::from(move |event: KeyboardEvent| {
            if super::keys::is_composing(&event) || found.is_empty() {
                return;
            }
            let handled = match event.key().as_str() {
                "ArrowDown" => move_focus(&event, Toward::Next),
                "ArrowUp" => move_focus(&event, Toward::Previous),
                "Escape" => {
                    asked.borrow_mut().clear();
                    found.set(Vec::new());
                    act.emit(Action::Focus(place));
                    Some(())
                }
                _ => None,
            };
            if handled.is_some() {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    };
    let onfocusout = {
        let (found, asked, field) = (found.clone(), asked.clone(), field.clone());
        Callback::from(move |event: FocusEvent| {
            if !stays_inside(&event, &field) {
                asked.borrow_mut().clear();
                found.set(Vec::new());
            }
        })
    };
    let cell = CellProps {
        on_typing,
        ..props.cell.clone()
    };
    html! {
        <div class="sheet-choosing" ref={field} {onkeydown} {onfocusout}>
            <TextCell ..cell />
            if !found.is_empty() {
                <ul class="sheet-list" aria-label={words::ITEM_SUGGESTIONS.get(bench.language)} onmousedown={keeps_focus()}>
                    { for found.iter().map(|item| {
                        let (choose, chosen) = (choose.clone(), item.clone());
                        html! {
                            <li key={item.code.clone()}>
                                <button type="button" onclick={Callback::from(move |_: MouseEvent| choose.emit(chosen.clone()))}>
                                    <span>{ &item.name }</span>{ " " }<span class="sheet-code">{ &item.code }</span>
                                </button>
                            </li>
                        }
                    }) }
                </ul>
            }
        </div>
    }
}

/// Whether the focus goes from one part of the field to another.
fn stays_inside(event: &FocusEvent, field: &NodeRef) -> bool {
    let next = event.related_target().and_then(|next| next.dyn_into::<Node>().ok());
    field.get().is_some_and(|field| field.contains(next.as_ref()))
}

/// Some browsers give a button that is pressed no focus: the cell would lose its own, and with it the
/// list, before the press counts.
fn keeps_focus() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| event.prevent_default())
}

/// Name and code go in together.
fn cells_of(place: Place, item: &Item) -> Vec<(Place, String)> {
    let (name, code) = match place {
        Place::RowItemName(r) | Place::RowItemCode(r) => (Place::RowItemName(r), Place::RowItemCode(r)),
        _ => (Place::ItemName, Place::ItemCode),
    };
    vec![(name, item.name.clone()), (code, item.code.clone())]
}

/// Where the focus goes among the suggestions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Toward {
    Next,
    Previous,
}

/// Moves the focus from the cell into the list and along it.
fn move_focus(event: &KeyboardEvent, toward: Toward) -> Option<()> {
    let target: HtmlElement = event.target_dyn_into()?;
    let next = if target.dyn_ref::<HtmlTextAreaElement>().is_some() {
        (toward == Toward::Next)
            .then(|| target.closest(".sheet-choosing").ok().flatten())??
            .query_selector("li button")
            .ok()
            .flatten()
    } else {
        let item = target.closest("li").ok().flatten()?;
        let other = match toward {
            Toward::Next => item.next_element_sibling(),
            Toward::Previous => item.previous_element_sibling(),
        };
        other?.query_selector("button").ok().flatten()
    };
    next?.dyn_into::<HtmlElement>().ok()?.focus().ok()
}
