//! The release batch of a go-live form.

use super::bench::{Hand, use_bench};
use super::cell::CellProps;
use super::marks::Marks;
use super::state::Action;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yinzheng_shared::locale::sheet as words;
use yinzheng_shared::programme::Batch;

/// Properties of [`BatchCell`].
#[derive(Clone, PartialEq, Properties)]
pub struct BatchProps {
    /// The cell.
    pub cell: CellProps,
    /// Batches of the programme.
    pub batches: Vec<Batch>,
}

/// A choice among the batches of the programme.
#[component]
pub fn BatchCell(props: &BatchProps) -> Html {
    let Some(bench) = use_bench() else { return Html::default() };
    let (cell, language) = (&props.cell, bench.language);
    if bench.hand == Hand::Reads {
        return html! { <span class="sheet-text">{ cell.text.clone() }</span> };
    }
    let place = cell.place;
    let onchange = bench.act.reform(move |event: Event| {
        let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|list| list.value()).unwrap_or_default();
        Action::Commit(place, chosen)
    });
    let option = |batch: &Batch| {
        let (number, date) = (batch.number.to_string(), batch.publish_by.to_string());
        let selected = cell.text.as_str() == number;
        let text = words::GO_LIVE_BATCH_OPTION.with(language, &[("number", &number), ("date", &date)]);
        html! { <option value={number} {selected}>{ text }</option> }
    };
    html! {
        <div class={classes!("sheet-cell", cell.class())}>
            <select id={place.id()} {onchange} aria-label={cell.label.clone()} aria-invalid={cell.invalid()}
                aria-describedby={cell.described_by()} onfocus={bench.act.reform(move |_| Action::Enter(place))}>
                <option value="" selected={cell.text.is_empty()}>{ words::GO_LIVE_BATCH_CHOOSE.get(language) }</option>
                { for props.batches.iter().map(option) }
            </select>
            <Marks cell={place.id()} findings={cell.marks.clone()} reasons={cell.reasons.clone()} />
        </div>
    }
}
