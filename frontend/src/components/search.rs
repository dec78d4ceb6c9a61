//! A search field that asks after a short pause in typing.

use crate::context::use_language;
use gloo::timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yinzheng_shared::locale::page;

/// Properties of [`Search`].
#[derive(Clone, PartialEq, Properties)]
pub struct SearchProps {
    /// Identifier of the field, another one inside a dialog than on the page below it.
    #[prop_or(AttrValue::Static("search"))]
    pub id: AttrValue,
    /// What is searched for now.
    pub value: AttrValue,
    /// What can be searched for.
    pub label: AttrValue,
    /// Asks.
    pub on_search: Callback<String>,
}

/// Milliseconds of pause.
const PAUSE: u32 = 350;

/// A search field.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let language = use_language();
    let typed = use_state(|| props.value.to_string());
    let timer = use_mut_ref(|| None::<Timeout>);
    let oninput = {
        let (typed, timer, ask) = (typed.clone(), timer.clone(), props.on_search.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            typed.set(text.clone());
            let ask = ask.clone();
            *timer.borrow_mut() = Some(Timeout::new(PAUSE, move || ask.emit(text.trim().to_owned())));
        })
    };
    let now = {
        let (typed, ask) = (typed.clone(), props.on_search.clone());
        Callback::from(move |()| {
            timer.borrow_mut().take();
            ask.emit(typed.trim().to_owned());
        })
    };
    // No form of its own: a search may stand in the form of a dialog, which Enter must not send.
    let onkeydown = {
        let now = now.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                now.emit(());
            }
        })
    };
    html! {
        <div class="search" role="search">
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <div class="search-line">
                <input id={props.id.clone()} name="q" type="search" value={(*typed).clone()} {oninput} {onkeydown} />
                <button type="button" onclick={now.reform(|_: MouseEvent| ())}>{ page::ACTION_SEARCH.get(language) }</button>
            </div>
        </div>
    }
}
