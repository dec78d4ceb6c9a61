//! Choosing the items that a go-live form issues.

use super::around::use_around;
use super::bench::use_bench;
use super::state::Action;
use super::state::rows::{renumber, seed};
use crate::api::Query;
use gloo::timers::callback::Timeout;
use std::collections::BTreeSet;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::Item;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::go_live::{GoLive, Row};
use yinzheng_shared::locale::sheet as words;

/// Properties of [`ItemChooser`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChooserProps {
    /// The form.
    pub content: Rc<Content>,
}

/// Milliseconds of pause before the catalogue is asked.
const PAUSE: u32 = 250;

/// A list of the addressee's items, opened on demand.
#[component]
pub fn ItemChooser(props: &ChooserProps) -> Html {
    let (bench, around) = (use_bench(), use_around());
    let open = use_state(|| false);
    let wanted = use_state(String::new);
    let listing = use_state(|| None::<Listing<Item>>);
    let chosen = use_state(BTreeSet::<String>::new);
    {
        let (listing, around) = (listing.clone(), around.clone());
        use_effect_with((*open, (*wanted).clone()), move |(open, wanted)| {
            let query = Query::default().with("q", wanted);
            let timer = around.filter(|_| *open).map(|around| {
                Timeout::new(PAUSE, move || {
                    wasm_bindgen_futures::spawn_local(async move {
                        if let Ok(found) = around.api.items(&query).await {
                            listing.set(Some(found));
                        }
                    });
                })
            });
            move || drop(timer)
        });
    }
    let Content::GoLive(form) = &*props.content else {
        return Html::default();
    };
    let Some(bench) = bench else { return Html::default() };
    let language = bench.language;
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let search = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                wanted.set(input.value());
            }
        })
    };
    let is_listed = |item: &Item| form.rows.iter().any(|row| row.item_code.trim() == item.code);
    let mut of_addressee: Vec<Item> = listing
        .iter()
        .flat_map(|listing| &listing.entries)
        .filter(|item| item.serving.name == form.addressee && item.published_on.is_none())
        .cloned()
        .collect();
    // What can be chosen comes first; otherwise the order is the catalogue's.
    of_addressee.sort_by_key(|item| !readiness(item, is_listed(item)).1);
    let add = {
        let (act, chosen, open, content) = (bench.act.clone(), chosen.clone(), open.clone(), props.content.clone());
        let items: Vec<Item> = of_addressee
            .iter()
            .filter(|item| chosen.contains(&item.code))
            .cloned()
            .collect();
        Callback::from(move |_: MouseEvent| {
            if let Content::GoLive(form) = &*content {
                let form = with_items(form, &items);
                act.emit(Action::Replace(Rc::new(form)));
            }
            chosen.set(BTreeSet::new());
            open.set(false);
        })
    };
    let option = |item: &Item| {
        let (state, ready) = readiness(item, is_listed(item));
        let on = chosen.contains(&item.code);
        let (set, code) = (chosen.clone(), item.code.clone());
        let onchange = Callback::from(move |_: Event| {
            let mut next = (*set).clone();
            if !next.remove(&code) {
                next.insert(code.clone());
            }
            set.set(next);
        });
        html! {
            <label key={item.code.clone()} class={classes!((!ready).then_some("is-muted"))}>
                <input type="checkbox" checked={on} disabled={!ready} {onchange} />
                <span>{ &item.name }</span>{ " " }<span class="sheet-code">{ &item.code }</span>{ " " }
                <small>{ state.get(language) }</small>
            </label>
        }
    };
    html! {
        <div class="sheet-chooser">
            <button type="button" class="sheet-tool" aria-expanded={open.to_string()} onclick={toggle}>{ words::GO_LIVE_CHOOSE.get(language) }</button>
            if *open {
                <div class="sheet-chosen">
                    <input type="search" value={(*wanted).clone()} oninput={search}
                        placeholder={words::GO_LIVE_CHOOSE_SEARCH.get(language)} aria-label={words::GO_LIVE_CHOOSE_SEARCH.get(language)} />
                    if listing.is_none() {
                        <p role="status">{ words::GO_LIVE_CHOOSE_LOADING.get(language) }</p>
                    } else if of_addressee.is_empty() {
                        <p>{ words::GO_LIVE_CHOOSE_EMPTY.get(language) }</p>
                    }
                    <div class="sheet-options">{ for of_addressee.iter().map(option) }</div>
                    { for listing.iter().filter(|found| found.next.is_some()).map(|found| html! {
                        <p>{ words::GO_LIVE_CHOOSE_MORE.with(language, &[("total", &found.total.to_string()), ("count", &found.entries.len().to_string())]) }</p>
                    }) }
                    <button type="button" class="sheet-tool" disabled={chosen.is_empty()} onclick={add}>
                        { words::GO_LIVE_CHOOSE_ADD.with(language, &[("count", &chosen.len().to_string())]) }
                    </button>
                </div>
            }
        </div>
    }
}

fn readiness(item: &Item, listed: bool) -> (yinzheng_shared::locale::Text, bool) {
    if listed {
        (words::GO_LIVE_CHOOSE_LISTED, false)
    } else if item.connection != Connection::None && item.optimised_on.is_some() {
        (words::GO_LIVE_CHOOSE_READY, true)
    } else {
        (words::GO_LIVE_CHOOSE_NOT_READY, false)
    }
}

/// The form with items in its blank rows first, then below; its batch is theirs while unanswered.
fn with_items(form: &GoLive, items: &[Item]) -> Content {
    let mut form = form.clone();
    form.rows
        .retain(|row| !row.item_name.trim().is_empty() || !row.item_code.trim().is_empty());
    form.rows.extend(items.iter().map(|item| Row {
        number: 0,
        item_name: item.name.clone(),
        item_code: item.code.clone(),
    }));
    form.batch = form.batch.or_else(|| items.first().and_then(|item| item.batch));
    let mut content = Content::GoLive(form);
    seed(&mut content);
    renumber(&mut content);
    content
}
