//! Items in a batch that no interface serves: they wait for one, or are handled in the platform.

use crate::api::Query;
use crate::components::{Choose, Confirm, Empty, More, Whole, bulk, tick};
use crate::context::{use_api, use_done, use_language, use_programme};
use crate::hooks::{setter, use_doing, use_pages};
use crate::text;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::interface::{FullProcess, UnservedItem};
use yinzheng_shared::locale::{Language, interfaces as words, plan};

/// Properties of [`Missing`].
#[derive(Clone, PartialEq, Properties)]
pub struct MissingProps {
    /// Moves with every change of the register.
    pub turn: u64,
    /// Whether the person decides what is handled in the platform.
    pub decides: bool,
    /// Told when that was decided of some.
    pub on_change: Callback<()>,
}

/// The list with what is decided of it.
#[component]
pub fn Missing(props: &MissingProps) -> Html {
    let (language, api, doing, told, programme) = (use_language(), use_api(), use_doing(), use_done(), use_programme());
    let batch = use_state(String::new);
    let chosen = use_state(BTreeSet::<String>::new);
    let asking = use_state(|| false);
    let key = ((*batch).clone(), props.turn);
    let pages = use_pages(key, |api, (batch, _), cursor| async move {
        let query = Query::default().with("batch", &batch).with("cursor", &cursor);
        api.unserved_items(&query).await
    });
    let options = text::batches(programme.as_deref(), language);
    let decide = {
        let (doing, chosen, asking, done) = (doing.clone(), chosen.clone(), asking.clone(), props.on_change.clone());
        Callback::from(move |()| {
            let (api, told, done) = (api.clone(), told.clone(), done.clone());
            let (after, asking) = (chosen.clone(), asking.clone());
            let codes: Vec<String> = chosen.iter().cloned().collect();
            let count = codes.len().to_string();
            doing.run(
                async move { api.full_process(&FullProcess { codes }).await },
                move |()| {
                    told.emit(words::DECIDED.with(language, &[("count", &count)]));
                    after.set(BTreeSet::new());
                    asking.set(false);
                    done.emit(());
                },
            );
        })
    };
    let draw = {
        let (more, chosen, decides) = (pages.more.clone(), chosen.clone(), props.decides);
        Callback::from(move |list: Rc<Listing<UnservedItem>>| {
            if list.entries.is_empty() {
                return html! { <Empty title={words::NOTHING_MISSING.get(language)} /> };
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
    // What a filter hides is not decided of.
    let on_choose = {
        let (batch, chosen) = (batch.clone(), chosen.clone());
        Callback::from(move |wanted| {
            batch.set(wanted);
            chosen.set(BTreeSet::new());
        })
    };
    let count = chosen.len().to_string();
    html! {
        <section aria-labelledby="missing-title">
            <h2 id="missing-title">{ words::MISSING.get(language) }</h2>
            <p class="quiet">{ words::MISSING_LEAD.get(language) }</p>
            <div class="filters">
                <Choose id="missing-batch" label={plan::SHOW_BATCH.get(language)} value={(*batch).clone()} {options} {on_choose} />
            </div>
            if !chosen.is_empty() {
                { bulk(&plan::CHOSEN.with(language, &[("count", &count)]), html! {
                    <button type="button" id="full-process" disabled={doing.is_busy()} onclick={ask}>{ words::DECIDE.get(language) }</button>
                }) }
            }
            if *asking {
                <Confirm title={words::DECIDE_TITLE.with(language, &[("count", &count)])} word={words::DECIDE.get(language)}
                    busy={doing.is_busy()} failure={doing.failure()} on_yes={decide} on_close={close}>
                    <p>{ words::DECIDE_LEAD.get(language) }</p>
                </Confirm>
            }
            <Whole<Listing<UnservedItem>> load={pages.load} again={pages.again} {draw} />
        </section>
    }
}

fn table(list: &Listing<UnservedItem>, chosen: Option<&UseStateHandle<BTreeSet<String>>>, language: Language) -> Html {
    let row = |item: &UnservedItem| {
        let level = item.system_level.map(|level| text::system_level(level).get(language));
        html! {
            <tr key={item.code.clone()}>
                if let Some(chosen) = chosen { <td>{ tick(&item.code, &item.name, chosen, language) }</td> }
                <th scope="row">{ &item.name }<span class="under code">{ &item.code }</span></th>
                <td data-label={words::UNIT.get(language)}>{ &item.serving.name }</td>
                <td data-label={words::SYSTEM.get(language)}>{ &item.system_name }<span class="under">{ level.unwrap_or_default() }</span></td>
                <td class="figures" data-label={plan::SHOW_BATCH.get(language)}>{ item.batch.map(|batch| batch.to_string()).unwrap_or_default() }</td>
                <td data-label={words::LEADS.get(language)}>{ &item.lead.name }</td>
            </tr>
        }
    };
    html! {
        <table class="cards is-dense">
            <caption class="visually-hidden">{ words::MISSING.get(language) }</caption>
            <thead><tr>
                if chosen.is_some() { <th scope="col"><span class="visually-hidden">{ plan::CHOOSE.get(language) }</span></th> }
                <th scope="col">{ plan::ITEM.get(language) }</th>
                <th scope="col">{ words::UNIT.get(language) }</th>
                <th scope="col">{ words::SYSTEM.get(language) }</th>
                <th scope="col" class="figures">{ plan::SHOW_BATCH.get(language) }</th>
                <th scope="col">{ words::LEADS.get(language) }</th>
            </tr></thead>
            <tbody>{ for list.entries.iter().map(row) }</tbody>
        </table>
    }
}
