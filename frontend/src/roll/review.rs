//! What the reviewer decides: every row that differs from the catalogue, and the list as a whole.

use super::state::{Action, Cell};
use crate::components::{Dialog, FailureNote};
use crate::context::{use_api, use_done};
use crate::hooks::use_doing;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::api::scope_list::AcceptRecord;
use yinzheng_shared::form::scope::{Column, Row};
use yinzheng_shared::locale::{Language, roll as words};

/// Properties of [`Review`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReviewProps {
    /// The record.
    pub record: Rc<Record>,
    /// Its rows.
    pub rows: Rc<Vec<Rc<Row>>>,
    /// Language of the page.
    pub language: Language,
    /// Shows a cell.
    pub act: Callback<Action>,
    /// Told of the record once it is accepted.
    pub on_change: Callback<Record>,
}

/// The panel of the reviewer.
#[component]
pub fn Review(props: &ReviewProps) -> Html {
    let (language, api, doing, done) = (props.language, use_api(), use_doing(), use_done());
    let consented = use_state(BTreeSet::<usize>::new);
    let asking = use_state(|| false);
    let marked: Vec<(usize, &Rc<Row>)> = props
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.change.is_some())
        .collect();
    let entry = |(place, row): &(usize, &Rc<Row>)| {
        let (place, act) = (*place, props.act.clone());
        let go = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            act.emit(Action::Go(Cell {
                row: place,
                column: Column::Change,
            }));
        });
        let tick = {
            let consented = consented.clone();
            Callback::from(move |_: Event| {
                let mut next = (*consented).clone();
                if !next.remove(&place) {
                    next.insert(place);
                }
                consented.set(next);
            })
        };
        let receiver =
            (!row.receiver.is_empty()).then(|| words::MOVES_TO.with(language, &[("receiver", &row.receiver)]));
        html! {
            <li key={place}>
                <label class="check">
                    <input type="checkbox" checked={consented.contains(&place)} onchange={tick} />
                    <span><strong>{ Column::Change.text(row, language) }</strong>{ " " }{ &row.name }
                        <span class="under code">{ &row.code }</span>
                        <span class="under">{ receiver }{ " " }{ &row.remark }</span></span>
                </label>
                <a href="#roll" onclick={go}>{ words::SHOW_ROW.with(language, &[("row", &(place + 1).to_string())]) }</a>
            </li>
        }
    };
    let missing = marked.len() - consented.len().min(marked.len());
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let accept = {
        let (doing, asking, on_change) = (doing.clone(), asking.clone(), props.on_change.clone());
        let (id, etag) = (props.record.summary.id, props.record.etag.clone());
        let consents: Vec<String> = marked.iter().map(|(_, row)| row.code.clone()).collect();
        Callback::from(move |_: MouseEvent| {
            let (api, etag, body) = (
                api.clone(),
                etag.clone(),
                AcceptRecord {
                    consents: consents.clone(),
                },
            );
            let (asking, on_change, done) = (asking.clone(), on_change.clone(), done.clone());
            doing.run(
                async move { api.accept_record(id, &etag, &body).await },
                move |record: Record| {
                    asking.set(false);
                    done.emit(words::ACCEPTED.get(language).to_owned());
                    on_change.emit(record);
                },
            );
        })
    };
    html! {
        <section class="panel roll-review" aria-labelledby="roll-review-title">
            <h2 id="roll-review-title">{ words::REVIEW_TITLE.get(language) }</h2>
            if marked.is_empty() {
                <p class="quiet">{ words::NOTHING_MARKED.get(language) }</p>
            } else {
                <p>{ words::REVIEW_LEAD.with(language, &[("count", &marked.len().to_string())]) }</p>
                <ul>{ for marked.iter().map(entry) }</ul>
            }
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
            <p class="actions">
                <button type="button" class="button-primary" id="roll-accept" disabled={missing > 0 || doing.is_busy()} onclick={ask}>{ words::ACCEPT.get(language) }</button>
            </p>
            if missing > 0 { <p class="quiet" role="status">{ words::CONSENT_MISSING.with(language, &[("count", &missing.to_string())]) }</p> }
            if *asking {
                <Dialog title={words::ACCEPT_TITLE.get(language)} on_close={close.clone()}>
                    <p>{ words::ACCEPT_LEAD.get(language) }</p>
                    <p class="actions">
                        <button type="button" class="button-primary" disabled={doing.is_busy()} onclick={accept}>{ words::ACCEPT.get(language) }</button>
                        <button type="button" onclick={close.reform(|_| ())}>{ words::PASTE_CANCEL.get(language) }</button>
                    </p>
                </Dialog>
            }
        </section>
    }
}
