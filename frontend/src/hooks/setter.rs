//! Setting a state from what is done.

use yew::prelude::*;

/// Sets a state.
#[must_use]
pub fn setter<T: 'static>(state: &UseStateHandle<T>) -> Callback<T> {
    let setter = state.setter();
    Callback::from(move |value| setter.set(value))
}
