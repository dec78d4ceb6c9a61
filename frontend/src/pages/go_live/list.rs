//! The items by unit and batch, to be chosen all, by unit or one by one.

use super::Chosen;
use crate::components;
use crate::components::{Empty, More};
use crate::state::issuing::forms;
use crate::text;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::go_live::{GoLiveState, Lack, ReadyItem};
use yinzheng_shared::locale::{Language, issuing as words};

/// Who may choose: what is chosen so far.
type Hand<'a> = Option<&'a UseStateHandle<Chosen>>;

/// The list.
pub fn groups(
    list: &Listing<ReadyItem>,
    state: &GoLiveState,
    lack: Lack,
    hand: Hand<'_>,
    more: Option<Callback<()>>,
    language: Language,
) -> Html {
    if list.entries.is_empty() {
        return if lack == Lack::Nothing && state.ready == 0 {
            html! { <Empty title={words::NONE_READY.get(language)}><p>{ words::NONE_READY_NEXT.get(language) }</p></Empty> }
        } else {
            html! { <Empty title={words::NONE.get(language)} /> }
        };
    }
    let groups = list
        .entries
        .chunk_by(|one, other| one.unit == other.unit && one.item.batch == other.item.batch);
    html! {
        <>
            if let Some(chosen) = hand { { choose_shown(&list.entries, chosen, language) } }
            { for groups.map(|items| group(items, lack, hand, language)) }
            <More shown={list.entries.len()} total={list.total} {more} />
        </>
    }
}

fn choose_shown(items: &[ReadyItem], chosen: &UseStateHandle<Chosen>, language: Language) -> Html {
    let label = words::CHOOSE_SHOWN.with(language, &[("count", &items.len().to_string())]);
    html! { <p class="go-live-all"><label class="check">{ tick("choose-shown", items, chosen, None) }<span>{ label }</span></label></p> }
}

/// A tick for these items: all of them are chosen, or none.
fn tick(id: &str, items: &[ReadyItem], chosen: &UseStateHandle<Chosen>, label: Option<String>) -> Html {
    let onchange = {
        let (chosen, items) = (chosen.clone(), items.to_vec());
        Callback::from(move |event: Event| {
            let ticked = event.target_unchecked_into::<HtmlInputElement>().checked();
            let mut next = (*chosen).clone();
            for one in &items {
                if ticked {
                    next.insert(one.item.code.clone(), one.clone());
                } else {
                    next.remove(&one.item.code);
                }
            }
            chosen.set(next);
        })
    };
    let all = items.iter().all(|one| chosen.contains_key(&one.item.code));
    let id = (!id.is_empty()).then(|| id.to_owned());
    html! { <input type="checkbox" {id} aria-label={label} checked={all} {onchange} /> }
}

fn group(items: &[ReadyItem], lack: Lack, hand: Hand<'_>, language: Language) -> Html {
    let Some(first) = items.first() else {
        return Html::default();
    };
    let batch = first.item.batch.map(|batch| batch.to_string()).unwrap_or_default();
    let named = [("unit", first.item.serving.as_str()), ("batch", batch.as_str())];
    let (title, label) = (
        words::GROUP.with(language, &named),
        words::CHOOSE_GROUP.with(language, &named),
    );
    let count = words::GROUP_COUNT.with(language, &[("count", &items.len().to_string())]);
    html! {
        <section key={format!("{}-{batch}", first.unit)} class="go-live-group" data-unit={first.item.serving.clone()} data-batch={batch.clone()}>
            <header>
                if let Some(chosen) = hand { { tick("", items, chosen, Some(label)) } }
                <h2>{ title.clone() }</h2>
                <span class="quiet">{ count }</span>
            </header>
            <table class="cards is-dense">
                <caption class="visually-hidden">{ title }</caption>
                <thead><tr>
                    if hand.is_some() { <th scope="col"><span class="visually-hidden">{ words::CHOOSE.get(language) }</span></th> }
                    <th scope="col">{ words::ITEM.get(language) }</th>
                    <th scope="col">{ words::OWNER.get(language) }</th>
                    <th scope="col">{ words::CONNECTED.get(language) }</th>
                    if lack != Lack::Nothing { <th scope="col">{ words::LACKS.get(language) }</th> }
                </tr></thead>
                <tbody>{ for items.iter().map(|one| row(one, lack, hand, language)) }</tbody>
            </table>
        </section>
    }
}

fn row(one: &ReadyItem, lack: Lack, hand: Hand<'_>, language: Language) -> Html {
    let item = &one.item;
    let label = words::CHOOSE_ITEM.with(language, &[("name", &item.name)]);
    html! {
        <tr key={item.code.clone()} data-item={item.code.clone()}>
            if let Some(chosen) = hand { <td>{ tick("", std::slice::from_ref(one), chosen, Some(label)) }</td> }
            <th scope="row">{ item.name.clone() }<span class="under code">{ item.code.clone() }</span></th>
            <td data-label={words::OWNER.get(language)}>{ item.owner.clone() }</td>
            <td data-label={words::CONNECTED.get(language)}>{ text::connection(item.connection).get(language) }</td>
            if lack != Lack::Nothing { <td data-label={words::LACKS.get(language)}>{ lacks(lack, language) }</td> }
        </tr>
    }
}

fn lacks(lack: Lack, language: Language) -> Html {
    let (optimisation, connection) = (words::LACKS_OPTIMISATION, words::LACKS_CONNECTION);
    let lacked = match lack {
        Lack::Nothing => vec![],
        Lack::Optimisation => vec![optimisation],
        Lack::Connection => vec![connection],
        Lack::Both => vec![optimisation, connection],
    };
    html! { <ul class="go-live-lacks">{ for lacked.into_iter().map(|text| html! { <li>{ text.get(language) }</li> }) }</ul> }
}

/// What is chosen, and the button that issues it.
pub fn bulk(chosen: &UseStateHandle<Chosen>, open: Callback<()>, language: Language) -> Html {
    let said = words::CHOSEN.with(
        language,
        &[
            ("items", &chosen.len().to_string()),
            ("forms", &forms(chosen).to_string()),
        ],
    );
    let clear = {
        let setter = chosen.setter();
        Callback::from(move |_: MouseEvent| setter.set(Chosen::new()))
    };
    let buttons = html! {
        <>
            <button type="button" class="button-primary" id="go-live-issue" onclick={open.reform(|_| ())}>{ words::ISSUE.get(language) }</button>
            <button type="button" onclick={clear}>{ words::CLEAR.get(language) }</button>
        </>
    };
    components::bulk(&said, buttons)
}
