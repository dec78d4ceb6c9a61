//! A dialog over the sheet: it takes the focus, keeps it, and gives it back.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Properties of [`Dialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct DialogProps {
    /// Its heading.
    pub title: AttrValue,
    /// What closes it by Esc; absent where it closes only by a decision.
    #[prop_or_default]
    pub on_close: Option<Callback<()>>,
    /// What it holds.
    pub children: Html,
}

const STOPS: &str = "button:not([disabled]), input:not([disabled]), textarea, select, a[href], summary";

/// The dialog.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let frame = use_node_ref();
    {
        let frame = frame.clone();
        use_effect_with((), move |()| {
            let before = active();
            if let Some(frame) = frame.cast::<HtmlElement>() {
                let first = stops(&frame).into_iter().next().unwrap_or(frame);
                focus(&first);
            }
            move || {
                if let Some(before) = before {
                    focus(&before);
                }
            }
        });
    }
    let onkeydown = {
        let (frame, close) = (frame.clone(), props.on_close.clone());
        Callback::from(move |event: KeyboardEvent| {
            event.stop_propagation();
            match (event.key().as_str(), &close) {
                ("Escape", Some(close)) => {
                    event.prevent_default();
                    close.emit(());
                }
                ("Tab", _) => {
                    if let Some(frame) = frame.cast::<HtmlElement>() {
                        turn(&event, &stops(&frame));
                    }
                }
                _ => {}
            }
        })
    };
    html! {
        <div class="sheet-veil">
            <div class="sheet-dialog" role="dialog" aria-modal="true" aria-labelledby="sheet-dialog-title" tabindex="-1"
                ref={frame} {onkeydown}>
                <h2 id="sheet-dialog-title">{ props.title.clone() }</h2>
                { props.children.clone() }
            </div>
        </div>
    }
}

fn active() -> Option<HtmlElement> {
    web_sys::window()?.document()?.active_element()?.dyn_into().ok()
}

fn focus(element: &HtmlElement) {
    // An element that left the page takes no focus; nothing depends on it.
    let _ = element.focus();
}

fn stops(frame: &Element) -> Vec<HtmlElement> {
    let Ok(found) = frame.query_selector_all(STOPS) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

/// Keeps Tab inside: from the last to the first and back.
fn turn(event: &KeyboardEvent, stops: &[HtmlElement]) {
    let (Some(first), Some(last), Some(now)) = (stops.first(), stops.last(), active()) else { return };
    let target = if event.shift_key() && now == *first {
        last
    } else if !event.shift_key() && now == *last {
        first
    } else {
        return;
    };
    event.prevent_default();
    focus(target);
}
