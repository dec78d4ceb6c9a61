//! Which districts have handed their lists over to the city, and beginning one's own.

use crate::components::{DueText, FailureNote, StateMark};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::use_doing;
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, use_navigator};
use yinzheng_shared::api::scope_list::{DistrictHandOver, OpenedLists};
use yinzheng_shared::api::session::Me;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::locale::{Language, Text, consolidation as words, page};
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::record::State;

/// Properties of [`HandOvers`].
#[derive(Clone, PartialEq, Properties)]
pub struct HandOversProps {
    /// The districts.
    pub districts: Rc<Vec<DistrictHandOver>>,
    /// Who looks.
    pub me: Rc<Me>,
}

/// The districts, one row each.
#[component]
pub fn HandOvers(props: &HandOversProps) -> Html {
    let language = use_language();
    if props.districts.is_empty() {
        return Html::default();
    }
    // Whoever reviews for a district sees no other.
    let own = (props.me.role == Role::Reviewer && props.me.level == Level::DistrictDepartment)
        .then(|| props.districts.first())
        .flatten();
    let opens = own.and_then(|own| match &own.record {
        None => Some(words::OPEN),
        Some(record) if record.state == State::Archived && own.changed => Some(words::OPEN_AGAIN),
        Some(_) => None,
    });
    html! {
        <section class="hand-overs" aria-labelledby="hand-overs-title">
            <h2 id="hand-overs-title">{ words::TITLE.get(language) }</h2>
            <p class="quiet">{ words::LEAD.get(language) }</p>
            if let Some(word) = opens { <Open {word} /> }
            <table class="cards">
                <caption class="visually-hidden">{ words::TITLE.get(language) }</caption>
                <thead><tr>
                    <th scope="col">{ words::COLUMN_DISTRICT.get(language) }</th>
                    <th scope="col">{ words::COLUMN_STATE.get(language) }</th>
                    <th scope="col">{ page::COLUMN_DUE.get(language) }</th>
                    <th scope="col" class="figures">{ words::COLUMN_LISTS.get(language) }</th>
                </tr></thead>
                <tbody>{ for props.districts.iter().map(|one| row(one, language)) }</tbody>
            </table>
        </section>
    }
}

fn row(one: &DistrictHandOver, language: Language) -> Html {
    let handed_over = one
        .record
        .as_ref()
        .is_some_and(|record| matches!(record.state, State::Submitted | State::Archived));
    let due = Due {
        date: one.due,
        provisional: false,
    };
    html! {
        <tr key={one.district.id.to_string()}>
            <th scope="row">{ one.district.name.clone() }</th>
            <td data-label={words::COLUMN_STATE.get(language)}>
                if let Some(record) = &one.record {
                    if one.readable {
                        <Link<Route> to={Route::Record { id: record.id }}><StateMark state={record.state} /></Link<Route>>
                    } else {
                        <StateMark state={record.state} />
                    }
                    if record.late { <span class="under late">{ page::LATE.get(language) }</span> }
                    if one.changed { <span class="under late">{ words::BEHIND_LISTS.get(language) }</span> }
                } else {
                    <span class="quiet">{ words::NOT_OPENED.get(language) }</span>
                }
            </td>
            <td data-label={page::COLUMN_DUE.get(language)}>
                if handed_over { <span class="nowrap">{ text::day(one.due, language) }</span> } else { <DueText {due} /> }
            </td>
            <td class="figures" data-label={words::COLUMN_LISTS.get(language)}>{ one.accepted }{ " / " }{ one.asked }</td>
        </tr>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OpenProps {
    word: Text,
}

/// Begins one's own, and goes on to it.
#[component]
fn Open(props: &OpenProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let navigator = use_navigator();
    let onclick = {
        let doing = doing.clone();
        Callback::from(move |_: MouseEvent| {
            let (api, told, navigator) = (api.clone(), told.clone(), navigator.clone());
            doing.run(
                async move { api.open_consolidation().await },
                move |answer: OpenedLists| {
                    if let (Some(id), Some(navigator)) = (answer.opened.first(), navigator) {
                        told.emit(words::OPENED.get(language).to_owned());
                        navigator.push(&Route::Record { id: *id });
                    }
                },
            );
        })
    };
    html! {
        <div class="actions">
            <button type="button" class="button-primary" id="open-consolidation" disabled={doing.is_busy()} {onclick}>{ props.word.get(language) }</button>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
        </div>
    }
}
