//! Which items an interface serves.

use crate::api::Query;
use crate::components::{Search, Whole};
use crate::context::{use_language, use_me};
use crate::hooks::{setter, use_fetch};
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::Item;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::locale::interfaces as words;

/// Properties of [`Serves`].
#[derive(Clone, PartialEq, Properties)]
pub struct ServesProps {
    /// Codes that are chosen.
    pub items: Vec<String>,
    /// What is wrong with them.
    pub error: Option<AttrValue>,
    /// Told of the codes that are chosen from now on.
    pub on_change: Callback<Vec<String>>,
}

/// The unit's items to choose from.
#[component]
pub fn Serves(props: &ServesProps) -> Html {
    let (language, me) = (use_language(), use_me());
    let wanted = use_state(String::new);
    let fetched = use_fetch((*wanted).clone(), |api, wanted| async move {
        api.items(&Query::default().with("q", &wanted).with("limit", "500"))
            .await
    });
    let own = me.map(|me| me.organisation.id);
    let draw = {
        let (chosen, change) = (props.items.clone(), props.on_change.clone());
        Callback::from(move |list: Rc<Listing<Item>>| {
            let mut items: Vec<&Item> = list
                .entries
                .iter()
                .filter(|item| Some(item.serving.id) == own && item.connection != Connection::FullProcess)
                .collect();
            // What is chosen comes first; otherwise the order is the catalogue's.
            items.sort_by_key(|item| !chosen.contains(&item.code));
            if items.is_empty() {
                return html! { <p class="quiet">{ words::NO_ITEMS.get(language) }</p> };
            }
            let option = |item: &&Item| {
                let on = chosen.contains(&item.code);
                let mut next: Vec<String> = chosen.iter().filter(|code| **code != item.code).cloned().collect();
                if !on {
                    next.push(item.code.clone());
                }
                let onchange = change.reform(move |_: Event| next.clone());
                html! {
                    <label key={item.code.clone()} class="check">
                        <input type="checkbox" checked={on} {onchange} />
                        { " " }{ &item.name }{ " " }<span class="code">{ &item.code }</span>
                    </label>
                }
            };
            html! { <div class="options">{ for items.iter().map(option) }</div> }
        })
    };
    html! {
        <fieldset class={classes!("field", props.error.as_ref().map(|_| "is-wrong"))} id="interface-items" tabindex="-1">
            <legend>{ words::SERVES.with(language, &[("count", &props.items.len().to_string())]) }</legend>
            <Search value={(*wanted).clone()} label={words::SERVES_SEARCH.get(language)} on_search={setter(&wanted)} />
            <Whole<Listing<Item>> load={fetched.load} again={fetched.again} {draw} />
            <p class="field-error" role="alert">{ props.error.clone().unwrap_or_default() }</p>
        </fieldset>
    }
}
