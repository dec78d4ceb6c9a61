//! What stands in place of what is not there: a failure in words, an empty list, a skeleton.

use crate::api::Failure;
use crate::context::use_language;
use crate::hooks::Load;
use yew::prelude::*;
use yinzheng_shared::locale::page;

/// Properties of [`FailureNote`].
#[derive(Clone, PartialEq, Properties)]
pub struct FailureProps {
    /// What failed.
    pub failure: Failure,
    /// Tries again.
    #[prop_or_default]
    pub again: Option<Callback<()>>,
}

/// A failure, in words, where it matters.
#[component]
pub fn FailureNote(props: &FailureProps) -> Html {
    let language = use_language();
    let request = match &props.failure {
        Failure::Refused(body) if body.status >= 500 => body.request.clone(),
        _ => None,
    };
    html! {
        <div class="note is-error" role="alert">
            <p><span class="note-word">{ page::NOTE_ERROR.get(language) }</span>{ props.failure.message(language) }</p>
            if let Some(request) = request {
                <p class="quiet">{ page::FAILURE_REQUEST.with(language, &[("request", &request)]) }</p>
            }
            if let Some(again) = &props.again {
                <p><button type="button" onclick={again.reform(|_| ())}>{ page::ACTION_AGAIN.get(language) }</button></p>
            }
        </div>
    }
}

/// Properties of [`Empty`].
#[derive(Clone, PartialEq, Properties)]
pub struct EmptyProps {
    /// What is not there.
    pub title: AttrValue,
    /// What to do next.
    #[prop_or_default]
    pub children: Html,
}

/// An empty place that says what to do next.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty">
            <p class="empty-title">{ props.title.clone() }</p>
            { props.children.clone() }
        </div>
    }
}

/// Properties of [`Skeleton`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct SkeletonProps {
    /// Lines to hold room for.
    #[prop_or(6)]
    pub lines: usize,
}

/// Holds the room of what is on its way.
#[component]
pub fn Skeleton(props: &SkeletonProps) -> Html {
    let language = use_language();
    html! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{ page::LOADING.get(language) }</span>
            { for (0..props.lines).map(|_| html! { <span class="skeleton-line" aria-hidden="true"></span> }) }
        </div>
    }
}

/// Properties of [`Whole`].
#[derive(Clone, PartialEq, Properties)]
pub struct WholeProps<T: Clone + PartialEq + 'static> {
    /// How far the reading is.
    pub load: Load<T>,
    /// Reads again.
    pub again: Callback<()>,
    /// Draws what came.
    pub draw: Callback<std::rc::Rc<T>, Html>,
}

/// What came, or what stands in its place.
#[component]
pub fn Whole<T: Clone + PartialEq + 'static>(props: &WholeProps<T>) -> Html {
    match &props.load {
        Load::Waiting => html! { <Skeleton /> },
        Load::Failed(failure) => html! { <FailureNote failure={failure.clone()} again={props.again.clone()} /> },
        Load::Ready(value) => props.draw.emit(value.clone()),
    }
}
