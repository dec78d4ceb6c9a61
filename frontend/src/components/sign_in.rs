//! Signing in: as a page, and as a dialog over work whose session has ended.

use crate::components::{Dialog, FailureNote, Field};
use crate::context::{use_api, use_app, use_language};
use crate::hooks::{setter, use_doing};
use crate::parts::Part;
use crate::state::app::{AppAction, Session};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yinzheng_shared::locale::page;

/// Properties of [`SignInForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct SignInProps {
    /// Login that stands in the field at first.
    #[prop_or_default]
    pub login: AttrValue,
    /// A login chosen elsewhere on the page, with its password.
    #[prop_or_default]
    pub chosen: Option<(String, String)>,
}

/// Name and password.
#[component]
pub fn SignInForm(props: &SignInProps) -> Html {
    let language = use_language();
    let (api, app, doing) = (use_api(), use_app(), use_doing());
    let login = use_state(|| props.login.to_string());
    let password = use_state(String::new);
    let missing = use_state(|| false);
    {
        let (login, password) = (login.clone(), password.clone());
        use_effect_with(props.chosen.clone(), move |chosen| {
            if let Some((name, secret)) = chosen {
                login.set(name.clone());
                password.set(secret.clone());
            }
        });
    }
    let onsubmit = {
        let (login, password, missing, doing) = (login.clone(), password.clone(), missing.clone(), doing.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let blank = login.trim().is_empty() || password.is_empty();
            missing.set(blank);
            if blank {
                return;
            }
            let (api, app) = (api.clone(), app.clone());
            let (login, password) = (login.trim().to_owned(), password.to_string());
            // The office is wanted next; when it does not come now, it is asked for again there.
            spawn_local(async { drop(Part::Office.fetch().await) });
            doing.run(async move { api.sign_in(login, password).await }, move |me| {
                app.dispatch(AppAction::SignedIn(Box::new(me)));
            });
        })
    };
    let wrong =
        |text: &str| (*missing && text.is_empty()).then(|| AttrValue::from(page::SIGN_IN_MISSING.get(language)));
    html! {
        <form class="sign-in-form" {onsubmit} novalidate=true>
            <Field id="login" label={page::SIGN_IN_LOGIN.get(language)} value={(*login).clone()} autocomplete="username"
                error={wrong(login.trim())} on_input={setter(&login)} />
            <Field id="password" kind="password" label={page::SIGN_IN_PASSWORD.get(language)} value={(*password).clone()}
                autocomplete="current-password" error={wrong(&password)} on_input={setter(&password)} />
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
            <p class="actions">
                <button type="submit" class="button-primary" id="sign-in" disabled={doing.is_busy()}>
                    { if doing.is_busy() { page::ACTION_BUSY.get(language) } else { page::SIGN_IN_BUTTON.get(language) } }
                </button>
            </p>
        </form>
    }
}

/// Asks for the password again over the page, which stays as it is.
#[component]
pub fn SignInDialog() -> Html {
    let (language, app) = (use_language(), use_app());
    let Session::Lapsed(me) = &app.session else {
        return Html::default();
    };
    let leave = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| app.dispatch(AppAction::SignedOut))
    };
    html! {
        <Dialog title={page::SIGN_IN_AGAIN_TITLE.get(language)}>
            <p>{ page::SIGN_IN_AGAIN_LEAD.with(language, &[("name", &me.name)]) }</p>
            <SignInForm login={me.login.clone()} />
            <p><button type="button" class="button-quiet" onclick={leave}>{ page::SIGN_IN_OTHER.get(language) }</button></p>
        </Dialog>
    }
}
