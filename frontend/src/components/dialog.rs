//! Dialogs: they take the focus, keep it, and give it back; Esc closes them.

use crate::api::Failure;
use crate::components::FailureNote;
use crate::context::use_language;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use yinzheng_shared::locale::page;

/// Properties of [`Dialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct DialogProps {
    /// Its heading.
    pub title: AttrValue,
    /// Closes it; absent where only a decision closes it.
    #[prop_or_default]
    pub on_close: Option<Callback<()>>,
    /// More classes, for a wider one.
    #[prop_or_default]
    pub class: Classes,
    /// What it holds.
    pub children: Html,
}

const STOPS: &str =
    "button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), a[href], summary";

/// A dialog over the page.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let frame = use_node_ref();
    {
        let frame = frame.clone();
        use_effect_with((), move |()| {
            let before = active();
            if let Some(frame) = frame.cast::<HtmlElement>() {
                give_focus(&first_stop(&frame).unwrap_or(frame));
            }
            move || {
                if let Some(before) = before {
                    give_focus(&before);
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
                        keep_inside(&event, &frame);
                    }
                }
                _ => {}
            }
        })
    };
    html! {
        <div class="veil">
            <div class={classes!("dialog", props.class.clone())} role="dialog" aria-modal="true" aria-labelledby="dialog-title" tabindex="-1"
                ref={frame} {onkeydown}>
                <h2 id="dialog-title">{ props.title.clone() }</h2>
                { props.children.clone() }
            </div>
        </div>
    }
}

fn active() -> Option<HtmlElement> {
    web_sys::window()?.document()?.active_element()?.dyn_into().ok()
}

fn give_focus(element: &HtmlElement) {
    // An element that left the page takes no focus; nothing depends on it.
    let _ = element.focus();
}

fn stops(frame: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = frame.query_selector_all(STOPS) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
}

/// The first line that is still to be written, or else whatever comes first and is no button.
fn first_stop(frame: &HtmlElement) -> Option<HtmlElement> {
    let stops = stops(frame);
    let blank = stops.iter().find(|stop| {
        stop.dyn_ref::<HtmlInputElement>()
            .is_some_and(|field| field.type_() != "search" && field.value().is_empty())
    });
    let first = blank.or_else(|| stops.iter().find(|stop| stop.tag_name() != "BUTTON"));
    first.cloned()
}

/// Tab goes from the last to the first, and back.
fn keep_inside(event: &KeyboardEvent, frame: &HtmlElement) {
    let stops = stops(frame);
    let (Some(first), Some(last), Some(now)) = (stops.first(), stops.last(), active()) else {
        return;
    };
    let target = if event.shift_key() && (now == *first || now == *frame) {
        last
    } else if !event.shift_key() && now == *last {
        first
    } else {
        return;
    };
    event.prevent_default();
    give_focus(target);
}

/// Properties of [`Confirm`].
#[derive(Clone, PartialEq, Properties)]
pub struct ConfirmProps {
    /// Its heading.
    pub title: AttrValue,
    /// The word on the button that does it.
    pub word: AttrValue,
    /// Whether it is being done.
    pub busy: bool,
    /// Why it could not be done.
    #[prop_or_default]
    pub failure: Option<Failure>,
    /// Do it.
    pub on_yes: Callback<()>,
    /// Leave it.
    pub on_close: Callback<()>,
    /// What it means.
    pub children: Html,
}

/// Asks before something that cannot be taken back.
#[component]
pub fn Confirm(props: &ConfirmProps) -> Html {
    let language = use_language();
    html! {
        <Dialog title={props.title.clone()} on_close={props.on_close.clone()}>
            { props.children.clone() }
            if let Some(failure) = &props.failure { <FailureNote failure={failure.clone()} /> }
            <p class="actions">
                <button type="button" class="button-primary" disabled={props.busy} onclick={props.on_yes.reform(|_| ())}>
                    { if props.busy { page::ACTION_BUSY.get(language).into() } else { props.word.clone() } }
                </button>
                <button type="button" onclick={props.on_close.reform(|_| ())}>{ page::ACTION_CANCEL.get(language) }</button>
            </p>
        </Dialog>
    }
}

/// Properties of [`ReasonDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReasonProps {
    /// Its heading.
    pub title: AttrValue,
    /// The word on the button that does it.
    pub word: AttrValue,
    /// Who will read the reason.
    pub hint: AttrValue,
    /// Whether it is being done.
    pub busy: bool,
    /// Why it could not be done.
    #[prop_or_default]
    pub failure: Option<Failure>,
    /// Do it, with this reason.
    pub on_yes: Callback<String>,
    /// Leave it.
    pub on_close: Callback<()>,
}

/// Asks for a reason of 1 to 500 characters.
#[component]
pub fn ReasonDialog(props: &ReasonProps) -> Html {
    let language = use_language();
    let reason = use_state(String::new);
    let missing = use_state(|| None::<&'static str>);
    let oninput = {
        let reason = reason.clone();
        Callback::from(move |event: InputEvent| {
            reason.set(event.target_unchecked_into::<HtmlTextAreaElement>().value())
        })
    };
    let onsubmit = {
        let (reason, missing, yes) = (reason.clone(), missing.clone(), props.on_yes.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = reason.trim();
            match text.chars().count() {
                0 => missing.set(Some(page::REASON_MISSING.get(language))),
                1..=500 => {
                    missing.set(None);
                    yes.emit(text.to_owned());
                }
                _ => missing.set(Some(page::REASON_TOO_LONG.get(language))),
            }
        })
    };
    html! {
        <Dialog title={props.title.clone()} on_close={props.on_close.clone()}>
            <form {onsubmit} novalidate=true>
                <div class={classes!("field", missing.map(|_| "is-wrong"))}>
                    <label for="reason">{ page::REASON_LABEL.get(language) }</label>
                    <p class="hint" id="reason-hint">{ props.hint.clone() }</p>
                    <textarea id="reason" name="reason" rows="4" maxlength="500" value={(*reason).clone()} {oninput}
                        aria-describedby="reason-hint reason-error" aria-invalid={missing.map(|_| "true")} />
                    <p class="field-error" id="reason-error" role="alert">{ missing.unwrap_or_default() }</p>
                </div>
                if let Some(failure) = &props.failure { <FailureNote failure={failure.clone()} /> }
                <p class="actions">
                    <button type="submit" class="button-primary" disabled={props.busy}>
                        { if props.busy { page::ACTION_BUSY.get(language).into() } else { props.word.clone() } }
                    </button>
                    <button type="button" onclick={props.on_close.reform(|_| ())}>{ page::ACTION_CANCEL.get(language) }</button>
                </p>
            </form>
        </Dialog>
    }
}
