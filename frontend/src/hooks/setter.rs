//! Setting a state from a field.

use yew::prelude::*;

/// Sets a text of a state.
#[must_use]
pub fn setter(state: &UseStateHandle<String>) -> Callback<String> {
    let setter = state.setter();
    Callback::from(move |text| setter.set(text))
}
