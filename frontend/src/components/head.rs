//! The heading of a page, and notes.

use crate::hooks::{focus, use_title};
use yew::prelude::*;

/// Properties of [`Head`].
#[derive(Clone, PartialEq, Properties)]
pub struct HeadProps {
    /// The heading; also names the window.
    pub title: AttrValue,
    /// What this place is for.
    #[prop_or_default]
    pub lead: Option<AttrValue>,
    /// Buttons beside it.
    #[prop_or_default]
    pub children: Html,
}

/// The heading of a page; it takes the focus when the page appears.
#[component]
pub fn Head(props: &HeadProps) -> Html {
    let heading = use_node_ref();
    use_title(&props.title);
    {
        let heading = heading.clone();
        use_effect_with((), move |()| focus(&heading));
    }
    html! {
        <header class="page-head">
            <div class="page-head-words">
                <h1 ref={heading} tabindex="-1">{ props.title.clone() }</h1>
                if let Some(lead) = &props.lead { <p class="lead">{ lead.clone() }</p> }
            </div>
            <div class="actions">{ props.children.clone() }</div>
        </header>
    }
}

/// What a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something to know.
    Info,
    /// Something to heed.
    Warning,
    /// Something done.
    Done,
}

/// Properties of [`Note`].
#[derive(Clone, PartialEq, Properties)]
pub struct NoteProps {
    /// What it is.
    pub tone: Tone,
    /// What it says.
    pub children: Html,
}

/// A note that stands in the page.
#[component]
pub fn Note(props: &NoteProps) -> Html {
    let class = match props.tone {
        Tone::Info => "note",
        Tone::Warning => "note is-warning",
        Tone::Done => "note is-done",
    };
    html! { <div {class}>{ props.children.clone() }</div> }
}
