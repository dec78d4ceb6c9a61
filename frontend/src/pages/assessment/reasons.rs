//! Who is behind, and why.

use crate::components::{Shape, shape};
use yew::prelude::*;
use yinzheng_shared::api::assessment::Assessment;
use yinzheng_shared::assessment::{Behind, UnitKind};
use yinzheng_shared::locale::{Language, Text, assessment as words};

/// Everybody who is behind, with every reason.
pub(super) fn behind(board: &Assessment, language: Language) -> Html {
    let of = |kind: UnitKind, title: Text| {
        let units: Vec<&Behind> = board.behind.iter().filter(|one| one.kind == kind).collect();
        html! {
            if !units.is_empty() {
                <h3>{ title.get(language) }</h3>
                <ul class="plain behind">{ for units.into_iter().map(|one| unit(one, language)) }</ul>
            }
        }
    };
    html! {
        <section aria-labelledby="behind">
            <h2 id="behind">{ words::BEHIND_TITLE.get(language) }</h2>
            if board.behind.is_empty() {
                <p class="state is-done">{ shape(Shape::Disc) }{ words::BEHIND_NONE.get(language) }</p>
            } else {
                { of(UnitKind::Area, words::BEHIND_AREAS) }
                { of(UnitKind::Department, words::BEHIND_DEPARTMENTS) }
            }
        </section>
    }
}

fn unit(behind: &Behind, language: Language) -> Html {
    html! {
        <li key={behind.organisation.id.to_string()} data-unit={behind.organisation.name.clone()}>
            <p><strong>{ behind.organisation.name.clone() }</strong>{ " " }{ mark(language) }</p>
            <ul>{ for behind.reasons.iter().map(|reason| html! { <li>{ reason.said(language) }</li> }) }</ul>
        </li>
    }
}

/// A word and a shape: behind.
pub(super) fn mark(language: Language) -> Html {
    html! { <span class="state is-behind">{ shape(Shape::Triangle) }{ words::BEHIND_WORD.get(language) }</span> }
}
