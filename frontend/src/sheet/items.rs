//! Choosing the items of a form from the catalogue.

use super::bench::use_bench;
use super::parts::search;
use super::state::Action;
use super::state::rows::{renumber, seed};
use crate::api::Query;
use crate::components::total_in_words;
use crate::hooks::{use_fetch, use_paused};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::item::Item;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::locale::{Text, sheet as words};

/// Properties of [`ItemChooser`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChooserProps {
    /// The form.
    pub content: Rc<Content>,
}

/// A list of the items that the form's unit serves, opened on demand.
#[component]
pub fn ItemChooser(props: &ChooserProps) -> Html {
    let bench = use_bench();
    let open = use_state(|| false);
    let wanted = use_state(String::new);
    let chosen = use_state(BTreeSet::<String>::new);
    let sought = use_paused(&wanted);
    let fetched = use_fetch((*open, sought), |api, (open, wanted)| async move {
        if open {
            api.items(&Query::default().with("q", &wanted)).await.map(Some)
        } else {
            Ok(None)
        }
    });
    let listing = fetched.load.ready().and_then(|found| (*found).clone());
    let Some(listed) = Listed::of(&props.content) else {
        return Html::default();
    };
    let Some(bench) = bench else { return Html::default() };
    let language = bench.language;
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let is_listed = |item: &Item| listed.rows.iter().any(|row| row.item_code.trim() == item.code);
    let readiness = |item: &Item| readiness(&props.content, item, is_listed(item));
    let mut of_unit: Vec<Item> = listing
        .iter()
        .flat_map(|listing| &listing.entries)
        .filter(|item| item.serving.name == listed.unit && item.published_on.is_none())
        .cloned()
        .collect();
    // What can be chosen comes first; otherwise the order is the catalogue's.
    of_unit.sort_by_key(|item| !readiness(item).1);
    let add = {
        let (act, chosen, open, content) = (bench.act.clone(), chosen.clone(), open.clone(), props.content.clone());
        let items: Vec<Item> = of_unit
            .iter()
            .filter(|item| chosen.contains(&item.code))
            .cloned()
            .collect();
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Replace(Rc::new(with_items(&content, &items))));
            chosen.set(BTreeSet::new());
            open.set(false);
        })
    };
    let option = |item: &Item| {
        let (state, ready) = readiness(item);
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
            <button type="button" class="sheet-tool" aria-expanded={open.to_string()} onclick={toggle}>{ listed.word.get(language) }</button>
            if *open {
                <div class="sheet-chosen">
                    { search("choose-items-search", &wanted, language) }
                    if listing.is_none() {
                        <p role="status">{ words::GO_LIVE_CHOOSE_LOADING.get(language) }</p>
                    } else if of_unit.is_empty() {
                        <p>{ words::GO_LIVE_CHOOSE_EMPTY.get(language) }</p>
                    }
                    <div class="sheet-options">{ for of_unit.iter().map(option) }</div>
                    { for listing.iter().filter(|found| found.next.is_some()).map(|found| html! {
                        <p>{ words::GO_LIVE_CHOOSE_MORE.with(language, &[("total", &total_in_words(found.total, found.entries.len() as u64)), ("count", &found.entries.len().to_string())]) }</p>
                    }) }
                    <button type="button" class="sheet-tool" disabled={chosen.is_empty()} onclick={add}>
                        { words::GO_LIVE_CHOOSE_ADD.with(language, &[("count", &chosen.len().to_string())]) }
                    </button>
                </div>
            }
        </div>
    }
}

/// A form's unit, and the items that it lists.
struct Listed<'a> {
    unit: &'a str,
    rows: &'a [ItemRow],
    /// What choosing among them is called.
    word: Text,
}

impl<'a> Listed<'a> {
    /// None for a form that lists no items this way.
    fn of(content: &'a Content) -> Option<Self> {
        let (unit, rows, word) = match content {
            Content::JointDebug(form) => (&form.unit, &form.rows, words::JOINT_DEBUG_CHOOSE_ITEMS),
            Content::GoLive(form) => (&form.addressee, &form.rows, words::GO_LIVE_CHOOSE),
            Content::Scope(_)
            | Content::Consolidation(_)
            | Content::Schedule(_)
            | Content::Optimization(_)
            | Content::Bulletin(_) => return None,
        };
        Some(Self { unit, rows, word })
    }
}

/// How an item stands for the form, and whether it can be chosen.
fn readiness(content: &Content, item: &Item, listed: bool) -> (Text, bool) {
    if listed {
        return (words::GO_LIVE_CHOOSE_LISTED, false);
    }
    match (content, item.connection) {
        (Content::JointDebug(_), Connection::None) => (words::JOINT_DEBUG_CHOOSE_READY, true),
        (Content::JointDebug(_), _) => (words::JOINT_DEBUG_CHOOSE_CONNECTED, false),
        (_, connection) if connection != Connection::None && item.optimised_on.is_some() => {
            (words::GO_LIVE_CHOOSE_READY, true)
        }
        _ => (words::GO_LIVE_CHOOSE_NOT_READY, false),
    }
}

/// The form with items in its blank rows first, then below; the batch of a go-live form is theirs while
/// unanswered.
fn with_items(content: &Content, items: &[Item]) -> Content {
    let mut content = content.clone();
    let rows = match &mut content {
        Content::JointDebug(form) => &mut form.rows,
        Content::GoLive(form) => {
            form.batch = form.batch.or_else(|| items.first().and_then(|item| item.batch));
            &mut form.rows
        }
        Content::Scope(_)
        | Content::Consolidation(_)
        | Content::Schedule(_)
        | Content::Optimization(_)
        | Content::Bulletin(_) => return content,
    };
    rows.retain(|row| !row.item_name.trim().is_empty() || !row.item_code.trim().is_empty());
    rows.extend(items.iter().map(|item| ItemRow {
        number: 0,
        item_name: item.name.clone(),
        item_code: item.code.clone(),
    }));
    seed(&mut content);
    renumber(&mut content);
    content
}
