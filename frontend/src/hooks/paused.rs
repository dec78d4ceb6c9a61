//! What was typed, once the typing pauses.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Milliseconds without a key.
const PAUSE: u32 = 250;

/// The text as it was at the last pause.
#[hook]
pub fn use_paused(text: &str) -> String {
    let settled = use_state(|| text.to_owned());
    {
        let setter = settled.setter();
        use_effect_with(text.to_owned(), move |text| {
            let text = text.clone();
            let timer = Timeout::new(PAUSE, move || setter.set(text));
            move || drop(timer)
        });
    }
    (*settled).clone()
}
