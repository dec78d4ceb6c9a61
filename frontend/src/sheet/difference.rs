//! How many materials an item asked for before, and what is spared.

use super::bench::{Hand, TableProps, use_bench};
use super::cell::TextCell;
use super::optimization::cell;
use super::state::place::Place;
use crate::state::difference::sentence;
use yew::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::optimization::{difference, handed_in};
use yinzheng_shared::locale::sheet as words;

/// The number, to be typed while the form is filled, and the difference.
#[component]
pub fn Before(props: &TableProps) -> Html {
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    let Content::Optimization(form) = &*props.content else {
        return Html::default();
    };
    let language = bench.language;
    let told = difference(form);
    if bench.hand == Hand::Reads && told.is_none() {
        return Html::default();
    }
    let note = told.map_or_else(
        || words::OPTIMIZATION_AFTER.with(language, &[("after", &handed_in(form).to_string())]),
        |told| sentence(told, language),
    );
    html! {
        <div class="sheet-fields sheet-before">
            <div><span class="sheet-label">{ words::OPTIMIZATION_BEFORE.get(language) }</span>
                <TextCell ..cell(props, Place::MaterialsBefore, language) /></div>
            <p class="sheet-note">{ note }</p>
        </div>
    }
}
