//! The cells: real inputs inside the table, each with an id made of its place.

use super::bench::{Bench, Hand, use_bench};
use super::keys::{Asked, Caret, Typing, asked, caret, is_composing, key};
use super::marks::Marks;
use super::state::Action;
use super::state::grid::row_of;
use super::state::paste::is_block;
use super::state::place::{MULTIPLE, Place, SINGLE, TICK};
use super::state::tsv::one_line;
use crate::text::day;
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use web_sys::{ClipboardEvent, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::date::Date;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::locale::sheet as words;

/// Properties of every cell.
#[derive(Clone, PartialEq, Properties)]
pub struct CellProps {
    /// Which cell.
    pub place: Place,
    /// Its text.
    pub text: AttrValue,
    /// What it is called.
    pub label: AttrValue,
    /// Findings that show at it.
    #[prop_or_default]
    pub marks: Vec<Finding>,
    /// Reasons given for warnings.
    #[prop_or_default]
    pub reasons: Rc<Vec<WarningReason>>,
    /// An example shown while the cell is blank.
    #[prop_or_default]
    pub example: AttrValue,
    /// Opens the list that belongs to the cell.
    #[prop_or_default]
    pub on_list: Callback<()>,
    /// Hears what is being typed.
    #[prop_or_default]
    pub on_typing: Callback<String>,
}

impl CellProps {
    /// Id of the sentences that describe the cell.
    #[must_use]
    pub fn described_by(&self) -> Option<AttrValue> {
        (!self.marks.is_empty()).then(|| AttrValue::from(format!("{}-mark", self.place.id())))
    }

    /// `true` where a rule is broken.
    #[must_use]
    pub fn invalid(&self) -> Option<&'static str> {
        self.marks
            .iter()
            .any(|finding| finding.severity == Severity::Error)
            .then_some("true")
    }

    /// The class of the worst finding.
    #[must_use]
    pub fn class(&self) -> &'static str {
        if self.invalid().is_some() {
            "is-error"
        } else if self.marks.is_empty() {
            ""
        } else {
            "is-warning"
        }
    }

    fn below(&self) -> Html {
        html! { <Marks cell={self.place.id()} findings={self.marks.clone()} reasons={self.reasons.clone()} /> }
    }
}

/// Milliseconds of pause after which typing is kept even though the cell was not left.
const PAUSE: u32 = 800;

/// What a person has typed into a cell and not committed.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    text: String,
    before: String,
}

/// A cell of text.
#[component]
pub fn TextCell(props: &CellProps) -> Html {
    let bench = use_bench();
    let draft = use_state(|| None::<Draft>);
    let timer = use_mut_ref(|| None::<Timeout>);
    let Some(bench) = bench else { return Html::default() };
    if bench.hand == Hand::Reads {
        return html! { <span class="sheet-text">{ props.text.clone() }</span> };
    }
    let place = props.place;
    let shown = draft
        .as_ref()
        .map_or_else(|| props.text.to_string(), |draft| draft.text.clone());

    let keep = {
        let (draft, timer, act) = (draft.clone(), timer.clone(), bench.act.clone());
        move || {
            timer.borrow_mut().take();
            if let Some(typed) = (*draft).clone() {
                draft.set(None);
                act.emit(Action::Commit(place, one_line(&typed.text)));
            }
        }
    };
    let oninput = {
        let (draft, act, text, tell) = (
            draft.clone(),
            bench.act.clone(),
            props.text.to_string(),
            props.on_typing.clone(),
        );
        let (ahead, shown) = (bench.ahead.clone(), shown.clone());
        Callback::from(move |event: InputEvent| {
            let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() else {
                return;
            };
            if ahead.waits() && !event.is_composing() {
                ahead.text(event.data().unwrap_or_default());
                area.set_value(&shown);
                return;
            }
            let typed = area.value();
            let before = draft
                .as_ref()
                .map_or_else(|| text.clone(), |draft| draft.before.clone());
            draft.set(Some(Draft {
                text: typed.clone(),
                before,
            }));
            tell.emit(typed.clone());
            let act = act.clone();
            let later = Timeout::new(PAUSE, move || act.emit(Action::Type(place, one_line(&typed))));
            *timer.borrow_mut() = Some(later);
        })
    };
    let onkeydown = {
        let (draft, keep, bench, list) = (draft.clone(), keep.clone(), bench.clone(), props.on_list.clone());
        Callback::from(move |event: KeyboardEvent| {
            if is_composing(&event) || event.default_prevented() {
                return;
            }
            let open = draft.as_ref().is_some_and(|draft| draft.text != draft.before);
            let name = event.key();
            let typing = if open { Typing::Open } else { Typing::None };
            if bench.ahead.waits() && asked(&key(&event, &name), place, Caret::Whole, typing) != Asked::Nothing {
                bench.ahead.key(&event);
                event.prevent_default();
                return;
            }
            match asked(&key(&event, &name), place, caret(&event), typing) {
                Asked::Nothing => return,
                Asked::Act(action) => {
                    keep();
                    bench.act.emit(action);
                }
                Asked::Revert => {
                    if let Some(typed) = (*draft).clone() {
                        keep_text(&bench, place, &typed.before);
                        draft.set(Some(Draft {
                            text: typed.before.clone(),
                            before: typed.before,
                        }));
                    }
                    event.stop_propagation();
                }
                Asked::List => list.emit(()),
            }
            event.prevent_default();
        })
    };
    let onblur = Callback::from({
        let keep = keep.clone();
        move |_: FocusEvent| keep()
    });
    html! {
        <div class={classes!("sheet-cell", props.class())}>
            <div class="sheet-grow" data-value={shown.clone()}>
                <textarea id={place.id()} rows="1" value={shown} spellcheck="false" autocomplete="off"
                    placeholder={props.example.clone()} aria-label={props.label.clone()}
                    aria-invalid={props.invalid()} aria-describedby={props.described_by()}
                    {oninput} {onkeydown} {onblur} onfocus={enter(&bench, place)} onpaste={paste(&bench, place)}
                    oncopy={copy(&bench, place)} />
            </div>
            { props.below() }
        </div>
    }
}

fn keep_text(bench: &Bench, place: Place, text: &str) {
    bench.act.emit(Action::Commit(place, text.to_owned()));
}

fn enter(bench: &Bench, place: Place) -> Callback<FocusEvent> {
    bench.act.reform(move |_| Action::Enter(place))
}

/// A block of cells goes to the preview; the text of one cell goes where the caret is.
fn paste(bench: &Bench, place: Place) -> Callback<Event> {
    let block = bench.block.clone();
    Callback::from(move |event: Event| {
        let Some(text) = pasted_text(&event) else { return };
        if row_of(place).is_some() && is_block(&text) {
            event.prevent_default();
            block.emit((place, text));
        }
    })
}

/// With no text marked, the row is what is copied.
fn copy(bench: &Bench, place: Place) -> Callback<Event> {
    let row = bench.copy.clone();
    Callback::from(move |event: Event| {
        let marked = event
            .target_dyn_into::<HtmlTextAreaElement>()
            .is_none_or(|area| area.selection_start().ok() != area.selection_end().ok());
        let text = if marked { String::new() } else { row.emit(place) };
        let event: Option<&ClipboardEvent> = wasm_bindgen::JsCast::dyn_ref(&event);
        if let Some((event, clipboard)) = event.and_then(|event| Some((event, event.clipboard_data()?)))
            && !text.is_empty()
            && clipboard.set_data("text/plain", &text).is_ok()
        {
            event.prevent_default();
        }
    })
}

/// The text that an event brings from the clipboard.
#[must_use]
pub fn pasted_text(event: &Event) -> Option<String> {
    let event: &ClipboardEvent = wasm_bindgen::JsCast::dyn_ref(event)?;
    event.clipboard_data()?.get_data("text/plain").ok()
}

fn press(bench: &Bench, place: Place) -> Callback<KeyboardEvent> {
    let bench = bench.clone();
    Callback::from(move |event: KeyboardEvent| {
        if is_composing(&event) {
            return;
        }
        let name = event.key();
        // In a list and in a date the arrows up and down choose.
        let chooses = matches!(name.as_str(), "ArrowUp" | "ArrowDown" | "Enter") && !event.alt_key();
        if chooses && event.target_dyn_into::<HtmlSelectElement>().is_some() {
            return;
        }
        if let Asked::Act(action) = asked(&key(&event, &name), place, caret(&event), Typing::None) {
            event.prevent_default();
            bench.act.emit(action);
        }
    })
}

/// A cell with a tick.
#[component]
pub fn TickCell(props: &CellProps) -> Html {
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    let ticked = props.text.as_str() == TICK;
    if bench.hand == Hand::Reads {
        return html! { <span class="sheet-text">{ props.text.clone() }</span> };
    }
    let place = props.place;
    let onchange = bench.act.reform(move |event: Event| {
        let on = event
            .target_dyn_into::<HtmlInputElement>()
            .is_some_and(|input| input.checked());
        Action::Commit(place, if on { TICK.to_owned() } else { String::new() })
    });
    html! {
        <div class={classes!("sheet-cell", props.class())}>
            <input type="checkbox" class="sheet-tick" id={place.id()} checked={ticked} {onchange}
                aria-label={props.label.clone()} aria-invalid={props.invalid()} aria-describedby={props.described_by()}
                onkeydown={press(&bench, place)} onfocus={enter(&bench, place)} onpaste={paste(&bench, place)} />
            { props.below() }
        </div>
    }
}

/// 单选 or 多选.
#[component]
pub fn ChoiceCell(props: &CellProps) -> Html {
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    let (place, language) = (props.place, bench.language);
    let many = props.text.as_str() == MULTIPLE;
    if bench.hand == Hand::Reads {
        let word = if many {
            words::OPTIMIZATION_MULTIPLE
        } else {
            words::OPTIMIZATION_SINGLE
        };
        return html! { <span class="sheet-choice">{ word.get(language) }</span> };
    }
    let onchange = bench.act.reform(move |event: Event| {
        let chosen = event
            .target_dyn_into::<HtmlSelectElement>()
            .map(|list| list.value())
            .unwrap_or_default();
        Action::Commit(place, chosen)
    });
    html! {
        <div class="sheet-choice">
            <select id={place.id()} aria-label={props.label.clone()} {onchange}
                onkeydown={press(&bench, place)} onfocus={enter(&bench, place)}>
                <option value={SINGLE} selected={!many}>{ words::OPTIMIZATION_SINGLE.get(language) }</option>
                <option value={MULTIPLE} selected={many}>{ words::OPTIMIZATION_MULTIPLE.get(language) }</option>
            </select>
            { props.below() }
        </div>
    }
}

/// A cell with a day.
#[component]
pub fn DateCell(props: &CellProps) -> Html {
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    let written = props
        .text
        .parse::<Date>()
        .map(|date| day(date, bench.language))
        .unwrap_or_default();
    if bench.hand == Hand::Reads {
        return html! { <span class="sheet-text">{ written }</span> };
    }
    let place = props.place;
    // A day that is still being typed is no day yet: putting a text back would wipe it out.
    let onchange = {
        let act = bench.act.clone();
        Callback::from(move |event: Event| {
            let typed = event
                .target_dyn_into::<HtmlInputElement>()
                .map(|input| input.value())
                .unwrap_or_default();
            if typed.parse::<Date>().is_ok() {
                act.emit(Action::Commit(place, typed));
            }
        })
    };
    let onblur = bench.act.reform(move |event: FocusEvent| {
        let typed = event
            .target_dyn_into::<HtmlInputElement>()
            .map(|input| input.value())
            .unwrap_or_default();
        Action::Commit(place, typed)
    });
    html! {
        <span class={classes!("sheet-cell", "sheet-date", props.class())}>
            <input type="date" id={place.id()} value={props.text.clone()} {onchange} {onblur} placeholder="2018-09-25"
                aria-label={props.label.clone()} aria-invalid={props.invalid()} aria-describedby={props.described_by()}
                onkeydown={press(&bench, place)} onfocus={enter(&bench, place)} />
            <small class="sheet-day">{ written }</small>
            { props.below() }
        </span>
    }
}
