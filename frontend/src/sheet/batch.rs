//! The release batch of a go-live form.

use super::bench::use_bench;
use super::cell::CellProps;
use super::select::SelectCell;
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
    let option = |batch: &Batch| (batch.number.to_string().into(), name(batch, bench.language).into());
    let options: Vec<(AttrValue, AttrValue)> = props.batches.iter().map(option).collect();
    html! { <SelectCell cell={props.cell.clone()} {options} open={words::GO_LIVE_BATCH_CHOOSE.get(bench.language)} /> }
}

fn name(batch: &Batch, language: Language) -> String {
    let (number, date) = (batch.number.to_string(), batch.publish_by.to_string());
    words::GO_LIVE_BATCH_OPTION.with(language, &[("number", &number), ("date", &date)])
}
