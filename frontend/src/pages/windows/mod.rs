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

use crate::components::Tabs;
use crate::route::Route;
use yew::prelude::*;
use yinzheng_shared::locale::{Text, window};

const PLACES: [(Route, Text); 5] = [
    (Route::Windows, window::NAV_COVERAGE),
    (Route::WindowRoster, window::NAV_ROSTER),
    (Route::WindowTraining, window::NAV_TRAINING),
    (Route::Centres, window::NAV_CENTRES),
    (Route::WindowCases, window::NAV_CASES),
];

/// The places that concern windows.
#[component]
fn WindowTabs() -> Html {
    html! { <Tabs label={window::NAV_LABEL} places={&PLACES[..]} /> }
}
