//! The cell 与材料对应关系: numbers typed, or chosen from the materials of the form.

use super::bench::{Bench, Hand, use_bench};
use super::cell::{CellProps, TextCell};
use super::state::Action;
use super::state::needs::{is_none, text, tokens};
use super::state::place::{Place, text as cell_text};
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::optimization::{Material, Needs, Optimization};
use yinzheng_shared::locale::{Language, sheet as words};

/// Properties of [`NeedsCell`].
#[derive(Clone, PartialEq, Properties)]
pub struct NeedsProps {
    /// The cell.
    pub cell: CellProps,
    /// The form, for its materials.
    pub content: Rc<Content>,
}

/// The cell with its list.
#[component]
pub fn NeedsCell(props: &NeedsProps) -> Html {
    let bench = use_bench();
    let open = use_state(|| false);
    let list = use_node_ref();
    let place = props.cell.place;
    {
        let list = list.clone();
        use_effect_with(*open, move |open| {
            if *open && let Some(first) = list.cast::<HtmlElement>() {
                focus_first(&first);
            }
        });
    }
    let Some(bench) = bench else { return Html::default() };
    if bench.hand == Hand::Reads {
        return html! { <TextCell ..props.cell.clone() /> };
    }
    let language = bench.language;
    let toggle = {
        let open = open.clone();
        Callback::from(move |()| open.set(!*open))
    };
    let close = {
        let (open, act) = (open.clone(), bench.act.clone());
        Callback::from(move |()| {
            open.set(false);
            act.emit(Action::Focus(place));
        })
    };
    let leave = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                event.prevent_default();
                close.emit(());
            }
        })
    };
    let cell = CellProps {
        on_list: toggle.clone(),
        example: AttrValue::from(words::NEEDS_PLACEHOLDER.get(language)),
        ..props.cell.clone()
    };
    html! {
        <div class="sheet-choosing">
            <TextCell ..cell />
            <button type="button" class="sheet-pick" tabindex="-1" aria-expanded={open.to_string()}
                aria-label={format!("{} {}", words::NEEDS_PICK.get(language), props.cell.label)}
                title={words::NEEDS_PICK.get(language)} onclick={toggle.reform(|_| ())}>{ "▾" }</button>
            if *open {
                <div class="sheet-list" ref={list} role="group" onkeydown={leave}
                    aria-label={title(&props.content, place, language)}>
                    { options(&bench, props) }
                    <button type="button" class="sheet-tool" onclick={close.reform(|_| ())}>{ words::NEEDS_DONE.get(language) }</button>
                </div>
            }
        </div>
    }
}

fn focus_first(list: &HtmlElement) {
    let first = list.query_selector("input, button").ok().flatten();
    if let Some(first) = first.and_then(|found| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(found).ok()) {
        // Focusing what is on the page does not fail.
        let _ = first.focus();
    }
}

fn title(content: &Content, place: Place, language: Language) -> String {
    let attribute = match place {
        Place::Needs(s, c, a) => cell_text(content, Place::AttributeName(s, c, a)).unwrap_or_default(),
        _ => String::new(),
    };
    words::NEEDS_PICK_TITLE.with(language, &[("attribute", &attribute)])
}

fn options(bench: &Bench, props: &NeedsProps) -> Html {
    let Content::Optimization(form) = &*props.content else {
        return Html::default();
    };
    let language = bench.language;
    let none = is_none(&props.cell.text);
    let row = |material: &Material| {
        let chosen = tokens(&props.cell.text).any(|token| token == material.number);
        let new = toggled(form, &props.cell.text, &material.number);
        let place = props.cell.place;
        let onchange = bench.act.reform(move |_: Event| Action::Commit(place, new.clone()));
        let name = if material.name.trim().is_empty() {
            words::NEEDS_UNNAMED.get(language)
        } else {
            material.name.trim()
        };
        html! {
            <label key={material.number.clone()}>
                <input type="checkbox" checked={chosen} {onchange} />
                <span class="sheet-number">{ &material.number }</span>{ " " }{ name }
            </label>
        }
    };
    let place = props.cell.place;
    let nothing = if none { String::new() } else { text(Some(&Needs::None)) };
    let onchange = bench.act.reform(move |_: Event| Action::Commit(place, nothing.clone()));
    html! {
        <>
            <label><input type="checkbox" checked={none} {onchange} />{ words::NEEDS_NONE.get(language) }</label>
            { for materials(form).map(row) }
            if materials(form).all(|material| material.name.trim().is_empty()) {
                <p>{ words::NEEDS_EMPTY.get(language) }</p>
            }
        </>
    }
}

fn materials(form: &Optimization) -> impl Iterator<Item = &Material> {
    form.material_groups.iter().flat_map(|group| &group.materials)
}

/// The text of the cell after a material was ticked or unticked, in the order of the form; what
/// else stands in the cell stays behind them.
fn toggled(form: &Optimization, now: &str, number: &str) -> String {
    let mut chosen: Vec<&str> = if is_none(now) {
        Vec::new()
    } else {
        tokens(now).collect()
    };
    if let Some(index) = chosen.iter().position(|one| *one == number) {
        chosen.remove(index);
    } else {
        chosen.push(number);
    }
    let order = |number: &str| {
        materials(form)
            .position(|material| material.number == number)
            .unwrap_or(usize::MAX)
    };
    chosen.sort_by_key(|number| order(number));
    chosen.join("、")
}

#[cfg(test)]
mod tests {
    use super::super::state::sample;
    use super::*;

    #[test]
    fn ticking_keeps_the_order_of_the_form_and_takes_back_none() {
        let form = sample::annex_3();
        assert_eq!(toggled(&form, "2.11", "2.8"), "2.8、2.11");
        assert_eq!(toggled(&form, "2.8、2.11", "2.8"), "2.11");
        assert_eq!(toggled(&form, "无需材料", "2.10"), "2.10");
        assert_eq!(toggled(&form, "×××", "1"), "1、×××");
    }
}
