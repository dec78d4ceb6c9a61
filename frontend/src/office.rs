//! What a person finds who has signed in.

use crate::components::{PartView, Shell, SignInDialog};
use crate::pages;
use crate::parts::Part;
use crate::route::Route;
use yew::prelude::*;
use yew_router::prelude::Switch;

/// The frame with the place in it, and the door over it when the session has ended.
#[component]
pub fn Office() -> Html {
    html! {
        <>
            <Shell><Switch<Route> render={place} /></Shell>
            <SignInDialog />
        </>
    }
}

fn place(route: Route) -> Html {
    match Part::of(route) {
        Some(part) => html! { <PartView key={part.name()} {part} {route} /> },
        None if route == Route::Home => html! { <pages::Home /> },
        None => html! { <pages::NotFound /> },
    }
}
