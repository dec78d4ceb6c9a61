//! Language, light or dark, size of letters.

use crate::context::use_app;
use crate::state::app::{AppAction, Looks, TextSize, Theme};
use yew::prelude::*;
use yinzheng_shared::locale::{Language, page};

/// The switches of the page's looks.
#[component]
pub fn LooksBar() -> Html {
    let app = use_app();
    let looks = app.looks;
    let language = looks.language;
    let set = |looks: Looks| {
        let dispatcher = app.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(AppAction::Looks(looks)))
    };
    // Each language is offered in its own words, for whoever cannot read the other.
    let languages = [
        (Language::Chinese, page::LANGUAGE_CHINESE),
        (Language::English, page::LANGUAGE_ENGLISH),
    ];
    let theme = match looks.theme {
        Theme::Device => page::THEME_DEVICE,
        Theme::Light => page::THEME_LIGHT,
        Theme::Dark => page::THEME_DARK,
    };
    let next_theme = match looks.theme {
        Theme::Device => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Device,
    };
    let (next_size, large) = match looks.text_size {
        TextSize::Usual => (TextSize::Large, "false"),
        TextSize::Large => (TextSize::Usual, "true"),
    };
    html! {
        <div class="looks" role="group" aria-label={page::LOOKS_LABEL.get(language)}>
            { for languages.into_iter().map(|(to, word)| html! {
                <button type="button" class="button-quiet" lang={to.tag()} aria-pressed={if to == language { "true" } else { "false" }}
                    onclick={set(Looks { language: to, ..looks })}>{ word.get(to) }</button>
            }) }
            <button type="button" class="button-quiet" id="switch-theme" onclick={set(Looks { theme: next_theme, ..looks })}>
                { theme.get(language) }
            </button>
            <button type="button" class="button-quiet" id="switch-text" aria-pressed={large}
                onclick={set(Looks { text_size: next_size, ..looks })}>{ page::TEXT_LARGE.get(language) }</button>
        </div>
    }
}
