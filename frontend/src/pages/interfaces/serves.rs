//! Which items an interface serves.

use crate::api::Query;
use crate::components::{Search, Whole};
use crate::context::{use_language, use_me};
use crate::hooks::{setter, use_fetch};
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::interface::InterfaceItem;
use yinzheng_shared::api::item::Item;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::locale::interfaces as words;

/// Properties of [`Serves`].
#[derive(Clone, PartialEq, Properties)]
pub struct ServesProps {
    /// Codes that are chosen.
    pub items: Vec<String>,
    /// Items that it served and that another unit serves by now: they can be taken off, and no more.
    #[prop_or_default]
    pub moved: Vec<InterfaceItem>,
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
    let own = me.map(|me| me.organisation.id.to_string()).unwrap_or_default();
    let fetched = use_fetch(((*wanted).clone(), own), |api, (wanted, own)| async move {
        let query = Query::default()
            .with("q", &wanted)
            .with("serving", &own)
            .with("limit", "500");
        api.items(&query).await
    });
    let option = {
        let (chosen, change) = (props.items.clone(), props.on_change.clone());
        move |code: &str, name: &str, mark: Html| {
            let on = chosen.iter().any(|one| one == code);
            let mut next: Vec<String> = chosen.iter().filter(|one| *one != code).cloned().collect();
            if !on {
                next.push(code.to_owned());
            }
            let onchange = change.reform(move |_: Event| next.clone());
            html! {
                <label key={code.to_owned()} class="check">
                    <input type="checkbox" checked={on} {onchange} />
                    { " " }{ name }{ " " }<span class="code">{ code }</span>{ mark }
                </label>
            }
        }
    };
    let mark = html! { <>{ " " }<strong class="is-moved">{ words::MOVED.get(language) }</strong></> };
    let moved: Html = props
        .moved
        .iter()
        .map(|item| option(&item.code, &item.name, mark.clone()))
        .collect();
    let draw = {
        let chosen = props.items.clone();
        Callback::from(move |list: Rc<Listing<Item>>| {
            let mut items: Vec<&Item> = list
                .entries
                .iter()
                .filter(|item| item.connection != Connection::FullProcess)
                .collect();
            // What is chosen comes first; otherwise the order is the catalogue's.
            items.sort_by_key(|item| !chosen.contains(&item.code));
            if items.is_empty() {
                return html! { <p class="quiet">{ words::NO_ITEMS.get(language) }</p> };
            }
            let items = items.iter().map(|item| option(&item.code, &item.name, Html::default()));
            html! { <div class="options">{ for items }</div> }
        })
    };
    html! {
        <fieldset class={classes!("field", props.error.as_ref().map(|_| "is-wrong"))} id="interface-items" tabindex="-1">
            <legend>{ words::SERVES.with(language, &[("count", &props.items.len().to_string())]) }</legend>
            <Search id="serves-search" value={(*wanted).clone()} label={words::SERVES_SEARCH.get(language)} on_search={setter(&wanted)} />
            if !props.moved.is_empty() { <div class="options">{ moved }</div> }
            <Whole<Listing<Item>> load={fetched.load} again={fetched.again} {draw} />
            <p class="field-error" role="alert">{ props.error.clone().unwrap_or_default() }</p>
        </fieldset>
    }
}
