//! What lies open over a list, one thing at a time.

use yew::prelude::*;

/// The thing that lies open, and how that changes.
pub struct Overlay<T: 'static> {
    /// It; none while nothing is open.
    pub what: Option<T>,
    /// Opens something in its place.
    pub show: Callback<T>,
    /// Closes it.
    pub close: Callback<()>,
    /// Closes it and reads the list again.
    pub changed: Callback<()>,
}

/// Nothing is open yet; `again` reads the list again.
#[hook]
pub fn use_overlay<T: Clone + 'static>(again: &Callback<()>) -> Overlay<T> {
    let open = use_state(|| None);
    let (set, again) = (open.setter(), again.clone());
    let close = {
        let set = set.clone();
        Callback::from(move |()| set.set(None))
    };
    let changed = {
        let close = close.clone();
        Callback::from(move |()| {
            close.emit(());
            again.emit(());
        })
    };
    Overlay {
        what: (*open).clone(),
        show: Callback::from(move |what| set.set(Some(what))),
        close,
        changed,
    }
}
