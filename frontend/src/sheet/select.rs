//! A cell with a choice among a few words.

use super::bench::{Hand, use_bench};
use super::cell::CellProps;
use super::marks::Marks;
use super::state::Action;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Properties of [`SelectCell`].
#[derive(Clone, PartialEq, Properties)]
pub struct SelectProps {
    /// The cell.
    pub cell: CellProps,
    /// What a cell holds, and what it is called, in order.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// What stands there while nothing is chosen.
    pub open: AttrValue,
}

/// A choice; the cell holds its code.
#[component]
pub fn SelectCell(props: &SelectProps) -> Html {
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    let cell = &props.cell;
    if bench.hand == Hand::Reads {
        let chosen = props.options.iter().find(|(code, _)| *code == cell.text);
        let written = chosen.map_or_else(|| cell.text.clone(), |(_, name)| name.clone());
        return html! { <span class="sheet-text">{ written }</span> };
    }
    let place = cell.place;
    let onchange = bench.act.reform(move |event: Event| {
        let chosen = event
            .target_dyn_into::<HtmlSelectElement>()
            .map(|list| list.value())
            .unwrap_or_default();
        Action::Commit(place, chosen)
    });
    let option = |(code, name): &(AttrValue, AttrValue)| {
        html! { <option value={code.clone()} selected={*code == cell.text}>{ name }</option> }
    };
    html! {
        <div class={classes!("sheet-cell", cell.class())}>
            <select id={place.id()} {onchange} aria-label={cell.label.clone()} aria-invalid={cell.invalid()}
                aria-describedby={cell.described_by()} onfocus={bench.act.reform(move |_| Action::Enter(place))}>
                <option value="" selected={cell.text.is_empty()}>{ &props.open }</option>
                { for props.options.iter().map(option) }
            </select>
            <Marks cell={place.id()} findings={cell.marks.clone()} reasons={cell.reasons.clone()} />
        </div>
    }
}
