//! States as words with a shape.

use crate::context::use_language;
use crate::text;
use yew::prelude::*;
use yinzheng_shared::record::State;

/// A shape of its own for each kind of standing, so that colour is never alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An empty ring: begun.
    Ring,
    /// A half-filled ring: on its way.
    Half,
    /// A filled disc: done.
    Disc,
    /// A ring in a ring: stamped and archived.
    Seal,
    /// A sheet: on paper.
    Sheet,
    /// An arrow back.
    Back,
    /// A cross: given up.
    Cross,
    /// A triangle: heed this.
    Triangle,
}

/// Draws a shape, 12 units square.
pub fn shape(shape: Shape) -> Html {
    let drawn = match shape {
        Shape::Ring => html! { <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5" /> },
        Shape::Half => html! {
            <><circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5" />
            <path d="M6 1.5a4.5 4.5 0 0 1 0 9z" fill="currentColor" /></>
        },
        Shape::Disc => html! { <circle cx="6" cy="6" r="5" fill="currentColor" /> },
        Shape::Seal => html! {
            <><circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.5" />
            <circle cx="6" cy="6" r="2" fill="currentColor" /></>
        },
        Shape::Sheet => {
            html! { <path d="M2.75 1.25h4.5l2 2v7.5h-6.5z" fill="none" stroke="currentColor" stroke-width="1.5" /> }
        }
        Shape::Back => html! {
            <path d="M4.5 2 1.5 5l3 3M2 5h5.5a3 3 0 0 1 0 6H6" fill="none" stroke="currentColor" stroke-width="1.5" />
        },
        Shape::Cross => html! { <path d="m2 2 8 8M10 2l-8 8" fill="none" stroke="currentColor" stroke-width="1.75" /> },
        Shape::Triangle => {
            html! { <path d="M6 1.5 11 10.5H1z" fill="none" stroke="currentColor" stroke-width="1.5" /> }
        }
    };
    html! { <svg class="shape" viewBox="0 0 12 12" aria-hidden="true" focusable="false">{ drawn }</svg> }
}

/// Properties of [`StateMark`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct StateProps {
    /// The state.
    pub state: State,
}

/// A record's state.
#[component]
pub fn StateMark(props: &StateProps) -> Html {
    let language = use_language();
    let form = match props.state {
        State::Draft => Shape::Ring,
        State::Submitted => Shape::Half,
        State::Returned => Shape::Back,
        State::Printed => Shape::Sheet,
        State::Matched => Shape::Disc,
        State::Archived => Shape::Seal,
        State::Void => Shape::Cross,
    };
    html! {
        <span class={classes!("state", format!("state-{}", props.state.code()))} data-state={props.state.code()}>
            { shape(form) }{ text::state(props.state).get(language) }
        </span>
    }
}
