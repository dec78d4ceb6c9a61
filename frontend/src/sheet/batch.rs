//! The release batch of a go-live form.

use super::bench::{Hand, use_bench};
use super::cell::CellProps;
use super::marks::Marks;
use super::state::Action;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yinzheng_shared::locale::{Language, sheet as words};
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
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    let (cell, language) = (&props.cell, bench.language);
    if bench.hand == Hand::Reads {
        let chosen = props
            .batches
            .iter()
            .find(|batch| batch.number.to_string() == cell.text.as_str());
        let written = chosen.map_or_else(|| cell.text.to_string(), |batch| name(batch, language));
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
    let option = |batch: &Batch| {
        let number = batch.number.to_string();
        let selected = cell.text.as_str() == number;
        html! { <option value={number} {selected}>{ name(batch, language) }</option> }
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

fn name(batch: &Batch, language: Language) -> String {
    let (number, date) = (batch.number.to_string(), batch.publish_by.to_string());
    words::GO_LIVE_BATCH_OPTION.with(language, &[("number", &number), ("date", &date)])
}
