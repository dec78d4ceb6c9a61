//! Which items a session goes through.

use crate::api::Query;
use crate::components::{Choose, Search, Whole};
use crate::context::{use_language, use_programme};
use crate::hooks::{setter, use_fetch};
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::Item;
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::locale::{optimization_sessions as words, page};
use yinzheng_shared::optimization_session::OptimizationSession;

/// Properties of [`Items`].
#[derive(Clone, PartialEq, Properties)]
pub struct ItemsProps {
    /// The session.
    pub session: OptimizationSession,
    /// What is wrong with its items.
    pub error: Option<AttrValue>,
    /// Told of the session with other items.
    pub on_change: Callback<OptimizationSession>,
}

/// The items to choose from: those that wait for an optimisation form, and what is chosen.
#[component]
pub fn Items(props: &ItemsProps) -> Html {
    let (language, programme) = (use_language(), use_programme());
    let (wanted, batch) = (use_state(String::new), use_state(String::new));
    let key = ((*wanted).clone(), (*batch).clone());
    let fetched = use_fetch(key, |api, (wanted, batch)| async move {
        let query = Query::default()
            .with("q", &wanted)
            .with("batch", &batch)
            .with("limit", "500");
        api.items(&query).await
    });
    let draw = {
        let (session, change) = (props.session.clone(), props.on_change.clone());
        Callback::from(move |list: Rc<Listing<Item>>| {
            let chosen = |item: &Item| session.items.contains(&item.code);
            let waits = |item: &Item| {
                item.optimised_on.is_none() && !matches!(item.scope, ItemScope::Cancelled | ItemScope::Moving)
            };
            let mut items: Vec<&Item> = list.entries.iter().filter(|item| chosen(item) || waits(item)).collect();
            // What is chosen comes first; otherwise the order is the catalogue's.
            items.sort_by_key(|item| !chosen(item));
            if items.is_empty() {
                return html! { <p class="quiet">{ words::NO_ITEMS.get(language) }</p> };
            }
            let option = |item: &&Item| {
                let on = chosen(item);
                let mut next = session.clone();
                next.items.retain(|code| *code != item.code);
                if !on {
                    next.items.push(item.code.clone());
                }
                let onchange = change.reform(move |_: Event| next.clone());
                html! {
                    <label key={item.code.clone()} class="check">
                        <input type="checkbox" checked={on} {onchange} />
                        { " " }{ &item.name }{ " " }<span class="code">{ &item.code }</span>{ " " }<small>{ &item.owner.name }</small>
                    </label>
                }
            };
            html! { <div class="options">{ for items.iter().map(option) }</div> }
        })
    };
    html! {
        <fieldset class={classes!("field", props.error.as_ref().map(|_| "is-wrong"))} id="session-items" tabindex="-1">
            <legend>{ words::ITEMS_COUNT.with(language, &[("count", &props.session.items.len().to_string())]) }</legend>
            <div class="filters">
                <Search id="session-search" value={(*wanted).clone()} label={words::ITEMS_SEARCH.get(language)} on_search={setter(&wanted)} />
                <Choose id="session-batch" label={page::COLUMN_BATCH.get(language)} value={(*batch).clone()} options={text::batches(programme.as_deref(), language)} on_choose={setter(&batch)} />
            </div>
            <Whole<Listing<Item>> load={fetched.load} again={fetched.again} {draw} />
            <p class="field-error" role="alert">{ props.error.clone().unwrap_or_default() }</p>
        </fieldset>
    }
}
