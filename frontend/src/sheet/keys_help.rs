//! What the keyboard does, on demand.

use super::bench::use_bench;
use yew::prelude::*;
use yinzheng_shared::locale::sheet as words;

/// The list of keys.
#[component]
pub fn KeysHelp() -> Html {
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    let lines = [
        words::KEYS_MOVES,
        words::KEYS_TAB,
        words::KEYS_ENTER,
        words::KEYS_ESCAPE,
        words::KEYS_UNDO,
        words::KEYS_INSERT,
        words::KEYS_MOVE,
        words::KEYS_DELETE,
        words::KEYS_LIST,
        words::KEYS_COPY,
        words::KEYS_LEVELS,
    ];
    html! {
        <details class="sheet-keys">
            <summary>{ words::KEYS_TITLE.get(bench.language) }</summary>
            <p>{ words::KEYS_INTRO.get(bench.language) }</p>
            <ul>{ for lines.into_iter().map(|line| html! { <li>{ line.get(bench.language) }</li> }) }</ul>
        </details>
    }
}
