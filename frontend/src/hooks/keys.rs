//! Keys pressed while no field, button or dialog has the focus.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

const BUSY: &str = "input:not([type=checkbox]), textarea, select, [role=dialog], [contenteditable]";
const PRESSABLE: &str = "input, textarea, select, [role=dialog], [contenteditable], a[href], button, summary";

/// Calls `pressed` with the name of the key (`Enter`, `ArrowLeft`, `1`); what it answers with
/// `Some` is not handed on to the browser.
#[hook]
pub fn use_keys(pressed: Callback<String, Option<()>>) {
    use_effect_with(pressed, |pressed| {
        let pressed = pressed.clone();
        let listener = web_sys::window().and_then(|window| window.document()).map(|document| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, "keydown", options, move |event| {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>()
                    && is_free(event)
                    && pressed.emit(event.key()).is_some()
                {
                    event.prevent_default();
                }
            })
        });
        move || drop(listener)
    });
}

fn is_free(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
        return false;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let within = |selector: &str| {
        target
            .as_ref()
            .is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))))
    };
    let presses = matches!(event.key().as_str(), "Enter" | " ");
    !within(if presses { PRESSABLE } else { BUSY })
}
