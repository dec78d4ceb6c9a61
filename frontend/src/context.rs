//! What every page can ask: language, who is signed in, the programme, the server.

use crate::api::Api;
use crate::sheet::Around;
use crate::state::app::{AppAction, AppState, Session};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yinzheng_shared::api::programme::ProgrammeBody;
use yinzheng_shared::api::session::Me;
use yinzheng_shared::locale::Language;
use yinzheng_shared::problem::Problem;

/// The shared state and the way to change it.
pub type AppHandle = UseReducerHandle<AppState>;

/// The shared state.
///
/// # Panics
/// Never inside [`crate::app::App`], which provides it.
#[hook]
#[expect(
    clippy::expect_used,
    reason = "the application provides its state to everything inside it"
)]
pub fn use_app() -> AppHandle {
    use_context::<AppHandle>().expect("the application provides its state")
}

/// The language of the page.
#[hook]
pub fn use_language() -> Language {
    use_app().looks.language
}

/// The server, in the language of the page.
#[hook]
pub fn use_api() -> Api {
    api_of(&use_app())
}

/// Speaks to the server for this state.
#[must_use]
pub fn api_of(app: &AppHandle) -> Api {
    let dispatcher = app.dispatcher();
    Api {
        language: app.looks.language,
        signed_out: Callback::from(move |()| dispatcher.dispatch(AppAction::Ended)),
    }
}

/// Who is signed in.
#[hook]
pub fn use_me() -> Option<Rc<Me>> {
    use_app().session.me().cloned()
}

/// The programme, once it is known.
#[hook]
pub fn use_programme() -> Option<Rc<ProgrammeBody>> {
    use_app().programme.clone()
}

/// Tells something in passing, and reads the counts of the navigation again.
#[hook]
pub fn use_done() -> Callback<String> {
    let app = use_app();
    Callback::from(move |sentence: String| {
        app.dispatch(AppAction::Say(sentence));
        refresh(&app);
    })
}

/// Reads the counts of the navigation again.
pub fn refresh(app: &AppHandle) {
    let (api, dispatcher) = (api_of(app), app.dispatcher());
    spawn_local(async move {
        // Counts that cannot be read stay as they are.
        if let Ok(me) = api.me().await {
            dispatcher.dispatch(AppAction::Refreshed(Box::new(me)));
        }
    });
}

/// What the sheet is told of the page around it.
#[must_use]
pub fn around(app: &AppHandle) -> Option<Around> {
    let programme = app.programme.clone()?;
    let user = app.session.me().map(|me| me.id.to_string()).unwrap_or_default();
    Some(Around {
        api: api_of(app),
        language: app.looks.language,
        programme,
        user,
        session: app.epoch,
    })
}

/// Begins: asks what this installation is and who is signed in.
#[hook]
pub fn use_beginning(app: &AppHandle) {
    let (api, dispatcher) = (api_of(app), app.dispatcher());
    let unknown = app.session == Session::Unknown || app.programme.is_none();
    use_effect_with((app.epoch, unknown), move |(_, unknown)| {
        if *unknown {
            spawn_local(async move {
                match api.programme().await {
                    Ok(body) => dispatcher.dispatch(AppAction::Programme(Box::new(body))),
                    Err(failure) => return dispatcher.dispatch(AppAction::Failed(failure)),
                }
                match api.me().await {
                    Ok(me) => dispatcher.dispatch(AppAction::SignedIn(Box::new(me))),
                    Err(failure) if failure.is(Problem::SignedOut) => {}
                    Err(failure) => dispatcher.dispatch(AppAction::Failed(failure)),
                }
            });
        }
    });
}
