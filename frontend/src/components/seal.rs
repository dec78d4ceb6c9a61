//! The one place where seal red is used: stamped and archived.

use crate::context::use_language;
use crate::text;
use yew::prelude::*;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::page;

/// Properties of [`Seal`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct SealProps {
    /// Business date of archiving.
    pub on: Date,
}

/// The mark of an archived record.
#[component]
pub fn Seal(props: &SealProps) -> Html {
    let language = use_language();
    let day = text::day(props.on, language);
    let label = page::SEAL_LABEL.with(language, &[("day", &day)]);
    html! {
        <svg class="seal" viewBox="0 0 96 96" role="img" aria-label={label}>
            <circle cx="48" cy="48" r="44" fill="none" stroke="currentColor" stroke-width="3" />
            <circle cx="48" cy="48" r="39" fill="none" stroke="currentColor" stroke-width="1" />
            <text class="seal-word" x="48" y="46" text-anchor="middle" fill="currentColor">{ page::SEAL_WORD.get(language) }</text>
            <line x1="22" y1="55" x2="74" y2="55" stroke="currentColor" stroke-width="1" />
            <text class="seal-day" x="48" y="68" text-anchor="middle" fill="currentColor">{ props.on.to_string() }</text>
        </svg>
    }
}
