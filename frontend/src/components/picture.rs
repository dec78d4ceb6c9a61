//! A picture of a page, with room held for it and words where it does not come.

use crate::context::use_language;
use yew::prelude::*;
use yinzheng_shared::locale::page;

/// Properties of [`Picture`].
#[derive(Clone, PartialEq, Properties)]
pub struct PictureProps {
    /// Its address.
    pub address: AttrValue,
    /// What it shows.
    pub alt: AttrValue,
    /// Classes beside `picture`.
    #[prop_or_default]
    pub class: Classes,
}

/// How far a picture is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Coming,
    Here,
    Missing,
}

/// A picture of a page.
#[component]
pub fn Picture(props: &PictureProps) -> Html {
    let language = use_language();
    let step = use_state(|| (Step::Coming, AttrValue::default()));
    let now = if step.1 == props.address { step.0 } else { Step::Coming };
    let set = |next: Step| {
        let (step, address) = (step.clone(), props.address.clone());
        Callback::from(move |_: Event| step.set((next, address.clone())))
    };
    let class = match now {
        Step::Coming => "is-coming",
        Step::Here => "is-here",
        Step::Missing => "is-missing",
    };
    html! {
        <span class={classes!("picture", class, props.class.clone())}>
            if now == Step::Missing {
                <span class="picture-missing">{ page::PICTURE_MISSING.get(language) }</span>
            } else {
                <img src={props.address.clone()} alt={props.alt.clone()} decoding="async"
                    onload={set(Step::Here)} onerror={set(Step::Missing)} />
            }
        </span>
    }
}
