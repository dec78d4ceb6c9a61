//! The application: its state, its addresses, and the door.

use crate::components::{FailureNote, PartView, Skeleton};
use crate::context::{around, use_beginning};
use crate::hooks::{kept_looks, use_looks};
use crate::pages;
use crate::parts::Part;
use crate::route::{Route, is_public};
use crate::sheet::Around;
use crate::state::app::{AppAction, AppState, Session};
use yew::prelude::*;
use yew_router::prelude::{BrowserRouter, use_location};

/// The application.
#[component]
pub fn App() -> Html {
    let app = use_reducer(|| AppState {
        looks: kept_looks(),
        ..AppState::default()
    });
    use_looks(app.looks);
    use_beginning(&app);
    let again = {
        let dispatcher = app.dispatcher();
        Callback::from(move |()| dispatcher.dispatch(AppAction::Again))
    };
    let inside = match (&app.session, &app.failure) {
        (Session::Unknown, Some(failure)) => {
            html! { <main class="door"><FailureNote failure={failure.clone()} {again} /></main> }
        }
        (Session::Unknown, None) => html! { <main class="door"><Skeleton lines={8} /></main> },
        (Session::SignedOut, _) => html! { <Outside /> },
        (Session::SignedIn(me) | Session::Lapsed(me), _) => html! {
            // Another person gets pages of their own; the same person finds theirs as they were.
            <PartView key={me.id.to_string()} part={Part::Office} route={Route::Home} />
        },
    };
    html! {
        <ContextProvider<UseReducerHandle<AppState>> context={app.clone()}>
            <Surroundings><BrowserRouter>{ inside }</BrowserRouter></Surroundings>
        </ContextProvider<UseReducerHandle<AppState>>>
    }
}

/// Without a session: what is public, and the door everywhere else. The address is looked at as it is: to
/// read it as a [`Route`] would bring every address of the office into the door.
#[component]
fn Outside() -> Html {
    match use_location() {
        Some(location) if is_public(location.path()) => {
            html! { <PartView part={Part::Public} route={Route::Public} /> }
        }
        _ => html! { <pages::SignIn /> },
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SurroundingsProps {
    children: Html,
}

/// What the sheet needs to know of the page.
#[component]
fn Surroundings(props: &SurroundingsProps) -> Html {
    let app = crate::context::use_app();
    let known = use_memo(
        (
            app.looks.language,
            app.programme.clone(),
            app.session.clone(),
            app.epoch,
        ),
        |_| around(&app),
    );
    match &*known {
        Some(around) => {
            html! { <ContextProvider<Around> context={around.clone()}>{ props.children.clone() }</ContextProvider<Around>> }
        }
        None => props.children.clone(),
    }
}
