//! The groups of areas: what is in them, and who confirms it.

use crate::components::{FailureNote, Whole};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::{use_doing, use_fetch};
use crate::text;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yinzheng_shared::api::window::{Group, GroupHolds};
use yinzheng_shared::locale::{Language, Text, window};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct GroupsProps {
    pub(super) on_changed: Callback<()>,
}

/// Every group that concerns the person.
#[component]
pub(super) fn Groups(props: &GroupsProps) -> Html {
    let language = use_language();
    let fetched = use_fetch((), |api, ()| async move { api.window_groups().await });
    let replace = {
        let (replace, changed) = (fetched.replace.clone(), props.on_changed.clone());
        Callback::from(move |groups: Vec<Group>| {
            replace.emit(groups);
            changed.emit(());
        })
    };
    let draw = Callback::from(move |groups: Rc<Vec<Group>>| {
        let entry = |group: &Group| html! { <GroupEntry key={group.area.id.to_string()} group={group.clone()} on_kept={replace.clone()} /> };
        html! { <div class="levels">{ for groups.iter().map(entry) }</div> }
    });
    html! {
        <section aria-labelledby="groups">
            <h2 id="groups">{ window::GROUP_TITLE.get(language) }</h2>
            <p class="quiet">{ window::GROUP_LEAD.get(language) }</p>
            <Whole<Vec<Group>> load={fetched.load} again={fetched.again} {draw} />
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct EntryProps {
    group: Group,
    on_kept: Callback<Vec<Group>>,
}

type Part = (&'static str, Text, fn(&GroupHolds) -> bool, fn(&mut GroupHolds, bool));

const PARTS: [Part; 3] = [
    (
        "films",
        window::GROUP_FILMS,
        |holds| holds.films,
        |holds, is| holds.films = is,
    ),
    (
        "manual",
        window::GROUP_MANUAL,
        |holds| holds.manual,
        |holds, is| holds.manual = is,
    ),
    (
        "maintainers",
        window::GROUP_MAINTAINERS,
        |holds| holds.maintainers,
        |holds, is| holds.maintainers = is,
    ),
];

#[component]
fn GroupEntry(props: &EntryProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let group = &props.group;
    let known = group
        .confirmed
        .as_ref()
        .map_or_else(GroupHolds::default, |known| known.holds);
    let ticked = use_state(|| known);
    let area = group.area.id;
    let id = format!("group-{area}");
    let keep = {
        let (doing, ticked, kept) = (doing.clone(), ticked.clone(), props.on_kept.clone());
        Callback::from(move |_: MouseEvent| {
            let (api, told, kept, holds) = (api.clone(), told.clone(), kept.clone(), *ticked);
            doing.run(async move { api.confirm_group(area, holds).await }, move |groups| {
                told.emit(window::GROUP_DONE.get(language).to_owned());
                kept.emit(groups);
            });
        })
    };
    let part = |(name, word, is, set): &Part| {
        let id = format!("{id}-{name}");
        let onchange = {
            let (ticked, set) = (ticked.clone(), *set);
            Callback::from(move |event: Event| {
                let mut holds = *ticked;
                set(&mut holds, event.target_unchecked_into::<HtmlInputElement>().checked());
                ticked.set(holds);
            })
        };
        html! {
            <p class="check">
                <input type="checkbox" id={id.clone()} checked={is(&ticked)} disabled={!group.yours} {onchange} />
                <label for={id}>{ word.get(language) }</label>
            </p>
        }
    };
    html! {
        <fieldset class="level" data-area={group.area.name.clone()}>
            <legend>{ group.area.name.clone() }</legend>
            { for PARTS.iter().map(part) }
            <p class="quiet">{ confirmed(group, language) }</p>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
            if group.yours {
                <p><button type="button" disabled={doing.is_busy() || *ticked == known} onclick={keep}>{ window::GROUP_KEEP.get(language) }</button></p>
            }
        </fieldset>
    }
}

fn confirmed(group: &Group, language: Language) -> String {
    group.confirmed.as_ref().map_or_else(
        || window::GROUP_NOBODY.get(language).to_owned(),
        |known| {
            let day = text::day(known.on, language);
            window::GROUP_BY.with(language, &[("name", &known.by), ("day", &day)])
        },
    )
}
