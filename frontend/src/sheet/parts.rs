//! Small parts that the forms share.

use super::bench::use_bench;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yinzheng_shared::locale::{Language, Text, sheet as words};

/// Properties of [`Head`].
#[derive(Clone, PartialEq, Properties)]
pub struct HeadProps {
    /// The heading.
    pub text: Text,
}

/// A heading of the form. In another language than the print's, the printed words stand beside it.
#[component]
pub fn Head(props: &HeadProps) -> Html {
    let language = use_bench().map(|bench| bench.language).unwrap_or_default();
    let printed = props.text.get(Language::Chinese);
    html! {
        <>
            { props.text.get(language) }
            if language != Language::Chinese {
                <small class="sheet-printed" lang="zh-CN">{ printed }</small>
            }
        </>
    }
}

/// Where one types what to look for in a chooser.
pub fn search(id: &'static str, wanted: &UseStateHandle<String>, language: Language) -> Html {
    let setter = wanted.setter();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            setter.set(input.value());
        }
    });
    let word = words::GO_LIVE_CHOOSE_SEARCH.get(language);
    html! { <input type="search" {id} value={(**wanted).clone()} {oninput} placeholder={word} aria-label={word} /> }
}

/// A place on the form that is filled on paper.
pub fn hand_place(text: Text, language: Language) -> Html {
    html! {
        <div class="sheet-sign">
            <h3><Head {text} /></h3>
            <p class="sheet-hand" title={words::HAND_HINT.get(language)}>{ words::HAND.get(language) }</p>
        </div>
    }
}
