//! The unit sends a go-live form back: which rows failed, each with its fault, and the reason.

use crate::components::{Dialog, FailureNote};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::{setter, use_doing};
use std::collections::BTreeMap;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use yinzheng_shared::api::record::{Fault, Record, ReturnRecord};
use yinzheng_shared::form::go_live::GoLive;
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::locale::{Language, issuing as words, page};

/// Properties of [`ReturnRows`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReturnProps {
    /// The form.
    pub record: Record,
    /// Told of the record after the move.
    pub on_change: Callback<Record>,
    /// Leaves it.
    pub on_close: Callback<()>,
}

/// Faults by item code; a row that is ticked has one, be it empty still.
type Faults = BTreeMap<String, String>;

/// The dialog.
#[component]
pub fn ReturnRows(props: &ReturnProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let (faults, reason, tried) = (use_state(Faults::new), use_state(String::new), use_state(|| false));
    let form: GoLive = serde_json::from_value(props.record.content.clone()).unwrap_or_default();
    let missing = reason.trim().is_empty().then(|| page::REASON_MISSING.get(language));
    let complete = missing.is_none() && faults.values().all(|fault| !fault.trim().is_empty());
    let onsubmit = {
        let (doing, faults, reason, tried, props) = (
            doing.clone(),
            faults.clone(),
            reason.clone(),
            tried.clone(),
            props.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            if !complete {
                return;
            }
            let fault = |(code, fault): (&String, &String)| Fault {
                item_code: code.clone(),
                fault: fault.trim().to_owned(),
            };
            let body = ReturnRecord {
                reason: reason.trim().to_owned(),
                rows: faults.iter().map(fault).collect(),
            };
            let (api, id, etag) = (api.clone(), props.record.summary.id, props.record.etag.clone());
            let (told, props) = (told.clone(), props.clone());
            doing.run(
                async move { api.return_record(id, &etag, &body).await },
                move |record| {
                    props.on_close.emit(());
                    props.on_change.emit(record);
                    told.emit(page::RETURN_DONE.get(language).to_owned());
                },
            );
        })
    };
    let oninput = {
        let set = setter(&reason);
        Callback::from(move |event: InputEvent| set.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value()))
    };
    let wrong = missing.filter(|_| *tried);
    html! {
        <Dialog title={page::RETURN_TITLE.get(language)} on_close={props.on_close.clone()} class={classes!("is-wide")}>
            <form {onsubmit} novalidate=true>
                <fieldset class="back-rows">
                    <legend>{ words::BACK_ROWS.get(language) }</legend>
                    <p class="hint">{ words::BACK_ROWS_HINT.get(language) }</p>
                    { for form.rows.iter().map(|row| entry(row, &faults, *tried, language)) }
                </fieldset>
                <div class={classes!("field", wrong.map(|_| "is-wrong"))}>
                    <label for="reason">{ page::REASON_LABEL.get(language) }</label>
                    <p class="hint" id="reason-hint">{ page::RETURN_HINT.get(language) }</p>
                    <textarea id="reason" name="reason" rows="3" maxlength="500" value={(*reason).clone()} {oninput}
                        aria-describedby="reason-hint reason-error" aria-invalid={wrong.map(|_| "true")} />
                    <p class="field-error" id="reason-error" role="alert">{ wrong.unwrap_or_default() }</p>
                </div>
                if props.record.print.is_some() { <p><strong>{ words::BACK_PRINT_VOID.get(language) }</strong></p> }
                if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
                <p class="actions">
                    <button type="submit" class="button-primary" disabled={doing.is_busy()}>{ crate::text::step(yinzheng_shared::record::Move::Return).get(language) }</button>
                    <button type="button" onclick={props.on_close.reform(|_| ())}>{ page::ACTION_CANCEL.get(language) }</button>
                </p>
            </form>
        </Dialog>
    }
}

fn entry(row: &ItemRow, faults: &UseStateHandle<Faults>, tried: bool, language: Language) -> Html {
    let (code, number) = (row.item_code.clone(), row.number.to_string());
    let fault = faults.get(&code);
    let onchange = {
        let (faults, code) = (faults.clone(), code.clone());
        Callback::from(move |_: Event| {
            let mut next = (*faults).clone();
            if next.remove(&code).is_none() {
                next.insert(code.clone(), String::new());
            }
            faults.set(next);
        })
    };
    let oninput = {
        let (faults, code) = (faults.clone(), code.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let mut next = (*faults).clone();
            next.insert(code.clone(), text);
            faults.set(next);
        })
    };
    let label = words::BACK_ROW.with(language, &[("number", &number), ("name", &row.item_name)]);
    let wrong = tried && fault.is_some_and(|fault| fault.trim().is_empty());
    let (id, error) = (format!("fault-{number}"), format!("fault-{number}-error"));
    html! {
        <div class="back-row" key={code.clone()} data-item={code}>
            <label class="check"><input type="checkbox" checked={fault.is_some()} aria-label={label} {onchange} />
                <span>{ format!("{number}. {}", row.item_name) }{ " " }<span class="code quiet">{ row.item_code.clone() }</span></span></label>
            if let Some(fault) = fault {
                <div class={classes!("field", wrong.then_some("is-wrong"))}>
                    <label for={id.clone()}>{ words::BACK_FAULT.with(language, &[("name", &row.item_name)]) }</label>
                    <input {id} type="text" maxlength="500" autocomplete="off" value={fault.clone()} {oninput}
                        aria-describedby={error.clone()} aria-invalid={wrong.then_some("true")} />
                    <p class="field-error" id={error} role="alert">{ if wrong { words::BACK_FAULT_MISSING.get(language) } else { "" } }</p>
                </div>
            }
        </div>
    }
}
