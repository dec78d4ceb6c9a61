//! What a list shows, kept in the address.

use crate::route::Route;
use serde::Serialize;
use serde::de::DeserializeOwned;
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// The filter in the address of `route`, everything when there is none, and how it is changed.
#[hook]
pub fn use_filter<F>(route: Route) -> (F, Callback<F>)
where
    F: Default + Serialize + DeserializeOwned + 'static,
{
    let (location, navigator) = (use_location(), use_navigator());
    let filter = location
        .and_then(|location| location.query::<F>().ok())
        .unwrap_or_default();
    let show = Callback::from(move |filter: F| {
        if let Some(navigator) = &navigator {
            // A filter of plain words always becomes a query.
            let _ = navigator.replace_with_query(&route, filter);
        }
    });
    (filter, show)
}
