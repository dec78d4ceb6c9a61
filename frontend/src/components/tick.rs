//! Ticks of items in a list, of which many are chosen at once, and what can be done with those that are.

use std::collections::BTreeSet;
use yew::prelude::*;
use yinzheng_shared::locale::{Language, plan as words};

/// A tick that chooses the item of this code.
pub fn tick(code: &str, name: &str, chosen: &UseStateHandle<BTreeSet<String>>, language: Language) -> Html {
    let onchange = {
        let (chosen, code) = (chosen.clone(), code.to_owned());
        Callback::from(move |_: Event| {
            let mut next = (*chosen).clone();
            if !next.remove(&code) {
                next.insert(code.clone());
            }
            chosen.set(next);
        })
    };
    let label = words::CHOOSE_ITEM.with(language, &[("name", name)]);
    html! { <input type="checkbox" aria-label={label} checked={chosen.contains(code)} {onchange} /> }
}

/// What is chosen, in words, and the buttons for all of it.
pub fn bulk(said: &str, buttons: Html) -> Html {
    html! {
        <div class="plan-bulk" role="group" aria-label={said.to_owned()}>
            <strong>{ said }</strong>
            { buttons }
        </div>
    }
}
