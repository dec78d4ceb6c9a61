//! Items that are handled in the platform (全流程办理), and taking them back.

use crate::api::Query;
use crate::components::{More, ReasonDialog, Whole, bulk, tick};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::{setter, use_doing, use_pages};
use crate::text;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::interface::WithdrawFullProcess;
use yinzheng_shared::api::item::Item;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::locale::{Language, interfaces as words, plan};

/// Properties of [`InPlatform`].
#[derive(Clone, PartialEq, Properties)]
pub struct InPlatformProps {
    /// Moves with every change of the register.
    pub turn: u64,
    /// Whether the person decides what is handled in the platform.
    pub decides: bool,
    /// Told when that was decided of some.
    pub on_change: Callback<()>,
}

/// The list; nothing while there is none.
#[component]
pub fn InPlatform(props: &InPlatformProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let chosen = use_state(BTreeSet::<String>::new);
    let asking = use_state(|| false);
    let pages = use_pages(props.turn, |api, _, cursor| async move {
        let query = Query::default()
            .with("connection", &text::code(Connection::FullProcess))
            .with("cursor", &cursor);
        api.items(&query).await
    });
    let withdraw = {
        let (doing, chosen, asking, done) = (doing.clone(), chosen.clone(), asking.clone(), props.on_change.clone());
        Callback::from(move |reason: String| {
            let (api, told, done) = (api.clone(), told.clone(), done.clone());
            let (after, asking) = (chosen.clone(), asking.clone());
            let codes: Vec<String> = chosen.iter().cloned().collect();
            let count = codes.len().to_string();
            let body = WithdrawFullProcess { codes, reason };
            doing.run(async move { api.withdraw_full_process(&body).await }, move |()| {
                told.emit(words::WITHDRAWN.with(language, &[("count", &count)]));
                after.set(BTreeSet::new());
                asking.set(false);
                done.emit(());
            });
        })
    };
    let draw = {
        let (more, chosen, decides) = (pages.more.clone(), chosen.clone(), props.decides);
        Callback::from(move |list: Rc<Listing<Item>>| {
            if list.entries.is_empty() {
                return html! { <p class="quiet">{ words::NONE_IN_PLATFORM.get(language) }</p> };
            }
            html! {
                <>
                    { table(&list, decides.then_some(&chosen), language) }
                    <More shown={list.entries.len()} total={list.total} more={more.clone()} />
                </>
            }
        })
    };
    let ask = setter(&asking).reform(|_: MouseEvent| true);
    let close = setter(&asking).reform(|()| false);
    let count = chosen.len().to_string();
    html! {
        <section aria-labelledby="in-platform-title">
            <h2 id="in-platform-title">{ words::IN_PLATFORM.get(language) }</h2>
            <p class="quiet">{ words::IN_PLATFORM_LEAD.get(language) }</p>
            if !chosen.is_empty() {
                { bulk(&plan::CHOSEN.with(language, &[("count", &count)]), html! {
                    <button type="button" id="withdraw-full-process" disabled={doing.is_busy()} onclick={ask}>{ words::WITHDRAW.get(language) }</button>
                }) }
            }
            if *asking {
                <ReasonDialog title={words::WITHDRAW_TITLE.with(language, &[("count", &count)])} word={words::WITHDRAW.get(language)}
                    hint={words::WITHDRAW_HINT.get(language)} busy={doing.is_busy()} failure={doing.failure()} on_yes={withdraw} on_close={close} />
            }
            <Whole<Listing<Item>> load={pages.load} again={pages.again} {draw} />
        </section>
    }
}

/// What is published is there to stay.
fn table(list: &Listing<Item>, chosen: Option<&UseStateHandle<BTreeSet<String>>>, language: Language) -> Html {
    let row = |item: &Item| {
        let published = item.published_on.map(|day| text::day(day, language));
        let ticked = chosen.filter(|_| published.is_none());
        html! {
            <tr key={item.code.clone()}>
                if chosen.is_some() { <td>{ for ticked.map(|chosen| tick(&item.code, &item.name, chosen, language)) }</td> }
                <th scope="row">{ &item.name }<span class="under code">{ &item.code }</span></th>
                <td data-label={words::LED_BY.get(language)}>{ &item.serving.name }</td>
                <td class="figures" data-label={plan::SHOW_BATCH.get(language)}>{ item.batch.map(|batch| batch.to_string()).unwrap_or_default() }</td>
                <td data-label={words::PUBLISHED.get(language)}>{ published.clone().unwrap_or_default() }</td>
            </tr>
        }
    };
    html! {
        <table class="cards is-dense">
            <caption class="visually-hidden">{ words::IN_PLATFORM.get(language) }</caption>
            <thead><tr>
                if chosen.is_some() { <th scope="col"><span class="visually-hidden">{ plan::CHOOSE.get(language) }</span></th> }
                <th scope="col">{ plan::ITEM.get(language) }</th>
                <th scope="col">{ words::LED_BY.get(language) }</th>
                <th scope="col" class="figures">{ plan::SHOW_BATCH.get(language) }</th>
                <th scope="col">{ words::PUBLISHED.get(language) }</th>
            </tr></thead>
            <tbody>{ for list.entries.iter().map(row) }</tbody>
        </table>
    }
}
