//! The frame around every page: banner, navigation, main area, what was told in passing.

use crate::components::{Bell, LooksBar, Navigation};
use crate::context::{use_api, use_app};
use crate::hooks::use_doing;
use crate::route::Route;
use crate::state::app::AppAction;
use crate::text;
use gloo::timers::callback::Timeout;
use yew::prelude::*;
use yew_router::prelude::{Link, use_route};
use yinzheng_shared::locale::page;

/// Properties of [`Shell`].
#[derive(Clone, PartialEq, Properties)]
pub struct ShellProps {
    /// The page.
    pub children: Html,
}

/// The frame.
#[component]
pub fn Shell(props: &ShellProps) -> Html {
    let app = use_app();
    let language = app.looks.language;
    html! {
        <div class="shell">
            <a class="skip" href="#main">{ page::SKIP.get(language) }</a>
            <header class="top">
                <Menu />
                <Link<Route> to={Route::Home} classes="brand">{ page::PRODUCT_NAME.get(language) }</Link<Route>>
                <Today />
                <Person />
            </header>
            <main id="main" tabindex="-1">{ props.children.clone() }</main>
            <Said />
        </div>
    }
}

/// The left column; a list that unfolds where it is narrow, and folds when a place was chosen.
#[component]
fn Menu() -> Html {
    let app = use_app();
    let language = app.looks.language;
    let route = use_route::<Route>();
    let open = use_state(|| false);
    {
        let open = open.setter();
        use_effect_with(route, move |_| open.set(false));
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <div class={classes!("menu", open.then_some("is-open"))}>
            <button type="button" class="menu-button" aria-expanded={if *open { "true" } else { "false" }} aria-controls="side" onclick={toggle}>
                { page::NAV_MENU.get(language) }
            </button>
            <div class="side" id="side">
                <Navigation />
                <LooksBar />
            </div>
        </div>
    }
}

/// The business date, and whether it was set by the operator; the banner of a demonstration.
#[component]
fn Today() -> Html {
    let app = use_app();
    let language = app.looks.language;
    let Some(body) = &app.programme else {
        return Html::default();
    };
    let day = text::day(body.today, language);
    html! {
        <p class="today">
            if body.demonstration { <span class="tag is-sample">{ page::DEMONSTRATION_TAG.get(language) }</span> }
            <span>{ page::TODAY.with(language, &[("day", &day)]) }</span>
            if body.today_is_set { <span class="tag">{ page::TODAY_IS_SET.get(language) }</span> }
        </p>
    }
}

#[component]
fn Person() -> Html {
    let (app, api, doing) = (use_app(), use_api(), use_doing());
    let language = app.looks.language;
    let Some(me) = app.session.me() else {
        return Html::default();
    };
    let leave = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| {
            let (api, app) = (api.clone(), app.clone());
            doing.run(async move { api.sign_out().await }, move |()| {
                app.dispatch(AppAction::SignedOut)
            });
        })
    };
    html! {
        <div class="person">
            <Bell />
            <span class="person-name">
                { me.name.clone() }
                <span class="under">{ me.organisation.name.clone() }{ " · " }{ text::role(me.role).get(language) }</span>
            </span>
            <button type="button" class="button-quiet" id="sign-out" onclick={leave}>{ page::SIGN_OUT.get(language) }</button>
        </div>
    }
}

/// Milliseconds for which a message stays.
const STAY: u32 = 8_000;

/// What was told in passing; it goes by itself, and is read out.
#[component]
fn Said() -> Html {
    let app = use_app();
    let gone = use_state(|| 0_u64);
    let (number, sentence) = app.said.clone();
    {
        let gone = gone.setter();
        use_effect_with(number, move |number| {
            let number = *number;
            let timer = (number > 0).then(|| Timeout::new(STAY, move || gone.set(number)));
            move || drop(timer)
        });
    }
    let shown = number > *gone;
    html! {
        <div class="said" role="status" aria-live="polite">
            if shown { <p>{ sentence }</p> }
        </div>
    }
}
