//! Going live: what is ready, what others lack, and issuing forms for many units at once.

mod issue;
mod list;
mod outcome;

use crate::api::Query;
use crate::components::{Choose, Head, Search, Whole};
use crate::context::{use_language, use_me, use_programme};
use crate::hooks::{setter, use_fetch, use_pages};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::go_live::{GoLiveState, Lack, ReadyItem};
use yinzheng_shared::api::programme::ProgrammeBody;
use yinzheng_shared::locale::{Language, Text, issuing as words};
use yinzheng_shared::organisation::Role;

/// Items that were chosen, by code.
type Chosen = BTreeMap<String, ReadyItem>;

/// The page.
#[component]
pub fn GoLivePage() -> Html {
    let language = use_language();
    let fetched = use_fetch((), |api, ()| async move { api.go_live_state().await });
    let turn = use_state(|| 0_u64);
    let again = {
        let (turn, again) = (turn.clone(), fetched.again.clone());
        Callback::from(move |()| {
            turn.set(*turn + 1);
            again.emit(());
        })
    };
    let turn = *turn;
    let draw = Callback::from(move |state: Rc<GoLiveState>| html! { <Items {state} {turn} again={again.clone()} /> });
    html! {
        <>
            <Head title={words::NAV.get(language)} lead={words::LEAD.get(language)} />
            <Whole<GoLiveState> load={fetched.load} again={fetched.again} {draw} />
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ItemsProps {
    state: Rc<GoLiveState>,
    /// Moves whenever forms were issued.
    turn: u64,
    again: Callback<()>,
}

#[component]
fn Items(props: &ItemsProps) -> Html {
    let (language, me, programme) = (use_language(), use_me(), use_programme());
    let (wanted, batch, unit) = (use_state(String::new), use_state(String::new), use_state(String::new));
    let lack = use_state(Lack::default);
    let (chosen, issuing) = (use_state(Chosen::new), use_state(|| false));
    let issues = me.is_some_and(|me| me.role == Role::Bureau) && *lack == Lack::Nothing;
    let (open, close) = (set(&issuing, true), set(&issuing, false));
    let on_done = {
        let (chosen, again, issuing) = (chosen.clone(), props.again.clone(), issuing.clone());
        Callback::from(move |()| {
            chosen.set(Chosen::new());
            issuing.set(false);
            again.emit(());
        })
    };
    html! {
        <>
            { counts(&props.state, &lack, language) }
            <div class="filters">
                <Search value={(*wanted).clone()} label={words::SEARCH.get(language)} on_search={setter(&wanted)} />
                <Choose id="go-live-batch" label={words::BATCH.get(language)} value={(*batch).clone()} options={batches(programme.as_deref(), language)} on_choose={setter(&batch)} />
                <Choose id="go-live-unit" label={words::UNIT.get(language)} value={(*unit).clone()} options={units(&props.state, language)} on_choose={setter(&unit)} />
            </div>
            <Listed key={lack.code()} state={props.state.clone()} lack={*lack} turn={props.turn} wanted={(*wanted).clone()}
                batch={(*batch).clone()} unit={(*unit).clone()} chosen={issues.then(|| chosen.clone())} />
            if issues && !chosen.is_empty() { { list::bulk(&chosen, open, language) } }
            if *issuing {
                <issue::IssueDialog state={props.state.clone()} chosen={Rc::new((*chosen).clone())} on_close={close} {on_done} />
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ListedProps {
    state: Rc<GoLiveState>,
    lack: Lack,
    turn: u64,
    wanted: String,
    batch: String,
    unit: String,
    /// What is chosen so far; none when nothing can be.
    chosen: Option<UseStateHandle<Chosen>>,
}

/// The items that lack this. Those that lack something else are another list: nothing of one is ever offered
/// in the other while that is on its way.
#[component]
fn Listed(props: &ListedProps) -> Html {
    let language = use_language();
    let lack = props.lack;
    let key = (
        props.wanted.clone(),
        props.batch.clone(),
        props.unit.clone(),
        props.turn,
    );
    let pages = use_pages(key, move |api, (wanted, batch, unit, _), cursor| async move {
        let query = Query::default()
            .with("q", &wanted)
            .with("batch", &batch)
            .with("unit", &unit)
            .with("lack", lack.code())
            .with("cursor", &cursor);
        api.ready_items(&query).await
    });
    let draw = {
        let (state, more, chosen) = (props.state.clone(), pages.more.clone(), props.chosen.clone());
        Callback::from(move |list: Rc<Listing<ReadyItem>>| {
            list::groups(&list, &state, lack, chosen.as_ref(), more.clone(), language)
        })
    };
    html! { <Whole<Listing<ReadyItem>> load={pages.load} again={pages.again} {draw} /> }
}

fn set(state: &UseStateHandle<bool>, to: bool) -> Callback<()> {
    let setter = state.setter();
    Callback::from(move |()| setter.set(to))
}

/// How many items lack what; each narrows the list.
fn counts(state: &GoLiveState, lack: &UseStateHandle<Lack>, language: Language) -> Html {
    let count = |one: Lack| {
        let setter = lack.setter();
        let onclick = Callback::from(move |_: MouseEvent| setter.set(one));
        html! {
            <li><button type="button" class="lack" data-lack={one.code()} aria-pressed={(**lack == one).to_string()} {onclick}>
                <strong>{ state.count(one) }</strong><span>{ name(one).get(language) }</span>
            </button></li>
        }
    };
    html! { <ul class="lacks" aria-label={words::COUNTS.get(language)}>{ for Lack::ALL.into_iter().map(count) }</ul> }
}

const fn name(lack: Lack) -> Text {
    match lack {
        Lack::Nothing => words::NOTHING,
        Lack::Optimisation => words::OPTIMISATION,
        Lack::Connection => words::CONNECTION,
        Lack::Both => words::BOTH,
    }
}

type Options = Vec<(AttrValue, AttrValue)>;

fn batches(programme: Option<&ProgrammeBody>, language: Language) -> Options {
    let numbers = programme.into_iter().flat_map(|known| &known.programme.batches);
    let every = (AttrValue::default(), words::EVERY_BATCH.get(language).into());
    let batch = |number: u8| {
        let number = number.to_string();
        let name = words::BATCH_NAME.with(language, &[("batch", &number)]);
        (number.into(), name.into())
    };
    std::iter::once(every)
        .chain(numbers.map(|known| batch(known.number)))
        .collect()
}

fn units(state: &GoLiveState, language: Language) -> Options {
    let every = (AttrValue::default(), words::EVERY_UNIT.get(language).into());
    let mut options: Options = std::iter::once(every)
        .chain(
            state
                .units
                .iter()
                .map(|line| (line.unit.id.to_string().into(), line.unit.name.clone().into())),
        )
        .collect();
    options.dedup();
    options
}
