//! A place whose part of the program may still have to come.

use crate::components::{Note, Skeleton, Tone};
use crate::context::use_language;
use crate::parts::{Draw, Part};
use crate::route::Route;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yinzheng_shared::locale::page;

/// Properties of [`PartView`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct PartProps {
    /// The part.
    pub part: Part,
    /// The place in it.
    pub route: Route,
}

/// How far the part is.
#[derive(Clone, Copy, PartialEq)]
enum Coming {
    OnItsWay,
    Here,
    Missing,
}

/// The place, once its part is here.
#[component]
pub fn PartView(props: &PartProps) -> Html {
    let language = use_language();
    let part = props.part;
    let coming = use_state(|| part.here().map_or(Coming::OnItsWay, |_| Coming::Here));
    let fetch = {
        let setter = coming.setter();
        Callback::from(move |()| {
            let setter = setter.clone();
            setter.set(Coming::OnItsWay);
            spawn_local(async move {
                setter.set(part.fetch().await.map_or(Coming::Missing, |_| Coming::Here));
            });
        })
    };
    {
        let fetch = fetch.clone();
        use_effect_with(part, move |part| {
            if part.here().is_none() {
                fetch.emit(());
            }
        });
    }
    let here: Option<Draw> = part.here();
    match (here, *coming) {
        (Some(draw), _) => draw(props.route),
        (None, Coming::Missing) => html! {
            <Note tone={Tone::Warning}>
                <p>{ page::FAILURE_PART.get(language) }</p>
                <p>
                    <button type="button" onclick={fetch.reform(|_: MouseEvent| ())}>{ page::ACTION_AGAIN.get(language) }</button>{ " " }
                    <button type="button" class="button-quiet" onclick={reload}>{ page::ACTION_RELOAD.get(language) }</button>
                </p>
            </Note>
        },
        (None, _) => html! { <Skeleton lines={8} /> },
    }
}

fn reload(_: MouseEvent) {
    if let Some(window) = web_sys::window() {
        // A window that cannot reload keeps what it shows.
        let _ = window.location().reload();
    }
}
