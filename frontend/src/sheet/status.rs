//! Where the work stands, in words that are always in sight.

use super::state::saving::{Phase, Saving};
use super::storage::Kept;
use yew::prelude::*;
use yinzheng_shared::locale::{Language, sheet as words};

/// Properties of [`SaveStatus`].
#[derive(Clone, PartialEq, Properties)]
pub struct StatusProps {
    /// The way of the record.
    pub saving: Saving,
    /// Language of the page.
    pub language: Language,
    /// Whether this browser keeps drafts.
    pub kept: Kept,
    /// Tries again.
    pub on_retry: Callback<()>,
}

/// The sentence and, where it helps, a button to try again.
#[component]
pub fn SaveStatus(props: &StatusProps) -> Html {
    let language = props.language;
    let (class, shape) = match props.saving.phase {
        Phase::Saved => ("is-saved", "✓"),
        Phase::Dirty | Phase::Sending(_) => ("is-saving", "…"),
        Phase::Offline | Phase::SignedOut => ("is-offline", "△"),
        Phase::Conflict | Phase::Refused(_) => ("is-refused", "✕"),
    };
    let retry = matches!(props.saving.phase, Phase::Offline | Phase::Refused(_));
    html! {
        <div class={classes!("sheet-status", class)}>
            <span role="status" id="sheet-save-status">
                <span aria-hidden="true">{ shape }</span>{ " " }{ sentence(&props.saving, language) }
                if props.kept == Kept::No && props.saving.is_unsaved() {
                    { " " }{ words::SAVE_NO_STORAGE.get(language) }
                }
            </span>
            if retry {
                <button type="button" class="sheet-tool" onclick={props.on_retry.reform(|_| ())}>{ words::SAVE_RETRY.get(language) }</button>
            }
        </div>
    }
}

fn sentence(saving: &Saving, language: Language) -> String {
    let text = match &saving.phase {
        Phase::Saved => match &saving.stored_at {
            Some(time) => return words::SAVE_SAVED_AT.with(language, &[("time", time)]),
            None => words::SAVE_SAVED,
        },
        Phase::Dirty => words::SAVE_DIRTY,
        Phase::Sending(_) => words::SAVE_SENDING,
        Phase::Offline => words::SAVE_OFFLINE,
        Phase::SignedOut => words::SAVE_SIGNED_OUT,
        Phase::Conflict => words::SAVE_CONFLICT,
        Phase::Refused(reason) => return words::SAVE_REFUSED.with(language, &[("reason", reason)]),
    };
    text.get(language).to_owned()
}
