//! Items of the plan: which batch each goes in, by its choice, by drag, or many at once.

use crate::api::Query;
use crate::components;
use crate::components::{Choose, Empty, FailureNote, More, Search, Whole, tick};
use crate::context::{use_api, use_language};
use crate::hooks::{setter, use_doing, use_pages};
use std::collections::BTreeSet;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::schedule::{Plan, PlanItems, PlannedItem};
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::locale::{Language, Text, plan as words};

/// What a drag carries.
const CARRIES: &str = "text/plain";

/// Properties of [`Items`].
#[derive(Clone, PartialEq, Properties)]
pub struct ItemsProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// Whether the person plans.
    pub plans: bool,
    /// Moves with every change of the plan.
    pub turn: u64,
    /// Reads the plan again.
    pub again: Callback<()>,
}

/// The list with its filters.
#[component]
pub fn Items(props: &ItemsProps) -> Html {
    let (language, api, doing) = (use_language(), use_api(), use_doing());
    let (wanted, batch, department) = (use_state(String::new), use_state(String::new), use_state(String::new));
    let chosen = use_state(BTreeSet::<String>::new);
    let key = ((*wanted).clone(), (*batch).clone(), (*department).clone(), props.turn);
    let pages = use_pages(key, |api, (wanted, batch, department, _), cursor| async move {
        let query = Query::default()
            .with("q", &wanted)
            .with("batch", &batch)
            .with("department", &department)
            .with("cursor", &cursor);
        api.planned_items(&query).await
    });
    let mut batches: Vec<(AttrValue, AttrValue)> =
        vec![(AttrValue::default(), words::EVERY_BATCH.get(language).into())];
    batches.extend(props.plan.batches.iter().map(|batch| {
        let name = words::BATCH.with(language, &[("batch", &batch.number.to_string())]);
        (batch.number.to_string().into(), name.into())
    }));
    batches.push(("0".into(), words::NO_BATCH.get(language).into()));
    let mut departments: Vec<(AttrValue, AttrValue)> =
        vec![(AttrValue::default(), words::EVERY_DEPARTMENT.get(language).into())];
    departments.extend(
        props
            .plan
            .departments
            .iter()
            .map(|one| (one.department.id.to_string().into(), one.department.name.clone().into())),
    );
    let move_to = {
        let (doing, api, again, chosen) = (doing.clone(), api.clone(), props.again.clone(), chosen.clone());
        Callback::from(move |(codes, batch): (Vec<String>, Option<u8>)| {
            let (api, again, chosen) = (api.clone(), again.clone(), chosen.clone());
            doing.run(
                async move { api.plan_items(&PlanItems { codes, batch }).await },
                move |()| {
                    chosen.set(BTreeSet::new());
                    again.emit(());
                },
            );
        })
    };
    let more = pages.more.clone();
    let draw = {
        let (chosen, move_to, plan, plans) = (chosen.clone(), move_to.clone(), props.plan.clone(), props.plans);
        Callback::from(move |list: Rc<Listing<PlannedItem>>| {
            if list.entries.is_empty() {
                return html! { <Empty title={words::NO_ITEMS.get(language)} /> };
            }
            html! {
                <>
                    { table(&list, &plan, plans.then_some((&chosen, &move_to)), language) }
                    <More shown={list.entries.len()} total={list.total} more={more.clone()} />
                </>
            }
        })
    };
    html! {
        <section aria-labelledby="plan-items-title">
            <h2 id="plan-items-title">{ words::ITEMS.get(language) }</h2>
            if props.plans { <p class="quiet">{ words::ITEMS_LEAD.get(language) }</p> }
            <div class="filters">
                <Search value={(*wanted).clone()} label={words::SEARCH.get(language)} on_search={setter(&wanted)} />
                <Choose id="plan-batch" label={words::SHOW_BATCH.get(language)} value={(*batch).clone()} options={batches} on_choose={setter(&batch)} />
                <Choose id="plan-department" label={words::DEPARTMENT.get(language)} value={(*department).clone()} options={departments} on_choose={setter(&department)} />
            </div>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
            if !chosen.is_empty() { { bulk(&chosen, &props.plan, &move_to, language) } }
            <Whole<Listing<PlannedItem>> load={pages.load} again={pages.again} {draw} />
        </section>
    }
}

type Hand<'a> = (
    &'a UseStateHandle<BTreeSet<String>>,
    &'a Callback<(Vec<String>, Option<u8>)>,
);

fn bulk(
    chosen: &UseStateHandle<BTreeSet<String>>,
    plan: &Plan,
    move_to: &Callback<(Vec<String>, Option<u8>)>,
    language: Language,
) -> Html {
    let button = |word: String, batch: Option<u8>| {
        let (codes, move_to) = ((**chosen).clone(), move_to.clone());
        let onclick = Callback::from(move |_: MouseEvent| move_to.emit((codes.iter().cloned().collect(), batch)));
        html! { <button type="button" {onclick}>{ word }</button> }
    };
    let said = words::CHOSEN.with(language, &[("count", &chosen.len().to_string())]);
    let buttons = html! {
        <>
            { for plan.batches.iter().map(|batch| button(words::MOVE_TO.with(language, &[("batch", &batch.number.to_string())]), Some(batch.number))) }
            { button(words::TAKE_OUT.get(language).to_owned(), None) }
        </>
    };
    components::bulk(&said, buttons)
}

fn table(list: &Listing<PlannedItem>, plan: &Plan, hand: Option<Hand<'_>>, language: Language) -> Html {
    let row = |item: &PlannedItem| item_row(item, plan, hand, language);
    html! {
        <table class="cards is-dense plan-items">
            <caption class="visually-hidden">{ words::ITEMS.get(language) }</caption>
            <thead><tr>
                if hand.is_some() { <th scope="col"><span class="visually-hidden">{ words::CHOOSE.get(language) }</span></th> }
                <th scope="col">{ words::ITEM.get(language) }</th>
                <th scope="col">{ words::DEPARTMENT.get(language) }</th>
                <th scope="col">{ words::STANDING.get(language) }</th>
                <th scope="col" class="figures">{ words::PROPOSED.get(language) }</th>
                <th scope="col" class="figures">{ words::PLANNED_BATCH.get(language) }</th>
                <th scope="col" class="figures">{ words::ISSUED_BATCH.get(language) }</th>
            </tr></thead>
            <tbody>{ for list.entries.iter().map(row) }</tbody>
        </table>
    }
}

fn item_row(item: &PlannedItem, plan: &Plan, hand: Option<Hand<'_>>, language: Language) -> Html {
    let number =
        |batch: Option<u8>| batch.map_or_else(|| words::NONE.get(language).to_owned(), |batch| batch.to_string());
    let ondragstart = hand.map(|(chosen, _)| {
        let (chosen, code) = ((**chosen).clone(), item.code.clone());
        Callback::from(move |event: DragEvent| {
            let codes: Vec<&str> = if chosen.contains(&code) {
                chosen.iter().map(String::as_str).collect()
            } else {
                vec![code.as_str()]
            };
            if let Some(carried) = event.data_transfer() {
                // A browser that refuses the data drags nothing.
                let _ = carried.set_data(CARRIES, &codes.join("\n"));
            }
        })
    });
    html! {
        <tr key={item.code.clone()} draggable={hand.is_some().to_string()} {ondragstart}>
            if let Some((chosen, _)) = hand { <td>{ tick(&item.code, &item.name, chosen, language) }</td> }
            <th scope="row">{ item.name.clone() }<span class="under code">{ item.code.clone() }</span></th>
            <td data-label={words::DEPARTMENT.get(language)}>{ item.department.name.clone() }</td>
            <td data-label={words::STANDING.get(language)}>{ standing(item.scope).get(language) }</td>
            <td class="figures" data-label={words::PROPOSED.get(language)}>{ number(item.proposed) }</td>
            <td class="figures" data-label={words::PLANNED_BATCH.get(language)}>
                if let Some((_, move_to)) = hand { { choice(item, plan, move_to, language) } } else { { number(item.planned) } }
            </td>
            <td class="figures" data-label={words::ISSUED_BATCH.get(language)}>{ number(item.issued) }</td>
        </tr>
    }
}

fn choice(item: &PlannedItem, plan: &Plan, move_to: &Callback<(Vec<String>, Option<u8>)>, language: Language) -> Html {
    let onchange = {
        let (move_to, code) = (move_to.clone(), item.code.clone());
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            move_to.emit((vec![code.clone()], select.value().parse().ok()));
        })
    };
    let label = words::BATCH_OF.with(language, &[("name", &item.name)]);
    html! {
        <select aria-label={label} {onchange}>
            <option value="" selected={item.planned.is_none()}>{ words::NONE.get(language) }</option>
            { for plan.batches.iter().map(|batch| html! {
                <option value={batch.number.to_string()} selected={item.planned == Some(batch.number)}>{ batch.number }</option>
            }) }
        </select>
    }
}

const fn standing(scope: ItemScope) -> Text {
    match scope {
        ItemScope::Catalogued => words::SCOPE_CATALOGUED,
        ItemScope::InScope => words::SCOPE_IN,
        ItemScope::LeftOut => words::SCOPE_LEFT_OUT,
        ItemScope::Moving => words::SCOPE_MOVING,
        ItemScope::Cancelled => words::SCOPE_CANCELLED,
    }
}

/// Codes of the items that were dropped.
#[must_use]
pub fn drop_codes(event: &DragEvent) -> Vec<String> {
    let text = event.data_transfer().and_then(|carried| carried.get_data(CARRIES).ok());
    text.unwrap_or_default()
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(ToOwned::to_owned)
        .collect()
}
