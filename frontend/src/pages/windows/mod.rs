//! Windows: opening, accounts, training, centres, numbers of cases. A part of its own.

mod account;
mod cases;
mod centres;
mod coverage;
mod exercise;
mod groups;
mod outside;
mod roster;
mod training;

pub use cases::Cases;
pub use centres::Centres;
pub use coverage::CoveragePage;
pub use exercise::Exercise;
pub use roster::Roster;
pub use training::Training;

use crate::context::use_language;
use crate::route::Route;
use yew::prelude::*;
use yew_router::prelude::{Link, use_route};
use yinzheng_shared::locale::{Text, window};

const TABS: [(Route, Text); 5] = [
    (Route::Windows, window::NAV_COVERAGE),
    (Route::WindowRoster, window::NAV_ROSTER),
    (Route::WindowTraining, window::NAV_TRAINING),
    (Route::Centres, window::NAV_CENTRES),
    (Route::WindowCases, window::NAV_CASES),
];

/// The places that concern windows.
#[component]
fn Tabs() -> Html {
    let language = use_language();
    let here = use_route::<Route>();
    let tab = |(route, word): &(Route, Text)| {
        let current = here == Some(*route);
        html! {
            <li><Link<Route> to={*route} classes={classes!(current.then_some("is-here"))}>
                <span aria-current={current.then_some("page")}>{ word.get(language) }</span>
            </Link<Route>></li>
        }
    };
    html! { <nav class="tabs" aria-label={window::NAV_LABEL.get(language)}><ul>{ for TABS.iter().map(tab) }</ul></nav> }
}
