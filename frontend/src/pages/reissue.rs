//! The bureau answers a go-live form that came back with faults: what passed is issued anew.

use crate::components::{Dialog, FailureNote, finding_kind};
use crate::context::{use_api, use_done, use_language, use_programme};
use crate::hooks::use_doing;
use crate::pages::new_record::use_opening;
use crate::state::issuing::{answers, is_barred, kinds};
use std::collections::BTreeMap;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::go_live::ReissueRecord;
use yinzheng_shared::api::record::{Fault, Record, SubmitRecord};
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::go_live::{GoLive, check, reissued};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::issuing as words;
use yinzheng_shared::record::{Move, State};
use yinzheng_shared::rule_set;

/// Whether this person may answer the faults of this record.
#[must_use]
pub fn may_reissue(record: &Record) -> bool {
    record.summary.state == State::Returned
        && !record.faults.is_empty()
        && [Move::Void, Move::Submit]
            .iter()
            .all(|step| record.moves.contains(step))
}

/// Properties of [`Reissue`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReissueProps {
    /// The form that came back.
    pub record: Record,
    /// Told of the record when nothing was issued in its place.
    pub on_change: Callback<Record>,
}

/// The button with its dialog.
#[component]
pub fn Reissue(props: &ReissueProps) -> Html {
    let language = use_language();
    let asked = use_state(|| false);
    let form: GoLive = serde_json::from_value(props.record.content.clone()).unwrap_or_default();
    let nothing_passed = form.rows.len() == props.record.faults.len();
    let word = if nothing_passed {
        words::AGAIN_BUTTON_VOID
    } else {
        words::AGAIN_BUTTON
    };
    let open = {
        let asked = asked.setter();
        Callback::from(move |_: MouseEvent| asked.set(true))
    };
    let on_close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(false))
    };
    html! {
        <>
            <button type="button" class="button-primary" id="reissue" onclick={open}>{ word.get(language) }</button>
            if *asked { <ReissueDialog record={props.record.clone()} {form} on_change={props.on_change.clone()} {on_close} /> }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DialogProps {
    record: Record,
    form: GoLive,
    on_change: Callback<Record>,
    on_close: Callback<()>,
}

#[component]
fn ReissueDialog(props: &DialogProps) -> Html {
    let (language, api, doing, told, opening) = (use_language(), use_api(), use_doing(), use_done(), use_opening());
    let programme = use_programme();
    let reasons = use_state(BTreeMap::<String, String>::new);
    let id = *use_memo((*reasons).clone(), |_| RecordId(Uuid::now_v7()));
    let Some(programme) = programme else {
        return Html::default();
    };
    let context = programme.context();
    let record = &props.record;
    let failed: Vec<&str> = record.faults.iter().map(|fault| fault.item_code.trim()).collect();
    let passed = reissued(&props.form, &failed, &context);
    let facts = without(&record.facts, &failed);
    let report = passed.as_ref().map(|form| check(form, &facts, &context, language));
    let findings = report.map(|report| report.findings).unwrap_or_default();
    let found = kinds(&findings);
    let barred = is_barred(&found, &reasons);
    let onclick = {
        let (doing, passed, findings, reasons, props) = (
            doing.clone(),
            passed.clone(),
            findings.clone(),
            reasons.clone(),
            props.clone(),
        );
        let rule_set = rule_set::digest(&programme.programme, &programme.calendar);
        Callback::from(move |_: MouseEvent| {
            let submission = passed.as_ref().map(|form| SubmitRecord {
                rule_set: rule_set.clone(),
                facts: facts.clone(),
                content: serde_json::to_value(form).unwrap_or_default(),
                reasons: answers(&findings, &reasons),
            });
            let done = if submission.is_some() {
                words::AGAIN_DONE
            } else {
                words::AGAIN_DONE_VOID
            };
            let body = ReissueRecord { id, submission };
            let (api, old, etag) = (api.clone(), props.record.summary.id, props.record.etag.clone());
            let (told, opening, props) = (told.clone(), opening.clone(), props.clone());
            doing.run(
                async move { api.reissue_record(old, &etag, &body).await },
                move |came: Record| {
                    props.on_close.emit(());
                    told.emit(done.get(language).to_owned());
                    if came.summary.id == old {
                        props.on_change.emit(came);
                    } else {
                        opening.emit(came);
                    }
                },
            );
        })
    };
    let count = failed.len().to_string();
    let (title, lead, word) = match &passed {
        Some(form) => {
            let day = form.finish_by.map(|day| day.to_string()).unwrap_or_default();
            let rows = form.rows.len().to_string();
            let places = [
                ("passed", rows.as_str()),
                ("failed", count.as_str()),
                ("date", day.as_str()),
            ];
            (
                words::AGAIN_TITLE,
                words::AGAIN_LEAD.with(language, &places),
                words::AGAIN_BUTTON,
            )
        }
        None => {
            let lead = words::AGAIN_LEAD_VOID.with(language, &[("failed", &count)]);
            (words::AGAIN_TITLE_VOID, lead, words::AGAIN_BUTTON_VOID)
        }
    };
    html! {
        <Dialog title={title.get(language)} on_close={props.on_close.clone()} class={classes!("is-wide")}>
            <p>{ lead }</p>
            <h3>{ words::AGAIN_FAILED.get(language) }</h3>
            <ul class="back-faults">{ for record.faults.iter().map(|fault| fault_line(&props.form, fault)) }</ul>
            <ul class="plan-findings">{ for found.iter().map(|(rule, findings)| finding_kind(rule, findings, &[], &reasons, language)) }</ul>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
            <p class="actions">
                <button type="button" class="button-primary" id="reissue-now" disabled={barred || doing.is_busy()} {onclick}>{ word.get(language) }</button>
                <button type="button" onclick={props.on_close.reform(|_| ())}>{ words::CANCEL.get(language) }</button>
            </p>
        </Dialog>
    }
}

/// The facts of the items that passed.
fn without(facts: &Facts, failed: &[&str]) -> Facts {
    let mut facts = facts.clone();
    if let Some(items) = &mut facts.items {
        items.retain(|item| !failed.contains(&item.code.as_str()));
    }
    facts
}

/// A row that failed, by its number and name, with its fault.
pub fn fault_line(form: &GoLive, fault: &Fault) -> Html {
    let row = form
        .rows
        .iter()
        .find(|row| row.item_code.trim() == fault.item_code.trim());
    let name = row.map(|row| format!("{}. {}", row.number, row.item_name));
    html! {
        <li key={fault.item_code.clone()}><strong>{ name.unwrap_or_default() }</strong>{ " " }<span class="code quiet">{ fault.item_code.clone() }</span>
            <p>{ fault.fault.clone() }</p></li>
    }
}
